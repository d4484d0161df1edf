package functions

import (
	"errors"
	"fmt"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
)

// assumeFunctions returns OpenTofu's functions that state what is known of a
// value before it is known.
func assumeFunctions() map[string]function.Function {
	out := map[string]function.Function{
		"assumeequal":        assumeEqual(),
		"assumenotnull":      onAnyValue(assumedNotNull),
		"assumestringprefix": assumeStringPrefix(),
	}
	for name, ty := range map[string]cty.Type{
		"assumelistlength": cty.List(cty.DynamicPseudoType),
		"assumemaplength":  cty.Map(cty.DynamicPseudoType),
		"assumesetlength":  cty.Set(cty.DynamicPseudoType),
	} {
		out[name] = assumeLength(ty, "min_length", "max_length")
		out[name+"min"] = assumeLength(ty, "min_length")
		out[name+"max"] = assumeLength(ty, "max_length")
	}
	return out
}

func assumeEqual() function.Function {
	actual, expected := *anyParam("actual_value"), *anyParam("expected_value")
	actual.AllowMarked, expected.AllowMarked = true, true
	return function.New(&function.Spec{
		Params: []function.Parameter{actual, expected},
		Type: func(args []cty.Value) (cty.Type, error) {
			return args[1].Type(), nil
		},
		Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
			got, _ := args[0].UnmarkDeep()
			want, _ := args[1].UnmarkDeep()
			got, err := convert.Convert(got, ty)
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			if same := got.Equals(want); same.IsKnown() && same.False() {
				return cty.NilVal, function.NewArgErrorf(0, "is not equal to the value expected")
			}
			return args[1], nil
		},
	})
}

func assumedNotNull(v cty.Value) (cty.Value, error) {
	if v.IsNull() {
		return cty.NilVal, function.NewArgErrorf(0, "is null")
	}
	if v.IsKnown() {
		return v, nil
	}
	bare, marks := v.Unmark()
	return bare.RefineNotNull().WithMarks(marks), nil
}

func assumeStringPrefix() function.Function {
	str := stringParam("string")
	str.AllowUnknown, str.AllowNull = true, true
	return function.New(&function.Spec{
		Params: []function.Parameter{str, stringParam("expected_prefix")},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			prefix := args[1].AsString()
			switch {
			case args[0].IsNull():
				return args[0], nil
			case !args[0].IsKnown():
				return refined(args[0], func(b *cty.RefinementBuilder) *cty.RefinementBuilder {
					return b.StringPrefix(prefix)
				})
			case !strings.HasPrefix(args[0].AsString(), prefix):
				return cty.NilVal, function.NewArgErrorf(0, "does not begin with %q", prefix)
			}
			return args[0], nil
		},
	})
}

// refined adds to what is known of an unknown value; an addition that
// contradicts what is known already is an error.
func refined(v cty.Value, refine func(*cty.RefinementBuilder) *cty.RefinementBuilder) (out cty.Value, err error) {
	defer func() {
		// cty reports a contradiction by a panic only.
		if p := recover(); p != nil {
			out, err = cty.NilVal, function.NewArgErrorf(0, "contradicts what is known of the value: %v", p)
		}
	}()
	return v.RefineWith(refine), nil
}

func assumeLength(ty cty.Type, bounds ...string) function.Function {
	params := []function.Parameter{{Name: "collection", Type: ty, AllowUnknown: true, AllowNull: true}}
	for _, bound := range bounds {
		params = append(params, function.Parameter{Name: bound, Type: cty.Number})
	}
	return function.New(&function.Spec{
		Params: params,
		Type: func(args []cty.Value) (cty.Type, error) {
			return args[0].Type(), nil
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			least, most := 0, maxElements
			for i, bound := range bounds {
				n, err := wholeNumber(args[i+1])
				if err != nil {
					return cty.NilVal, function.NewArgError(i+1, err)
				}
				if bound == "min_length" {
					least = n
				} else {
					most = n
				}
			}
			return assumedLength(args[0], least, most)
		},
	})
}

func assumedLength(v cty.Value, least, most int) (cty.Value, error) {
	switch {
	case v.IsNull():
		return v, nil
	case !v.IsKnown():
		return refined(v, func(b *cty.RefinementBuilder) *cty.RefinementBuilder {
			b = b.CollectionLengthLowerBound(least)
			if most < maxElements {
				b = b.CollectionLengthUpperBound(most)
			}
			return b
		})
	}
	if n := v.LengthInt(); n < least || most < maxElements && n > most {
		return cty.NilVal, function.NewArgErrorf(0, "has %d elements", n)
	}
	return v, nil
}

func wholeNumber(v cty.Value) (int, error) {
	n, accuracy := v.AsBigFloat().Int64()
	if accuracy != 0 || n < 0 {
		return 0, errors.New("must be a whole number, not negative")
	}
	if n > maxElements {
		return 0, fmt.Errorf("is beyond the limit of %d", maxElements)
	}
	return int(n), nil
}
