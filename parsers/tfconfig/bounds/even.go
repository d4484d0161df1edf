package bounds

import "github.com/zclconf/go-cty/cty"

// manyElements is from how many elements on it pays to look at their types.
const manyElements = 500

// Even returns a large tuple whose elements are of one type as a list, where a
// collection is wanted: cty converts a list in time that grows with its length,
// and a tuple in time that grows with the square of it.
func Even(v cty.Value, want cty.Type) cty.Value {
	if !want.IsCollectionType() || v == cty.NilVal || !v.Type().IsTupleType() || v.Type().Length() < manyElements {
		return v
	}
	bare, marks := v.Unmark()
	if bare.IsNull() || !bare.IsKnown() {
		return v
	}
	parts := bare.AsValueSlice()
	for _, part := range parts {
		if part.Type() == cty.DynamicPseudoType || !part.Type().Equals(parts[0].Type()) {
			return v
		}
	}
	return cty.ListVal(parts).WithMarks(marks)
}
