package failure

// Simulate returns, by node, what is down under a reading when a scenario has
// happened. It evaluates every gate again and again until nothing changes:
// slow, obvious, and the proof of Solve. What is down before the scenario stays
// down whatever else happens.
func (net *Network) Simulate(r Reading, s Scenario) []bool {
	return net.byNode(net.spread(r, net.pins(s), net.steady(r)))
}

// steady returns, by slot, what is down under a reading before anything
// happens but what is given.
func (net *Network) steady(r Reading) []bool {
	return net.spread(r, net.pinned, make([]bool, len(net.nodes)))
}

// spread returns, by slot, what is down when the pins that hold are struck and
// the slots of held are down already.
func (net *Network) spread(r Reading, pins []pin, held []bool) []bool {
	down := make([]bool, len(held))
	copy(down, held)
	for slot := range pins {
		if pins[slot].holds(r) {
			down[slot] = true
		}
	}
	next := net.cyclesIn(r)
	for slot := int32(0); slot < int32(len(down)); slot++ {
		c := span{slot, slot + 1}
		if len(next) > 0 && next[0].first == slot {
			c, next = next[0], next[1:]
		}
		for net.step(r, c, down) {
		}
		slot = c.end - 1
	}
	return down
}

// step evaluates a span once, and says whether anything went down.
func (net *Network) step(r Reading, c span, down []bool) bool {
	more := false
	for slot := c.first; slot < c.end; slot++ {
		if !down[slot] && net.failing(r, slot, down) {
			down[slot] = true
			more = true
		}
	}
	return more && c.end-c.first > 1
}

// failing says whether any gate of a slot fails.
func (net *Network) failing(r Reading, slot int32, down []bool) bool {
	gates := net.gatesOf(slot)
	for i := range gates {
		if net.counts(&gates[i], slot, r) && net.fails(r, &gates[i], down) {
			return true
		}
	}
	return false
}

// fails says whether one gate that counts is not met, and not excused.
func (net *Network) fails(r Reading, g *gate, down []bool) bool {
	if c := g.check(r); c != noNode && down[c] {
		return false
	}
	admitted, up := 0, 0
	d := net.demand(g, r)
	for _, m := range net.members[g.from:g.to] {
		if m.mode() > d.limit {
			continue
		}
		admitted++
		if !down[m.slot()] {
			up++
		}
	}
	return up < d.quorum && !d.undecided(admitted)
}

// byNode puts what is known by slot in the order of the nodes.
func (net *Network) byNode(bySlot []bool) []bool {
	all := make([]bool, len(bySlot))
	for n, slot := range net.slots {
		all[n] = bySlot[slot]
	}
	return all
}
