package failure

import "slices"

// Solve computes, under each of the readings, the set of single events that
// take each node down. Readings share what they agree on, so a further reading
// costs only as much as it changes.
func (net *Network) Solve(readings ...Reading) *Solution {
	s := &solver{net: net, sets: newPool(Event(net.events))}
	s.solution = &Solution{net: net, sets: s.sets}
	s.selves()
	for _, r := range readings {
		if s.solution.find(r) == nil {
			s.solve(r)
		}
	}
	return s.solution
}

// A solver solves one network under one reading after the other.
type solver struct {
	net      *Network
	sets     *pool
	solution *Solution
	self     []ref // by slot: what strikes it for certain
	doubtful []ref // by slot: and in doubt; nil when nothing is doubtful

	reading Reading
	now     []ref  // by slot: the sets of this reading
	old     []ref  // by slot: those of the reading that it starts from
	changed bitset // slots whose sets differ from the old ones
	work    workspace
}

// solve adds the answer of one reading to the solution.
func (s *solver) solve(r Reading) {
	s.reading = r
	s.now = make([]ref, len(s.net.nodes))
	s.old = s.now
	s.changed = newBitset(len(s.now))
	from := s.solution.nearest(r)
	switch {
	case from == nil:
		s.sweep(0, true)
	case s.net.senses(r.differ(from.reading)):
		s.old = from.downs
		copy(s.now, s.old)
		s.sweep(r.differ(from.reading), false)
	default:
		s.now = from.downs
	}
	s.solution.answers = append(s.solution.answers, answer{reading: r, downs: s.now})
}

// sweep recomputes, in order, all slots, or every slot that is sensitive to how
// the readings differ or needs one whose set has changed.
func (s *solver) sweep(differ dimension, all bool) {
	next := s.net.cyclesIn(s.reading)
	for slot := int32(0); slot < int32(len(s.now)); slot++ {
		if len(next) > 0 && next[0].first == slot {
			if all || s.anyStale(next[0], differ) {
				s.settle(next[0])
			}
			slot = next[0].end - 1
			next = next[1:]
			continue
		}
		if all || s.stale(slot, differ) {
			s.replace(slot, s.evaluate(slot))
		}
	}
}

// stale says whether a slot may have a new set.
func (s *solver) stale(slot int32, differ dimension) bool {
	if s.net.sense[slot]&differ != 0 {
		return true
	}
	gates := s.net.gatesOf(slot)
	if len(gates) == 0 {
		return false
	}
	for _, m := range s.net.members[gates[0].from:gates[len(gates)-1].to] {
		if s.changed.has(m.slot()) {
			return true
		}
	}
	for i := range gates {
		if u := gates[i].unless; u != noNode && s.changed.has(u) {
			return true
		}
	}
	return false
}

func (s *solver) anyStale(c span, differ dimension) bool {
	for slot := c.first; slot < c.end; slot++ {
		if s.stale(slot, differ) {
			return true
		}
	}
	return false
}

// replace gives a slot its set, keeping the old one if they are equal.
func (s *solver) replace(slot int32, set ref) {
	if s.sets.equal(set, s.old[slot]) {
		s.now[slot] = s.old[slot]
		return
	}
	s.now[slot] = set
	s.changed.set(slot)
}

// settle computes the sets of a circle: from nothing upwards, evaluating again
// whatever needs a slot that has grown, until nothing grows.
func (s *solver) settle(c span) {
	old := slices.Clone(s.old[c.first:c.end])
	clear(s.now[c.first:c.end])
	grown := make([]int32, c.end-c.first) // by slot: the round in which it grew last
	for round := int32(1); s.grow(c, grown, round); round++ {
	}
	for i, was := range old {
		slot := c.first + int32(i)
		if s.sets.equal(s.now[slot], was) {
			s.now[slot] = was
		} else {
			s.changed.set(slot)
		}
	}
}

// grow evaluates the slots of a circle once, and says whether any has grown.
func (s *solver) grow(c span, grown []int32, round int32) bool {
	again := false
	for slot := c.first; slot < c.end; slot++ {
		if round > 1 && !s.needsGrown(c, slot, grown, round) {
			continue
		}
		if set := s.evaluate(slot); !s.sets.equal(set, s.now[slot]) {
			s.now[slot] = set
			grown[slot-c.first] = round
			again = true
		}
	}
	return again
}

// needsGrown says whether a slot of a circle needs one that grew in this round
// or the one before it.
func (s *solver) needsGrown(c span, slot int32, grown []int32, round int32) bool {
	gates := s.net.gatesOf(slot)
	for _, m := range s.net.members[gates[0].from:gates[len(gates)-1].to] {
		if n := m.slot(); c.first <= n && n < c.end && grown[n-c.first] >= round-1 {
			return true
		}
	}
	return false
}

// senses says whether any slot is sensitive to one of the dimensions.
func (net *Network) senses(d dimension) bool {
	for _, s := range net.sense {
		if s&d != 0 {
			return true
		}
	}
	return false
}

// hitsOf returns what strikes a slot.
func (net *Network) hitsOf(slot int32) []hit {
	return net.hits[net.hitAt[slot]:net.hitAt[slot+1]]
}
