package tfconfig

import (
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// text returns a known value as text, where it has one.
func text(v cty.Value) (string, bool) {
	v, _ = v.Unmark()
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() {
		return "", false
	}
	s, err := convert.Convert(v, cty.String)
	if err != nil || s.IsNull() || !s.IsKnown() {
		return "", false
	}
	return s.AsString(), true
}

// attrText returns the text of one attribute of an object, or the value of a
// map's key.
func attrText(v cty.Value, name string) (string, bool) {
	inner, ok := attrOf(v, name)
	if !ok {
		return "", false
	}
	return text(inner)
}

// attrOf returns one attribute of an object, or the value of a map's key.
func attrOf(v cty.Value, name string) (cty.Value, bool) {
	v, marks := v.Unmark()
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() {
		return cty.NilVal, false
	}
	switch ty := v.Type(); {
	case ty.IsObjectType() && ty.HasAttribute(name):
		return v.GetAttr(name).WithMarks(marks), true
	case ty.IsMapType():
		key := cty.StringVal(name)
		if has := v.HasIndex(key); has.IsKnown() && has.True() {
			return v.Index(key).WithMarks(marks), true
		}
	}
	return cty.NilVal, false
}

// traversalText writes a traversal as it stands in a configuration.
func traversalText(t hcl.Traversal) string {
	var out strings.Builder
	for _, step := range t {
		switch s := step.(type) {
		case hcl.TraverseRoot:
			out.WriteString(s.Name)
		case hcl.TraverseAttr:
			if out.Len() > 0 {
				out.WriteByte('.')
			}
			out.WriteString(s.Name)
		case hcl.TraverseIndex:
			out.WriteString(indexText(s.Key))
		}
	}
	return out.String()
}

// indexText writes an instance key as Terraform's addresses do.
func indexText(key cty.Value) string {
	s, ok := text(key)
	switch {
	case !ok:
		return "[?]"
	case key.Type() == cty.Number:
		return "[" + s + "]"
	}
	return "[" + quoted(s) + "]"
}

// quoted writes a string as HCL's template syntax needs it.
func quoted(s string) string {
	if strings.Contains(s, "{") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "${", "$${"), "%{", "%%{")
	}
	return strconv.Quote(s)
}
