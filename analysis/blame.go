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
	v.cone(entries, func(n failure.Node, r *estate.Resource, failed []tally) bool {
		if v.strikes(n) {
			guilty = append(guilty, n)
			seen[n] = true
			visit(n, r, true)
		}
		for _, t := range failed {
			for _, m := range t.down {
				to := v.f.net.index[m.Address]
				needers[to] = append(needers[to], n)
			}
		}
		return true
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
