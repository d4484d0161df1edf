package aws

import (
	"slices"
	"strings"

	"spof/estate"
	"spof/inventory"
)

// doubt opens what was read to what was not: where the resources of a type
// could not be listed, each resource that one of them may be part of, or that
// may need one, may have it or not. It has a need of what was not read, which is
// met or not; and what its other needs lack may be there.
//
// That is said of a whole region, and not of what can be shown to lean on the
// type: one permission more settles it, and one edge forgotten here would be a
// false proof.
//
// What is only ever needed can make nothing better: where it was not read, what
// takes others down is proven all the same, and only what they survive is not.
func (m *model) doubt() {
	unread := slices.DeleteFunc(slices.Clone(m.inv.Unread), m.isUnnamedAddress)
	for _, r := range slices.Clone(m.out) {
		var needed []string
		for _, u := range unread {
			switch {
			case !m.leans(r, u):
			case onlyNeeded[u.Type]:
				needed = mergeSorted(needed, []string{u.Why})
			default:
				r.Doubts = mergeSorted(r.Doubts, []string{u.Why})
			}
		}
		if len(r.Doubts) > 0 {
			r.Doubts = mergeSorted(r.Doubts, needed)
			m.openDoubtful(r)
		}
		if all := mergeSorted(r.Doubts, needed); len(all) > 0 {
			m.mayNeed(r, all)
		}
	}
}

// isUnnamedAddress reports whether what was not read are addresses of functions,
// which lead somewhere for whoever names one, where nobody does.
func (m *model) isUnnamedAddress(u inventory.Unread) bool {
	if u.Type != "aws_lambda_function_url" {
		return false
	}
	for _, r := range m.inv.Resources {
		named := false
		leaves(r, r.Values, func(s string) { named = named || strings.Contains(s, ".lambda-url.") })
		if named {
			return false
		}
	}
	return true
}

// onlyNeeded are the types whose resources stand in for nothing, and that nobody
// reaches over the internet: that there is one is one need more.
var onlyNeeded = map[string]bool{"aws_kms_key": true, "aws_kms_replica_key": true, "aws_secretsmanager_secret": true, "aws_ssm_parameter": true}

// openDoubtful opens the needs of a resource in doubt, of which what it is
// itself becomes one: another may serve its users.
func (m *model) openDoubtful(r *estate.Resource) {
	if r.Of == "" && (r.Fails == estate.FailsAlone || r.Placement.Scope != estate.Global) {
		self := m.part(r, "itself")
		self.Placement = r.Placement
		if r.Fails == estate.FailsAlone {
			self.Fails, r.Fails = r.Fails, estate.FailsNever
		}
		r.Placement = estate.Placement{Scope: estate.Global}
		r.Needs = append(r.Needs, estate.On(self.Address, "is", r.Origin))
	}
	for i := range r.Needs {
		r.Needs[i].Open, r.Needs[i].Settles = true, mergeSorted(r.Needs[i].Settles, r.Doubts)
	}
}

// mayNeed gives a resource a need of what was not read, which is met or not.
func (m *model) mayNeed(r *estate.Resource, settles []string) {
	if r.Of != "" {
		return
	}
	missing := m.notRead(r)
	r.Needs = append(r.Needs, estate.Need{
		Quorum: 1, Members: []estate.Member{{Address: missing.Address}}, Open: true, Why: "may need", Origin: r.Origin, Settles: settles,
	})
}

// notRead stands for what a resource in doubt may need of its region: something
// in each of its zones.
func (m *model) notRead(r *estate.Resource) *estate.Resource {
	region := r.Region.Or(unknownRegion)
	address := "what was not read of " + region
	if made := m.made[address]; made != nil {
		return made
	}
	missing := m.put(&estate.Resource{
		Address: address, Kind: estate.Plumbing, Region: r.Region, Placement: estate.Placement{Scope: estate.Global}, Entry: estate.Default(false, r.Origin),
	})
	for _, zone := range m.zonesOf(region) {
		there := m.part(missing, zone.Name)
		there.Placement = estate.Placement{Scope: estate.Zone, Region: region, Zones: []estate.Domain{zone}, Origin: r.Origin}
		missing.Needs = append(missing.Needs, estate.On(there.Address, "may be in "+zone.Name+":", r.Origin))
	}
	return missing
}

// leans reports whether a resource may have to do with one of a type that could
// not be listed.
func (m *model) leans(r *estate.Resource, u inventory.Unread) bool {
	if u.Of != "" {
		return u.Of == r.Address || u.Of == r.Of
	}
	if few, ok := leanFew[u.Type]; ok {
		return few(m, r, u)
	}
	if unjudged[u.Type] != "" {
		return false
	}
	if leadsAnywhere(r.Kind) || keepsCopies(u.Type) && r.Kind.HoldsData() {
		return true
	}
	if _, called := dependences[u.Type]; called || startsWith[u.Type] {
		return here(r, u) && callsOthers(r.Kind)
	}
	return here(r, u) || worldwide(u.Type)
}

// leanFew are the types that only few have to do with, and how those are told.
var leanFew = map[string]func(*model, *estate.Resource, inventory.Unread) bool{
	"aws_efs_replication_configuration": func(_ *model, r *estate.Resource, u inventory.Unread) bool {
		return here(r, u) && r.Kind == estate.FileSystem
	},
	"aws_elasticache_global_replication_group": func(m *model, r *estate.Resource, _ inventory.Unread) bool {
		raw := m.raw[r.Address]
		return raw != nil && raw.Type == "aws_elasticache_replication_group" && !attrs(raw).absent("global_replication_group_id")
	},
	"aws_kms_replica_key": func(_ *model, r *estate.Resource, u inventory.Unread) bool {
		return here(r, u) && callsOthers(r.Kind) // as of any other key
	},
	"aws_placement_group": func(m *model, r *estate.Resource, _ inventory.Unread) bool {
		raw := m.raw[r.Address]
		return raw != nil && !attrs(raw).absent("placement_group")
	},
	"aws_appautoscaling_target": func(_ *model, r *estate.Resource, u inventory.Unread) bool {
		return here(r, u) && r.Kind == estate.ContainerService
	},
	"aws_ecs_capacity_provider": func(_ *model, r *estate.Resource, u inventory.Unread) bool {
		return here(r, u) && r.Kind == estate.ContainerService
	},
	"aws_rds_cluster_endpoint": func(m *model, r *estate.Resource, u inventory.Unread) bool {
		return here(r, u) && callsOthers(r.Kind) && m.hasCluster(u.Region) // without a cluster there is none
	},
}

// here reports whether a resource may be where a type could not be listed.
func here(r *estate.Resource, u inventory.Unread) bool { return r.Region.Or(u.Region) == u.Region }

// startsWith are the types, beside those that code names, that nothing has to
// do with but what runs code.
var startsWith = map[string]bool{"aws_launch_template": true, "aws_launch_configuration": true, "aws_db_proxy_target": true}

// callsOthers reports whether resources of a kind name what they call: they run
// code, or pass requests on.
func callsOthers(kind estate.Kind) bool {
	switch kind {
	case estate.Server, estate.ServerGroup, estate.Function, estate.ContainerService, estate.NodeGroup, estate.Cluster, estate.API, estate.TargetGroup:
		return true
	default:
		return false
	}
}

func (m *model) hasCluster(region string) bool {
	return slices.ContainsFunc(m.types["aws_rds_cluster"], func(c *inventory.Resource) bool { return c.Region.Or(region) == region })
}

// worldwide reports whether the resources of a type lead to any region.
func worldwide(typ string) bool {
	return strings.HasPrefix(typ, "aws_route53_") || strings.HasPrefix(typ, "aws_cloudfront_") || typ == "aws_rds_global_cluster"
}

// leadsAnywhere reports whether a kind leads users to any region.
func leadsAnywhere(kind estate.Kind) bool {
	return kind == estate.RecordSet || kind == estate.Record || kind == estate.HealthCheck || kind == estate.CDN
}

// keepsCopies reports whether a resource of a type may be the copy of one that
// is in another region.
func keepsCopies(typ string) bool {
	return slices.ContainsFunc([]string{"_db_", "_rds_", "_docdb_", "_neptune_", "_s3_", "_dynamodb_", "_efs_", "_elasticache_"}, func(part string) bool {
		return strings.Contains(typ, part)
	})
}
