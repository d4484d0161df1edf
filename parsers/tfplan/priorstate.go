package tfplan

import (
	"spof/inventory"
	"spof/parsers/tfjson"
)

// priorState reads the state that was planned from.
func (d *document) priorState() error {
	return d.only("values", func() error { return d.store.maker.Shown(d.Reader, d.store.rest()) })
}

// rest selects of the state that was planned from the answers of data sources,
// and the managed instances of which the plan says nothing. All others are what
// changes start from.
func (s *store) rest() tfjson.Selection {
	return tfjson.Selection{
		Wants: func(x *tfjson.Resource) bool {
			return !x.Deposed && (x.Mode != inventory.Managed || !s.changes[x.Address])
		},
		Yield: s.state,
	}
}

// only reads an object of which one field counts.
func (d *document) only(name string, read func() error) error {
	return d.Object(func(found string) error {
		if found != name {
			return d.Skip()
		}
		return read()
	})
}

// deeper reads a module that stands in another.
func (d *document) deeper(read func() error) error {
	if d.depth++; d.depth > tfjson.MaxModules {
		return d.Failf("modules stand deeper inside each other than the limit of %d", tfjson.MaxModules)
	}
	defer func() { d.depth-- }()
	return read()
}
