package failure_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis/failure"
)

// TestSolveEqualsOracle is the proof of the engine: what Solve says of every
// node, event and reading is what happens when the event is let happen.
func TestSolveEqualsOracle(t *testing.T) {
	t.Parallel()
	for seed := range uint64(12_000) {
		r := rand.New(rand.NewPCG(seed, 1))
		m := wild().random(r)
		compare(t, seed, m, someReadings(r), failure.Scenario{})
	}
}

func TestGivenEqualsOracle(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3_000) {
		r := rand.New(rand.NewPCG(seed, 3))
		m := wild().random(r)
		compare(t, seed, m, someReadings(r), someScenario(r, m))
	}
}

func TestSimulateEqualsOracle(t *testing.T) {
	t.Parallel()
	for seed := range uint64(5_000) {
		r := rand.New(rand.NewPCG(seed, 4))
		m := wild().random(r)
		given, then, reading := someScenario(r, m), someScenario(r, m), someReadings(r)[0]
		o := consult(m, reading, given)
		want := o.fail(o.struck(then), o.steady, false)
		got := m.build().Given(given).Simulate(reading, then)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d, %+v, given %+v, then %+v (-oracle +simulated):\n%s\n%+v", seed, reading, given, then, diff, m)
		}
	}
}

// someReadings returns readings in random order, one at least: whichever comes
// first is solved from nothing, the others from one another.
func someReadings(r *rand.Rand) []failure.Reading {
	all := readings()
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:1+r.IntN(len(all))]
}

func someScenario(r *rand.Rand, m *model) failure.Scenario {
	var s failure.Scenario
	for e := range m.strikes {
		if chance(r, 15) {
			s.Events = append(s.Events, failure.Event(e))
		}
	}
	if chance(r, 30) {
		s.Nodes = append(s.Nodes, failure.Node(r.IntN(len(m.gates))))
	}
	return s
}

// compare fails the test when the solution of a model differs from the oracle.
// Given is made to hold in two halves, which must add up.
func compare(t *testing.T, seed uint64, m *model, rs []failure.Reading, given failure.Scenario) {
	t.Helper()
	half := len(given.Events) / 2
	net := m.build().Given(failure.Scenario{Events: given.Events[:half]})
	net = net.Given(failure.Scenario{Events: given.Events[half:], Nodes: given.Nodes})
	solution := net.Solve(rs...)
	for _, r := range rs {
		if diff := cmp.Diff(consult(m, r, given).table(), table(solution, r, len(m.gates))); diff != "" {
			t.Fatalf("seed %d, %+v, given %+v (-oracle +solved):\n%s\n%+v", seed, r, given, diff, m)
		}
	}
}

// table describes the sets of all nodes.
func table(s *failure.Solution, r failure.Reading, nodes int) []string {
	all := make([]string, nodes)
	for n := range all {
		set := s.Down(r, failure.Node(n))
		events := slices.Collect(set.All())
		for _, e := range events {
			if !set.Has(e) {
				all[n] += fmt.Sprintf("lists %d but does not have it, ", e)
			}
		}
		all[n] += describe(set.Always(), set.Open(), events, set.Len())
	}
	return all
}

// table describes what the sets of all nodes should be.
func (o *oracle) table() []string {
	events := make([][]failure.Event, len(o.gates))
	for e := range o.strikes {
		for n, down := range o.takesDown(failure.Event(e)) {
			if down {
				events[n] = append(events[n], failure.Event(e))
			}
		}
	}
	opens := o.opens()
	all := make([]string, len(o.gates))
	for n := range all {
		all[n] = describe(o.steady[n], opens[n], events[n], len(events[n]))
	}
	return all
}

func describe(always, open bool, events []failure.Event, n int) string {
	return fmt.Sprintf("always %v, open %v, %d events %v", always, open, n, events)
}
