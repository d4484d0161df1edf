package tfconfig

import (
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// A unifier makes one value of the two that the runs gave. What is equal in
// both is known. What is equal but for the identities in it is known too, and
// is a link. Anything else rests on how identities compare, which nobody knows
// before apply: it is unknown.
type unifier struct {
	ids *inventory.Identities
	// hidden are parts of identities that are made up and hold no token, such
	// as an account number: by resource, those of both runs.
	hidden map[string][]pair
}

type pair struct{ first, second string }

func newUnifier(a, b *evaluator) unifier {
	u := unifier{ids: a.ids, hidden: map[string][]pair{}}
	for of, first := range a.leaves {
		second, ok := b.leaves[of]
		if renamed := u.ids.Rename(first, complement); ok && renamed != second {
			u.hide(of.Address, renamed, second)
		}
	}
	return u
}

// hide finds the numbers in which two identities still differ.
func (u unifier) hide(address, a, b string) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		p := pair{digits(a[i:]), digits(b[j:])}
		switch {
		case p.first != "" && p.second != "":
			i, j = i+len(p.first), j+len(p.second)
			if p.first != p.second && !slices.Contains(u.hidden[address], p) {
				u.hidden[address] = append(u.hidden[address], p)
			}
		case a[i] != b[j]:
			return
		default:
			i, j = i+1, j+1
		}
	}
}

// digits returns the number that s begins with, or "".
func digits(s string) string {
	end := 0
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	return s[:end]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func (u unifier) value(a, b cty.Value) cty.Value {
	a, left := a.Unmark()
	b, right := b.Unmark()
	return u.bare(a, b).WithMarks(left, right)
}

func (u unifier) bare(a, b cty.Value) cty.Value {
	switch {
	case !a.IsKnown() || !b.IsKnown():
		return undecided(a, b)
	case a.IsNull() || b.IsNull():
		if a.IsNull() && b.IsNull() {
			return a
		}
		return undecided(a, b)
	case a.Type().IsPrimitiveType() && b.Type().IsPrimitiveType():
		return u.primitive(a, b)
	case a.Type().IsSetType() && b.Type().IsSetType():
		return u.set(a, b)
	case isSequence(a) && isSequence(b):
		return u.sequence(a, b)
	case isMapping(a) && isMapping(b):
		return u.mapping(a, b)
	}
	return undecided(a, b)
}

// undecided is unknown, of the type that both have.
func undecided(a, b cty.Value) cty.Value {
	if a.Type().Equals(b.Type()) {
		return cty.UnknownVal(a.Type())
	}
	return unknown()
}

func isSequence(v cty.Value) bool { return v.Type().IsListType() || v.Type().IsTupleType() }

func isMapping(v cty.Value) bool { return v.Type().IsMapType() || v.Type().IsObjectType() }

func (u unifier) primitive(a, b cty.Value) cty.Value {
	if a.Type() != b.Type() {
		return unknown()
	}
	if a.RawEquals(b) {
		return a
	}
	if a.Type() == cty.String && u.sameText(a.AsString(), b.AsString()) {
		return a
	}
	return cty.UnknownVal(a.Type())
}

// sameText reports whether two strings are equal but for the identities in
// them, as they stand or under base64: user data is written so.
func (u unifier) sameText(a, b string) bool {
	if u.renamed(a) == b && u.ids.Holds(a) {
		return true
	}
	left, ok := inventory.Decoded(a)
	right, also := inventory.Decoded(b)
	return ok && also && u.renamed(left) == right && u.ids.Holds(left)
}

// renamed writes a string of the first run as the second run has it.
func (u unifier) renamed(s string) string {
	var hidden []pair
	out := u.ids.Rename(s, complement)
	if out == s || len(u.hidden) == 0 {
		return out
	}
	u.ids.Replace(s, func(_ string, of inventory.Reference) string {
		hidden = append(hidden, u.hidden[of.Address]...)
		return ""
	})
	for _, p := range hidden {
		out = strings.ReplaceAll(out, p.first, p.second)
	}
	return out
}

func (u unifier) sequence(a, b cty.Value) cty.Value {
	left, right := a.AsValueSlice(), b.AsValueSlice()
	if len(left) != len(right) {
		return undecided(a, b)
	}
	if len(left) == 0 {
		return a
	}
	out := make([]cty.Value, len(left))
	for i := range left {
		out[i] = u.value(left[i], right[i])
	}
	return likeSequence(a, out)
}

// likeSequence makes a value of the same kind, where its elements still are of
// one type.
func likeSequence(like cty.Value, parts []cty.Value) cty.Value {
	switch {
	case like.Type().IsTupleType() || !sameTypes(parts):
		return cty.TupleVal(parts)
	case like.Type().IsSetType():
		return cty.SetVal(parts)
	}
	return cty.ListVal(parts)
}

func sameTypes(parts []cty.Value) bool {
	for _, p := range parts[1:] {
		if !p.Type().Equals(parts[0].Type()) {
			return false
		}
	}
	return true
}

func (u unifier) mapping(a, b cty.Value) cty.Value {
	left, right := a.AsValueMap(), b.AsValueMap()
	if len(left) != len(right) {
		return undecided(a, b)
	}
	if len(left) == 0 {
		return a
	}
	out := make(map[string]cty.Value, len(left))
	parts := make([]cty.Value, 0, len(left))
	for key, v := range left {
		other, ok := right[u.renamed(key)]
		if !ok {
			return undecided(a, b)
		}
		out[key] = u.value(v, other)
		parts = append(parts, out[key])
	}
	if a.Type().IsObjectType() || !sameTypes(parts) {
		return cty.ObjectVal(out)
	}
	return cty.MapVal(out)
}

// set pairs the elements of two sets: those that are equal but for identities
// first, what is left over in the order of their known parts.
func (u unifier) set(a, b cty.Value) cty.Value {
	left, right := a.AsValueSlice(), b.AsValueSlice()
	if len(left) != len(right) {
		return undecided(a, b)
	}
	if len(left) == 0 {
		return a
	}
	right = u.paired(left, right)
	out := make([]cty.Value, len(left))
	for i := range left {
		out[i] = u.value(left[i], right[i])
	}
	return likeSequence(a, out)
}

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
		if strings.Contains(s, inventory.Token) {
			return ""
		}
		return s
	})
}
