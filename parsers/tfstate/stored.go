package tfstate

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfjson"
)

// resource reads a resource of version 4: a block with its instances. What it
// says of the block may stand behind the instances.
func (d *document) resource() error {
	block := tfjson.Resource{At: d.Here()}
	var mode, provider string
	var instances []instance
	err := d.Object(func(name string) (err error) {
		switch name {
		case "module":
			block.Module, err = d.Text()
		case "mode":
			mode, err = d.Text()
		case "type":
			block.Type, err = d.Text()
		case "name":
			block.Name, err = d.Text()
		case "provider":
			provider, err = d.Text()
		case "instances":
			err = d.Array(func() error {
				i, err := d.instance()
				instances = append(instances, i)
				return err
			})
		default:
			err = d.Skip()
		}
		return err
	})
	if err != nil {
		return err //nolint:wrapcheck // it has its place
	}
	block.Mode = inventory.Mode(mode)
	if block.Type == "" || block.Name == "" {
		return d.FailAt(block.At, "expected a resource with a type and a name, found none of them") //nolint:wrapcheck // it has its place
	}
	return d.instances(block, provider, instances)
}

// instances adds the instances of a block.
func (d *document) instances(block tfjson.Resource, provider string, instances []instance) error {
	for _, i := range instances {
		x := block
		x.At, x.Key, x.Deposed, x.Flat = i.at, i.key, i.deposed != "", i.flat
		x.Address = block.Block() + tfjson.Key(i.key)
		flags := i.sensitive.And(d.secrets(x.Mode, x.Type))
		var err error
		if x.Values, err = d.maker.Attributes(i.attributes, nil, flags); err != nil {
			return err //nolint:wrapcheck // it has its place
		}
		if x.Flat {
			x.Values = cty.DynamicVal
		}
		d.add(&x, provider)
	}
	return nil
}

// An instance is one object of a block.
type instance struct {
	at         estate.Position
	key        cty.Value
	deposed    string
	attributes tfjson.Raw
	flat       bool
	sensitive  *tfjson.Flags
}

func (d *document) instance() (i instance, err error) {
	i.at = d.Here()
	err = d.Object(func(name string) (err error) {
		switch name {
		case "index_key":
			i.key, err = d.maker.KeyValue(d.Reader)
		case "deposed":
			i.deposed, err = d.Text()
		case "attributes":
			i.attributes, err = d.Raw()
		case "attributes_flat":
			var raw tfjson.Raw
			raw, err = d.Raw()
			i.flat = !raw.IsNull()
		case "sensitive_attributes":
			err = d.Array(func() error {
				steps, err := d.Steps()
				i.hide(steps)
				return err
			})
		default:
			err = d.Skip()
		}
		return err
	})
	return i, err //nolint:wrapcheck // it has its place
}

// hide makes what a path leads to sensitive. What is of a dynamic type stands in
// an object beside its type, of which the path does not tell.
func (i *instance) hide(steps []tfjson.Step) {
	i.sensitive = i.sensitive.Mark(steps...)
	for at := 1; at < len(steps); at++ {
		i.sensitive = i.sensitive.Mark(slices.Insert(slices.Clone(steps), at, tfjson.Step{Name: "value"})...)
	}
}
