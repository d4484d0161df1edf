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
	c := starter{net: net, reading: r, users: net.users(), queued: newBitset(len(net.nodes))}
	c.stop()
	started := c.start()
	var waiting []int32
	for slot := range started {
		if !started[slot] && c.up[slot] {
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
	users   table  // by slot: the slots whose gates name it
	up      []bool // by slot: what runs when everything that can run does
	queue   []int32
	queued  bitset
	found   [][]Node
}

// users returns, by slot, the slots whose gates name it.
func (net *Network) users() table {
	t := newTable(len(net.nodes))
	for _, m := range net.members {
		t.count(m.slot())
	}
	t.open()
	for slot := range int32(len(net.nodes)) {
		for i := range net.gatesOf(slot) {
			g := &net.gatesOf(slot)[i]
			for _, m := range net.members[g.from:g.to] {
				t.add(m.slot(), slot)
			}
		}
	}
	return t
}

// circles finds the circles among slots that wait.
func (c *starter) circles(waiting []int32) {
	nodes, found := components(c.waits(waiting))
	for _, s := range found {
		var circle []int32
		for _, i := range nodes[s.first:s.end] {
			circle = append(circle, waiting[i])
		}
		never := c.startAmong(circle)
		if len(never) == len(circle) {
			c.report(circle)
		} else if len(never) > 0 {
			c.circles(never)
		}
	}
}

// waits returns which of some slots wait for which others of them.
func (c *starter) waits(slots []int32) table {
	local := make(map[int32]int32, len(slots))
	for i, slot := range slots {
		local[slot] = int32(i)
		c.up[slot] = false
	}
	t := newTable(len(slots))
	for i, slot := range slots {
		gates := c.net.gatesOf(slot)
		for j := range gates {
			if !c.met(&gates[j], c.up) {
				t.rows = c.among(t.rows, &gates[j], local)
			}
		}
		t.at[i+1] = int32(len(t.rows))
	}
	for _, slot := range slots {
		c.up[slot] = true
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
