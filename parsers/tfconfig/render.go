package tfconfig

import (
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// render writes a value as text that is equal for equal values, with each
// string in it as change has it.
func render(v cty.Value, change func(string) string) string {
	var out strings.Builder
	renderTo(&out, v, change)
	return out.String()
}

func renderTo(out *strings.Builder, v cty.Value, change func(string) string) {
	v, _ = v.Unmark()
	switch ty := v.Type(); {
	case !v.IsKnown():
		out.WriteByte('?')
	case v.IsNull():
		out.WriteByte('-')
	case ty == cty.String:
		out.WriteString(strconv.Quote(change(v.AsString())))
	case ty == cty.Number:
		out.WriteString(v.AsBigFloat().Text('g', -1))
	case ty == cty.Bool:
		out.WriteString(strconv.FormatBool(v.True()))
	case ty.IsObjectType() || ty.IsMapType():
		renderMapping(out, v, change)
	case v.CanIterateElements():
		out.WriteByte('[')
		for it := v.ElementIterator(); it.Next(); {
			_, part := it.Element()
			renderTo(out, part, change)
			out.WriteByte(',')
		}
		out.WriteByte(']')
	}
}

func renderMapping(out *strings.Builder, v cty.Value, change func(string) string) {
	parts := v.AsValueMap()
	out.WriteByte('{')
	for _, key := range sortedKeys(parts) {
		out.WriteString(strconv.Quote(change(key)))
		out.WriteByte(':')
		renderTo(out, parts[key], change)
		out.WriteByte(',')
	}
	out.WriteByte('}')
}
