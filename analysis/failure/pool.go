package failure

import (
	"math/bits"
	"slices"
)

// A ref is a set of events in a pool.
type ref uint32

const (
	noEvents   ref = 0 // the empty set
	alwaysDown ref = 1 // no set at all: the node is down before any event
)

// A pool holds immutable sets in chunks of words that hold no pointers, so that
// millions of sets cost the garbage collector nothing.
//
// A set of up to leafSize events is a leaf: their number, then the events in
// order. A larger set is a fork: the highest bit in which its events differ,
// and the sets of those without and with that bit. So equal sets have equal
// shapes, and what is done to a fork touches only the parts that change.
type pool struct {
	chunks [][]Event
	used   int // words of the last chunk
	open   ref // the set of the one pseudo-event that stands for open
	runs   [][]Event
	forks  []ref
	merged [2][]Event
}

const (
	leafSize   = 64
	chunkBits  = 15
	chunkWords = 1 << chunkBits
)

// newPool makes a pool for events below open, and open itself.
func newPool(open Event) *pool {
	p := &pool{used: chunkWords}
	p.write(0)
	p.write(0) // alwaysDown reads as an empty leaf
	p.open = p.build([]Event{open})
	return p
}

// write stores some words, and a run of events after them, and returns where.
func (p *pool) write(head Event, run ...Event) ref {
	if chunkWords-p.used < len(run)+1 {
		p.chunks = append(p.chunks, make([]Event, chunkWords))
		p.used = 0
	}
	last := len(p.chunks) - 1
	at := p.used
	p.chunks[last][at] = head
	copy(p.chunks[last][at+1:], run)
	p.used += len(run) + 1
	return ref(last<<chunkBits + at)
}

// leaf returns the events of a leaf, and whether the set is one.
func (p *pool) leaf(s ref) ([]Event, bool) {
	words := p.chunks[s>>chunkBits][s&(chunkWords-1):]
	n := words[0]
	if n < 0 {
		return nil, false
	}
	return words[1 : 1+n : 1+n], true
}

// A fork is a set of more than leafSize events.
type fork struct {
	bit    uint  // the events differ in this bit, and in none above it
	prefix Event // the bits above, which they share
	count  int
	sides  [2]ref // those without and with the bit
}

// fork reads a set that is no leaf.
func (p *pool) fork(s ref) fork {
	w := p.chunks[s>>chunkBits][s&(chunkWords-1):]
	return fork{bit: uint(-w[0] - 1), prefix: w[1], count: int(w[2]), sides: [2]ref{ref(w[3]), ref(w[4])}}
}

// covers says whether an event may lie in a fork: whether it has its prefix.
func (f *fork) covers(e Event) bool { return (e^f.prefix)>>f.bit>>1 == 0 }

// last returns the highest event that may lie in a fork.
func (f *fork) last() Event { return f.prefix | (1<<f.bit - 1) | 1<<f.bit }

// side returns 1 if an event has the fork's bit, else 0.
func (f *fork) side(e Event) int { return int(e>>f.bit) & 1 }

// build stores a run of events in order.
func (p *pool) build(run []Event) ref {
	if len(run) == 0 {
		return noEvents
	}
	if len(run) <= leafSize {
		return p.write(Event(len(run)), run...)
	}
	bit := topBit(run[0], run[len(run)-1])
	i := cut(run, bit)
	return p.join(bit, p.build(run[:i]), p.build(run[i:]))
}

// join makes a set of two that differ first in a bit. Small ones make a leaf.
func (p *pool) join(bit uint, without, with ref) ref {
	if without == noEvents {
		return with
	}
	if with == noEvents {
		return without
	}
	n := p.count(without) + p.count(with)
	if n <= leafSize {
		a, _ := p.leaf(without)
		b, _ := p.leaf(with)
		return p.write(Event(n), append(append(make([]Event, 0, leafSize), a...), b...)...)
	}
	prefix := p.first(without) >> bit >> 1 << bit << 1
	return p.write(-1-Event(bit), prefix, Event(n), Event(without), Event(with))
}

// rejoin is join for a fork whose sides may have stayed as they were.
func (p *pool) rejoin(was ref, f fork, without, with ref) ref {
	if f.sides == [2]ref{without, with} {
		return was
	}
	return p.join(f.bit, without, with)
}

// first returns the first event of a set that is not empty.
func (p *pool) first(s ref) Event {
	for {
		if run, isLeaf := p.leaf(s); isLeaf {
			return run[0]
		}
		f := p.fork(s)
		s = f.sides[0]
	}
}

// count returns the number of events in a set.
func (p *pool) count(s ref) int {
	if run, isLeaf := p.leaf(s); isLeaf {
		return len(run)
	}
	f := p.fork(s)
	return f.count
}

// has says whether an event is in a set.
func (p *pool) has(s ref, e Event) bool {
	for {
		run, isLeaf := p.leaf(s)
		if isLeaf {
			_, found := slices.BinarySearch(run, e)
			return found
		}
		f := p.fork(s)
		if !f.covers(e) {
			return false
		}
		s = f.sides[f.side(e)]
	}
}

// each calls yield with the events in order until it returns false.
func (p *pool) each(s ref, yield func(Event) bool) bool {
	run, isLeaf := p.leaf(s)
	if !isLeaf {
		f := p.fork(s)
		return p.each(f.sides[0], yield) && p.each(f.sides[1], yield)
	}
	for _, e := range run {
		if !yield(e) {
			return false
		}
	}
	return true
}

// equal says whether two sets have the same events.
func (p *pool) equal(a, b ref) bool {
	if a == b {
		return true
	}
	if a == alwaysDown || b == alwaysDown {
		return false
	}
	x, xLeaf := p.leaf(a)
	y, yLeaf := p.leaf(b)
	if xLeaf || yLeaf {
		return xLeaf && yLeaf && slices.Equal(x, y)
	}
	f, g := p.fork(a), p.fork(b)
	return f.bit == g.bit && f.count == g.count && f.prefix == g.prefix &&
		p.equal(f.sides[0], g.sides[0]) && p.equal(f.sides[1], g.sides[1])
}

// topBit returns the highest bit in which two events differ.
func topBit(a, b Event) uint { return uint(bits.Len32(uint32(a^b)) - 1) }

// cut returns where the events with a bit begin in a run that shares all above.
func cut(run []Event, bit uint) int {
	first := (run[len(run)-1]>>bit | 1) << bit
	i, _ := slices.BinarySearch(run, first)
	return i
}
