package failure_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/graph/flow"
	"gonum.org/v1/gonum/graph/simple"

	"spof/analysis/failure"
)

// TestMoreFailuresReviveNothing holds only without checks: a check that fails
// with what it checks excuses it.
func TestMoreFailuresReviveNothing(t *testing.T) {
	t.Parallel()
	unchecked := wild()
	unchecked.checks = 0
	for seed := range uint64(3_000) {
		r := rand.New(rand.NewPCG(seed, 5))
		m := unchecked.random(r)
		net, reading := m.build(), someReadings(r)[0]
		few, more := someScenario(r, m), someScenario(r, m)
		more.Events = append(more.Events, few.Events...)
		more.Nodes = append(more.Nodes, few.Nodes...)
		before, after := net.Simulate(reading, few), net.Simulate(reading, more)
		for n := range before {
			if before[n] && !after[n] {
				t.Fatalf("seed %d, %+v: node %d is down after %+v but not after %+v", seed, reading, n, few, more)
			}
		}
	}
}

// TestReadingsAreOrdered: slower standbys, unknowns that are well, parts that
// are enough and soft gates that are ignored can only help. Split gates are left
// out of the first, since more members are then more parts to need.
func TestReadingsAreOrdered(t *testing.T) {
	t.Parallel()
	kinder := map[string]func(*failure.Reading){
		"slower standbys": func(r *failure.Reading) { r.Standbys = failure.ByHand },
		"well":            func(r *failure.Reading) { r.Ill = false },
		"any part":        func(r *failure.Reading) { r.Any = true },
		"hard only":       func(r *failure.Reading) { r.Soft = false },
	}
	for name, change := range kinder {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			unchecked := wild()
			unchecked.checks = 0
			if name == "slower standbys" {
				unchecked.split = 0
			}
			for seed := range uint64(1_500) {
				r := rand.New(rand.NewPCG(seed, 6))
				m := unchecked.random(r)
				harsh := failure.Reading{Standbys: failure.Mode(r.IntN(3)), Ill: chance(r, 50), Any: chance(r, 50), Soft: chance(r, 50)}
				kind := harsh
				change(&kind)
				within(t, seed, m.build().Solve(harsh, kind), kind, harsh)
			}
		})
	}
}

// within fails the test unless what takes a node down under the kind reading
// does so under the harsh one.
func within(t *testing.T, seed uint64, s *failure.Solution, kind, harsh failure.Reading) {
	t.Helper()
	for n := range s.Network().Nodes() {
		less, more := s.Down(kind, failure.Node(n)), s.Down(harsh, failure.Node(n))
		if more.Always() {
			continue
		}
		if less.Always() || less.Open() && !more.Open() {
			t.Fatalf("seed %d: node %d fares worse under %+v than under %+v", seed, n, kind, harsh)
		}
		for e := range less.All() {
			if !more.Has(e) {
				t.Fatalf("seed %d: event %d takes node %d down under %+v but not under %+v", seed, e, n, kind, harsh)
			}
		}
	}
}

// TestOrderDoesNotMatter names the nodes and events of a network anew and adds
// everything in another order.
func TestOrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2_000) {
		r := rand.New(rand.NewPCG(seed, 7))
		m := wild().random(r)
		nodes, events := r.Perm(len(m.gates)), r.Perm(len(m.strikes))
		rs := someReadings(r)
		was, is := m.build().Solve(rs...), m.renamed(r, nodes, events).build().Solve(rs...)
		for _, reading := range rs {
			for n := range m.gates {
				a, b := was.Down(reading, failure.Node(n)), is.Down(reading, failure.Node(nodes[n]))
				want := slices.Collect(a.All())
				for i, e := range want {
					want[i] = failure.Event(events[e])
				}
				slices.Sort(want)
				expected := describe(a.Always(), a.Open(), want, a.Len())
				if diff := cmp.Diff(expected, describe(b.Always(), b.Open(), slices.Collect(b.All()), b.Len())); diff != "" {
					t.Fatalf("seed %d, %+v, node %d (-was +renamed):\n%s", seed, reading, n, diff)
				}
			}
		}
	}
}

// renamed returns the model with node n as nodes[n] and event e as events[e],
// and gates and members shuffled.
func (m *model) renamed(r *rand.Rand, nodes, events []int) *model {
	name := func(n failure.Node) failure.Node { return failure.Node(nodes[n]) }
	all := func(old []failure.Node) []failure.Node {
		var renamed []failure.Node
		for _, n := range old {
			renamed = append(renamed, name(n))
		}
		return renamed
	}
	o := &model{gates: make([][]failure.Gate, len(nodes)), starts: make([]bool, len(nodes)), strikes: make([]failure.Strike, len(events))}
	for n, gates := range m.gates {
		o.starts[nodes[n]] = m.starts[n]
		for _, i := range r.Perm(len(gates)) {
			g := gates[i]
			g.Members = nil
			for _, j := range r.Perm(len(gates[i].Members)) {
				old := gates[i].Members[j]
				g.Members = append(g.Members, failure.Member{Node: name(old.Node), Mode: old.Mode})
			}
			g.Unless = name(g.Unless)
			o.gates[nodes[n]] = append(o.gates[nodes[n]], g)
		}
	}
	for e, s := range m.strikes {
		o.strikes[events[e]] = failure.Strike{Nodes: all(s.Nodes), Doubtful: all(s.Doubtful)}
	}
	return o
}

// TestSetsAreDominators: where every node has one gate that any member
// satisfies, and nothing goes in circles, what takes a node down is what lies
// on every way to it.
func TestSetsAreDominators(t *testing.T) {
	t.Parallel()
	for seed := range uint64(1_000) {
		r := rand.New(rand.NewPCG(seed, 8))
		n := 2 + r.IntN(60)
		e := &estate{}
		ways := simple.NewDirectedGraph()
		ways.AddNode(simple.Node(0))
		e.thing()
		for i := 1; i < n; i++ {
			var members []failure.Node
			for range 1 + r.IntN(3) {
				m := r.IntN(i)
				members = append(members, failure.Node(m))
				ways.SetEdge(ways.NewEdge(simple.Node(m), simple.Node(i)))
			}
			e.need(e.thing(), failure.Gate{Quorum: 1, Members: of(members...)})
		}
		tree := flow.Dominators(simple.Node(0), ways)
		solution := e.builder.Build().Solve(failure.Reading{})
		for i := range n {
			want := []failure.Event{failure.Event(i)}
			for up := tree.DominatorOf(int64(i)); up != nil; up = tree.DominatorOf(up.ID()) {
				want = append(want, failure.Event(up.ID()))
			}
			slices.Sort(want)
			if diff := cmp.Diff(want, slices.Collect(solution.Down(failure.Reading{}, failure.Node(i)).All())); diff != "" {
				t.Fatalf("seed %d, node %d (-dominators +solved):\n%s", seed, i, diff)
			}
		}
	}
}
