package declared

import (
	"maps"
	"slices"
	"strings"

	"spof/estate"
	"spof/inventory"
)

// rename gives each live resource that is declared the address and the places of
// its block, wherever the inventory names it.
func (m *matcher) rename(account *inventory.Inventory) {
	addresses := m.renameResources()
	for _, was := range slices.SortedFunc(maps.Keys(addresses), estate.CompareAddresses) {
		account.Moves = append(account.Moves, estate.Move{From: was, To: addresses[was]})
	}
	slices.SortStableFunc(account.Resources, func(a, b *inventory.Resource) int {
		return estate.CompareAddresses(a.Address, b.Address)
	})
	for i := range account.Gaps {
		for j, was := range account.Gaps[i].Unsettles {
			account.Gaps[i].Unsettles[j] = renamed(addresses, was)
		}
	}
	for i, u := range account.Unread {
		if u.Of != "" {
			account.Unread[i].Of = renamed(addresses, u.Of)
			account.Unread[i].Why = strings.ReplaceAll(u.Why, u.Of, account.Unread[i].Of)
		}
	}
	m.acceptIgnores(account)
}

// renameResources returns the new addresses of resources, by the old ones.
func (m *matcher) renameResources() map[string]string {
	addresses := map[string]string{}
	for _, r := range m.live {
		i := m.is[r]
		if block := m.blocks[r]; i == nil && block != nil {
			locate(r, block.declared)
		}
		if i == nil {
			continue
		}
		was := r.Address
		if r.ARN == "" {
			r.ARN = was
		}
		r.Address = m.sources[i.source].Call + i.address
		addresses[was] = r.Address
		if i.declared != nil {
			locate(r, i.declared)
		}
	}
	return addresses
}

func renamed(addresses map[string]string, was string) string {
	if is, ok := addresses[was]; ok {
		return is
	}
	return was
}

// locate says of a live resource where its block stands, and where that gives
// which attribute. Of several blocks of one kind it is not known which is which.
func locate(r, declared *inventory.Resource) {
	r.Declared = map[string]estate.Origin{}
	several := func(path string) bool {
		at := strings.LastIndexByte(path, '[')
		_, another := declared.Origins[path[:max(at, 0)]+"[1]"]
		return at >= 0 && another
	}
	for path, o := range declared.Origins {
		if blocks := path[:strings.LastIndexByte(path, ']')+1]; !several(blocks) {
			r.Declared[path] = both(o, r.Origin)
		}
	}
	r.Origin = both(declared.Origin, r.Origin)
}

// both is where something is written, with the call that told what it really is.
func both(written, read estate.Origin) estate.Origin {
	written.API = read.API
	return written
}

// acceptIgnores takes over the comments that accept findings on the lines of what
// is in the account. The others say nothing of it.
func (m *matcher) acceptIgnores(account *inventory.Inventory) {
	type line struct {
		file string
		at   int
	}
	lines := map[line]bool{}
	for r := range m.located() {
		lines[line{r.Origin.File, r.Origin.Start.Line}] = true
		for _, o := range r.Declared {
			lines[line{o.File, o.Start.Line}] = true
		}
	}
	for _, s := range m.sources {
		if s.Configuration == nil {
			continue
		}
		for _, ignore := range s.Configuration.Ignores {
			file, at := ignore.Origin.File, ignore.Origin.Start.Line
			if lines[line{file, at}] || lines[line{file, at + 1}] {
				account.Ignores = append(account.Ignores, ignore)
			}
		}
	}
}
