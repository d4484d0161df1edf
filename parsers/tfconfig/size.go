package tfconfig

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig/bounds"
)

const (
	// maxWeight is how many bytes one local, variable, output or argument may
	// take. A few lines that double a list again and again reach more than any
	// machine has.
	maxWeight = 16 << 20
	// maxHeld is how many all of them may take together.
	maxHeld = 512 << 20
	// maxWork is how many bytes the functions of one expression may go through
	// and make: a loop calls them again and again.
	maxWork = 1 << 30
)

// bounded returns a value, or an unknown one and a diagnostic where it is too
// large.
func (ev *evaluator) bounded(v cty.Value, f frame) cty.Value {
	bytes, digits := bounds.Measure(v, maxWeight)
	why := ""
	switch {
	case bytes > maxWeight:
		why = fmt.Sprintf("is larger than the limit of %d bytes", maxWeight)
	case digits > bounds.MaxDigits:
		why = fmt.Sprintf("has a number of more than the limit of %d digits", bounds.MaxDigits)
	case ev.taken > maxHeld:
		why = fmt.Sprintf("takes the values of this configuration over the limit of %d bytes", maxHeld)
	default:
		ev.taken += bytes
		return v
	}
	if !ev.full {
		ev.full = ev.taken > maxHeld
		ev.report(&hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "value too large",
			Detail:   fmt.Sprintf("%s %s; it is not evaluated.", f, why),
			Subject:  f.rng.Ptr(),
		})
	}
	if v.Type().IsPrimitiveType() {
		return cty.UnknownVal(v.Type())
	}
	return unknown()
}

// work counts what functions go through, and ends it.
func (l *loader) work(bytes int) error {
	if l.worked += bytes; l.worked > maxWork {
		return fmt.Errorf("the functions of this expression go through more than the limit of %d bytes", maxWork)
	}
	return nil
}
