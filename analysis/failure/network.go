package failure

// A Network is nodes, their gates and the events that strike them. It is
// immutable: any number of goroutines may solve and simulate it.
//
// Inside, nodes are numbered anew, so that what a node needs comes before it
// and nodes that need each other lie side by side. Slots are those numbers.
type Network struct {
	slots   []int32 // by node
	nodes   []Node  // by slot
	starts  []bool  // by slot
	gates   []gate  // in the order of their slots
	gateAt  []int32 // slot s has gates[gateAt[s]:gateAt[s+1]]
	members []member
	hits    []hit   // in the order of their slots, then events
	hitAt   []int32 // slot s has hits[hitAt[s]:hitAt[s+1]]
	events  int
	hard    cycles // what needs each other through hard gates
	soft    cycles // and through soft gates as well
	sense   []dimension
	given   Scenario
	pinned  []pin // by slot; nil when nothing is given
}

// A gate is a Gate in a network. Its members are members[from:to].
type gate struct {
	quorum, from, to, unless int32
	strength                 Strength
	open, split              bool
	circular                 circle // whether unless depends on the gate's own node
}

const noNode int32 = -1

// A circle says in which readings a check depends on what it checks.
type circle uint8

const (
	never    circle = iota
	softOnly        // only where soft gates count
	always
)

// A member is a slot and, in its lowest two bits, a mode.
type member uint32

func pack(slot int32, m Mode) member { return member(slot)<<2 | member(m) }

func (m member) slot() int32 { return int32(m >> 2) }
func (m member) mode() Mode  { return Mode(m & 3) }

// A span is a range of slots, from first up to but not including end.
type span struct{ first, end int32 }

// cycles are the spans of slots that need each other, in order.
type cycles []span

// Nodes returns how many nodes the network has.
func (net *Network) Nodes() int { return len(net.nodes) }

// Events returns how many events the network has.
func (net *Network) Events() int { return net.events }

// gatesOf returns the gates of a slot.
func (net *Network) gatesOf(slot int32) []gate {
	return net.gates[net.gateAt[slot]:net.gateAt[slot+1]]
}

// cyclesIn returns the circles of needs that matter in a reading.
func (net *Network) cyclesIn(r Reading) cycles {
	if r.Soft {
		return net.soft
	}
	return net.hard
}

// counts says whether a gate of a slot can take it down in a reading.
func (net *Network) counts(g *gate, slot int32, r Reading) bool {
	if g.open && !r.Ill {
		return false
	}
	switch g.strength {
	case Soft:
		return r.Soft
	case Startup:
		return net.starts[slot]
	case Hard:
	}
	return true
}

// check returns the slot whose failure excuses that of the gate, or noNode.
func (g *gate) check(r Reading) int32 {
	if g.circular == always || g.circular == softOnly && r.Soft {
		return noNode
	}
	return g.unless
}

// A demand is what a gate asks for in a reading.
type demand struct {
	limit  Mode // the slowest mode that counts
	quorum int
	open   bool // too few members are known for the reading alone
}

// demand returns what a gate asks for in a reading. Where an open gate has too
// few members of the reading's modes, slower ones stand in for those that were
// not read: what fails those as well must not be lost sight of.
func (net *Network) demand(g *gate, r Reading) demand {
	d := demand{limit: r.Standbys, quorum: int(g.quorum)}
	if !g.open && !g.split {
		return d
	}
	for {
		admitted := net.admitted(g, d.limit)
		if g.split {
			d.quorum = max(1, admitted)
			if r.Any {
				d.quorum = 1
			}
		}
		if !g.open || admitted >= d.quorum || d.limit >= ByHand {
			d.open = d.open || g.open && admitted < d.quorum
			return d
		}
		d.open = true
		d.limit++
	}
}

// admitted returns how many members of a gate are of a mode or a quicker one.
func (net *Network) admitted(g *gate, limit Mode) int {
	n := 0
	for _, m := range net.members[g.from:g.to] {
		if m.mode() <= limit {
			n++
		}
	}
	return n
}

// undecided says that an open gate has too few members of any mode.
func (d demand) undecided(admitted int) bool { return d.open && admitted < d.quorum }
