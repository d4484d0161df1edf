package analysis

import (
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// links holds, by resource, the resources that it needs, however strongly. Who
// needs a part needs its whole, to a reader; and what is registered with a
// target group is the group's, whether or not a balancer reaches it.
type links [][]failure.Node

func linksOf(e *estate.Estate, index map[string]failure.Node) links {
	l := make(links, len(e.Resources))
	for i, r := range e.Resources {
		for _, need := range r.Needs {
			for _, m := range need.Members {
				l.add(i, index, m.Address)
			}
		}
		l.add(i, index, r.Of)
		if t, ok := r.Traits.(*estate.TargetGroupTraits); ok {
			for _, target := range t.Targets {
				l.add(i, index, target)
			}
		}
	}
	return l
}

func (l links) add(from int, index map[string]failure.Node, address string) {
	if to, ok := index[address]; ok {
		l[from] = append(l[from], to)
	}
}

// A walk visits resources, each once in a round.
type walk struct {
	links links
	seen  []int32 // by resource: the last round that visited it
	round int32
}

func (l links) walk() *walk { return &walk{links: l, seen: make([]int32, len(l)), round: 1} }

func (w *walk) visited(n failure.Node) bool { return w.seen[n] == w.round }

// from returns all that start reaches, itself first, and has not been visited.
func (w *walk) from(start failure.Node) []failure.Node {
	if w.visited(start) {
		return nil
	}
	w.seen[start] = w.round
	found := []failure.Node{start}
	for i := 0; i < len(found); i++ {
		for _, to := range w.links[found[i]] {
			if !w.visited(to) {
				w.seen[to] = w.round
				found = append(found, to)
			}
		}
	}
	return found
}

// topmost returns those of the candidates that no other candidate needs; of
// candidates that need each other, one. What was visited already counts as
// needed.
// Candidates are in order, and so is the result.
//
// A depth-first walk leaves a resource after all that it needs. Taken in the
// opposite order, a candidate that has not been visited is needed by none
// before it, nor by any after it that it does not need itself.
func (w *walk) topmost(candidates []failure.Node) []failure.Node {
	left := w.leaving(candidates)
	top := make([]bool, len(w.links))
	for _, n := range slices.Backward(left) {
		if found := w.from(n); found != nil {
			top[n] = true
		}
	}
	var sorted []failure.Node
	for _, c := range candidates {
		if top[c] {
			sorted = append(sorted, c)
		}
	}
	return sorted
}

// leaving returns the candidates in the order in which a depth-first walk from
// them leaves them.
func (w *walk) leaving(candidates []failure.Node) []failure.Node {
	d := descent{links: w.links, seen: make([]bool, len(w.links))}
	for _, c := range candidates {
		d.from(c)
	}
	wanted := make([]bool, len(w.links))
	for _, c := range candidates {
		wanted[c] = true
	}
	return slices.DeleteFunc(d.left, func(n failure.Node) bool { return !wanted[n] })
}

// A descent is a depth-first walk. It keeps its own stack: a chain of needs may
// be longer than one of calls should be.
type descent struct {
	links links
	seen  []bool
	stack []frame
	left  []failure.Node // in the order in which they were left
}

type frame struct {
	at   failure.Node
	next int
}

func (d *descent) enter(n failure.Node) {
	if !d.seen[n] {
		d.seen[n] = true
		d.stack = append(d.stack, frame{at: n})
	}
}

func (d *descent) from(n failure.Node) {
	d.enter(n)
	for len(d.stack) > 0 {
		f := &d.stack[len(d.stack)-1]
		if f.next == len(d.links[f.at]) {
			d.left = append(d.left, f.at)
			d.stack = d.stack[:len(d.stack)-1]
			continue
		}
		f.next++
		d.enter(d.links[f.at][f.next-1])
	}
}
