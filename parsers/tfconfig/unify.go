package tfconfig

import (
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

func (u unifier) value(a, b cty.Value) cty.Value {
	v, _ := u.join(a, b)
	return v
}

// join says also whether the value is a itself, which need not be built again.
func (u unifier) join(a, b cty.Value) (v cty.Value, same bool) {
	if !a.IsMarked() && !b.IsMarked() {
		return u.bare(a, b)
	}
	bareA, left := a.Unmark()
	bareB, right := b.Unmark()
	v, same = u.bare(bareA, bareB)
	if same && left.Equal(right) {
		return a, true
	}
	return v.WithMarks(left, right), false
}

func (u unifier) bare(a, b cty.Value) (v cty.Value, same bool) {
	switch {
	case !a.IsKnown() || !b.IsKnown():
		if !a.IsKnown() && !b.IsKnown() && a.Type().Equals(b.Type()) {
			return a, true
		}
	case a.IsNull() || b.IsNull():
		if a.IsNull() && b.IsNull() {
			return a, true
		}
	default:
		return u.known(a, b)
	}
	return undecided(a, b), false
}

func (u unifier) known(a, b cty.Value) (v cty.Value, same bool) {
	switch {
	case a.Type().IsPrimitiveType() && b.Type().IsPrimitiveType():
		return u.primitive(a, b)
	case a.Type().IsSetType() && b.Type().IsSetType():
		return u.set(a, b)
	case isSequence(a) && isSequence(b):
		return u.sequence(a, b)
	case isMapping(a) && isMapping(b):
		return u.mapping(a, b)
	}
	return undecided(a, b), false
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

func (u unifier) primitive(a, b cty.Value) (v cty.Value, same bool) {
	if a.Type() != b.Type() {
		return unknown(), false
	}
	if a.RawEquals(b) {
		return a, true
	}
	if a.Type() == cty.String && u.sameText(a.AsString(), b.AsString()) {
		return a, true
	}
	return cty.UnknownVal(a.Type()), false
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

func (u unifier) sequence(a, b cty.Value) (v cty.Value, same bool) {
	left, right := a.AsValueSlice(), b.AsValueSlice()
	if len(left) != len(right) {
		return undecided(a, b), false
	}
	return u.elements(a, left, right)
}

// elements joins two lists of elements to a value like a.
func (u unifier) elements(a cty.Value, left, right []cty.Value) (v cty.Value, same bool) {
	same = true
	for i := range left {
		part, equal := u.join(left[i], right[i])
		left[i], same = part, same && equal
	}
	if same {
		return a, true
	}
	return likeSequence(a, left), false
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

func (u unifier) mapping(a, b cty.Value) (v cty.Value, same bool) {
	left, right := a.AsValueMap(), b.AsValueMap()
	if len(left) != len(right) {
		return undecided(a, b), false
	}
	same = true
	parts := make([]cty.Value, 0, len(left))
	for key, v := range left {
		other, ok := right[u.renamed(key)]
		if !ok {
			return undecided(a, b), false
		}
		part, equal := u.join(v, other)
		left[key], same = part, same && equal
		parts = append(parts, part)
	}
	switch {
	case same:
		return a, true
	case a.Type().IsObjectType() || !sameTypes(parts):
		return cty.ObjectVal(left), false
	}
	return cty.MapVal(left), false
}

// set pairs the elements of two sets: those that are equal but for identities
// first, what is left over in the order of their known parts.
func (u unifier) set(a, b cty.Value) (v cty.Value, same bool) {
	left, right := a.AsValueSlice(), b.AsValueSlice()
	if len(left) != len(right) {
		return undecided(a, b), false
	}
	return u.elements(a, left, u.paired(left, right))
}
