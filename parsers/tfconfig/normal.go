package tfconfig

import "github.com/zclconf/go-cty/cty"

// normal returns a value as the provider plans it: some texts are kept in one
// form, whatever form they are written in. What the attribute refers to sees
// that form.
func (a *Attribute) normal(v cty.Value) cty.Value {
	switch {
	case a.Normal != nil && a.Type == cty.String:
		return normalText(v, a.Normal)
	case len(a.Fields) > 0:
		return normalFields(v, a.Fields)
	}
	return v
}

func normalText(v cty.Value, normal func(string) string) cty.Value {
	bare, marks := v.Unmark()
	if !bare.IsKnown() || bare.IsNull() || bare.Type() != cty.String {
		return v
	}
	return cty.StringVal(normal(bare.AsString())).WithMarks(marks)
}

// normalFields does so for fields of the objects that a collection holds.
func normalFields(v cty.Value, fields map[string]func(string) string) cty.Value {
	out, _ := cty.Transform(v, func(path cty.Path, inner cty.Value) (cty.Value, error) {
		if len(path) == 0 {
			return inner, nil
		}
		step, ok := path[len(path)-1].(cty.GetAttrStep)
		if normal := fields[step.Name]; ok && normal != nil {
			return normalText(inner, normal), nil
		}
		return inner, nil
	})
	return out
}
