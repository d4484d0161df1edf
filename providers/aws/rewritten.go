package aws

import (
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// rewritten returns a value of a resource with each known text, and each name in
// a map, replaced by what f makes of it; a name counts as text that is not
// sensitive. Name is that of the attribute at the top that holds the value,
// "" for all of the resource; sensitive says whether the text, or what it stands
// in, is marked so. Lists, sets and maps become tuples and objects, and keep the
// order in which their elements are read.
func rewritten(r *inventory.Resource, v cty.Value, name string, f func(name, s string, sensitive bool) string) cty.Value {
	w := rewriter{r, f}
	return w.value(v, name, false)
}

type rewriter struct {
	r *inventory.Resource
	f func(name, s string, sensitive bool) string
}

func (w rewriter) value(v cty.Value, name string, sensitive bool) cty.Value {
	v, said := v.Unmark()
	sensitive = sensitive || marksOf(said).sensitive
	switch ty := v.Type(); {
	case !v.IsKnown() || v.IsNull():
	case ty == cty.String:
		v = cty.StringVal(w.f(name, v.AsString(), sensitive))
	case ty.IsMapType() || ty.IsObjectType():
		v = w.object(v, name, sensitive)
	case v.CanIterateElements():
		list := w.r.Identities.Elements(v)
		for i, element := range list {
			list[i] = w.value(element, name, sensitive)
		}
		v = cty.TupleVal(list)
	}
	return v.WithMarks(said)
}

func (w rewriter) object(v cty.Value, name string, sensitive bool) cty.Value {
	out := map[string]cty.Value{}
	for key, inner := range v.AsValueMap() {
		top := name
		if top == "" {
			top = key
		}
		out[w.f(top, key, false)] = w.value(inner, top, sensitive)
	}
	return cty.ObjectVal(out)
}
