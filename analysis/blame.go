package analysis

import (
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// blame visits the resources through whose weakness an event takes some entry
// points down under a view: what the event strikes, and what only leads to that
// and nowhere else that would do. A server that is down because its database is
// has no part in it: no second server would help.
func (v view) blame(entries []failure.Node, visit func(n failure.Node, r *estate.Resource, struck bool)) {
	needers := map[failure.Node][]failure.Node{}
	var guilty []failure.Node
	seen := map[failure.Node]bool{}
	v.cone(entries, func(n failure.Node, r *estate.Resource) bool {
		if v.f.strikes(v.event, n) || v.mayStrike(n) {
			guilty = append(guilty, n)
			seen[n] = true
			visit(n, r, true)
		}
		return true
	}, func(from, to failure.Node) {
		needers[to] = append(needers[to], from)
	})
	for i := 0; i < len(guilty); i++ {
		member := v.f.estate.Resources[guilty[i]]
		for _, n := range needers[guilty[i]] {
			r := v.f.estate.Resources[n]
			if !seen[n] && (leads(r.Kind) || r.Kind == member.Kind || wholeOf(r) == wholeOf(member)) {
				seen[n] = true
				guilty = append(guilty, n)
				visit(n, r, false)
			}
		}
	}
}

// leads says whether a kind does nothing but lead to others.
func leads(k estate.Kind) bool {
	switch k {
	case estate.RecordSet, estate.Record, estate.CDN, estate.API, estate.VPCLink, estate.DomainName,
		estate.LoadBalancer, estate.TargetGroup, estate.Subnet, estate.SubnetGroup, estate.RouteTable,
		estate.Endpoint, estate.Address, estate.Plumbing:
		return true
	default:
		return false
	}
}

// strikes says whether an event takes a resource itself: by striking it, or
// through the domain that it runs in.
func (f *Failures) strikes(e failure.Event, n failure.Node) bool {
	p := &f.estate.Resources[n].Placement
	c := f.net.events[e]
	switch c.kind {
	case RegionEvent:
		region := p.Region
		if region == "" {
			region = commonRegion(p.Zones)
		}
		_, placed := f.net.regions[region]
		return placed && (p.Scope == estate.Region || p.Scope == estate.Zone) && f.net.regions[region] == e
	case ZoneEvent, ZoneOfEvent:
		z, known := p.Zone()
		return c.resource == n || known && z.Name == c.zone
	case UnitEvent, LogicalEvent:
		return c.resource == n
	}
	return false
}

// mayStrike says whether a unit may be in the zone that fails, where unknowns
// are held for ill.
func (v view) mayStrike(n failure.Node) bool {
	c := v.f.net.events[v.event]
	return v.reading.Ill && c.kind == ZoneEvent && v.f.mayBeIn(n, c.zone)
}

// touches says whether the zones that a resource is spread over leave open that
// an event is about it: a balancer in zone b has no part in the loss of zone a,
// although its targets may.
func touches(r *estate.Resource, event Event) bool {
	var s estate.Spread
	switch t := r.Traits.(type) {
	case *estate.BalancerTraits:
		s = t.Spread
	case *estate.TargetGroupTraits:
		s = t.Spread
	case *estate.VPCLinkTraits:
		s = t.Spread
	case *estate.GroupTraits:
		s = t.Spread
	case *estate.DatastoreTraits:
		s = t.Spread
	case *estate.SubnetGroupTraits:
		s = t.Spread
	default:
		return true
	}
	if event.Kind != ZoneEvent || s.Open || len(s.Zones) == 0 {
		return true
	}
	return slices.ContainsFunc(s.Zones, func(d estate.Domain) bool { return d.Name == event.Name })
}
