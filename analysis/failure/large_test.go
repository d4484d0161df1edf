package failure_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis/failure"
)

// TestLargeSets has sets of hundreds of events, near each other, far apart and
// overlapping, and evaluates the definition of S on plain maps.
func TestLargeSets(t *testing.T) {
	t.Parallel()
	for seed := range uint64(120) {
		l := newLarge(rand.New(rand.NewPCG(seed, 11)))
		net := l.build()
		solution := net.Solve(failure.Reading{})
		for n, want := range l.sets {
			got := solution.Down(failure.Reading{}, failure.Node(n))
			if diff := cmp.Diff(want.sorted(), slices.Collect(got.All())); diff != "" {
				t.Fatalf("seed %d, node %d (-definition +solved):\n%s", seed, n, diff)
			}
			if got.Len() != len(want) {
				t.Fatalf("seed %d, node %d: %d events, of %d", seed, n, got.Len(), len(want))
			}
			for e := range failure.Event(net.Events()) {
				if got.Has(e) != want[e] {
					t.Fatalf("seed %d, node %d: has %d: %v", seed, n, e, got.Has(e))
				}
			}
		}
	}
}

// TestLargeCircle has a ring of more nodes than one run of events holds, with a
// way past part of it.
func TestLargeCircle(t *testing.T) {
	t.Parallel()
	const n = 300
	e := ring(n)
	spare := e.thing()
	e.need(spare+1, failure.Gate{Quorum: 1, Members: of(spare, 7)})
	e.thing()
	got := e.builder.Build().Solve(failure.Reading{})
	for node := range failure.Node(n) {
		if got.Down(failure.Reading{}, node).Len() != n {
			t.Fatalf("node %d: %d events, not %d", node, got.Down(failure.Reading{}, node).Len(), n)
		}
	}
	if d := got.Down(failure.Reading{}, spare+1); d.Len() != 1 || !d.Has(n+1) {
		t.Errorf("what can do with a spare has %v", slices.Collect(d.All()))
	}
}

// A large is a network without circles whose first nodes are struck by blocks
// of events, and the sets of its nodes.
type large struct {
	model
	sets []plain
}

// A plain is a set of events.
type plain map[failure.Event]bool

func (p plain) sorted() []failure.Event {
	var all []failure.Event
	for e := range p {
		all = append(all, e)
	}
	slices.Sort(all)
	return all
}

func newLarge(r *rand.Rand) *large {
	const blocks, size, above = 6, 512, 14
	l := &large{}
	l.strikes = make([]failure.Strike, blocks*size)
	for n := range blocks {
		l.add(nil)
		first, some := r.IntN(blocks*size-size), 1+r.IntN(100)
		for e := first; e < first+size; e++ {
			if chance(r, some) {
				l.strikes[e].Nodes = append(l.strikes[e].Nodes, failure.Node(n))
				l.sets[n][failure.Event(e)] = true
			}
		}
	}
	gates := recipe{members: 4, quorums: true, checks: 30}
	for range above {
		var all []failure.Gate
		for range 1 + r.IntN(2) {
			if g := gates.gate(r, len(l.gates)); len(g.Members) >= g.Quorum {
				all = append(all, g)
			}
		}
		l.add(all)
	}
	return l
}

// add adds a node and its set, by the definition.
func (l *large) add(gates []failure.Gate) {
	l.gates = append(l.gates, gates)
	l.starts = append(l.starts, false)
	set := plain{}
	for _, g := range gates {
		count := map[failure.Event]int{}
		for _, m := range g.Members {
			for e := range l.sets[m.Node] {
				count[e]++
			}
		}
		for e, n := range count {
			if excused := g.Checked && l.sets[g.Unless][e]; !excused && n >= len(g.Members)-g.Quorum+1 {
				set[e] = true
			}
		}
	}
	l.sets = append(l.sets, set)
}
