package failure

import "slices"

// A view is a set while it is taken apart: a whole set of the pool, or a part
// of a leaf.
type view struct {
	set ref     // noEvents for a part of a leaf
	run []Event // nil for a fork
}

// whole returns the view of a set that is not empty.
func (p *pool) whole(s ref) view {
	run, _ := p.leaf(s)
	return view{set: s, run: run}
}

// atLeastForked is atLeast where some sets are forks. It takes them apart from
// the top, and stops where enough of them share a part.
func (p *pool) atLeastForked(times int, views []view) ref {
	if len(views) < times {
		return noEvents
	}
	if shared, rest := sharedBy(times, views); shared != noEvents {
		return p.unite(shared, p.atLeastForked(times, rest))
	}
	bit, forked := p.highest(views)
	if !forked {
		p.runs = p.runs[:0]
		for _, v := range views {
			p.runs = append(p.runs, v.run)
		}
		return p.build(p.common(times))
	}
	var sides [2][]view
	for _, v := range views {
		p.split(v, bit, &sides)
	}
	without := p.atLeastForked(times, sides[0])
	with := p.atLeastForked(times, sides[1])
	for _, v := range views {
		if f, ok := p.asFork(v); ok && f.sides == [2]ref{without, with} {
			return v.set
		}
	}
	return p.join(bit, without, with)
}

// asFork reads a view as a fork, if it is one.
func (p *pool) asFork(v view) (fork, bool) {
	if v.run != nil {
		return fork{}, false
	}
	return p.fork(v.set), true
}

// sharedBy returns a set that at least some number of the views are, and the
// other views; what it holds is in the answer whatever the others hold.
func sharedBy(times int, views []view) (ref, []view) {
	sets := make([]ref, 0, len(views))
	for _, v := range views {
		if v.set != noEvents {
			sets = append(sets, v.set)
		}
	}
	slices.Sort(sets)
	for i := range len(sets) - times + 1 {
		if shared := sets[i]; shared == sets[i+times-1] {
			return shared, slices.DeleteFunc(slices.Clone(views), func(v view) bool { return v.set == shared })
		}
	}
	return noEvents, nil
}

// highest returns the highest bit in which any of the views' events differ, and
// whether any view is a fork.
func (p *pool) highest(views []view) (uint, bool) {
	low, high := Event(1<<31-1), Event(0)
	forked := false
	for _, v := range views {
		if f, ok := p.asFork(v); ok {
			forked = true
			low, high = min(low, f.prefix), max(high, f.last())
		} else {
			low, high = min(low, v.run[0]), max(high, v.run[len(v.run)-1])
		}
	}
	if !forked {
		return 0, false
	}
	return topBit(low, high), true
}

// split adds the two sides of a view to others.
func (p *pool) split(v view, bit uint, sides *[2][]view) {
	f, ok := p.asFork(v)
	switch {
	case ok && f.bit == bit:
		for i, s := range f.sides {
			sides[i] = append(sides[i], p.whole(s))
		}
	case ok:
		i := f.prefix >> bit & 1
		sides[i] = append(sides[i], v)
	default:
		i := cut(v.run, bit)
		switch i {
		case 0:
			sides[1] = append(sides[1], v)
		case len(v.run):
			sides[0] = append(sides[0], v)
		default:
			sides[0] = append(sides[0], view{run: v.run[:i]})
			sides[1] = append(sides[1], view{run: v.run[i:]})
		}
	}
}
