package failure

import (
	"slices"
	"sort"
)

// An order is the nodes so that what a node needs comes before it, with nodes
// that need each other side by side.
type order struct {
	nodes      []int32
	hard, soft cycles
}

// arrange finds the order of the nodes. Circles through soft gates are wider
// than those through hard gates alone; inside each wide one, the narrow ones
// are put in order in their turn, so that one numbering serves all readings.
func (b *Builder) arrange(gates table) order {
	nodes, wide := components(b.graph(gates, true))
	o := order{nodes: nodes, soft: wide, hard: wide}
	if len(wide) == 0 || !b.hasSoft() {
		return o
	}
	hard := b.graph(gates, false)
	local := make([]int32, len(nodes))
	for i := range local {
		local[i] = noNode
	}
	o.hard = nil
	for _, c := range wide {
		for _, inner := range refine(nodes[c.first:c.end], hard, local) {
			o.hard = append(o.hard, span{c.first + inner.first, c.first + inner.end})
		}
	}
	return o
}

// refine puts some nodes in the order of a sparser graph, and returns the
// circles that are left among them. In local every node is noNode, before and
// after.
func refine(nodes []int32, graph table, local []int32) cycles {
	for i, n := range nodes {
		local[n] = int32(i)
	}
	inner := newTable(len(nodes))
	for i, n := range nodes {
		for _, to := range graph.row(n) {
			if local[to] != noNode {
				inner.rows = append(inner.rows, local[to])
			}
		}
		inner.at[i+1] = int32(len(inner.rows))
	}
	for _, n := range nodes {
		local[n] = noNode
	}
	sorted, left := components(inner)
	old := slices.Clone(nodes)
	for i, n := range sorted {
		nodes[i] = old[n]
	}
	return left
}

// join says whether two slots lie in the same circle.
func (c cycles) join(a, b int32) bool {
	i := sort.Search(len(c), func(i int) bool { return c[i].end > a })
	return i < len(c) && c[i].first <= a && c[i].first <= b && b < c[i].end
}
