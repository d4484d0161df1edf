package tfplan

import (
	"errors"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfjson"
)

// A node is a resource instance as plans and states print one.
type node struct {
	address, previous, deposed, module string
	mode, typ, name, provider          string
	index                              cty.Value
}

// key reads a field that changes and states have in common, and reports whether
// it is one.
func (d *document) nodeKey(n *node, name string) (known bool, err error) {
	switch name {
	case "address":
		n.address, err = d.Text()
	case "previous_address":
		n.previous, err = d.Text()
	case "deposed":
		n.deposed, err = d.Text()
	case "module_address":
		n.module, err = d.Text()
	case "mode":
		n.mode, err = d.Text()
	case "type":
		n.typ, err = d.Text()
	case "name":
		n.name, err = d.Text()
	case "provider_name":
		n.provider, err = d.Text()
	case "index":
		n.index, err = d.store.maker.KeyValue(d.Reader)
	default:
		return false, nil
	}
	return true, err
}

var (
	errNoAddress = errors.New("expected an address, found none")
	errNoMode    = errors.New("expected a mode, found none")
	errNoName    = errors.New("expected a name, found none")
)

// check returns an error where what names the instance is not there.
func (n *node) check() error {
	switch {
	case n.address == "":
		return errNoAddress
	case n.mode == "":
		return errNoMode
	case n.typ == "":
		return errors.New("expected a type, found none")
	case n.name == "":
		return errNoName
	}
	return nil
}

// An instance is one element of resource_changes.
type instance struct {
	node

	actions         []string
	before, after   tfjson.Raw
	beforeSensitive tfjson.Raw
	afterSensitive  tfjson.Raw
	unknown         *tfjson.Flags
	imported        bool
}

func (d *document) change() error {
	return placed(d.Reader, func() error {
		var c instance
		if err := d.Object(func(name string) error { return d.instanceKey(&c, name) }); err != nil {
			return err
		}
		return d.add(&c)
	})
}

func (d *document) instanceKey(c *instance, name string) error {
	if name == "change" {
		return d.Object(func(name string) error { return d.changeKey(c, name) })
	}
	if known, err := d.nodeKey(&c.node, name); known {
		return err
	}
	return d.Skip()
}

func (d *document) changeKey(c *instance, name string) (err error) {
	switch name {
	case "actions":
		return d.Array(func() error {
			action, err := d.Text()
			c.actions = append(c.actions, action)
			return err
		})
	case "before":
		c.before, err = d.Raw()
	case "after":
		c.after, err = d.Raw()
	case "after_unknown":
		c.unknown, err = d.Flags()
	case "before_sensitive":
		c.beforeSensitive, err = d.Raw()
	case "after_sensitive":
		c.afterSensitive, err = d.Raw()
	case "importing":
		c.imported = d.Kind() != jsontext.KindNull
		return d.Skip()
	default:
		return d.Skip()
	}
	return err
}

// add puts the instance into the plan.
func (d *document) add(c *instance) error {
	if err := c.check(); err != nil {
		return err
	}
	if c.deposed != "" {
		return nil
	}
	if c.mode != string(inventory.Managed) && c.mode != string(inventory.Data) {
		d.store.mode(c.address, c.mode)
		return nil
	}
	before, after, err := d.ends(c)
	if err != nil {
		return err
	}
	if c.mode == string(inventory.Data) {
		return d.store.datum(c.datum(after, true))
	}
	return d.store.change(&Change{
		Address: c.address, PreviousAddress: c.previous, Module: c.module, Type: c.typ, Name: c.name, Key: c.index,
		Provider: c.provider, Actions: c.actions, Before: before, After: after, Imported: c.imported,
	})
}

// ends makes the values before and after the change: one for both, where the
// document has the same for both.
func (d *document) ends(c *instance) (before, after cty.Value, err error) {
	sensitive, err := c.beforeSensitive.Reader().Flags()
	if err != nil {
		return before, after, err
	}
	if before, err = d.store.object(c.before, nil, sensitive); err != nil {
		return before, after, err
	}
	if c.unknown == nil && c.before.Equal(c.after) && c.beforeSensitive.Equal(c.afterSensitive) {
		return before, before, nil
	}
	if sensitive, err = c.afterSensitive.Reader().Flags(); err != nil {
		return before, after, err
	}
	after, err = d.store.object(c.after, c.unknown, sensitive)
	return before, after, err
}

func (n *node) datum(values cty.Value, deferred bool) *Datum {
	return &Datum{
		Address: n.address, Module: n.module, Type: n.typ, Name: n.name, Key: n.index,
		Provider: n.provider, Values: values, Deferred: deferred,
	}
}

// deferred reads one element of deferred_changes.
func (d *document) deferred() error {
	return d.only("resource_change", func() error {
		return placed(d.Reader, func() error {
			var c instance
			err := d.Object(func(name string) error { return d.instanceKey(&c, name) })
			if err == nil && c.address == "" {
				err = errNoAddress
			}
			if err == nil {
				d.store.deferred(c.address)
			}
			return err
		})
	})
}
