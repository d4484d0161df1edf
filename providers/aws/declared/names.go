package declared

import (
	"strings"

	"spof/inventory"
)

// byName pairs by the names that are written in a configuration of which no state
// was given, and that only one resource of a type has in a region.
func (m *matcher) byName() {
	m.pairUp(func(i *item) []*inventory.Resource {
		if i.stored != nil {
			return nil
		}
		return m.have(i.typ, theName, m.nameOf(i.declared))
	})
}

// nameOf is the whole name of a resource, "" where some of it is not known.
func (m *matcher) nameOf(r *inventory.Resource) string {
	attributes := m.names(r.Type)
	if len(attributes) == 0 {
		return ""
	}
	var parts []string
	for _, name := range attributes {
		s := textOf(r, name)
		if s == "" || r.Identities.Holds(s) {
			return ""
		}
		parts = append(parts, alike(s))
	}
	return strings.Join(parts, " ")
}

// alike is a name as AWS keeps it, whatever of this it does: it may write it in
// small letters, and end it with a dot.
func alike(s string) string { return strings.ToLower(strings.TrimSuffix(s, ".")) }
