package functions

import (
	"fmt"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig/bounds"
)

func checkWeight(args []cty.Value, work func(bytes int) error) error {
	total := 0
	for _, arg := range args {
		bytes, _ := bounds.Measure(arg, maxBytes-total)
		if total += bytes; total > maxBytes {
			return fmt.Errorf("the arguments are larger than the limit of %d bytes", maxBytes)
		}
	}
	return work(total)
}

// text returns the string that v holds, and whether it holds one now.
func text(v cty.Value) (string, bool) {
	v, _ = v.Unmark()
	if v.Type() != cty.String || v.IsNull() || !v.IsKnown() {
		return "", false
	}
	return v.AsString(), true
}

// count returns how many elements v has, and whether that is known now.
func count(v cty.Value) (int, bool) {
	v, _ = v.Unmark()
	if v.IsNull() || !v.IsKnown() || !v.CanIterateElements() {
		return 0, false
	}
	return v.LengthInt(), true
}

// small returns the whole number in v, no more than most, and whether v holds
// a number now.
func small(v cty.Value, most int) (int, bool) {
	v, _ = v.Unmark()
	if v.Type() != cty.Number || v.IsNull() || !v.IsKnown() {
		return 0, false
	}
	f, _ := v.AsBigFloat().Float64()
	if f > float64(most) {
		return most, true
	}
	return int(f), true
}
