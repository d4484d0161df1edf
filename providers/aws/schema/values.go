package schema

import (
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// field returns an attribute of an object or map; null where there is none.
func field(object cty.Value, name string) cty.Value {
	object, _ = object.Unmark()
	null := cty.NullVal(cty.DynamicPseudoType)
	if object == cty.NilVal || object.IsNull() {
		return null
	}
	if !object.IsKnown() {
		return cty.DynamicVal
	}
	switch t := object.Type(); {
	case t.IsObjectType() && t.HasAttribute(name):
		return object.GetAttr(name)
	case t.IsMapType():
		if v, ok := object.AsValueMap()[name]; ok {
			return v
		}
	}
	return null
}

// scalar converts a value to a primitive type, and reports whether it is
// known, not null and of that type.
func scalar(v cty.Value, t cty.Type) (cty.Value, bool) {
	v, _ = v.Unmark()
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() {
		return cty.NilVal, false
	}
	v, err := convert.Convert(v, t)
	if err != nil || v.IsNull() || !v.IsKnown() {
		return cty.NilVal, false
	}
	return v, true
}

// str returns a value as text, and whether it is known.
func str(v cty.Value) (s string, known bool) {
	if v, known = scalar(v, cty.String); !known {
		return "", false
	}
	return v.AsString(), true
}

func boolean(v cty.Value) (is, known bool) {
	if v, known = scalar(v, cty.Bool); !known {
		return false, false
	}
	return v.True(), true
}

func integer(v cty.Value) (n int64, known bool) {
	if v, known = scalar(v, cty.Number); !known {
		return 0, false
	}
	n, _ = v.AsBigFloat().Int64()
	return n, true
}

// items returns the elements of a collection, or a lone block by itself; known
// says that how many there are is known.
func items(v cty.Value) (list []cty.Value, known bool) {
	v, _ = v.Unmark()
	switch {
	case v == cty.NilVal || v.IsNull():
		return nil, true
	case !v.IsKnown():
		return nil, false
	case v.Type().IsObjectType():
		return []cty.Value{v}, true
	case v.CanIterateElements():
		for it := v.ElementIterator(); it.Next(); {
			_, item := it.Element()
			list = append(list, item)
		}
		return list, true
	default:
		return []cty.Value{v}, true
	}
}

// texts returns a collection of strings, and whether all of it is known.
func texts(v cty.Value) (list []string, known bool) {
	all, known := items(v)
	if !known {
		return nil, false
	}
	for _, item := range all {
		s, known := str(item)
		if !known {
			return nil, false
		}
		list = append(list, s)
	}
	return list, true
}

func empty(v cty.Value) bool {
	list, known := items(v)
	return known && len(list) == 0
}

// mapOfStrings makes a map of what may be strings, at least one.
func mapOfStrings(values map[string]cty.Value) (m cty.Value, ok bool) {
	converted := make(map[string]cty.Value, len(values))
	for key, v := range values {
		v, err := convert.Convert(v, cty.String)
		if err != nil {
			return cty.NilVal, false
		}
		converted[key] = v
	}
	return cty.MapVal(converted), true
}
