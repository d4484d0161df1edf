package analysis

import (
	"fmt"
	"slices"

	"spof/analysis/failure"
)

// judgeZone grades the loss of a zone that is named.
//
// Units whose zone is not written down may be in it. Where one of them alone
// makes the difference, the failure of its zone, whichever that is, is proven
// already, and the named zone is only one of several guesses: that is told as
// "may be in it" and is no doubt. A doubt is what remains without such units:
// several that the service can spare one of, but not all.
func (f *Failures) judgeZone(s *judged, name string, maybe []failure.Node, proven map[stand]Outcome) *hit {
	z := f.net.zones[name]
	well, ill := f.grade(s.root, false, by(z.bare)), f.grade(s.root, true, by(z.event))
	level := ill
	for level.outcome > well.outcome {
		rest := slices.DeleteFunc(slices.Clone(maybe), func(n failure.Node) bool {
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
	if level.outcome <= well.outcome {
		level = well
	}
	h := newHit(Event{Kind: ZoneEvent, Name: name}, z.event, well, level)
	for _, n := range maybe {
		if proven[stand{n, name}] > well.outcome {
			h.perhaps = append(h.perhaps, n)
		}
	}
	return h
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
