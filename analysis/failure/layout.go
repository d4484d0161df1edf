package failure

// gatesByNode returns the indices of the gates, grouped by node.
func (b *Builder) gatesByNode() table {
	t := newTable(len(b.starts))
	for _, n := range b.owners {
		t.count(int32(n))
	}
	t.open()
	for i, n := range b.owners {
		t.add(int32(n), int32(i))
	}
	return t
}

// graph returns which nodes each node's gates name, members and checks alike.
// Gates that count in no reading are left out, and soft gates unless wanted.
func (b *Builder) graph(gates table, soft bool) table {
	t := newTable(len(b.starts))
	t.rows = make([]int32, 0, len(b.members)+len(b.members)/8)
	for n := range b.starts {
		for _, i := range gates.row(int32(n)) {
			g := &b.gates[i]
			if g.strength == Soft && !soft || g.strength == Startup && !b.starts[n] {
				continue
			}
			for _, m := range b.members[g.from:g.to] {
				t.rows = append(t.rows, int32(m.Node))
			}
			if g.unless != noNode {
				t.rows = append(t.rows, g.unless)
			}
		}
		t.at[n+1] = int32(len(t.rows))
	}
	return t
}

// hasSoft says whether any gate is soft.
func (b *Builder) hasSoft() bool {
	for i := range b.gates {
		if b.gates[i].strength == Soft {
			return true
		}
	}
	return false
}

// layOut numbers the nodes anew and lays everything out in that order.
func (b *Builder) layOut(gates table) *Network {
	order := b.arrange(gates)
	net := &Network{
		slots:   make([]int32, len(b.starts)),
		nodes:   make([]Node, len(b.starts)),
		starts:  make([]bool, len(b.starts)),
		gates:   make([]gate, 0, len(b.gates)),
		gateAt:  make([]int32, len(b.starts)+1),
		members: make([]member, 0, len(b.members)),
		events:  b.events,
		hard:    order.hard,
		soft:    order.soft,
	}
	for slot, n := range order.nodes {
		net.slots[n] = int32(slot)
		net.nodes[slot] = Node(n)
		net.starts[slot] = b.starts[n]
	}
	for slot, n := range order.nodes {
		for _, i := range gates.row(n) {
			net.gates = append(net.gates, b.place(net, b.gates[i], int32(slot)))
		}
		net.gateAt[slot+1] = int32(len(net.gates))
	}
	b.placeHits(net)
	net.sense = net.sensitivities()
	return net
}

// place moves one gate of a slot into the network's order.
func (b *Builder) place(net *Network, g gate, slot int32) gate {
	from := len(net.members)
	for _, m := range b.members[g.from:g.to] {
		net.members = append(net.members, pack(net.slots[m.Node], m.Mode))
	}
	g.from, g.to = int32(from), int32(len(net.members))
	if g.unless == noNode {
		return g
	}
	g.unless = net.slots[g.unless]
	switch {
	case net.hard.join(slot, g.unless):
		g.circular = always
	case net.soft.join(slot, g.unless):
		g.circular = softOnly
	}
	return g
}

// placeHits groups what the events strike by slot, each group in event order.
func (b *Builder) placeHits(net *Network) {
	net.hitAt = make([]int32, len(b.starts)+1)
	for _, h := range b.hits {
		net.hitAt[net.slots[h.node]+1]++
	}
	for i := range b.starts {
		net.hitAt[i+1] += net.hitAt[i]
	}
	next := make([]int32, len(b.starts))
	copy(next, net.hitAt)
	net.hits = make([]hit, len(b.hits))
	for _, h := range b.hits {
		slot := net.slots[h.node]
		net.hits[next[slot]] = h
		next[slot]++
	}
}
