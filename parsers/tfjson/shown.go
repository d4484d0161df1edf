package tfjson

import (
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
)

// A Resource is one instance of a resource or data source, as a state or the
// values of a plan hold it.
type Resource struct {
	Address  string // `module.a["x"].aws_subnet.b[0]`
	Module   string // address of the module instance, "" for the root
	Mode     inventory.Mode
	Type     string
	Name     string
	Key      cty.Value // a string or a number; cty.NilVal without count and for_each
	Provider string    // what it is told as: the full name, or a whole provider configuration
	Values   cty.Value // an object
	Deposed  bool      // it is no more than what a replacement has left behind
	Flat     bool      // its values stand in a form that is not read: they are unknown
	At       estate.Position
}

// Block is the address of the block that the resource is an instance of.
func (x *Resource) Block() string {
	address := x.Type + "." + x.Name
	if x.Mode == inventory.Data {
		address = "data." + address
	}
	if x.Module != "" {
		address = x.Module + "." + address
	}
	return address
}

// Secrets tell what a provider calls sensitive of a type, nil where that is
// nothing: not every version of Terraform writes it down beside the values.
type Secrets func(mode inventory.Mode, typ string) *Flags

// Shown reads values as `terraform show -json` writes them, of a state or of
// what is planned: modules in modules, with resources.
func (m *Maker) Shown(r *Reader, of Selection) error {
	s := shown{Maker: m, Selection: of}
	return r.Object(func(name string) error {
		if name == "root_module" {
			return s.module(r)
		}
		return r.Skip()
	})
}

type shown struct {
	*Maker
	Selection
	depth int
}

// MaxModules is how deep modules may stand inside each other.
const MaxModules = 200

func (s shown) module(r *Reader) error {
	if s.depth++; s.depth > MaxModules+1 { // the root module is in none
		return r.Failf("modules stand deeper inside each other than the limit of %d", MaxModules)
	}
	return r.Object(func(name string) error {
		switch name {
		case "resources":
			return r.Array(func() error { return s.resource(r) })
		case "child_modules":
			return r.Array(func() error { return s.module(r) })
		}
		return r.Skip()
	})
}

func (s shown) resource(r *Reader) error {
	x := shownResource{Resource: Resource{At: r.Here()}}
	if err := r.Object(func(name string) error { return x.field(r, s.Maker, name) }); err != nil {
		return err
	}
	if x.Address == "" || x.Type == "" {
		return r.FailAt(x.At, "expected a resource with an address and a type, found none of them")
	}
	_, rest, ok := Calls(x.Address)
	if !ok {
		return r.FailAt(x.At, "expected the address of a resource, found %.200q", x.Address)
	}
	x.Module = strings.TrimSuffix(strings.TrimSuffix(x.Address, rest), ".")
	if !s.wants(&x.Resource) {
		return nil
	}
	flags, err := x.sensitive.Reader().Flags()
	if err != nil {
		return err
	}
	if x.Values, err = s.Attributes(x.values, nil, flags.And(s.Secrets.of(&x.Resource))); err != nil {
		return err
	}
	return s.Yield(&x.Resource)
}

// A shownResource is a resource while it is read.
type shownResource struct {
	Resource
	values, sensitive Raw
}

func (x *shownResource) field(r *Reader, m *Maker, name string) (err error) {
	if text := x.text(name); text != nil {
		*text, err = r.Text()
		return err
	}
	switch name {
	case "index":
		x.Key, err = m.KeyValue(r)
	case "values":
		x.values, err = r.Raw()
	case "sensitive_values":
		x.sensitive, err = r.Raw()
	case "deposed_key":
		var key string
		key, err = r.Text()
		x.Deposed = key != ""
	default:
		err = r.Skip()
	}
	return err
}

// text returns where a field that is text belongs, nil for any other.
func (x *shownResource) text(name string) *string {
	switch name {
	case "address":
		return &x.Address
	case "mode":
		return (*string)(&x.Mode)
	case "type":
		return &x.Type
	case "name":
		return &x.Name
	case "provider_name":
		return &x.Provider
	}
	return nil
}

// of returns what is sensitive of a resource's type.
func (s Secrets) of(x *Resource) *Flags {
	if s == nil {
		return nil
	}
	return s(x.Mode, x.Type)
}

// Attributes reads what a resource holds: an object. What is sensitive as a
// whole is so in each of its attributes.
func (m *Maker) Attributes(raw Raw, unknown, sensitive *Flags) (cty.Value, error) {
	if raw.IsNull() && unknown == nil {
		return cty.EmptyObjectVal, nil
	}
	if sensitive.whole() {
		sensitive = &Flags{each: All()}
	}
	v, err := m.Value(raw.Reader(), unknown, sensitive)
	if err != nil {
		return cty.NilVal, err
	}
	if bare, _ := v.Unmark(); !bare.Type().IsObjectType() {
		return cty.NilVal, &Error{At: raw.at, Path: raw.path, Err: errNoObject}
	}
	return v, nil
}

// KeyValue reads the key of an instance: text or a whole number.
func (m *Maker) KeyValue(r *Reader) (cty.Value, error) {
	at := r.Here()
	v, err := m.Value(r, nil, nil)
	switch {
	case err != nil:
		return cty.NilVal, err
	case v.IsNull():
		return cty.NilVal, nil
	case v.Type() == cty.String:
		return v, nil
	case v.Type() == cty.Number && v.AsBigFloat().IsInt():
		return v, nil
	}
	return cty.NilVal, r.FailAt(at, "expected the key of an instance, text or a whole number")
}
