package failure

import "slices"

// atLeast returns the events that are in at least some number of sets.
func (p *pool) atLeast(times int, sets []ref) ref {
	if times == 1 {
		return p.union(sets)
	}
	if len(sets) < times {
		return noEvents
	}
	p.runs = p.runs[:0]
	for _, s := range sets {
		run, isLeaf := p.leaf(s)
		if !isLeaf {
			return p.atLeastForked(times, p.views(sets))
		}
		p.runs = append(p.runs, run)
	}
	run := p.common(times)
	for i, r := range p.runs {
		if slices.Equal(r, run) {
			return sets[i]
		}
	}
	return p.build(run)
}

// common returns the events that are in at least some number of the pool's
// runs. The result is good until the next merge.
func (p *pool) common(times int) []Event {
	all := p.merged[0][:0]
	if times == len(p.runs) {
		all = append(all, p.runs[0]...)
		for _, run := range p.runs[1:] {
			all = intersect(all, run)
		}
		p.merged[0] = all
		return all
	}
	for _, run := range p.runs {
		all = append(all, run...)
	}
	p.merged[0] = all
	slices.Sort(all)
	return repeated(all, times)
}

// intersect keeps those events of a run that are in another one too.
func intersect(run, other []Event) []Event {
	kept := run[:0]
	for _, e := range run {
		for len(other) > 0 && other[0] < e {
			other = other[1:]
		}
		if len(other) > 0 && other[0] == e {
			kept = append(kept, e)
		}
	}
	return kept
}

// repeated keeps, once, the events that occur at least some number of times in
// sorted events.
func repeated(all []Event, times int) []Event {
	kept := all[:0]
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j] == all[i] {
			j++
		}
		if j-i >= times {
			kept = append(kept, all[i])
		}
		i = j
	}
	return kept
}

// views returns the sets that are not empty.
func (p *pool) views(sets []ref) []view {
	all := make([]view, 0, len(sets))
	for _, s := range sets {
		if s != noEvents {
			all = append(all, p.whole(s))
		}
	}
	return all
}
