package aws

import (
	"maps"
	"slices"
	"strconv"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"spof/estate"
	"spof/inventory"
)

// A block is a resource or one of its nested blocks, to read attributes from.
// It is the only way in which this package reads values: what is null, unknown
// or of another type than expected never panics here.
type block struct {
	r    *inventory.Resource
	v    cty.Value
	path string // "" for the resource itself, else "vpc_config[0]."
}

func attrs(r *inventory.Resource) block { return block{r: r, v: r.Values} }

// marks are what is said of a value.
type marks struct{ assumed, sensitive bool }

func marksOf(all cty.ValueMarks) marks {
	_, assumed := all[inventory.Assumed]
	_, sensitive := all[inventory.Sensitive]
	return marks{assumed, sensitive}
}

// raw returns an attribute's value without marks, and what they said. Null
// stands for an attribute that is not there, and for one that is empty and that
// nobody wrote: the provider keeps what is left out as empty text and empty
// lists.
func (b block) raw(name string) (cty.Value, marks) {
	obj, outer := b.v.Unmark()
	said := marksOf(outer)
	if !obj.IsKnown() {
		return cty.DynamicVal, said
	}
	if obj.IsNull() || !obj.Type().IsObjectType() || !obj.Type().HasAttribute(name) {
		return cty.NullVal(cty.DynamicPseudoType), said
	}
	v, deep := obj.GetAttr(name).UnmarkDeep()
	if _, written := b.r.Origins[b.path+name]; !written && isEmpty(v) {
		return cty.NullVal(v.Type()), said
	}
	inner := marksOf(deep)
	return v, marks{said.assumed || inner.assumed, said.sensitive || inner.sensitive}
}

// nested returns the value of an attribute that holds blocks, and what is said
// of all of them. What is said of one of their attributes stays with it.
func (b block) nested(name string) (cty.Value, cty.ValueMarks) {
	obj, outer := b.v.Unmark()
	if !obj.IsKnown() {
		return cty.DynamicVal, outer
	}
	if obj.IsNull() || !obj.Type().IsObjectType() || !obj.Type().HasAttribute(name) {
		return cty.NullVal(cty.DynamicPseudoType), outer
	}
	v, own := obj.GetAttr(name).Unmark()
	return v, cty.NewValueMarks(append(marksList(outer), marksList(own)...)...)
}

// isEmpty reports whether a value is text or a list with nothing in it.
func isEmpty(v cty.Value) bool {
	switch {
	case !v.IsKnown() || v.IsNull():
		return false
	case v.Type() == cty.String:
		return v.AsString() == ""
	case v.Type().IsObjectType():
		return len(v.Type().AttributeTypes()) == 0
	}
	return v.CanIterateElements() && v.LengthInt() == 0
}

func marksList(marks cty.ValueMarks) []any { return slices.Collect(maps.Keys(marks)) }

// told adds to a value what its marks say.
func told[T any](v estate.Value[T], said marks) estate.Value[T] {
	if said.assumed {
		v = v.Assume()
	}
	if said.sensitive {
		v = v.Conceal()
	}
	return v
}

// written reports whether the input gives the attribute. A reader that keeps
// no places (a plan, a state) gives every attribute that is not null.
func (b block) written(name string) bool {
	if b.r.Origins != nil { // whoever read it knows what was written
		_, ok := b.r.Origins[b.path+name]
		return ok
	}
	v, _ := b.raw(name)
	return !v.IsNull()
}

// at returns where the attribute stands, else where its block does.
func (b block) at(name string) estate.Origin {
	if o, ok := b.r.WrittenAt(b.path + name); ok {
		return o
	}
	if b.path != "" {
		return b.r.At(b.path[:len(b.path)-1])
	}
	return b.r.Origin
}

// settles names what would settle an unknown attribute.
func (b block) settles(name string) []string {
	top := b.path + name
	for i := range len(top) {
		if top[i] == '.' || top[i] == '[' {
			top = top[:i]
			break
		}
	}
	if by := b.r.Unknown[b.path+name]; len(by) > 0 {
		return by
	}
	if by := b.r.Unknown[top]; len(by) > 0 && (top == b.path+name || !b.written(name)) {
		return by
	}
	return []string{b.r.Address + "." + b.path + name}
}

// leftOut reports whether a value is no more than an attribute that was left
// out: null, or empty, which the provider takes for the same, and which is what
// it writes into a state.
// See https://developer.hashicorp.com/terraform/plugin/sdkv2/schemas/schema-types.
func leftOut(v cty.Value) bool { return v.IsNull() || isEmpty(v) }

// scalar reads an attribute as type T, converting as Terraform does. An
// attribute that nobody wrote and that the provider may fill is absent, and
// null, as far as defaults go.
func scalar[T any](b block, name string, as cty.Type, from func(cty.Value) T) (estate.Value[T], bool) {
	v, said := b.raw(name)
	if leftOut(v) || (!v.IsKnown() && !b.written(name)) {
		return estate.Unknown[T](b.at(name), b.settles(name)...), false
	}
	c, err := convert.Convert(v, as)
	if err != nil || !c.IsKnown() || c.IsNull() {
		return estate.Unknown[T](b.at(name), b.settles(name)...), true
	}
	return told(estate.Set(from(c), b.at(name)), said), true
}

func orDefault[T any](b block, name string, v estate.Value[T], present bool, def T) estate.Value[T] {
	if present {
		return v
	}
	return estate.Default(def, b.at(name))
}

// boolean reads an attribute that is def when it is left out.
func (b block) boolean(name string, def bool) estate.Value[bool] {
	v, present := scalar(b, name, cty.Bool, cty.Value.True)
	return orDefault(b, name, v, present, def)
}

// text reads an attribute that is def when it is left out.
func (b block) text(name, def string) estate.Value[string] {
	v, present := scalar(b, name, cty.String, cty.Value.AsString)
	return orDefault(b, name, v, present, def)
}

// number reads an attribute that is def when it is left out.
func (b block) number(name string, def int) estate.Value[int] {
	v, present := scalar(b, name, cty.Number, wholeNumber)
	return orDefault(b, name, v, present, def)
}

func wholeNumber(v cty.Value) int {
	n, _ := v.AsBigFloat().Int64()
	return int(n)
}

// absent reports whether an attribute was neither written nor filled.
func (b block) absent(name string) bool {
	v, _ := b.raw(name)
	return leftOut(v) || (!v.IsKnown() && !b.written(name))
}

// An element is one string of a list or set.
type element struct {
	value estate.Value[string]
}

// texts reads a list or set of strings. Open says that how many there are is
// unknown, or that the attribute is.
func (b block) texts(name string) (list []element, open bool) {
	v, said := b.raw(name)
	if v.IsNull() {
		return nil, false
	}
	if !v.IsKnown() {
		return nil, b.written(name)
	}
	if !v.CanIterateElements() {
		if s, ok := scalar(b, name, cty.String, cty.Value.AsString); ok {
			return []element{{s}}, false
		}
		return nil, true
	}
	for i, e := range b.r.Identities.Elements(v) {
		at := b.at(name)
		if o, ok := b.r.WrittenAt(b.path + name + "[" + strconv.Itoa(i) + "]"); ok {
			at = o
		}
		list = append(list, element{elementValue(e, at, said, b.settles(name))})
	}
	return list, false
}

func elementValue(e cty.Value, at estate.Origin, said marks, settles []string) estate.Value[string] {
	c, err := convert.Convert(e, cty.String)
	if err != nil || !c.IsKnown() || c.IsNull() {
		return estate.Unknown[string](at, settles...)
	}
	return told(estate.Set(c.AsString(), at), said)
}

// blocks yields the nested blocks of a name. Open says that how many there are
// is unknown.
func (b block) blocks(name string) (list []block, open bool) {
	v, said := b.nested(name)
	switch {
	case v.IsNull():
		return nil, false
	case !v.IsKnown():
		return nil, b.written(name)
	case v.Type().IsObjectType():
		return []block{{b.r, v.WithMarks(said), b.path + name + "[0]."}}, false
	case !v.CanIterateElements():
		return nil, true
	}
	for i, e := range b.r.Identities.Elements(v) {
		list = append(list, block{b.r, e.WithMarks(said), b.path + name + "[" + strconv.Itoa(i) + "]."})
	}
	return list, false
}

// first returns the only block of a name, or a block without attributes.
func (b block) first(name string) (block, bool) {
	list, open := b.blocks(name)
	if len(list) == 0 {
		v := cty.EmptyObjectVal
		if open {
			v = cty.DynamicVal
		}
		return block{b.r, v, b.path + name + "[0]."}, false
	}
	return list[0], true
}

// leaves yields every known string of a value of a resource.
func leaves(r *inventory.Resource, v cty.Value, yield func(s string)) {
	v, _ = v.Unmark()
	switch {
	case !v.IsKnown() || v.IsNull():
	case v.Type() == cty.String:
		yield(v.AsString())
	case v.CanIterateElements():
		for _, element := range r.Identities.Elements(v) {
			leaves(r, element, yield)
		}
	}
}
