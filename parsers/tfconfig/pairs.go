package tfconfig

import (
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// paired puts the elements of the second set in the order of the first's.
func (u unifier) paired(left, right []cty.Value) []cty.Value {
	byText := map[string][]int{}
	for i, v := range right {
		key := render(v, func(s string) string { return s })
		byText[key] = append(byText[key], i)
	}
	out := make([]cty.Value, len(left))
	used := make([]bool, len(right))
	var open []int
	for i, v := range left {
		key := render(v, u.renamed)
		if same := byText[key]; len(same) > 0 {
			out[i], used[same[0]] = right[same[0]], true
			byText[key] = same[1:]
			continue
		}
		open = append(open, i)
	}
	var rest []cty.Value
	for i, v := range right {
		if !used[i] {
			rest = append(rest, v)
		}
	}
	slices.SortStableFunc(open, func(x, y int) int { return strings.Compare(outline(left[x]), outline(left[y])) })
	slices.SortStableFunc(rest, func(x, y cty.Value) int { return strings.Compare(outline(x), outline(y)) })
	for k, i := range open {
		out[i] = rest[k]
	}
	return out
}

// outline writes a value without what an identity may be in.
func outline(v cty.Value) string {
	return render(v, func(s string) string {
		if inventory.HoldsToken(s) {
			return ""
		}
		return s
	})
}
