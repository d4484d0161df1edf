package aws

import (
	"slices"

	"spof/estate"
)

// joinPeers makes peers of the servers that one record set answers with.
func (m *model) joinPeers(members map[string][]*estate.Resource) {
	for _, set := range sortedKeys(members) {
		var servers []string
		for _, record := range members[set] {
			t, ok := record.Traits.(*estate.RecordTraits)
			if !ok {
				continue
			}
			for _, target := range t.Targets {
				if r := m.made[target.Address]; r != nil && r.Kind == estate.Server {
					servers = append(servers, target.Address)
				}
			}
		}
		m.befriend(servers, false)
	}
}

// joinNames tells each API in which regions the names that lead to it are
// answered.
func (m *model) joinNames() {
	apis := m.apisBySet()
	for _, r := range m.out {
		t, ok := r.Traits.(*estate.APITraits)
		if !ok {
			continue
		}
		addRegion(t, r.Region)
		for _, set := range sortedKeys(apis) {
			if slices.Contains(apis[set], r.Address) {
				m.joinTwins(t, set, apis[set])
			}
		}
		t.Regions = mergeSorted(nil, t.Regions)
	}
}

// apisBySet returns the APIs behind each record set.
func (m *model) apisBySet() map[string][]string {
	out := map[string][]string{}
	for _, r := range m.out {
		if r.Kind != estate.RecordSet {
			continue
		}
		for _, a := range m.reach(r, map[string]bool{}) {
			if m.made[a].Kind == estate.API {
				out[r.Address] = append(out[r.Address], a)
			}
		}
	}
	return out
}

// joinTwins tells an API of the regions of those that share a name with it.
func (m *model) joinTwins(t *estate.APITraits, set string, apis []string) {
	for _, a := range apis {
		addRegion(t, m.made[a].Region)
	}
	if st, ok := m.made[set].Traits.(*estate.RecordSetTraits); ok && st.Open {
		t.RegionsOpen, t.Settles = true, append(t.Settles, st.Settles...)
	}
}

func addRegion(t *estate.APITraits, region estate.Value[string]) {
	if name, known := region.Get(); known {
		t.Regions = append(t.Regions, name)
		return
	}
	t.RegionsOpen, t.Settles = true, append(t.Settles, region.SettledBy()...)
}

// reach returns the addresses of all that a resource needs, itself included.
func (m *model) reach(r *estate.Resource, seen map[string]bool) []string {
	if seen[r.Address] {
		return nil
	}
	seen[r.Address] = true
	out := []string{r.Address}
	for _, n := range r.Needs {
		for _, member := range n.Members {
			if next := m.made[member.Address]; next != nil {
				out = append(out, m.reach(next, seen)...)
			}
		}
	}
	return out
}
