package rules

import (
	"slices"

	"spof/analysis"
	"spof/estate"
)

// An exit is a NAT gateway of one zone that leads to the internet.
type exit struct {
	*estate.Resource
	facts *estate.EgressTraits
}

// exitsOf returns the zonal NAT gateways of the network that r is a way out
// of, itself included, in address order. regional reports whether the network
// also has one over all zones.
func exitsOf(p *analysis.Pass, r *estate.Resource, t *estate.EgressTraits) (out []exit, regional bool) {
	addresses := append([]string{r.Address}, t.Others...)
	slices.Sort(addresses)
	for _, address := range slices.Compact(addresses) {
		e := p.Estate.Find(address)
		facts, ok := traitsAt[*estate.EgressTraits](p.Estate, address)
		switch {
		case !ok || facts.Instance:
		case facts.Regional.Or(false):
			regional = true
		default:
			out = append(out, exit{e, facts})
		}
	}
	return out, regional
}

// judged reports whether a way out is one that the rules about NAT gateways
// are for: of one zone, to the internet, and used.
func judged(t *estate.EgressTraits) bool {
	return !t.Instance && !t.Regional.Or(false) && !t.Private.Or(false) && len(t.Tenants) > 0
}

// tenantZones returns the zones of the subnets that leave through ways out.
func tenantZones(exits []exit) estate.Spread {
	var out estate.Spread
	for _, x := range exits {
		for _, t := range x.facts.Tenants {
			zone, known := t.Zone.Get()
			switch {
			case !known:
				out.Open = true
				out.Settles = append(out.Settles, t.Zone.SettledBy()...)
			case !slices.Contains(out.Zones, zone):
				out.Zones = append(out.Zones, zone)
			}
		}
	}
	slices.SortFunc(out.Zones, estate.Domain.Compare)
	slices.Sort(out.Settles)
	out.Settles = slices.Compact(out.Settles)
	return out
}

// tenantCount says how many subnets leave through ways out.
func tenantCount(exits []exit) int {
	n := 0
	for _, x := range exits {
		n += len(x.facts.Tenants)
	}
	return n
}

// exitZones returns the zones of ways out.
func exitZones(exits []exit) estate.Spread {
	spreads := make([]estate.Spread, len(exits))
	for i, x := range exits {
		spreads[i] = x.facts.Spread
	}
	return united(spreads)
}
