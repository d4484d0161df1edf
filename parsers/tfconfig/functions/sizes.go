package functions

import (
	"fmt"

	"github.com/zclconf/go-cty/cty"
)

// Heavy reports whether v has more parts and text than any function here
// takes. cty walks the arguments of every call before the function sees them,
// and a value whose parts are shared (a list of two times the same list, and
// so on) can be small in memory and endless to walk, so that a value that
// others will use should not be heavy.
func Heavy(v cty.Value) bool { return weigh(v, maxBytes) < 0 }

func checkWeight(args []cty.Value, work func(bytes int) error) error {
	left := maxBytes
	for _, arg := range args {
		if left = weigh(arg, left); left < 0 {
			return fmt.Errorf("the arguments are larger than the limit of %d bytes", maxBytes)
		}
	}
	return work(maxBytes - left)
}

// weigh returns what remains of budget after v, negative as soon as it is
// used up: values can share their parts, so that a walk over all of one may
// never end.
func weigh(v cty.Value, budget int) int {
	budget -= nodeWeight
	v, _ = v.Unmark()
	if budget < 0 || v.IsNull() || !v.IsKnown() {
		return budget
	}
	ty := v.Type()
	if ty == cty.String {
		return budget - len(v.AsString())
	}
	if !v.CanIterateElements() {
		return budget
	}
	for key, element := range v.Elements() {
		if isMapping(ty) {
			budget -= len(key.AsString())
		}
		if budget = weigh(element, budget); budget < 0 {
			return budget
		}
	}
	return budget
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

// mostDigits returns how many decimal digits the longest number within v
// takes, at most.
func mostDigits(v cty.Value) int {
	v, _ = v.Unmark()
	if v.IsNull() || !v.IsKnown() {
		return 0
	}
	if v.Type() == cty.Number {
		exponent := v.AsBigFloat().MantExp(nil)
		return max(exponent, -exponent) / 3
	}
	if !v.CanIterateElements() {
		return 0
	}
	most := 0
	for _, element := range v.Elements() {
		most = max(most, mostDigits(element))
	}
	return most
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
