package failure_test

import (
	"math/rand/v2"

	"spof/analysis/failure"
)

// A model is a network written down plainly, for the oracle to evaluate and
// for the builder to build.
type model struct {
	gates   [][]failure.Gate // by node
	starts  []bool           // by node
	strikes []failure.Strike // by event
}

// build makes the network that the model describes.
func (m *model) build() *failure.Network {
	var b failure.Builder
	for range m.gates {
		b.Node()
	}
	for n, gates := range m.gates {
		if m.starts[n] {
			b.Starts(failure.Node(n))
		}
		for _, g := range gates {
			b.Need(failure.Node(n), g)
		}
	}
	for _, s := range m.strikes {
		b.Event(s)
	}
	return b.Build()
}

// A recipe says how wild random models are. Chances are out of 100.
type recipe struct {
	nodes, events, gates, members             int // at most
	circles, modes, open, split, checks, soft int
	startup, doubt                            int
	quorums                                   bool
}

func wild() recipe {
	return recipe{
		nodes: 9, events: 7, gates: 3, members: 4, quorums: true,
		circles: 30, modes: 20, open: 15, split: 15, checks: 20, soft: 10, startup: 15, doubt: 15,
	}
}

// random makes a model.
func (c recipe) random(r *rand.Rand) *model {
	n := 1 + r.IntN(c.nodes)
	m := &model{gates: make([][]failure.Gate, n), starts: make([]bool, n)}
	circles := chance(r, c.circles)
	for i := range n {
		m.starts[i] = chance(r, 30)
		reach := i
		if circles {
			reach = n
		}
		if reach == 0 {
			continue
		}
		for range r.IntN(c.gates + 1) {
			m.gates[i] = append(m.gates[i], c.gate(r, reach))
		}
	}
	for range r.IntN(c.events + 1) {
		var s failure.Strike
		for range r.IntN(3) {
			if node := failure.Node(r.IntN(n)); chance(r, c.doubt) {
				s.Doubtful = append(s.Doubtful, node)
			} else {
				s.Nodes = append(s.Nodes, node)
			}
		}
		m.strikes = append(m.strikes, s)
	}
	return m
}

// gate makes a gate on nodes below reach.
func (c recipe) gate(r *rand.Rand, reach int) failure.Gate {
	g := failure.Gate{Quorum: 1}
	for range r.IntN(c.members + 1) {
		member := failure.Member{Node: failure.Node(r.IntN(reach))}
		if chance(r, c.modes) {
			member.Mode = failure.Mode(1 + r.IntN(2))
		}
		g.Members = append(g.Members, member)
	}
	if len(g.Members) == 0 && !chance(r, 20) {
		g.Members = []failure.Member{{Node: failure.Node(r.IntN(reach))}}
	}
	if c.quorums {
		g.Quorum = r.IntN(len(g.Members) + 2)
		if g.Quorum > len(g.Members) && !chance(r, 20) {
			g.Quorum = len(g.Members)
		}
	}
	g.Open, g.Split = chance(r, c.open), chance(r, c.split)
	if chance(r, c.checks) {
		g.Checked, g.Unless = true, failure.Node(r.IntN(reach))
	}
	switch {
	case chance(r, c.soft):
		g.Strength = failure.Soft
	case chance(r, c.startup):
		g.Strength = failure.Startup
	}
	return g
}

func chance(r *rand.Rand, of100 int) bool { return r.IntN(100) < of100 }

// readings are the twelve hard readings and the soft one that an audit asks for,
// and further soft ones.
func readings() []failure.Reading {
	var all []failure.Reading
	for _, standbys := range []failure.Mode{failure.Running, failure.Relaunch, failure.ByHand} {
		for _, ill := range []bool{false, true} {
			for _, part := range []bool{false, true} {
				all = append(all, failure.Reading{Standbys: standbys, Ill: ill, Any: part})
			}
		}
	}
	return append(all,
		failure.Reading{Soft: true},
		failure.Reading{Soft: true, Ill: true, Standbys: failure.ByHand, Any: true},
	)
}
