package aws

import (
	"cmp"
	"slices"
	"strings"

	"spof/estate"
)

// finishServers finds which servers and groups serve, and who their peers are.
func (m *model) finishServers() {
	m.publicAddresses()
	for _, group := range sortedKeys(m.targets) {
		var peers []string
		for _, t := range m.targets[group] {
			m.serves(t.address, t.origin, group)
			if m.made[t.address] != nil {
				peers = append(peers, t.address)
			}
		}
		m.befriend(peers, true)
	}
	blocks := map[string][]string{}
	for _, r := range m.out {
		if r.Of == "" && r.Kind == estate.Server {
			blocks[blockAddress(r.Address)] = append(blocks[blockAddress(r.Address)], r.Address)
		}
	}
	for _, block := range sortedKeys(blocks) {
		m.befriend(blocks[block], false)
	}
}

// befriend makes resources peers of each other; groups only where one target
// group has them all.
func (m *model) befriend(peers []string, groups bool) {
	for _, a := range peers {
		switch t := m.made[a].Traits.(type) {
		case *estate.ServerTraits:
			t.Peers = mergeSorted(t.Peers, peers)
		case *estate.GroupTraits:
			if groups {
				t.Peers = mergeSorted(t.Peers, peers)
			}
		default:
		}
	}
}

// blockAddress is an address without the key of its last part, which all
// instances of one block share.
func blockAddress(address string) string {
	if i := strings.LastIndexByte(address, '['); i > 0 && strings.HasSuffix(address, "]") {
		return address[:i]
	}
	return address
}

func mergeSorted(a, b []string) []string {
	out := slices.Concat(a, b)
	slices.SortFunc(out, cmp.Compare)
	return slices.Compact(out)
}

// serves notes that somebody depends on a server or group.
func (m *model) serves(address string, at estate.Origin, through string) {
	r := m.made[address]
	if r == nil {
		return
	}
	switch t := r.Traits.(type) {
	case *estate.ServerTraits:
		t.Serves, t.Through = estate.Set(true, at), cmp.Or(t.Through, through)
	case *estate.GroupTraits:
		t.Serves = estate.Set(true, at)
	default:
	}
}

// publicAddresses makes public instances entry points: those with an elastic
// address, and those with a public address that anybody may reach.
func (m *model) publicAddresses() {
	for _, r := range m.types["aws_eip"] {
		m.publish(attrs(r), "instance")
	}
	for _, r := range m.types["aws_eip_association"] {
		m.publish(attrs(r), "instance_id")
	}
	for _, r := range m.out {
		if t, ok := r.Traits.(*estate.ServerTraits); ok && t.Serves.Or(false) && t.Exempt == "" {
			r.Entry = estate.Set(true, t.Serves.Origin())
		}
	}
}

func (m *model) publish(b block, name string) {
	i := m.resource(b, name, "aws_instance")
	if i == nil {
		return
	}
	t, ok := m.made[i.Address].Traits.(*estate.ServerTraits)
	if !ok {
		return
	}
	list := attrs(i)
	c := &consumer{r: i}
	c.secure(list, "vpc_security_group_ids")
	if len(c.groups) == 0 || m.openToWorld(c.groups) {
		t.Serves, t.Through = estate.Set(true, b.at(name)), b.r.Address
	}
}
