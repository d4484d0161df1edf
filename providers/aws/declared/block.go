package declared

import (
	"maps"
	"slices"

	"spof/inventory"
)

// byBlock finds the block of live resources that may be several instances of one,
// and nothing else: which of them each is, nothing tells, and their lines are the
// same.
func (m *matcher) byBlock() {
	fits := map[*item][]*inventory.Resource{}
	may := map[*inventory.Resource][]*item{}
	for _, i := range m.items {
		if m.of[i] != nil || i.declared == nil {
			continue
		}
		for _, r := range m.fitting(i) {
			if m.is[r] == nil && samePlace(i, r) {
				fits[i], may[r] = append(fits[i], r), append(may[r], i)
			}
		}
	}
	for _, r := range m.live {
		if m.blocks[r] == nil && len(may[r]) > 0 {
			m.oneBlock(together(r, fits, may))
		}
	}
}

// oneBlock records the block of live resources that may be these items, where all
// are of one, and there are not more than it has.
func (m *matcher) oneBlock(items []*item, lives []*inventory.Resource) {
	if len(lives) > len(items) || slices.ContainsFunc(items, func(i *item) bool { return !sameBlock(i, items[0]) }) {
		return
	}
	for _, r := range lives {
		m.blocks[r] = items[0]
	}
}

func sameBlock(a, b *item) bool {
	return a.source == b.source && withoutKeys(a.address) == withoutKeys(b.address)
}

// together returns all that a live resource may be, all that those may be, and so
// on.
func together(r *inventory.Resource, fits map[*item][]*inventory.Resource, may map[*inventory.Resource][]*item) ([]*item, []*inventory.Resource) {
	items, lives := []*item{}, []*inventory.Resource{r}
	seen, seenLive := map[*item]bool{}, map[*inventory.Resource]bool{r: true}
	for n := 0; n < len(lives); n++ {
		for _, i := range may[lives[n]] {
			if seen[i] {
				continue
			}
			seen[i] = true
			items = append(items, i)
			for _, l := range fits[i] {
				if !seenLive[l] {
					seenLive[l] = true
					lives = append(lives, l)
				}
			}
		}
	}
	return items, lives
}

// located are the live resources whose block is known.
func (m *matcher) located() map[*inventory.Resource]*item {
	out := maps.Clone(m.blocks)
	maps.Copy(out, m.is)
	return out
}
