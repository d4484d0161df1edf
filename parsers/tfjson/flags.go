package tfjson

import (
	"maps"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// Flags say where something holds of a value: of all of it, or of parts of it.
// It is what Terraform writes as true in the form of the value, beside the
// value: "after_unknown", "sensitive_values". Nil holds of nothing.
type Flags struct {
	all    bool
	fields map[string]*Flags
	items  []*Flags
	each   *Flags // of every element
}

// All is what holds of a whole value.
func All() *Flags { return &Flags{all: true} }

// Flags reads flags.
func (r *Reader) Flags() (*Flags, error) {
	if err := r.deep(); err != nil {
		return nil, err
	}
	switch r.dec.PeekKind() {
	case jsontext.KindBeginObject:
		return r.fieldFlags()
	case jsontext.KindBeginArray:
		return r.itemFlags()
	default:
		return r.flag()
	}
}

func (r *Reader) flag() (*Flags, error) {
	all, err := r.Bool()
	if err != nil || !all {
		return nil, err
	}
	return All(), nil
}

func (r *Reader) fieldFlags() (*Flags, error) {
	var out *Flags
	err := r.Object(func(name string) error {
		field, err := r.Flags()
		if field != nil {
			out = out.with(name, field)
		}
		return err
	})
	return out, err
}

func (r *Reader) itemFlags() (*Flags, error) {
	var items []*Flags
	some := false
	err := r.Array(func() error {
		item, err := r.Flags()
		items = append(items, item)
		some = some || item != nil
		return err
	})
	if err != nil || !some {
		return nil, err
	}
	return &Flags{items: items}, nil
}

// with adds the flags of a field.
func (f *Flags) with(name string, field *Flags) *Flags {
	if f == nil {
		f = &Flags{}
	}
	if f.fields == nil {
		f.fields = map[string]*Flags{}
	}
	f.fields[name] = field
	return f
}

// A Step leads into a value: to a field of that name, to the element at Index,
// or to every element where Each is true.
type Step struct {
	Name  string
	Index int
	Each  bool
}

// Mark returns flags that hold of what steps lead to as well.
func (f *Flags) Mark(steps ...Step) *Flags {
	if f.whole() {
		return f
	}
	if len(steps) == 0 {
		return All()
	}
	if f == nil {
		f = &Flags{}
	}
	switch step, rest := steps[0], steps[1:]; {
	case step.Each:
		f.each = f.each.Mark(rest...)
	case step.Name != "":
		return f.with(step.Name, f.fields[step.Name].Mark(rest...))
	case step.Index >= 0 && step.Index < maxItems:
		for len(f.items) <= step.Index {
			f.items = append(f.items, nil)
		}
		f.items[step.Index] = f.items[step.Index].Mark(rest...)
	default:
		return All()
	}
	return f
}

// maxItems is up to which element flags are kept apart; beyond it they hold of
// the whole list.
const maxItems = 100_000

func (f *Flags) whole() bool { return f != nil && f.all }

// field returns the flags of a field, apart from what holds of the whole.
func (f *Flags) field(name string) *Flags {
	if f == nil {
		return nil
	}
	return f.fields[name].And(f.each)
}

// names returns the fields that flags tell apart, in order.
func (f *Flags) names() []string {
	if f == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(f.fields))
}

// item returns the flags of an element, apart from what holds of the whole.
func (f *Flags) item(i int) *Flags {
	switch {
	case f == nil:
		return nil
	case i < len(f.items):
		return f.items[i].And(f.each)
	}
	return f.each
}

// And returns flags that hold where either does.
func (f *Flags) And(other *Flags) *Flags {
	switch {
	case f == nil || other.whole():
		return other
	case other == nil || f.all:
		return f
	}
	out := &Flags{fields: map[string]*Flags{}, each: f.each.And(other.each)}
	for name, field := range f.fields {
		out.fields[name] = field.And(other.fields[name])
	}
	for name, field := range other.fields {
		if f.fields[name] == nil {
			out.fields[name] = field
		}
	}
	for i := range max(len(f.items), len(other.items)) {
		var item *Flags
		if i < len(f.items) {
			item = f.items[i]
		}
		if i < len(other.items) {
			item = item.And(other.items[i])
		}
		out.items = append(out.items, item)
	}
	return out
}
