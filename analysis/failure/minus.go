package failure

import "slices"

// minus returns the events of one set that are not in another.
func (p *pool) minus(a, b ref) ref {
	if a == b {
		return noEvents
	}
	if run, isLeaf := p.leaf(b); isLeaf {
		return p.remove(a, run)
	}
	if run, isLeaf := p.leaf(a); isLeaf {
		return p.outside(a, run, b)
	}
	f, g := p.fork(a), p.fork(b)
	switch {
	case f.bit == g.bit && f.prefix == g.prefix:
		without := p.minus(f.sides[0], g.sides[0])
		return p.rejoin(a, f, without, p.minus(f.sides[1], g.sides[1]))
	case f.bit > g.bit && f.covers(g.prefix):
		i := f.side(g.prefix)
		f.sides[i] = p.minus(f.sides[i], b)
		return p.rejoin(a, p.fork(a), f.sides[0], f.sides[1])
	case g.bit > f.bit && g.covers(f.prefix):
		return p.minus(a, g.sides[g.side(f.prefix)])
	}
	return a
}

// outside returns the leaf a, whose events are a run, less those in b.
func (p *pool) outside(a ref, run []Event, b ref) ref {
	var room [leafSize]Event
	kept := room[:0]
	for _, e := range run {
		if !p.has(b, e) {
			kept = append(kept, e)
		}
	}
	if len(kept) == len(run) {
		return a
	}
	return p.build(kept)
}

// remove returns a set without the events of a run.
func (p *pool) remove(a ref, run []Event) ref {
	if old, isLeaf := p.leaf(a); isLeaf {
		var room [leafSize]Event
		kept := room[:0]
		for _, e := range old {
			if _, found := slices.BinarySearch(run, e); !found {
				kept = append(kept, e)
			}
		}
		if len(kept) == len(old) {
			return a
		}
		return p.build(kept)
	}
	f := p.fork(a)
	from, _ := slices.BinarySearch(run, f.prefix)
	to, found := slices.BinarySearch(run, f.last())
	if found {
		to++
	}
	if run = run[from:to]; len(run) == 0 {
		return a
	}
	i := cut(run, f.bit)
	return p.rejoin(a, f, p.remove(f.sides[0], run[:i]), p.remove(f.sides[1], run[i:]))
}
