package analysis

import (
	"cmp"
	"maps"
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// judge finds what each event does to a service: every zone and region that it
// touches, and the units that it does not survive.
func (f *Failures) judge(s *judged) {
	ground := f.groundOf(s)
	all := byEvent{}
	zoneOf := f.judgeUnits(s, all)
	for _, name := range slices.Sorted(maps.Keys(ground.zones)) {
		zone, units := f.judgeZone(s, name, ground.maybe[name], zoneOf)
		s.hits = append(s.hits, zone)
		for _, h := range units {
			all.add(s, h)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(ground.regions)) {
		h := f.decide(s, Event{Kind: RegionEvent, Name: name}, f.net.regions[name])
		s.hits = append(s.hits, h)
	}
	order := map[EventKind]int{UnitEvent: 0, ZoneOfEvent: 1, ZoneEvent: 2, RegionEvent: 3}
	slices.SortStableFunc(s.hits, func(a, b *hit) int {
		return cmp.Compare(order[a.Event.Kind], order[b.Event.Kind])
	})
	for _, h := range s.hits {
		f.explain(s, h)
		s.Outcomes = append(s.Outcomes, h.EventOutcome)
	}
	s.Only = f.onlyOnes(s)
}

// The ground of a service is the domains that it touches.
type ground struct {
	zones, regions map[string]bool
	maybe          map[string][]failure.Node // units that may be in a zone
}

func (f *Failures) groundOf(s *judged) ground {
	g := ground{zones: map[string]bool{}, regions: map[string]bool{}, maybe: map[string][]failure.Node{}}
	for _, n := range s.reach {
		switch p := &f.resources[n].Placement; p.Scope {
		case estate.Region:
			g.regions[p.Region] = true
		case estate.Zone:
			g.add(n, p)
		case estate.Unit, estate.Global:
		}
	}
	delete(g.regions, "")
	return g
}

func (g ground) add(n failure.Node, p *estate.Placement) {
	g.regions[p.Region] = true
	for _, z := range p.Zones {
		g.zones[z.Name], g.regions[z.Region] = true, true
		if len(p.Zones) > 1 {
			g.maybe[z.Name] = append(g.maybe[z.Name], n)
		}
	}
}

// decide grades one event for a service by what holding unknowns for well and
// for ill agree on.
func (f *Failures) decide(s *judged, event Event, e failure.Event) *hit {
	well, ill := f.grade(s.root, false, by(e)), f.grade(s.root, true, by(e))
	return newHit(event, e, well, ill)
}

// newHit is proven at what both gradings give. Where even the better one is
// more than a degradation, it stands, and the worse one is a remark.
func newHit(event Event, e failure.Event, well, ill grade) *hit {
	h := &hit{event: e, EventOutcome: EventOutcome{Event: event}}
	g := well
	if well.outcome <= Degrades && ill.outcome > well.outcome {
		g, h.Verdict = ill, Undecided
	}
	h.Outcome, h.InPart, h.mode = g.outcome, g.inPart, g.mode
	return h
}
