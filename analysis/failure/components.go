package failure

import (
	"cmp"
	"slices"
)

// components returns the nodes of a graph so that every node comes after those
// it leads to, and the spans of that order whose nodes all lead to each other
// (a node that leads to itself is a span of one). Other nodes are in no span.
//
// It is Tarjan's algorithm with its own stack, since a chain of 100,000 nodes
// would otherwise need as many calls inside each other.
func components(g table) ([]int32, cycles) {
	n := len(g.at) - 1
	t := tarjan{
		graph: g,
		low:   make([]int32, n),
		done:  make([]int32, n),
		next:  make([]int32, n),
		order: make([]int32, 0, n),
	}
	for v := range int32(n) {
		if t.low[v] == 0 {
			t.explore(v)
		}
	}
	return t.order, t.found
}

type tarjan struct {
	graph    table
	low      []int32 // 0 unseen; the earliest visit known to be reachable
	done     []int32 // 0 on the pending stack; else the order of finishing, from 1
	next     []int32 // the next edge to follow, from the start of the row
	path     []int32 // the nodes being explored
	pending  []int32 // explored nodes whose component is not closed
	visits   int32
	finished int32
	order    []int32
	found    cycles
}

const closed = int32(1<<31 - 1)

// explore visits everything reachable from v.
func (t *tarjan) explore(v int32) {
	t.enter(v)
	for len(t.path) > 0 {
		v := t.path[len(t.path)-1]
		row := t.graph.row(v)
		if i := t.next[v]; int(i) < len(row) {
			t.next[v]++
			w := row[i]
			if t.low[w] == 0 {
				t.enter(w)
			} else {
				t.low[v] = min(t.low[v], t.low[w])
			}
			continue
		}
		t.leave(v)
	}
}

func (t *tarjan) enter(v int32) {
	t.visits++
	t.low[v] = t.visits
	t.done[v] = t.visits // until v is left: its own visit
	t.path = append(t.path, v)
	t.pending = append(t.pending, v)
}

// leave ends the exploring of v, and closes its component if v was the first
// of it to be visited.
func (t *tarjan) leave(v int32) {
	t.path = t.path[:len(t.path)-1]
	root := t.low[v] == t.done[v]
	t.finished++
	t.done[v] = t.finished
	if root {
		t.closeAt(v)
	}
	if len(t.path) > 0 {
		parent := t.path[len(t.path)-1]
		t.low[parent] = min(t.low[parent], t.low[v])
	}
}

// closeAt takes the component that begins at v off the pending stack. Its nodes
// are put in the order of finishing: most of what a node needs then comes
// before it even inside a circle, and few rounds settle it.
func (t *tarjan) closeAt(v int32) {
	from := len(t.pending) - 1
	for t.pending[from] != v {
		from--
	}
	first := int32(len(t.order))
	t.order = append(t.order, t.pending[from:]...)
	t.pending = t.pending[:from]
	component := t.order[first:]
	for _, w := range component {
		t.low[w] = closed
	}
	if len(component) > 1 {
		slices.SortFunc(component, func(a, b int32) int { return cmp.Compare(t.done[a], t.done[b]) })
	}
	if len(component) > 1 || slices.Contains(t.graph.row(v), v) {
		t.found = append(t.found, span{first, int32(len(t.order))})
	}
}
