package schema

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// fields are the identities inside a block or list of objects: "oidc.issuer".
func (m *maker) fields(name string, f form) map[string]cty.Value {
	values := map[string]cty.Value{}
	for field := range strings.FieldsSeq(f.shape) {
		path, shape, _ := strings.Cut(field, "=")
		values[path] = cty.StringVal(m.render(name+"."+path, shape))
	}
	return values
}

// object makes a computed list of one object whose named fields are
// identities; its other fields are unknown.
func (m *maker) object(name string, f form) (v cty.Value, ok bool) {
	if m.schema == nil {
		return cty.NilVal, false
	}
	return build(m.schema.Attributes[name].Type, m.fields(name, f)), true
}

// build makes a value of a type: lists and sets hold one element, what no path
// leads to is unknown.
func build(t cty.Type, values map[string]cty.Value) cty.Value {
	switch {
	case len(values) == 0:
		return cty.UnknownVal(t)
	case t.IsListType():
		return cty.ListVal([]cty.Value{build(t.ElementType(), values)})
	case t.IsSetType():
		return cty.SetVal([]cty.Value{build(t.ElementType(), values)})
	case !t.IsObjectType():
		return values[""]
	}
	attributes := map[string]cty.Value{}
	for name, typ := range t.AttributeTypes() {
		attributes[name] = build(typ, below(values, name))
	}
	return cty.ObjectVal(attributes)
}

// below returns the values whose path begins with a name, without it.
func below(values map[string]cty.Value, name string) map[string]cty.Value {
	var inner map[string]cty.Value
	for path, v := range values {
		first, rest, _ := strings.Cut(path, ".")
		if first != name {
			continue
		}
		if inner == nil {
			inner = map[string]cty.Value{}
		}
		inner[rest] = v
	}
	return inner
}

// block returns a block as it was written, with the identities that AWS fills
// into it; not ok when it was not written.
func (m *maker) block(name string, f form) (v cty.Value, ok bool) {
	written, marks := field(m.instance.Values, name).Unmark()
	if written.IsNull() || !written.IsKnown() || empty(written) {
		return cty.NilVal, false
	}
	values := m.fields(name, f)
	if written.Type().IsObjectType() {
		return fillIn(written, values).WithMarks(marks), true
	}
	elements, _ := items(written)
	if len(elements) != 1 {
		// Two blocks would share one identity.
		return cty.NilVal, false
	}
	element := fillIn(elements[0], values)
	switch t := written.Type(); {
	case t.IsSetType():
		v = cty.SetVal([]cty.Value{element})
	case t.IsListType():
		v = cty.ListVal([]cty.Value{element})
	default:
		v = cty.TupleVal([]cty.Value{element})
	}
	return v.WithMarks(marks), true
}

// fillIn sets the attributes of an object that are null or absent.
func fillIn(object cty.Value, values map[string]cty.Value) cty.Value {
	object, marks := object.Unmark()
	if object.IsNull() || !object.IsKnown() || !object.Type().IsObjectType() {
		return object.WithMarks(marks)
	}
	attributes := object.AsValueMap()
	if attributes == nil {
		attributes = map[string]cty.Value{}
	}
	for name, v := range values {
		if old, ok := attributes[name]; !ok || old.IsNull() {
			attributes[name] = v
		}
	}
	return cty.ObjectVal(attributes).WithMarks(marks)
}
