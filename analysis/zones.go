package analysis

import (
	"fmt"
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// judgeZone grades the loss of a zone that is named.
//
// Units whose zone is not written down may be in it. Where one of them alone
// makes the difference, the failure of its zone, whichever that is, is proven
// already, and the named zone is only one of several guesses: that is told as
// "may be in it" and is no doubt. A doubt is what remains without such units:
// several that the service can spare one of, but not all. Where those would be
// enough without what is known to be in the zone, the doubt is about their
// zone, whichever that is, and judgeZone returns a hit for each of them too.
func (f *Failures) judgeZone(s *judged, name string, maybe []failure.Node, proven map[stand]Outcome) (zone *hit, units []*hit) {
	z := f.net.zones[name]
	well := f.grade(s.root, false, by(z.bare))
	level, rest := f.doubtIn(s, name, maybe, proven)
	if level.outcome <= well.outcome {
		level = well
	}
	h := newHit(Event{Kind: ZoneEvent, Name: name}, z.event, well, level)
	for _, n := range maybe {
		if proven[stand{n, name}] > well.outcome {
			h.perhaps = append(h.perhaps, n)
		}
	}
	if h.Verdict != Undecided || level.worse(f.struckOnly(s, rest)) {
		return h, nil
	}
	for _, n := range f.coinciding(s, h) {
		whole := wholeOf(f.resources[n])
		own := newHit(Event{Kind: ZoneOfEvent, Name: whole, Address: whole, Worst: name}, z.event, well, level)
		own.nodes, own.perhaps = []failure.Node{n}, h.perhaps
		units = append(units, own)
	}
	if len(units) == 0 {
		return h, nil
	}
	known := newHit(h.Event, z.event, well, well)
	known.perhaps = slices.Concat(h.perhaps, rest)
	return known, units
}

// doubtIn returns how bad the loss of a zone may be with unknowns held for ill,
// leaving out each unit that is proven to be as bad by itself, and the units
// that it has not left out.
func (f *Failures) doubtIn(s *judged, name string, maybe []failure.Node, proven map[stand]Outcome) (grade, []failure.Node) {
	z := f.net.zones[name]
	well, level := f.grade(s.root, false, by(z.bare)), f.grade(s.root, true, by(z.event))
	rest := maybe
	for level.outcome > well.outcome {
		rest = slices.DeleteFunc(slices.Clone(maybe), func(n failure.Node) bool {
			return proven[stand{n, name}] >= level.outcome
		})
		if len(rest) == len(maybe) {
			break
		}
		less := f.without(s, z, rest)
		if !level.worse(less) {
			break
		}
		level = less
	}
	return level, rest
}

// coinciding returns the units that a doubt about a zone hangs on.
func (f *Failures) coinciding(s *judged, h *hit) []failure.Node {
	v := f.viewOf(h)
	var units []failure.Node
	v.cone(s.root, func(n failure.Node, _ *estate.Resource, _ []tally) bool {
		if f.mayBeIn(n, h.Event.Name) && !slices.Contains(h.perhaps, n) {
			units = append(units, n)
		}
		return true
	})
	return units
}

// struckOnly grades the loss of some units and nothing else, with unknowns held
// for ill.
func (f *Failures) struckOnly(s *judged, units []failure.Node) grade {
	return f.grade(s.root, true, func(r failure.Reading, _ failure.Set) bool {
		return f.memory.down(f.net.engine, r, failure.Scenario{Nodes: units})[s.root]
	})
}

// without grades the loss of a zone with unknowns held for ill, where of the
// units that may be in it only those of rest are.
func (f *Failures) without(s *judged, z *zone, rest []failure.Node) grade {
	if len(rest) == 0 {
		return f.grade(s.root, true, by(z.bare))
	}
	scenario := failure.Scenario{Events: []failure.Event{z.bare}, Nodes: rest}
	return f.grade(s.root, true, func(r failure.Reading, _ failure.Set) bool {
		return f.memory.down(f.net.engine, r, scenario)[s.root]
	})
}

// Simulations remembers what was simulated: services that share their doubtful
// units share the work.
type simulations map[string][]bool

func (m simulations) down(net *failure.Network, r failure.Reading, s failure.Scenario) []bool {
	key := fmt.Sprint(r, s.Events, s.Nodes)
	down, done := m[key]
	if !done {
		down = net.Simulate(r, s)
		m[key] = down
	}
	return down
}
