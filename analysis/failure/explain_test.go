package failure_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis/failure"
)

// TestProofsHold checks proofs gate by gate: the first step is about the node,
// each gate fails when the members named are down and all others up, each of
// them is down even if the step's node were not, the next step is about one of
// them, and the event strikes the last.
func TestProofsHold(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4_000) {
		r := rand.New(rand.NewPCG(seed, 9))
		m := wild().random(r)
		if len(m.strikes) == 0 {
			continue
		}
		reading := someReadings(r)[0]
		given := someScenario(r, m)
		net := m.build().Given(given)
		o := consult(m, reading, given)
		e := failure.Event(r.IntN(len(m.strikes)))
		struck := o.struck(failure.Scenario{Events: []failure.Event{e}})
		for n, down := range o.takesDown(e) {
			proof := net.Proof(reading, e, failure.Node(n))
			if (len(proof) > 0) != down {
				t.Fatalf("seed %d: node %d down: %v, proof %+v", seed, n, down, proof)
			}
			for i, step := range proof {
				if fault := o.fault(proof, i, struck); fault != "" {
					t.Fatalf("seed %d, %+v: step %d (node %d) of %+v: %s\n%+v", seed, reading, i, step.Node, proof, fault, m)
				}
			}
			if down && int(proof[0].Node) != n {
				t.Fatalf("seed %d: proof for node %d begins with %d", seed, n, proof[0].Node)
			}
		}
	}
}

// fault says what is wrong with a step of a proof.
func (o *oracle) fault(proof []failure.Step, i int, struck []bool) string {
	step := proof[i]
	if i == len(proof)-1 {
		if step.Gate != -1 || !struck[step.Node] {
			return "the last node is not struck"
		}
		return ""
	}
	g := o.gates[step.Node][step.Gate]
	down := make([]bool, len(o.gates))
	for _, d := range step.Down {
		down[d] = true
		admitted := func(m failure.Member) bool { return m.Node == d && (m.Mode <= o.reading.Standbys || g.Open) }
		if !slices.ContainsFunc(g.Members, admitted) {
			return "it names one that is no member, or does not count"
		}
	}
	if !o.unmet(g, down, false) {
		return "its gate holds"
	}
	if !slices.Contains(step.Down, proof[i+1].Node) {
		return "the next step is about another node"
	}
	apart := *o
	apart.model = &model{gates: slices.Clone(o.gates), starts: o.starts, strikes: o.strikes}
	apart.gates[step.Node] = nil
	for _, d := range step.Down {
		if !apart.fail(struck, o.without(step.Node), false)[d] {
			return "a member is down only because its own node is"
		}
	}
	return ""
}

// without returns what is down before any event, but for one node.
func (o *oracle) without(n failure.Node) []bool {
	held := slices.Clone(o.steady)
	held[n] = false
	return held
}

// TestProofIsShort has three ways for a zone to take a record down, two of them
// equally short: the first gate wins.
func TestProofIsShort(t *testing.T) {
	t.Parallel()
	var b failure.Builder
	zone, host, app, balancer, record := b.Node(), b.Node(), b.Node(), b.Node(), b.Node()
	b.Requires(host, zone)
	b.Requires(app, host)
	b.Requires(balancer, app, zone)
	b.Requires(record, app, balancer, host)
	e := b.Event(failure.Strike{Nodes: []failure.Node{zone}})
	want := []failure.Step{
		{Node: record, Gate: 1, Down: []failure.Node{balancer}},
		{Node: balancer, Gate: 1, Down: []failure.Node{zone}},
		{Node: zone, Gate: -1},
	}
	if diff := cmp.Diff(want, b.Build().Proof(failure.Reading{}, e, record)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestColdStartEqualsOracle: what is reported cannot start though all else
// runs, and something is reported whenever anything that runs cannot start.
func TestColdStartEqualsOracle(t *testing.T) {
	t.Parallel()
	circular := wild()
	circular.circles, circular.startup, circular.gates = 80, 40, 2
	reported := 0
	for seed := range uint64(4_000) {
		r := rand.New(rand.NewPCG(seed, 10))
		m := circular.random(r)
		reading := someReadings(r)[0]
		given := someScenario(r, m)
		o := consult(m.ready(), reading, given)
		runs := o.grow(make([]bool, len(m.gates)), o.steady, nil)
		got := m.build().Given(given).ColdStart(reading)
		stuck := false
		for n := range runs {
			stuck = stuck || !runs[n] && !o.steady[n]
		}
		if stuck != (len(got) > 0) {
			t.Fatalf("seed %d, %+v: stuck %v, reported %v\n%+v", seed, reading, stuck, got, m)
		}
		for _, circle := range got {
			reported++
			if fault := o.startFault(circle); fault != "" {
				t.Fatalf("seed %d, %+v: %v: %s\n%+v", seed, reading, circle, fault, m)
			}
		}
	}
	if reported < 500 {
		t.Errorf("only %d circles were reported: too few to mean anything", reported)
	}
}

// ready returns the model as a cold start sees it: startup gates are hard, and
// checks are gone.
func (m *model) ready() *model {
	o := &model{gates: make([][]failure.Gate, len(m.gates)), starts: m.starts, strikes: m.strikes}
	for n, gates := range m.gates {
		for _, g := range gates {
			if g.Strength == failure.Startup {
				g.Strength = failure.Hard
			}
			g.Checked = false
			o.gates[n] = append(o.gates[n], g)
		}
	}
	return o
}

// startFault says what is wrong with a circle that is said never to start.
func (o *oracle) startFault(circle []failure.Node) string {
	if !o.circular(circle) {
		return "its nodes do not all wait for each other"
	}
	rest := make([]bool, len(o.gates))
	for n := range rest {
		rest[n] = !o.steady[n] && !slices.Contains(circle, failure.Node(n))
	}
	after := o.grow(rest, o.steady, circle)
	for _, n := range circle {
		if after[n] {
			return "some of it starts once all else runs"
		}
	}
	return ""
}

// circular says whether nodes all need each other through members that count.
func (o *oracle) circular(nodes []failure.Node) bool {
	reached := map[failure.Node]bool{}
	var visit func(n failure.Node)
	visit = func(n failure.Node) {
		for _, g := range o.gates[n] {
			for _, m := range g.Members {
				counts := m.Mode <= o.reading.Standbys || g.Open
				if counts && slices.Contains(nodes, m.Node) && !reached[m.Node] {
					reached[m.Node] = true
					visit(m.Node)
				}
			}
		}
	}
	for _, n := range nodes {
		clear(reached)
		if visit(n); len(reached) < len(nodes) {
			return false
		}
	}
	return true
}

// grow lets nodes start whose gates are met, until no more can.
func (o *oracle) grow(up, never []bool, only []failure.Node) []bool {
	up = slices.Clone(up)
	for range o.gates {
		down := make([]bool, len(up))
		for n := range up {
			down[n] = !up[n]
		}
		for n := range up {
			if !never[n] && (only == nil || slices.Contains(only, failure.Node(n))) && !o.gateFails(n, down, false) {
				up[n] = true
			}
		}
	}
	return up
}

func TestColdStartFindsWhatWaitsForItself(t *testing.T) {
	t.Parallel()
	var b failure.Builder
	secrets, cluster, registry, app := b.Node(), b.Node(), b.Node(), b.Node()
	spare, either := b.Node(), b.Node()
	startup := func(n, on failure.Node) {
		b.Need(n, failure.Gate{Quorum: 1, Members: of(on), Strength: failure.Startup})
	}
	startup(secrets, cluster) // secrets run in the cluster, whose nodes start with a secret
	startup(cluster, secrets)
	startup(app, registry) // waits, but for no circle
	b.Requires(app, secrets)
	b.Need(either, failure.Gate{Quorum: 1, Members: of(app, spare)}) // starts with the spare
	startup(spare, registry)

	// Once the secrets have started, relay starts; signer and vault still wait for
	// each other, and desk only for them.
	relay, desk, signer, vault := b.Node(), b.Node(), b.Node(), b.Node()
	b.Need(relay, failure.Gate{Quorum: 1, Members: of(desk, secrets)})
	startup(desk, relay)
	startup(desk, signer)
	startup(signer, relay)
	startup(signer, vault)
	broken := b.Node()
	b.Requires(broken, relay)
	b.Need(vault, failure.Gate{Quorum: 1, Members: of(signer, broken), Strength: failure.Startup})
	net := b.Build().Given(failure.Scenario{Nodes: []failure.Node{broken}})
	want := [][]failure.Node{{secrets, cluster}, {signer, vault}}
	if diff := cmp.Diff(want, net.ColdStart(failure.Reading{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
