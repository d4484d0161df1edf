package inventory

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// Elements returns the elements of a collection, or the attributes of an object
// by name. Those of a set or map in which there are identities do not stand in
// the order of the strings that were made up, but of what these stand for.
func (ids *Identities) Elements(v cty.Value) []cty.Value {
	ty := v.Type()
	if ty.IsMapType() || ty.IsObjectType() {
		parts := v.AsValueMap()
		names := slices.Sorted(maps.Keys(parts))
		out := make([]cty.Value, len(names))
		for i, at := range ids.order(names) {
			out[i] = parts[names[at]]
		}
		return out
	}
	all := v.AsValueSlice()
	if !ty.IsSetType() || len(all) < 2 || ids == nil {
		return all
	}
	texts := make([]string, len(all))
	for i, element := range all {
		texts[i] = ids.outline(element)
	}
	out := make([]cty.Value, len(all))
	for i, at := range ids.order(texts) {
		out[i] = all[at]
	}
	return out
}

// order returns the indices of texts: as they stand where none holds an
// identity, else by what their identities stand for.
func (ids *Identities) order(texts []string) []int {
	out := make([]int, len(texts))
	keys := make([]string, len(texts))
	named := false
	for i, text := range texts {
		out[i] = i
		var refs, rest strings.Builder
		rest.WriteString(ids.Replace(text, func(_ string, of Reference) string {
			refs.WriteString(of.String() + "\x00")
			return "\x00"
		}))
		named = named || refs.Len() > 0
		// The rest may hold made up numbers, so it counts last.
		keys[i] = refs.String() + "\x01" + rest.String()
	}
	if named {
		slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
	}
	return out
}

// outline writes a value as text that tells it from others.
func (ids *Identities) outline(v cty.Value) string {
	v, _ = v.UnmarkDeep()
	switch ty := v.Type(); {
	case !v.IsKnown():
		return "?"
	case v.IsNull():
		return "-"
	case ty == cty.String:
		s := v.AsString()
		if plain, encoded := Decoded(s); encoded && ids.Holds(plain) {
			s = plain
		}
		return strconv.Quote(s)
	case ty == cty.Number:
		return v.AsBigFloat().Text('g', -1)
	case ty == cty.Bool:
		return strconv.FormatBool(v.True())
	case ty.IsMapType() || ty.IsObjectType():
		return ids.outlines(slices.Sorted(maps.Keys(v.AsValueMap())), v)
	case v.CanIterateElements():
		return ids.outlines(nil, v)
	}
	return ""
}

func (ids *Identities) outlines(names []string, v cty.Value) string {
	var out strings.Builder
	out.WriteString(strings.Join(names, ",") + "[")
	for _, element := range ids.Elements(v) {
		out.WriteString(ids.outline(element) + ",")
	}
	return out.String() + "]"
}
