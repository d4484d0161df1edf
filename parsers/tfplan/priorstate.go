package tfplan

import (
	"spof/inventory"
	"spof/parsers/tfjson"
)

// maxModules is how deep modules may stand inside each other.
const maxModules = 200

// priorState reads the state that was planned from: the answers of data
// sources, and the managed instances of which the plan says nothing. All others
// are what changes start from.
func (d *document) priorState() error {
	return d.only("values", func() error { return d.only("root_module", d.stateModule) })
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
	if d.depth++; d.depth > maxModules {
		return d.Failf("modules stand deeper inside each other than the limit of %d", maxModules)
	}
	defer func() { d.depth-- }()
	return read()
}

func (d *document) stateModule() error {
	return d.Object(func(name string) error {
		switch name {
		case "resources":
			return d.Array(func() error { return placed(d.Reader, d.stateResource) })
		case "child_modules":
			return d.Array(func() error { return d.deeper(d.stateModule) })
		}
		return d.Skip()
	})
}

func (d *document) stateResource() error {
	var n node
	var values, sensitive tfjson.Raw
	err := d.Object(func(name string) (err error) {
		switch {
		case n.mode == string(inventory.Managed) && d.store.changes[n.address]:
			return d.Skip()
		case name == "values":
			values, err = d.Raw()
			return err
		case name == "sensitive_values":
			sensitive, err = d.Raw()
			return err
		}
		if known, err := d.nodeKey(&n, name); known {
			return err
		}
		return d.Skip()
	})
	if err != nil {
		return err
	}
	if n.deposed != "" || n.mode == string(inventory.Managed) && d.store.changes[n.address] {
		return nil
	}
	if err := n.check(); err != nil {
		return err
	}
	return d.held(n, values, sensitive)
}

// held adds what the state holds of an instance. Only its address says in which
// module it is.
func (d *document) held(n node, values, sensitive tfjson.Raw) error {
	in, err := parseAddress(n.address)
	if err != nil {
		return err
	}
	n.module = in.module
	flags, err := sensitive.Reader().Flags()
	if err != nil {
		return err
	}
	return d.store.state(n, values, flags)
}
