package declared

import (
	"maps"
	"slices"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"spof/inventory"
)

// attribute returns an attribute of a resource, and whether it is known, set and
// no secret.
func attribute(r *inventory.Resource, name string) (v cty.Value, ok bool) {
	if r.Values == cty.NilVal {
		return cty.NilVal, false
	}
	obj, _ := r.Values.Unmark()
	if obj.IsNull() || !obj.IsKnown() || !obj.Type().IsObjectType() || !obj.Type().HasAttribute(name) {
		return cty.NilVal, false
	}
	v = obj.GetAttr(name)
	if _, marks := v.UnmarkDeep(); hasSecret(marks) {
		return cty.NilVal, false
	}
	v, _ = v.UnmarkDeep()
	return v, v.IsKnown() && !v.IsNull()
}

func hasSecret(marks cty.ValueMarks) bool {
	_, secret := marks[inventory.Sensitive]
	return secret
}

// textOf returns an attribute that is one text, number or truth, "" where it is
// none.
func textOf(r *inventory.Resource, name string) string {
	v, ok := attribute(r, name)
	if !ok {
		return ""
	}
	s, _ := scalar(v)
	return s
}

func scalar(v cty.Value) (s string, ok bool) {
	if !v.IsKnown() || v.IsNull() || !v.Type().IsPrimitiveType() {
		return "", false
	}
	c, err := convert.Convert(v, cty.String)
	if err != nil {
		return "", false
	}
	return c.AsString(), true
}

// texts returns an attribute that is a text, or that is texts: sorted, as sets
// have no order.
func texts(r *inventory.Resource, name string) (list []string, ok bool) {
	v, ok := attribute(r, name)
	if !ok {
		return nil, false
	}
	if s, is := scalar(v); is {
		return []string{s}, true
	}
	if ty := v.Type(); !ty.IsListType() && !ty.IsSetType() && !ty.IsTupleType() {
		return nil, false
	}
	for _, element := range v.AsValueSlice() {
		s, is := scalar(element)
		if !is {
			return nil, false
		}
		list = append(list, s)
	}
	slices.Sort(list)
	return list, true
}

// tag returns the tag that people name things by.
func tag(r *inventory.Resource) string {
	for _, name := range []string{"tags_all", "tags"} {
		v, ok := attribute(r, name)
		if !ok || !v.Type().IsObjectType() && !v.Type().IsMapType() {
			continue
		}
		if s, is := scalar(named(v, "Name")); is {
			return s
		}
	}
	return ""
}

func named(v cty.Value, key string) cty.Value {
	if all := v.AsValueMap(); all != nil && all[key] != cty.NilVal {
		return all[key]
	}
	return cty.NullVal(cty.String)
}

// attributesOf returns the names of the attributes of a resource, sorted.
func attributesOf(r *inventory.Resource) []string {
	if r.Values == cty.NilVal {
		return nil
	}
	obj, _ := r.Values.Unmark()
	if obj.IsNull() || !obj.IsKnown() || !obj.Type().IsObjectType() {
		return nil
	}
	return slices.Sorted(maps.Keys(obj.Type().AttributeTypes()))
}
