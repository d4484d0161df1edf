package failure_test

import "spof/analysis/failure"

// An oracle evaluates a model under one reading by the words of the definition,
// one scenario at a time and with no idea of sets or orders.
type oracle struct {
	*model
	reading failure.Reading
	reach   [][]bool // reach[a][b]: a depends on b through gates that may count
	steady  []bool   // down before any event
}

func consult(m *model, r failure.Reading, given failure.Scenario) *oracle {
	o := &oracle{model: m, reading: r}
	o.reach = o.closure()
	none := make([]bool, len(m.gates))
	o.steady = o.fail(o.struck(given), none, false)
	return o
}

// struck returns the nodes that a scenario strikes.
func (o *oracle) struck(s failure.Scenario) []bool {
	down := make([]bool, len(o.gates))
	for _, n := range s.Nodes {
		down[n] = true
	}
	for _, e := range s.Events {
		for _, n := range o.strikes[e].Nodes {
			down[n] = true
		}
		for _, n := range o.strikes[e].Doubtful {
			down[n] = down[n] || o.reading.Ill
		}
	}
	return down
}

// closure returns what depends on what, whatever the members' modes.
func (o *oracle) closure() [][]bool {
	reach := make([][]bool, len(o.gates))
	for a, gates := range o.gates {
		reach[a] = make([]bool, len(o.gates))
		for _, g := range gates {
			if !o.counts(a, g) {
				continue
			}
			for _, m := range g.Members {
				reach[a][m.Node] = true
			}
			if g.Checked {
				reach[a][g.Unless] = true
			}
		}
	}
	for k := range reach {
		for i := range reach {
			for j := range reach {
				reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
			}
		}
	}
	return reach
}

// counts says whether a gate of n may count in the reading for its strength.
func (o *oracle) counts(n int, g failure.Gate) bool {
	return g.Strength == failure.Hard ||
		g.Strength == failure.Soft && o.reading.Soft ||
		g.Strength == failure.Startup && o.starts[n]
}

// fail returns what is down when some nodes are struck and others held down.
// Missing says that the members that were not read do not exist.
//
// A node's checks lie outside its circle, so it is enough to repeat: first all
// nodes from which everything reachable is settled, and so on.
func (o *oracle) fail(struck, held []bool, missing bool) []bool {
	down := make([]bool, len(o.gates))
	settled := make([]bool, len(o.gates))
	for range o.gates {
		var ready []int
		for n := range o.gates {
			if !settled[n] && o.settledBelow(n, settled) {
				ready = append(ready, n)
			}
		}
		for range o.gates {
			for _, n := range ready {
				down[n] = down[n] || struck[n] || held[n] || o.gateFails(n, down, missing)
			}
		}
		for _, n := range ready {
			settled[n] = true
		}
	}
	return down
}

// settledBelow says whether all that n depends on is settled or in its circle.
func (o *oracle) settledBelow(n int, settled []bool) bool {
	for m := range o.gates {
		if o.reach[n][m] && !settled[m] && !o.reach[m][n] {
			return false
		}
	}
	return true
}

func (o *oracle) gateFails(n int, down []bool, missing bool) bool {
	for _, g := range o.gates[n] {
		if !o.counts(n, g) || g.Open && !o.reading.Ill {
			continue
		}
		circular := int(g.Unless) == n || o.reach[g.Unless][n]
		if g.Checked && down[g.Unless] && !circular {
			continue
		}
		if o.unmet(g, down, missing) {
			return true
		}
	}
	return false
}

func (o *oracle) unmet(g failure.Gate, down []bool, missing bool) bool {
	for mode := o.reading.Standbys; mode <= failure.ByHand; mode++ {
		admitted, up := 0, 0
		for _, m := range g.Members {
			if m.Mode <= mode {
				admitted++
				if !down[m.Node] {
					up++
				}
			}
		}
		quorum := g.Quorum
		if g.Split {
			quorum = max(1, admitted)
			if o.reading.Any {
				quorum = 1
			}
		}
		if !g.Open || admitted >= quorum {
			return up < quorum
		}
		if missing {
			return true
		}
	}
	return false
}

// takesDown says, by node, what one event takes down that was up.
func (o *oracle) takesDown(e failure.Event) []bool {
	return o.fresh(o.fail(o.struck(failure.Scenario{Events: []failure.Event{e}}), o.steady, false))
}

// opens says, by node, what would be down if unread members did not exist.
func (o *oracle) opens() []bool {
	return o.fresh(o.fail(make([]bool, len(o.gates)), o.steady, true))
}

func (o *oracle) fresh(down []bool) []bool {
	for n := range down {
		down[n] = down[n] && !o.steady[n]
	}
	return down
}
