package planned

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfjson"
)

// maxForms is how many types of values are remembered of one type of resource:
// instances differ in what is null, and most of them not at all.
const maxForms = 16

// share gives the values of resources that have one type the same one: each that
// is put together anew has a type of its own, as large as what it holds.
func (b *builder) share(resources []*inventory.Resource) {
	for _, r := range resources {
		forms := b.forms[r.Type]
		same := func(form cty.Value) bool { return form.Type().Equals(r.Values.Type()) }
		if i := slices.IndexFunc(forms, same); i >= 0 {
			r.Values = tfjson.WithType(forms[i], r.Values)
		} else if len(forms) < maxForms {
			b.forms[r.Type] = append(forms, cty.UnknownVal(r.Values.Type()))
		}
	}
}
