package analysis

import (
	"maps"
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// addDomains adds the zones and regions that any resource names, and their
// events. It returns the nodes of the regions.
func (w *wiring) addDomains() map[string]failure.Node {
	zones := map[string]estate.Domain{}
	regions := map[string]failure.Node{}
	doubtful := map[string]bool{}
	for _, r := range w.resources {
		p := &r.Placement
		for _, z := range p.Zones {
			zones[z.Name] = z
			regions[z.Region] = 0
			doubtful[z.Name] = doubtful[z.Name] || p.Scope == estate.Zone && len(p.Zones) > 1
		}
		if p.Scope == estate.Zone || p.Scope == estate.Region {
			regions[p.Region] = 0
		}
	}
	delete(regions, "")
	for _, name := range slices.Sorted(maps.Keys(regions)) {
		n := w.build.Node()
		regions[name] = n
		w.regions[name] = w.event(failure.Strike{Nodes: []failure.Node{n}}, cause{kind: RegionEvent, resource: nowhere, region: name})
	}
	for _, name := range slices.Sorted(maps.Keys(zones)) {
		w.addZone(zones[name], doubtful[name], regions)
	}
	return regions
}

// nowhere is the resource of an event that is about none.
const nowhere failure.Node = -1

func (w *wiring) addZone(d estate.Domain, doubtful bool, regions map[string]failure.Node) {
	z := &zone{node: w.build.Node(), perhaps: nowhere}
	w.zones[d.Name] = z
	if region, known := regions[d.Region]; known {
		w.build.Requires(z.node, region)
	}
	c := cause{kind: ZoneEvent, resource: nowhere, zone: d.Name}
	z.bare = w.event(failure.Strike{Nodes: []failure.Node{z.node}}, c)
	z.event = z.bare
	if doubtful {
		z.perhaps = w.build.Node()
		z.event = w.event(failure.Strike{Nodes: []failure.Node{z.node}, Doubtful: []failure.Node{z.perhaps}}, c)
	}
}

// place makes a node need the domains that its resource runs in.
func (w *wiring) place(n failure.Node, r *estate.Resource, regions map[string]failure.Node) {
	p := &r.Placement
	if p.Scope != estate.Zone && p.Scope != estate.Region {
		return
	}
	if region, known := regions[p.Region]; known {
		w.build.Requires(n, region)
	}
	if p.Scope != estate.Zone {
		return
	}
	if only, known := p.Zone(); known {
		w.build.Requires(n, w.zones[only.Name].node)
		return
	}
	for _, d := range p.Zones {
		z := w.zones[d.Name]
		z.units = append(z.units, n)
		w.build.Requires(n, z.perhaps)
	}
	if region, known := regions[commonRegion(p.Zones)]; known && p.Region == "" {
		w.build.Requires(n, region)
	}
}

// commonRegion returns the region that all zones lie in, or "".
func commonRegion(zones []estate.Domain) string {
	if len(zones) == 0 {
		return ""
	}
	for _, z := range zones {
		if z.Region != zones[0].Region {
			return ""
		}
	}
	return zones[0].Region
}

// addEvents adds what takes one resource and nothing else: its own failure, or
// else its deletion, and the failure of the zone that it runs in where that is
// one of several.
func (w *wiring) addEvents(n failure.Node, r *estate.Resource) {
	add := func(s failure.Strike, c cause) {
		w.own[n] = append(w.own[n], w.event(s, c))
	}
	kind := LogicalEvent
	if r.Fails == estate.FailsAlone {
		kind = UnitEvent
	}
	add(failure.Strike{Nodes: []failure.Node{n}}, cause{kind: kind, resource: n})
	if r.Placement.Scope != estate.Zone || len(r.Placement.Zones) < 2 {
		return
	}
	for _, d := range r.Placement.Zones {
		add(failure.Strike{Nodes: []failure.Node{n, w.zones[d.Name].node}},
			cause{kind: ZoneOfEvent, resource: n, zone: d.Name})
	}
}

func (w *wiring) event(s failure.Strike, c cause) failure.Event {
	w.events = append(w.events, c)
	return w.build.Event(s)
}
