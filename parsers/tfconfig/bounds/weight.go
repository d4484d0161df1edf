package bounds

import "github.com/zclconf/go-cty/cty"

// nodeWeight is what a value weighs beside its text, in bytes: about what cty
// needs to hold it.
const nodeWeight = 64

// Weigh returns what remains of a budget of bytes after v, negative as soon as
// it is used up: values can share their parts, so that a walk over all of one
// may never end.
func Weigh(v cty.Value, budget int) int {
	v, _ = v.Unmark()
	budget -= nodeWeight
	if budget < 0 || v == cty.NilVal || v.IsNull() || !v.IsKnown() {
		return budget
	}
	if v.Type() == cty.String {
		return budget - len(v.AsString())
	}
	if !v.CanIterateElements() {
		return budget
	}
	for it := v.ElementIterator(); it.Next() && budget >= 0; {
		key, part := it.Element()
		if key.Type() == cty.String && !v.Type().IsSetType() {
			budget -= len(key.AsString())
		}
		budget = Weigh(part, budget)
	}
	return budget
}
