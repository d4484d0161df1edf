package failure

import "slices"

// A Step is one link of a proof: Node is down because its gate fails, Down
// being the members of the gate that were down before it, enough to fail it.
// The next step says why one of them is down. In the last step the event
// strikes Node itself: Gate is -1 and Down empty.
type Step struct {
	Node Node
	Gate int // in the order in which the node's gates were added
	Down []Node
}

// Proof returns a shortest chain of steps from node n to a node that event e
// strikes, or nil when e does not take n down or n is down already. Every step
// rests on what went down before it, never on itself by way of a circle: inside
// a circle that may make the chain longer than the fewest needs to name.
func (net *Network) Proof(r Reading, e Event, n Node) []Step {
	p := prover{
		net:     net,
		reading: r,
		pins:    net.pins(Scenario{Events: []Event{e}}),
		gone:    net.steady(r),
		causes:  make([]cause, len(net.nodes)),
	}
	p.replay()
	slot := net.slots[n]
	if p.causes[slot].wave == 0 {
		return nil
	}
	return p.chain(slot)
}

// A prover replays a failure in the order in which it spreads.
type prover struct {
	net     *Network
	reading Reading
	pins    []pin
	gone    []bool  // by slot: down so far
	causes  []cause // by slot
	wave    int32
}

// A cause says why a slot went down.
type cause struct {
	wave   int32 // when: 0 never or before the event, else from 1
	length int32 // of the shortest chain to a struck slot
	gate   int32 // the first step of that chain, noNode when struck
	next   int32 // the slot of the step after it
}

// replay lets the event spread, wave by wave inside circles.
func (p *prover) replay() {
	next := p.net.cyclesIn(p.reading)
	for slot := int32(0); slot < int32(len(p.gone)); slot++ {
		c := span{slot, slot + 1}
		if len(next) > 0 && next[0].first == slot {
			c, next = next[0], next[1:]
		}
		for p.spread(c) && c.end-c.first > 1 {
		}
		slot = c.end - 1
	}
}

// spread takes down what the waves so far take down in a span, and says whether
// anything was.
func (p *prover) spread(c span) bool {
	p.wave++
	fallen := false
	for slot := c.first; slot < c.end; slot++ {
		if p.gone[slot] {
			continue
		}
		if found := p.why(slot); found.length > 0 {
			found.wave = p.wave
			p.causes[slot] = found
			fallen = true
		}
	}
	for slot := c.first; slot < c.end; slot++ {
		p.gone[slot] = p.gone[slot] || p.causes[slot].wave == p.wave
	}
	return fallen
}

// why returns the shortest cause of a slot's going down now; it has no length
// if there is none.
func (p *prover) why(slot int32) cause {
	if p.pins[slot].holds(p.reading) {
		return cause{length: 1, gate: noNode}
	}
	var best cause
	gates := p.net.gatesOf(slot)
	for i := range gates {
		g := &gates[i]
		if !p.net.counts(g, slot, p.reading) || !p.net.fails(p.reading, g, p.gone) {
			continue
		}
		limit := p.net.demand(g, p.reading).limit
		for _, m := range p.net.members[g.from:g.to] {
			length := p.causes[m.slot()].length + 1
			if m.mode() > limit || !p.fell(m, p.wave) || best.length > 0 && best.length <= length {
				continue
			}
			best = cause{length: length, gate: int32(i), next: m.slot()}
		}
	}
	return best
}

// fell says whether the event took a member down before a wave.
func (p *prover) fell(m member, wave int32) bool {
	w := p.causes[m.slot()].wave
	return 0 < w && w < wave
}

// chain follows the causes of a slot to the node that was struck.
func (p *prover) chain(slot int32) []Step {
	var steps []Step
	for {
		c := p.causes[slot]
		if c.gate == noNode {
			return append(steps, Step{Node: p.net.nodes[slot], Gate: -1})
		}
		g := &p.net.gatesOf(slot)[c.gate]
		step := Step{Node: p.net.nodes[slot], Gate: int(c.gate)}
		limit := p.net.demand(g, p.reading).limit
		for _, m := range p.net.members[g.from:g.to] {
			steady := p.gone[m.slot()] && p.causes[m.slot()].wave == 0
			if m.mode() <= limit && (steady || p.fell(m, c.wave)) {
				step.Down = append(step.Down, p.net.nodes[m.slot()])
			}
		}
		slices.Sort(step.Down)
		step.Down = slices.Compact(step.Down)
		steps = append(steps, step)
		slot = c.next
	}
}
