package failure

// met says whether a gate has enough members up.
func (c *starter) met(g *gate, up []bool) bool {
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
		if up[m.slot()] {
			ready++
		}
	}
	return ready >= d.quorum || d.undecided(admitted)
}

// allMet says whether all gates of a slot are met.
func (c *starter) allMet(slot int32, up []bool) bool {
	gates := c.net.gatesOf(slot)
	for i := range gates {
		if !c.met(&gates[i], up) {
			return false
		}
	}
	return true
}

// stop finds what runs: all but what is down even when everything else is up.
func (c *starter) stop() {
	c.up = make([]bool, len(c.net.nodes))
	for slot := range c.up {
		c.up[slot] = !c.net.isPinned(int32(slot), c.reading)
	}
	c.follow(c.all(), func(slot int32) bool {
		if !c.up[slot] || c.allMet(slot, c.up) {
			return false
		}
		c.up[slot] = false
		return true
	})
}

// start returns, by slot, what starts when nothing runs yet.
func (c *starter) start() []bool {
	started := make([]bool, len(c.up))
	c.follow(c.all(), func(slot int32) bool {
		if started[slot] || !c.up[slot] || !c.allMet(slot, started) {
			return false
		}
		started[slot] = true
		return true
	})
	return started
}

// startAmong returns which of some slots never start though all else runs.
func (c *starter) startAmong(slots []int32) []int32 {
	for _, slot := range slots {
		c.up[slot] = false
	}
	among := make(map[int32]bool, len(slots))
	for _, slot := range slots {
		among[slot] = true
	}
	c.follow(slots, func(slot int32) bool {
		if !among[slot] || c.up[slot] || !c.allMet(slot, c.up) {
			return false
		}
		c.up[slot] = true
		return true
	})
	var never []int32
	for _, slot := range slots {
		if !c.up[slot] {
			never = append(never, slot)
			c.up[slot] = true
		}
	}
	return never
}

// all returns all slots.
func (c *starter) all() []int32 {
	slots := make([]int32, len(c.up))
	for i := range slots {
		slots[i] = int32(i)
	}
	return slots
}

// follow tries a change on some slots, and again on the users of each slot that
// did change, until none does.
func (c *starter) follow(slots []int32, change func(slot int32) bool) {
	for _, slot := range slots {
		c.enqueue(slot)
	}
	for len(c.queue) > 0 {
		slot := c.queue[0]
		c.queue = c.queue[1:]
		c.queued.unset(slot)
		if change(slot) {
			for _, user := range c.users.row(slot) {
				c.enqueue(user)
			}
		}
	}
}

func (c *starter) enqueue(slot int32) {
	if !c.queued.has(slot) {
		c.queued.set(slot)
		c.queue = append(c.queue, slot)
	}
}
