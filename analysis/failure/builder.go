package failure

import "fmt"

// A Builder collects nodes, gates and events, and makes a Network of them. The
// zero Builder is empty and ready. Naming a node that was not added is a bug of
// the caller's, and Build panics on it.
type Builder struct {
	starts  []bool // by node
	owners  []Node // by gate
	gates   []gate
	members []Member
	events  int
	hits    []hit
}

// A hit is one node struck by one event.
type hit struct {
	event    Event
	node     Node
	doubtful bool
}

// Node adds a node that needs nothing and is struck by nothing yet.
func (b *Builder) Node() Node {
	b.starts = append(b.starts, false)
	return Node(len(b.starts) - 1)
}

// Starts says that node n has to start when others fail, as the slot of an
// instance that is relaunched does: its startup gates count as hard.
func (b *Builder) Starts(n Node) { b.starts[n] = true }

// Need adds a gate to node n. The gate's members are copied.
func (b *Builder) Need(n Node, g Gate) {
	from := len(b.members)
	b.members = append(b.members, g.Members...)
	unless := noNode
	if g.Checked {
		unless = int32(g.Unless)
	}
	b.owners = append(b.owners, n)
	b.gates = append(b.gates, gate{
		quorum: int32(max(0, min(g.Quorum, len(g.Members)+1))), from: int32(from), to: int32(len(b.members)),
		unless: unless, strength: g.Strength, open: g.Open, split: g.Split,
	})
}

// Requires adds one hard gate to node n for each of the others: n is down when
// any of them is.
func (b *Builder) Requires(n Node, others ...Node) {
	for _, o := range others {
		b.Need(n, Gate{Quorum: 1, Members: []Member{{Node: o}}})
	}
}

// Event adds an event and returns its index. What it strikes is copied.
func (b *Builder) Event(s Strike) Event {
	e := Event(b.events)
	b.events++
	for _, n := range s.Nodes {
		b.hits = append(b.hits, hit{event: e, node: n})
	}
	for _, n := range s.Doubtful {
		b.hits = append(b.hits, hit{event: e, node: n, doubtful: true})
	}
	return e
}

// Build makes the network. The Builder may go on being used afterwards; the
// network does not change with it.
func (b *Builder) Build() *Network {
	b.check()
	return b.layOut(b.gatesByNode())
}

// check panics when a gate or an event names a node that was not added.
func (b *Builder) check() {
	known := func(n Node, where string) {
		if n < 0 || int(n) >= len(b.starts) {
			panic(fmt.Sprintf("failure: %s %d of %d", where, n, len(b.starts)))
		}
	}
	for i := range b.gates {
		known(b.owners[i], "gate of node")
		if u := b.gates[i].unless; u != noNode {
			known(Node(u), "gate unless node")
		}
	}
	for i := range b.members {
		known(b.members[i].Node, "member")
	}
	for i := range b.hits {
		known(b.hits[i].node, "event strikes node")
	}
}
