package rules

import (
	"cmp"

	"spof/analysis"
	"spof/estate"
)

var natSingleAZ = &analysis.Rule{
	ID:       "nat-single-az",
	Severity: analysis.High,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.Egress},
	Doc: analysis.Doc{
		Title: "NAT gateways of a network stand in one availability zone",
		Why:   "A zonal NAT gateway is redundant within its zone only. When that zone fails, the subnets of all other zones lose their way out, although they are alive.",
		Fix:   "Create a NAT gateway in each zone and route each zone's subnets to their own, or use one regional NAT gateway.",
		Sources: []string{
			"https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
			"https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for r, t := range estate.Each[*estate.EgressTraits](p.Estate) {
			exits, regional := exitsOf(p, r, t)
			if judged(t) && !regional && exits[0].Resource == r {
				judgeExits(p, exits)
			}
		}
	},
}

// judgeExits compares the zones of a network's ways out with those that leave
// by them. The first of them speaks for all.
func judgeExits(p *analysis.Pass, exits []exit) {
	r, own := exits[0].Resource, exits[0].facts
	nats, tenants := exitZones(exits), tenantZones(exits)
	zone, single, known := only(nats)
	switch {
	case known && !single, len(tenants.Zones) < 2 && !tenants.Open:
	case !known, len(tenants.Zones) < 2, !own.Regional.Known():
		settles := append(append(nats.Settles, tenants.Settles...), own.Regional.SettledBy()...)
		f := p.Doubtf(r, at(nats.Origin, r), settles, "%s may be in the only zone with a NAT gateway, while subnets of other zones leave through it", r.Address)
		f.Evidence = append(f.Evidence, zonesFact(r, nats))
	default:
		others := ""
		if len(exits) > 1 {
			others = " with " + counted(len(exits)-1, "other NAT gateway")
		}
		f := p.Failf(r, at(nats.Origin, r), "%s%s in %s carries the egress of %s in %s; when %s fails, all lose it",
			r.Address, others, cmp.Or(zone, "one zone"), counted(tenantCount(exits), "subnet"), list(zoneWords(tenants.Zones)), cmp.Or(zone, "that zone"))
		f.Cost = gatewaysCost(r, nats, tenants)
		f.Evidence = append(f.Evidence, zonesFact(r, nats), analysis.Evidence{
			Fact: "zones of the subnets that leave through " + r.Address, Value: zoneNames(tenants), Origin: own.Tenants[0].Origin,
		})
	}
}

// gatewaysCost is that of a NAT gateway in each zone that has none; nil where
// the zones that need one are not all known.
func gatewaysCost(r *estate.Resource, nats, tenants estate.Spread) *analysis.Cost {
	if tenants.Open {
		return nil
	}
	missing := len(without(tenants.Zones, nats.Zones))
	if len(nats.Zones) == 0 {
		missing-- // AWS chooses the zone, and it may be any of them
	}
	return order{of: r, units: missing, uncounted: "its address, and the traffic between zones that it saves"}.cost()
}
