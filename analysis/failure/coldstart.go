package failure

import "slices"

// ColdStart returns the circles that run but could never start from nothing:
// each node of a circle waits for others of it, through hard or startup gates,
// even when everything outside has started. The nodes of a circle are in order,
// and so are the circles.
//
// Checks count for nothing here, and open gates that lack members are met. What
// is down anyway, and what only waits for a circle, is in none of them.
func (net *Network) ColdStart(r Reading) [][]Node {
	c := starter{net: net, reading: r}
	c.down = c.running()
	var waiting []int32
	started := c.start(nil)
	for slot := range started {
		if !started[slot] && !c.down[slot] {
			waiting = append(waiting, int32(slot))
		}
	}
	c.circles(waiting)
	slices.SortFunc(c.found, slices.Compare)
	return c.found
}

// A starter finds what cannot start.
type starter struct {
	net     *Network
	reading Reading
	down    []bool // by slot: down though everything else runs
	found   [][]Node
}

// met says whether a gate has enough members up.
func (c *starter) met(g *gate, up func(slot int32) bool) bool {
	if g.strength == Soft && !c.reading.Soft || g.open && !c.reading.Ill {
		return true
	}
	admitted, ready := 0, 0
	d := c.net.demand(g, c.reading)
	for _, m := range c.net.members[g.from:g.to] {
		if m.mode() > d.limit {
			continue
		}
		admitted++
		if up(m.slot()) {
			ready++
		}
	}
	return ready >= d.quorum || d.undecided(admitted)
}

// allMet says whether all gates of a slot are met.
func (c *starter) allMet(slot int32, up func(slot int32) bool) bool {
	gates := c.net.gatesOf(slot)
	for i := range gates {
		if !c.met(&gates[i], up) {
			return false
		}
	}
	return true
}

// running returns, by slot, what is down when everything that can run does.
func (c *starter) running() []bool {
	down := make([]bool, len(c.net.nodes))
	for slot := range down {
		down[slot] = c.net.isPinned(int32(slot), c.reading)
	}
	c.toFixed(func(slot int32) bool {
		if down[slot] || c.allMet(slot, func(s int32) bool { return !down[s] }) {
			return false
		}
		down[slot] = true
		return true
	})
	return down
}

// start returns, by slot, what starts when only some slots are still to start
// and all else that can run does. With no such list, nothing runs yet.
func (c *starter) start(waiting []int32) []bool {
	up := make([]bool, len(c.net.nodes))
	if waiting != nil {
		for slot := range up {
			up[slot] = !c.down[slot]
		}
		for _, slot := range waiting {
			up[slot] = false
		}
	}
	c.toFixed(func(slot int32) bool {
		if up[slot] || c.down[slot] || !c.allMet(slot, func(s int32) bool { return up[s] }) {
			return false
		}
		up[slot] = true
		return true
	})
	return up
}

// toFixed applies a change to every slot until nothing changes.
func (c *starter) toFixed(change func(slot int32) bool) {
	for again := true; again; {
		again = false
		for slot := range int32(len(c.net.nodes)) {
			again = change(slot) || again
		}
	}
}

// circles finds the circles among slots that wait.
func (c *starter) circles(waiting []int32) {
	nodes, found := components(c.waits(waiting))
	for _, s := range found {
		var circle []int32
		for _, i := range nodes[s.first:s.end] {
			circle = append(circle, waiting[i])
		}
		started := c.start(circle)
		left := slices.DeleteFunc(slices.Clone(circle), func(slot int32) bool { return started[slot] })
		if len(left) == len(circle) {
			c.report(circle)
		} else if len(left) > 0 {
			c.circles(left)
		}
	}
}

// waits returns which of some slots wait for which others of them.
func (c *starter) waits(slots []int32) table {
	local := make(map[int32]int32, len(slots))
	for i, slot := range slots {
		local[slot] = int32(i)
	}
	outside := func(slot int32) bool { _, in := local[slot]; return !in && !c.down[slot] }
	t := newTable(len(slots))
	for i, slot := range slots {
		gates := c.net.gatesOf(slot)
		for j := range gates {
			if !c.met(&gates[j], outside) {
				t.rows = c.among(t.rows, &gates[j], local)
			}
		}
		t.at[i+1] = int32(len(t.rows))
	}
	return t
}

// among appends the numbers of a gate's admitted members that have one.
func (c *starter) among(to []int32, g *gate, numbers map[int32]int32) []int32 {
	limit := c.net.demand(g, c.reading).limit
	for _, m := range c.net.members[g.from:g.to] {
		if number, in := numbers[m.slot()]; in && m.mode() <= limit {
			to = append(to, number)
		}
	}
	return to
}

func (c *starter) report(circle []int32) {
	nodes := make([]Node, len(circle))
	for i, slot := range circle {
		nodes[i] = c.net.nodes[slot]
	}
	slices.Sort(nodes)
	c.found = append(c.found, nodes)
}
