package failure

import (
	"fmt"
	"iter"
	"math/bits"
)

// A Solution holds what takes each node of a network down, under each reading
// that was solved. It is immutable.
type Solution struct {
	net     *Network
	sets    *pool
	answers []answer
}

// An answer is a solution under one reading.
type answer struct {
	reading Reading
	downs   []ref // by slot
}

// Down returns the set of single events that take node n down under a reading.
// It panics when the reading was not solved.
func (s *Solution) Down(r Reading, n Node) Set {
	a := s.find(r)
	if a == nil {
		panic(fmt.Sprintf("failure: reading %+v was not solved", r))
	}
	return Set{sets: s.sets, ref: a.downs[s.net.slots[n]], end: Event(s.net.events)}
}

// Network returns the network that was solved.
func (s *Solution) Network() *Network { return s.net }

func (s *Solution) find(r Reading) *answer {
	for i := range s.answers {
		if s.answers[i].reading == r {
			return &s.answers[i]
		}
	}
	return nil
}

// nearest returns the answer whose reading differs least from r, or nil.
func (s *Solution) nearest(r Reading) *answer {
	var best *answer
	least := 0
	for i := range s.answers {
		d := bits.OnesCount8(uint8(r.differ(s.answers[i].reading)))
		if best == nil || d < least {
			best, least = &s.answers[i], d
		}
	}
	return best
}

// A Set is the single events that take a node down. The zero Set is empty.
type Set struct {
	sets *pool
	ref  ref
	end  Event // the number of events; in a set it stands for open
}

// Always says that the node is down before any event, for want of members or
// because of what is given. No event takes such a node down, so its set is
// empty.
func (s Set) Always() bool { return s.ref == alwaysDown }

// Open says that the node would be down if the members that were not read of
// some open gate do not exist. Only readings that hold unknowns for ill know.
func (s Set) Open() bool { return s.Has(s.end) }

// Has says whether event e takes the node down.
func (s Set) Has(e Event) bool { return s.sets != nil && s.sets.has(s.ref, e) }

// Len returns the number of events in the set.
func (s Set) Len() int {
	if s.sets == nil {
		return 0
	}
	n := s.sets.count(s.ref)
	if s.Open() {
		n--
	}
	return n
}

// All walks through the events in order.
func (s Set) All() iter.Seq[Event] {
	return func(yield func(Event) bool) {
		if s.sets == nil {
			return
		}
		s.sets.each(s.ref, func(e Event) bool { return e == s.end || yield(e) })
	}
}
