package tfjson

import (
	"slices"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"

	"spof/estate"
)

// builtin is the provider of terraform_data and terraform_remote_state.
const builtin = "terraform.io/builtin/terraform"

// Stored reads a resource of version 4 of a state, as Terraform stores it: a
// block with its instances. What it says of the block may stand behind them.
func (m *Maker) Stored(r *Reader, of Selection) error {
	b := storedBlock{Resource: Resource{At: r.Here()}}
	if err := r.Object(func(name string) error { return b.field(r, m, name) }); err != nil {
		return err
	}
	if b.Type == "" || b.Name == "" {
		return r.FailAt(b.At, "expected a resource with a type and a name, found none of them")
	}
	for _, i := range b.instances {
		if err := m.stored(b.Resource, i, of); err != nil {
			return err
		}
	}
	return nil
}

// A storedBlock is a block while it is read.
type storedBlock struct {
	Resource
	instances []storedInstance
}

func (b *storedBlock) field(r *Reader, m *Maker, name string) (err error) {
	text := map[string]*string{"module": &b.Module, "mode": (*string)(&b.Mode), "type": &b.Type, "name": &b.Name, "provider": &b.Provider}[name]
	switch {
	case text != nil:
		*text, err = r.Text()
	case name == "instances":
		err = r.Array(func() error {
			i, err := m.storedInstance(r)
			b.instances = append(b.instances, i)
			return err
		})
	default:
		err = r.Skip()
	}
	return err
}

// stored hands over one instance of a block.
func (m *Maker) stored(block Resource, i storedInstance, s Selection) (err error) {
	x := block
	x.At, x.Key, x.Deposed, x.Flat = i.at, i.key, i.deposed != "", i.flat
	x.Address = block.Block() + Key(i.key)
	if !s.wants(&x) {
		return nil
	}
	if _, name, _ := Provider(x.Provider); name == builtin && i.attributes.Kind() == jsontext.KindBeginObject {
		if i.attributes, err = i.attributes.Opened(); err != nil {
			return err
		}
	}
	x.Values = cty.DynamicVal
	if !x.Flat {
		x.Values, err = m.Attributes(i.attributes, nil, i.sensitive.And(s.Secrets.of(&x)))
	}
	if err != nil {
		return err
	}
	return s.Yield(&x)
}

// A storedInstance is one object of a block.
type storedInstance struct {
	at         estate.Position
	key        cty.Value
	deposed    string
	attributes Raw
	flat       bool
	sensitive  *Flags
}

func (m *Maker) storedInstance(r *Reader) (i storedInstance, err error) {
	i.at = r.Here()
	err = r.Object(func(name string) (err error) {
		switch name {
		case "index_key":
			i.key, err = m.KeyValue(r)
		case "deposed":
			i.deposed, err = r.Text()
		case "attributes":
			i.attributes, err = r.Raw()
		case "attributes_flat":
			var raw Raw
			raw, err = r.Raw()
			i.flat = !raw.IsNull()
		case "sensitive_attributes":
			err = r.Array(func() error {
				steps, err := r.Steps()
				i.hide(steps)
				return err
			})
		default:
			err = r.Skip()
		}
		return err
	})
	return i, err
}

// hide makes what a path leads to sensitive. What is of a dynamic type stands in
// an object beside its type, of which the path does not tell.
func (i *storedInstance) hide(steps []Step) {
	i.sensitive = i.sensitive.Mark(steps...)
	for at := 1; at < len(steps); at++ {
		i.sensitive = i.sensitive.Mark(slices.Insert(slices.Clone(steps), at, Step{Name: "value"})...)
	}
}

// A Selection says what is to be read of a state, and what becomes of it.
type Selection struct {
	// Secrets may be nil.
	Secrets Secrets
	// Wants says of a resource, of which all but the values is known, whether it
	// is to be read; nil wants all.
	Wants func(*Resource) bool
	// Yield is given each resource as soon as it was read.
	Yield func(*Resource) error
}

func (s Selection) wants(x *Resource) bool { return s.Wants == nil || s.Wants(x) }
