package analysis

import (
	"spof/analysis/failure"
	"spof/estate"
)

// Failures is what each failure takes down, computed once for all rules. Its
// answers never change; but it remembers what it has looked up, so that only
// one goroutine at a time may ask.
type Failures struct {
	estate   *estate.Estate
	net      *network
	solution *failure.Solution
	services []*judged
	users    [][]*judged // by resource: the services that stand on it
	memory   simulations
	doubts   []*Doubt
}

// A judged service is a service with what each event does to it.
type judged struct {
	*found
	root   failure.Node
	number int // its place among the services
	hits   []*hit
}

// A hit is an EventOutcome with what it was graded by.
type hit struct {
	EventOutcome
	event   failure.Event  // the event of the engine that decided
	mode    failure.Mode   // the slowest standbys that do not help
	heavy   bool           // the part lost is the default one, or most of the users
	doubts  []doubt        // what an undecided hit hangs on
	nodes   []failure.Node // the resources that a unit or zone-of event is about
	perhaps []failure.Node // the units that may be in the zone, and are proven by their own event
}

// FailuresOf computes what each failure of an estate takes down.
func FailuresOf(e *estate.Estate, opts Options) *Failures {
	index := indexOf(e)
	l := linksOf(e, index)
	services := servicesOf(e, l)
	var roots [][]failure.Node
	for _, s := range services {
		roots = append(roots, s.entries)
	}
	f := &Failures{estate: e, net: wire(e, index, roots), users: make([][]*judged, len(e.Resources)), memory: simulations{}}
	f.solution = f.net.engine.Solve(readings()...)
	for i, s := range services {
		s.Tier = opts.tierOf(s.Name)
		j := &judged{found: s, root: f.net.roots[i], number: i}
		f.services = append(f.services, j)
		for _, n := range s.reach {
			f.users[n] = append(f.users[n], j)
		}
	}
	for _, s := range f.services {
		f.judge(s)
	}
	f.doubts = f.collectDoubts()
	return f
}
