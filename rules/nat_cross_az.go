package rules

import (
	"spof/analysis"
	"spof/estate"
)

var natCrossAZ = &analysis.Rule{
	ID:       "nat-cross-az",
	Severity: analysis.Medium,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.Egress, estate.RouteTable},
	Doc: analysis.Doc{
		Title: "Subnet leaves its network through another availability zone",
		Why:   "There are NAT gateways in several zones, but this subnet is routed to one in another zone than its own: it loses its way out when either zone fails.",
		Fix:   "Give each zone a route table of its own, with a route to the NAT gateway of that zone.",
		Sources: []string{
			"https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for r, t := range estate.Each[*estate.EgressTraits](p.Estate) {
			exits, _ := exitsOf(p, r, t)
			// All NAT gateways in one zone are for nat-single-az.
			_, single, known := only(exitZones(exits))
			if judged(t) && len(exits) > 1 && (!known || !single) {
				judgeTenants(p, r, t, exits[0].Address)
			}
		}
	},
}

// judgeTenants looks for subnets of other zones among those that leave through
// a NAT gateway; first is the address of the network's first one.
func judgeTenants(p *analysis.Pass, r *estate.Resource, t *estate.EgressTraits, first string) {
	home := t.Spread
	single, sure := home.Single()
	known := single && sure
	var strangers, doubtful []estate.Tenant
	for _, tenant := range t.Tenants {
		zone, settled := tenant.Zone.Get()
		switch {
		case !settled || !known:
			doubtful = append(doubtful, tenant)
		case zone != home.Zones[0]:
			strangers = append(strangers, tenant)
		}
	}
	switch {
	case len(strangers) > 0:
		zone, n := home.Zones[0].Name, len(strangers)
		f := p.Failf(r, at(strangers[0].Origin, r), "%s in %s carries the egress of %s in %s; when %s fails, %s it although %s alive",
			r.Address, zone, list(subnets(strangers)), list(tenantZoneNames(strangers)), zone, pick(n, "the subnet loses", "the subnets lose"), pick(n, "its own zone is", "their own zones are"))
		f.Evidence = append(f.Evidence, zonesFact(r, home))
		for _, s := range strangers {
			f.Evidence = append(f.Evidence, analysis.Evidence{Fact: "zone of " + s.Subnet, Value: s.Zone.Or(estate.Domain{}).Name, Assumed: s.Zone.Assumed(), Origin: s.Zone.Origin()})
		}
	case len(doubtful) > 0:
		settles := home.Settles
		for _, d := range doubtful {
			settles = append(settles, d.Zone.SettledBy()...)
		}
		f := p.Doubtf(r, at(doubtful[0].Origin, r), settles, "%s carries the egress of %s in the zone of the gateway is not known", r.Address, list(subnets(doubtful))+pick(len(doubtful), ", and whether it is", ", and whether they are"))
		yield(f, natSingleAZ, first)
	}
}

func subnets(tenants []estate.Tenant) []string {
	out := make([]string, len(tenants))
	for i, t := range tenants {
		out[i] = t.Subnet
	}
	return out
}

// tenantZoneNames returns the zones of tenants, each once.
func tenantZoneNames(tenants []estate.Tenant) []string {
	return zoneWords(tenantZones([]exit{{facts: &estate.EgressTraits{Tenants: tenants}}}).Zones)
}
