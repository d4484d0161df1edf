package declared

import (
	"slices"
	"strings"

	"spof/inventory"
)

// claims are the live resources that declared ones may be, by what refers to them.
type claims map[*item]map[*inventory.Resource]bool

func (c claims) add(i *item, r *inventory.Resource) {
	if c[i] == nil {
		c[i] = map[*inventory.Resource]bool{}
	}
	c[i][r] = true
}

// byReferrer pairs what two of a pair refer to: where the one names a declared
// resource, the other one names the live one. Where several say different things
// of one, nothing is known of it.
func (m *matcher) byReferrer() bool {
	claimed := claims{}
	for _, i := range m.items {
		if r := m.of[i]; r != nil && i.stored == nil {
			m.claim(i, r, claimed)
		}
	}
	return m.pairUp(func(i *item) []*inventory.Resource {
		var out []*inventory.Resource
		for r := range claimed[i] {
			out = append(out, r)
		}
		return out
	})
}

// claim adds what the attributes of a pair say of what they name. Of several
// things that one names, all but one must be known.
func (m *matcher) claim(i *item, r *inventory.Resource, claimed claims) {
	for _, name := range i.attributes() {
		if strings.ContainsAny(name, ".[") {
			continue
		}
		list, ok := texts(i.declared, name)
		got, told := texts(r, name)
		if !ok || !told || len(list) != len(got) {
			continue
		}
		open, attribute, rest := m.open(i, list, got)
		if open == nil || len(rest) != 1 {
			continue
		}
		for _, l := range m.have(open.typ, attribute, rest[0]) {
			if m.is[l] == nil {
				claimed.add(open, l)
			}
		}
	}
}

// open takes what is known away from both lists, and returns the one thing that
// is left of the declared one, nil where there is another number, and what is left
// of the live one.
func (m *matcher) open(i *item, list, got []string) (left *item, attribute string, rest []string) {
	rest = slices.Clone(got)
	for _, s := range list {
		owner, name := m.owner(i, s)
		switch {
		case owner == nil && i.declared.Identities.Holds(s), owner != nil && m.of[owner] == nil && left != nil:
			return nil, "", nil
		case owner != nil && m.of[owner] == nil:
			left, attribute = owner, name
			continue
		case owner != nil:
			s = textOf(m.of[owner], name)
		}
		at := slices.Index(rest, s)
		if at < 0 {
			return nil, "", nil
		}
		rest = slices.Delete(rest, at, at+1)
	}
	return left, attribute, rest
}
