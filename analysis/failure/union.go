package failure

import "slices"

// union returns the events that are in any of some sets. When one of them has
// them all, it is that one.
func (p *pool) union(sets []ref) ref {
	p.runs, p.forks = p.runs[:0], p.forks[:0]
	widest, most := noEvents, 0
	for _, s := range sets {
		run, isLeaf := p.leaf(s)
		switch {
		case !isLeaf:
			p.forks = append(p.forks, s)
		case len(run) > most:
			widest, most = s, len(run)
			fallthrough
		case len(run) > 0:
			p.runs = append(p.runs, run)
		}
	}
	run := p.merge()
	if len(p.forks) == 0 {
		if len(run) == most {
			return widest
		}
		return p.build(run)
	}
	all := p.forks[0]
	for _, f := range p.forks[1:] {
		all = p.unite(all, f)
	}
	return p.insert(all, run)
}

// merge returns the events of the pool's runs in order, each once. The result
// is good until the next merge.
func (p *pool) merge() []Event {
	const few = 8
	if len(p.runs) > few {
		return p.mergeMany()
	}
	if len(p.runs) == 0 {
		return nil
	}
	all := p.runs[0]
	for i, run := range p.runs[1:] {
		buffer := &p.merged[i%2]
		*buffer = mergeTwo((*buffer)[:0], all, run)
		all = *buffer
	}
	return all
}

// mergeMany is merge for many runs, where one pass for each would be slow.
func (p *pool) mergeMany() []Event {
	all := p.merged[0][:0]
	for _, run := range p.runs {
		all = append(all, run...)
	}
	p.merged[0] = all
	slices.Sort(all)
	return slices.Compact(all)
}

// mergeTwo appends the events of two runs to a third, in order and each once.
func mergeTwo(to, a, b []Event) []Event {
	for len(a) > 0 && len(b) > 0 {
		switch x, y := a[0], b[0]; {
		case x < y:
			to = append(to, x)
			a = a[1:]
		case x > y:
			to = append(to, y)
			b = b[1:]
		default:
			to = append(to, x)
			a, b = a[1:], b[1:]
		}
	}
	return append(append(to, a...), b...)
}

// insert returns a set with a run of events added.
func (p *pool) insert(s ref, run []Event) ref {
	if len(run) == 0 {
		return s
	}
	if old, isLeaf := p.leaf(s); isLeaf {
		var room [2 * leafSize]Event
		if both := mergeTwo(room[:0], old, run); len(both) > len(old) {
			return p.build(both)
		}
		return s
	}
	f := p.fork(s)
	last := run[len(run)-1]
	if f.covers(run[0]) && f.covers(last) {
		i := cut(run, f.bit)
		return p.rejoin(s, f, p.insert(f.sides[0], run[:i]), p.insert(f.sides[1], run[i:]))
	}
	bit := topBit(min(run[0], f.prefix), max(last, f.prefix))
	i := cut(run, bit)
	if f.prefix>>bit&1 == 0 {
		return p.join(bit, p.insert(s, run[:i]), p.build(run[i:]))
	}
	return p.join(bit, p.build(run[:i]), p.insert(s, run[i:]))
}

// unite returns the events that are in either of two sets.
func (p *pool) unite(a, b ref) ref {
	if a == b {
		return a
	}
	if run, isLeaf := p.leaf(a); isLeaf {
		return p.insert(b, run)
	}
	if run, isLeaf := p.leaf(b); isLeaf {
		return p.insert(a, run)
	}
	f, g := p.fork(a), p.fork(b)
	if f.bit < g.bit {
		a, b, f, g = b, a, g, f
	}
	if !f.covers(g.prefix) {
		bit := topBit(f.prefix, g.prefix)
		if f.prefix < g.prefix {
			return p.join(bit, a, b)
		}
		return p.join(bit, b, a)
	}
	sides := f.sides
	if f.bit == g.bit {
		sides[0], sides[1] = p.unite(sides[0], g.sides[0]), p.unite(sides[1], g.sides[1])
	} else {
		i := f.side(g.prefix)
		sides[i] = p.unite(sides[i], b)
	}
	if sides == g.sides {
		return b
	}
	return p.rejoin(a, f, sides[0], sides[1])
}
