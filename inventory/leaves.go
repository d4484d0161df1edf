package inventory

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/zclconf/go-cty/cty"
)

// A leafWriter splits the values of a resource into what may be shown and the
// paths of what may not.
type leafWriter struct {
	ids                         *Identities
	whole                       bool // a map is unknown with the first of its elements
	values                      map[string]any
	unknown, sensitive, assumed []string
}

// resource writes all attributes of a resource.
func (w *leafWriter) resource(v cty.Value) {
	v, _ = v.Unmark()
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() || !v.Type().IsObjectType() {
		return
	}
	attrs := v.AsValueMap()
	for _, name := range slices.Sorted(maps.Keys(attrs)) {
		if shown, ok := w.write(name, attrs[name]); ok {
			w.values[name] = shown
		}
	}
}

// write returns what may be shown of a value, and whether that is anything.
func (w *leafWriter) write(path string, v cty.Value) (shown any, ok bool) {
	v, marks := v.Unmark()
	if _, secret := marks[Sensitive]; secret {
		if !v.IsKnown() || !v.IsNull() {
			w.sensitive = append(w.sensitive, path)
		}
		return nil, false
	}
	if _, assumed := marks[Assumed]; assumed {
		w.assumed = append(w.assumed, path)
	}
	if !v.IsKnown() || w.conceals(v) {
		w.unknown = append(w.unknown, path)
		return nil, false
	}
	switch ty := v.Type(); {
	case v.IsNull():
		return nil, false
	case ty.IsPrimitiveType():
		return w.primitive(v), true
	case isMapping(ty):
		return w.mapping(path, v), true
	case v.CanIterateElements():
		return w.sequence(path, v), true
	}
	return nil, false
}

// conceals reports whether a value cannot be shown at all: a string that holds
// an identity, a map with such a key, and a set or map of which not every
// element is known. The order of such a set is not known either, and the AWS
// provider itself takes such a map as unknown.
func (w *leafWriter) conceals(v cty.Value) bool {
	ty := v.Type()
	switch {
	case v.IsNull():
		return false
	case ty == cty.String:
		return w.ids.Holds(v.AsString())
	case isMapping(ty) && slices.ContainsFunc(slices.Collect(maps.Keys(v.AsValueMap())), w.ids.Holds):
		return true
	case (ty.IsSetType() || ty.IsMapType() && w.whole) && ty.ElementType().IsPrimitiveType():
		for it := v.ElementIterator(); it.Next(); {
			_, element := it.Element()
			if element, _ = element.Unmark(); !element.IsKnown() || w.conceals(element) {
				return true
			}
		}
	}
	return false
}

func isMapping(ty cty.Type) bool { return ty.IsMapType() || ty.IsObjectType() }

func (w *leafWriter) primitive(v cty.Value) any {
	switch v.Type() {
	case cty.String:
		return v.AsString()
	case cty.Bool:
		return v.True()
	}
	return json.Number(v.AsBigFloat().Text('f', -1))
}

func (w *leafWriter) mapping(path string, v cty.Value) map[string]any {
	out := map[string]any{}
	parts := v.AsValueMap()
	for _, key := range slices.Sorted(maps.Keys(parts)) {
		if shown, ok := w.write(path+"."+key, parts[key]); ok {
			out[key] = shown
		}
	}
	return out
}

func (w *leafWriter) sequence(path string, v cty.Value) []any {
	out := []any{}
	for i, part := range w.ids.Elements(v) {
		shown, _ := w.write(path+"["+strconv.Itoa(i)+"]", part)
		out = append(out, shown)
	}
	return out
}
