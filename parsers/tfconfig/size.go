package tfconfig

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// maxLeaves is how many values one local, variable or output may hold in all. A
// few lines that double a list again and again reach more than any machine has.
const maxLeaves = 1_000_000

// bounded returns a value, or unknown and a diagnostic where it is too large.
func (ev *evaluator) bounded(v cty.Value, f frame) cty.Value {
	if left := countDown(v, maxLeaves); left >= 0 {
		return v
	}
	ev.report(&hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "value too large",
		Detail:   fmt.Sprintf("%s holds more than %d values; it is not evaluated.", f, maxLeaves),
		Subject:  f.rng.Ptr(),
	})
	return unknown()
}

// countDown takes the number of values in v from left, and stops below zero.
func countDown(v cty.Value, left int) int {
	v, _ = v.Unmark()
	left--
	if left < 0 || v.IsNull() || !v.IsKnown() || v.Type().IsPrimitiveType() || !v.CanIterateElements() {
		return left
	}
	for it := v.ElementIterator(); it.Next() && left >= 0; {
		_, part := it.Element()
		left = countDown(part, left)
	}
	return left
}
