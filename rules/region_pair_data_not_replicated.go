package rules

import (
	"maps"
	"slices"

	"spof/analysis"
	"spof/estate"
)

var regionPairDataNotReplicated = &analysis.Rule{
	ID:       "region-pair-data-not-replicated",
	Severity: analysis.High,
	Scope:    estate.Region,
	Kinds: []estate.Kind{
		estate.RecordSet, estate.CDN, estate.Datastore, estate.Table, estate.Bucket, estate.FileSystem, estate.SearchDomain, estate.Secret, estate.Key,
	},
	Doc: analysis.Doc{
		Title: "Users are served from two regions, their data is kept in one",
		Why:   "The second region has names, balancers and servers, and nothing to serve: when the region that keeps the data fails, the service is down in both.",
		Fix:   "Replicate the data to every region that serves users: a cross-region replica or global database, a global table, bucket replication, a replica of the secret, a multi-Region key.",
		Sources: []string{
			"https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html",
			"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html",
			"https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html",
			"https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		reported := map[string]bool{}
		for _, r := range p.Estate.Resources {
			if r.Kind != estate.RecordSet && r.Kind != estate.CDN {
				continue
			}
			if fronts := frontsOf(p.Estate, r); len(fronts.regions) > 1 {
				judgeData(p, r, fronts, reported)
			}
		}
	},
}

// fronts are what first serves the users of a name, by region.
type fronts struct {
	regions  []string
	byRegion map[string][]*estate.Resource
}

// frontsOf returns the fronts of a name in the regions that are known.
func frontsOf(e *estate.Estate, entry *estate.Resource) fronts {
	out := fronts{byRegion: map[string][]*estate.Resource{}}
	for _, r := range reach(e, []*estate.Resource{entry}, servesUsers) {
		if region, known := r.Region.Get(); known && servesUsers(r) {
			out.byRegion[region] = append(out.byRegion[region], r)
		}
	}
	out.regions = slices.Sorted(maps.Keys(out.byRegion))
	return out
}

// judgeData looks at the data that the users of a name stand on in a region
// other than its own.
func judgeData(p *analysis.Pass, entry *estate.Resource, f fronts, reported map[string]bool) {
	missing := map[string][]string{} // by address of the data, the regions that use it from afar
	for _, region := range f.regions {
		// What data needs itself, its key or its source, is its own affair.
		for _, r := range reach(p.Estate, f.byRegion[region], keepsData) {
			whole := r
			if r.Of != "" {
				whole = p.Estate.Find(r.Of)
			}
			if whole != nil && lacks(p.Estate, whole, region) && slices.Contains(f.regions, whole.Region.Or("")) && !slices.Contains(missing[whole.Address], region) {
				missing[whole.Address] = append(missing[whole.Address], region)
			}
		}
	}
	for _, address := range slices.Sorted(maps.Keys(missing)) {
		if !reported[address] {
			reported[address] = true
			reportData(p, p.Estate.Find(address), entry, f, missing[address])
		}
	}
}

// reportData reports data that has no copy in some of the regions that use it.
func reportData(p *analysis.Pass, r, entry *estate.Resource, f fronts, missing []string) {
	home := r.Region.Or("")
	if t, ok := r.Traits.(*estate.DatastoreTraits); ok {
		if c := copiesOf(r, t); c.open {
			p.Doubtf(r, r.Origin, c.settles, "%s may not be replicated to %s, from where %s is served too", r.Address, list(missing), entry.Name)
			return
		}
	}
	found := p.Failf(r, r.Origin, "%s is kept in %s only, while %s is served from %s; when %s fails, the users of %s are left without it",
		r.Address, home, entry.Name, list(f.regions), home, list(missing))
	found.Evidence = append(found.Evidence,
		analysis.Evidence{Fact: "regions that serve " + entry.Name, Value: list(f.regions), Origin: entry.Origin},
		analysis.Evidence{Fact: "region of " + r.Address, Value: home, Assumed: r.Region.Assumed(), Origin: at(r.Region.Origin(), r)})
}

// lacks reports whether a resource is data that is kept in another region than
// the one that uses it, and has no copy there that can serve.
func lacks(e *estate.Estate, r *estate.Resource, region string) bool {
	home, known := r.Region.Get()
	if !keepsData(r) || !known || home == region || servedIn(e, r, region) {
		return false
	}
	t, ok := r.Traits.(*estate.DatastoreTraits)
	return !ok || !t.Replica.Or(false) && !slices.ContainsFunc(t.Copies, func(c estate.Copy) bool {
		return c.Standby && c.Region.Or("") == region
	})
}

// servedIn reports whether a part of a resource serves it in a region: the
// replica of a secret or of a table.
func servedIn(e *estate.Estate, r *estate.Resource, region string) bool {
	for _, n := range r.Needs {
		for _, m := range n.Members {
			if part := e.Find(m.Address); part != nil && part.Of == r.Address && part.Placement.Region == region {
				return true
			}
		}
	}
	return false
}

// keepsData reports whether a resource holds what users are nothing without. A
// cache is left out: it is filled again.
func keepsData(r *estate.Resource) bool {
	return slices.Contains([]estate.Kind{
		estate.Datastore, estate.Table, estate.Bucket, estate.FileSystem, estate.SearchDomain, estate.Secret, estate.Key,
	}, r.Kind)
}

// servesUsers reports whether users are served by a resource, wherever its
// data is.
func servesUsers(r *estate.Resource) bool {
	return slices.Contains([]estate.Kind{
		estate.API, estate.LoadBalancer, estate.Server, estate.ServerGroup, estate.ContainerService, estate.Function,
	}, r.Kind)
}
