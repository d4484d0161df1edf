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
	var struck []failure.Node
	v.cones(entries, func(n failure.Node, _ *estate.Resource, failed []tally) bool {
		if v.strikes(n) {
			struck = append(struck, n)
		}
		for _, t := range failed {
			for _, m := range t.down {
				to := v.f.net.index[m.Address]
				needers[to] = append(needers[to], n)
			}
		}
		return true
	})
	guilty := v.culprits(entries, struck)
	seen := map[failure.Node]bool{}
	same := map[failure.Node]bool{} // what is struck, and wholes and members of it
	for _, n := range guilty {
		seen[n], same[n] = true, true
		visit(n, v.f.resources[n], true)
	}
	for len(guilty) > 0 {
		member := v.f.resources[guilty[0]]
		leading := slices.DeleteFunc(needers[guilty[0]], func(n failure.Node) bool {
			return seen[n] || !leadsTo(v.f.resources[n], member)
		})
		for _, n := range distinct(leading) {
			r := v.f.resources[n]
			seen[n], same[n] = true, same[guilty[0]] && isSame(r, member)
			visit(n, r, same[n])
			guilty = append(guilty, n)
		}
		guilty = guilty[1:]
	}
}

// leadsTo says whether one that needs a member shares its weakness: because it
// does nothing but lead there, or is of the same kind, or the same thing.
func leadsTo(r, member *estate.Resource) bool {
	return leads(r.Kind) || isSame(r, member)
}

// isSame says whether one that needs a member is one thing with it: a database
// with its instances.
func isSame(r, member *estate.Resource) bool {
	return r.Kind == member.Kind || wholeOf(r) == wholeOf(member)
}

// culprits returns those of the struck that matter: each that would do alone,
// and the others where they would do together. One of two servers that stands
// in the zone of their database matters to nobody: the other is lost without
// it.
func (v view) culprits(entries, struck []failure.Node) []failure.Node {
	among := map[failure.Node]bool{}
	for _, n := range entries {
		among[n] = true
	}
	var alone, others []failure.Node
	for _, n := range struck {
		if v.suffices(n, among) {
			alone = append(alone, n)
		} else {
			others = append(others, n)
		}
	}
	c := v.f.net.events[v.event]
	if c.kind == ZoneOfEvent && slices.Contains(alone, c.resource) {
		return []failure.Node{c.resource} // what else is in the zone is told of the zone
	}
	if len(alone) == 0 || len(others) == 0 {
		return append(alone, others...)
	}
	down := v.f.memory.down(v.f.net.engine, v.reading, failure.Scenario{Nodes: others})
	if slices.ContainsFunc(entries, func(e failure.Node) bool { return down[e] }) {
		return append(alone, others...)
	}
	return alone
}

// suffices says whether a resource takes some entry point down alone.
func (v view) suffices(n failure.Node, entries map[failure.Node]bool) bool {
	own := v.f.net.own[n][0]
	return slices.ContainsFunc(v.f.users[n], func(s *judged) bool {
		return entries[s.root] && v.f.solution.Down(v.reading, s.root).Has(own)
	})
}

// leads says whether a kind does nothing but lead to others.
func leads(k estate.Kind) bool {
	return slices.Contains([]estate.Kind{
		estate.RecordSet, estate.Record, estate.CDN, estate.API, estate.VPCLink, estate.DomainName,
		estate.LoadBalancer, estate.TargetGroup, estate.Subnet, estate.SubnetGroup, estate.RouteTable,
		estate.Endpoint, estate.Address, estate.Plumbing,
	}, k)
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
