package failure

// A workspace is memory that one evaluation leaves to the next.
type workspace struct {
	alive []ref // the sets of a gate's members that are not down already
	parts []ref // the sets that together make the node's
}

// evaluate returns the set of a slot from the sets of what it needs.
func (s *solver) evaluate(slot int32) ref {
	if s.net.isPinned(slot, s.reading) {
		return alwaysDown
	}
	w := &s.work
	w.parts = append(w.parts[:0], s.struck(slot))
	gates := s.net.gatesOf(slot)
	for i := range gates {
		g := &gates[i]
		if !s.net.counts(g, slot, s.reading) {
			continue
		}
		if !s.failures(g) {
			return alwaysDown
		}
	}
	return s.sets.union(w.parts)
}

// struck returns the events that strike a slot.
func (s *solver) struck(slot int32) ref {
	if s.reading.Ill && s.doubtful != nil {
		return s.doubtful[slot]
	}
	return s.self[slot]
}

// failures adds the events that fail a gate to the parts of the node's set. It
// returns false when the gate has failed before any event.
func (s *solver) failures(g *gate) bool {
	w := &s.work
	excuse := noEvents
	if c := g.check(s.reading); c != noNode {
		if excuse = s.now[c]; excuse == alwaysDown {
			return true
		}
	}
	d := s.net.demand(g, s.reading)
	if d.open {
		w.parts = append(w.parts, s.sets.minus(s.sets.open, excuse))
	}
	w.alive = w.alive[:0]
	admitted := 0
	for _, m := range s.net.members[g.from:g.to] {
		if m.mode() > d.limit {
			continue
		}
		admitted++
		if set := s.now[m.slot()]; set != alwaysDown {
			w.alive = append(w.alive, set)
		}
	}
	switch {
	case d.undecided(admitted):
		return true
	case len(w.alive) < d.quorum:
		return false
	case d.quorum == len(w.alive) && excuse == noEvents:
		w.parts = append(w.parts, w.alive...)
		return true
	}
	failing := s.sets.atLeast(len(w.alive)-d.quorum+1, w.alive)
	w.parts = append(w.parts, s.sets.minus(failing, excuse))
	return true
}

// selves makes the sets of what strikes each slot.
func (s *solver) selves() {
	s.self = make([]ref, len(s.net.nodes))
	var events []Event
	doubts := false
	for slot := range s.self {
		hits := s.net.hitsOf(int32(slot))
		events = s.eventsOf(hits, false, events[:0])
		s.self[slot] = s.sets.build(events)
		doubts = doubts || len(events) < len(hits)
	}
	if !doubts {
		return
	}
	s.doubtful = make([]ref, len(s.self))
	for slot := range s.self {
		events = s.eventsOf(s.net.hitsOf(int32(slot)), true, events[:0])
		s.doubtful[slot] = s.self[slot]
		if len(events) > s.sets.count(s.self[slot]) {
			s.doubtful[slot] = s.sets.build(events)
		}
	}
}

// eventsOf appends the events of some hits in order, each once.
func (*solver) eventsOf(hits []hit, doubtful bool, to []Event) []Event {
	for _, h := range hits {
		if (doubtful || !h.doubtful) && (len(to) == 0 || to[len(to)-1] != h.event) {
			to = append(to, h.event)
		}
	}
	return to
}
