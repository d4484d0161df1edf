package analysis

import (
	"spof/analysis/failure"
	"spof/estate"
)

// links holds, by resource, the resources that it needs, however strongly.
type links [][]failure.Node

func linksOf(e *estate.Estate, index map[string]failure.Node) links {
	l := make(links, len(e.Resources))
	for i, r := range e.Resources {
		for _, need := range r.Needs {
			for _, m := range need.Members {
				if to, ok := index[m.Address]; ok {
					l[i] = append(l[i], to)
				}
			}
		}
	}
	return l
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
	for i := len(left) - 1; i >= 0; i-- {
		if found := w.from(left[i]); found != nil {
			top[left[i]] = true
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
	wanted := make([]bool, len(w.links))
	for _, c := range candidates {
		wanted[c] = true
	}
	type frame struct {
		at   failure.Node
		next int
	}
	seen := make([]bool, len(w.links))
	var left []failure.Node
	for _, c := range candidates {
		if seen[c] {
			continue
		}
		seen[c] = true
		stack := []frame{{at: c}}
		for len(stack) > 0 {
			f := &stack[len(stack)-1]
			if f.next == len(w.links[f.at]) {
				if wanted[f.at] {
					left = append(left, f.at)
				}
				stack = stack[:len(stack)-1]
				continue
			}
			to := w.links[f.at][f.next]
			f.next++
			if !seen[to] {
				seen[to] = true
				stack = append(stack, frame{at: to})
			}
		}
	}
	return left
}
