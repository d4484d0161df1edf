package analysis

import (
	"slices"

	"spof/analysis/failure"
)

// A stand is one unit in one of the zones that it may run in.
type stand struct {
	unit failure.Node
	zone string
}

// judgeUnits grades what each resource of the service can do to it alone: by
// failing, and by the failure of whatever zone it runs in. Parts of one whole
// are one thing to a reader: the worst of them speaks for it. It returns what
// the zone of each unit is proven to do.
func (f *Failures) judgeUnits(s *judged, all byEvent) map[stand]Outcome {
	proven := map[stand]Outcome{}
	for _, n := range s.reach {
		for _, h := range f.unitHits(s, n, proven) {
			h.nodes = []failure.Node{n}
			all.add(s, h)
		}
	}
	return proven
}

// byEvent holds the hits of a service by kind and name.
type byEvent map[Event]*hit

// add adds a hit to a service, or merges it with the one of the same event.
func (all byEvent) add(s *judged, h *hit) {
	key := Event{Kind: h.Event.Kind, Name: h.Event.Name}
	if old := all[key]; old != nil {
		old.merge(h)
		return
	}
	all[key] = h
	s.hits = append(s.hits, h)
}

// merge adds a hit of another part of the same whole. What is proven says more
// than what is not, and then what is worse.
func (h *hit) merge(o *hit) {
	nodes := slices.Concat(h.nodes, o.nodes)
	g := grade{outcome: h.Outcome, inPart: h.InPart}
	if o.Verdict < h.Verdict || o.Verdict == h.Verdict && (grade{outcome: o.Outcome, inPart: o.InPart}).worse(g) {
		*h = *o
	}
	h.nodes = nodes
}

// unitHits returns what a resource does to a service by itself, survivals left
// out.
func (f *Failures) unitHits(s *judged, n failure.Node, proven map[stand]Outcome) []*hit {
	var hits []*hit
	var zones []failure.Event
	whole := wholeOf(f.resources[n])
	for _, e := range f.net.own[n] {
		switch f.net.events[e].kind {
		case UnitEvent:
			h := f.decide(s, Event{Kind: UnitEvent, Name: whole, Address: whole}, e)
			if h.Outcome != Survives {
				hits = append(hits, h)
			}
		case ZoneOfEvent:
			zones = append(zones, e)
		case ZoneEvent, RegionEvent, LogicalEvent:
		}
	}
	if h := f.zoneOfHit(s, n, zones, proven); h != nil {
		h.Event = Event{Kind: ZoneOfEvent, Name: whole, Address: whole, Worst: f.net.events[h.event].zone}
		hits = append(hits, h)
	}
	return hits
}

// zoneOfHit grades the failure of the one of several zones that a unit runs in,
// or returns nil where that takes nothing that the zones do not take anyway.
//
// AWS or a later value chooses the zone, so the worst counts; but where some
// choice is harmless, whether the unit is redundant hangs on the choice. That
// doubt is told of the zones: see judgeZone.
func (f *Failures) zoneOfHit(s *judged, n failure.Node, zones []failure.Event, proven map[stand]Outcome) *hit {
	var worst, best grade
	var at failure.Event
	fresh := false
	grades := make([]grade, len(zones))
	for i, e := range zones {
		g := f.grade(s.root, false, by(e))
		grades[i] = g
		if i == 0 || g.worse(worst) {
			worst, at = g, e
		}
		if i == 0 || best.worse(g) {
			best = g
		}
		bare := f.net.zones[f.net.events[e].zone].bare
		fresh = fresh || g.worse(f.grade(s.root, false, by(bare)))
	}
	if !fresh || best.outcome == Survives {
		return nil
	}
	if best.outcome == Degrades {
		worst = best
	}
	for i, e := range zones {
		proven[stand{n, f.net.events[e].zone}] = min(grades[i].outcome, worst.outcome)
	}
	return &hit{event: at, mode: worst.mode, EventOutcome: EventOutcome{Outcome: worst.outcome, InPart: worst.inPart}}
}
