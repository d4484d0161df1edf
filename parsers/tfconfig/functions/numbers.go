package functions

import (
	"errors"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

func numberFunctions() map[string]function.Function {
	return map[string]function.Function{
		"abs":      stdlib.AbsoluteFunc,
		"ceil":     stdlib.CeilFunc,
		"floor":    stdlib.FloorFunc,
		"log":      stdlib.LogFunc,
		"max":      stdlib.MaxFunc,
		"min":      stdlib.MinFunc,
		"parseint": stdlib.ParseIntFunc,
		"pow":      stdlib.PowFunc,
		"range":    stdlib.RangeFunc,
		"signum":   stdlib.SignumFunc,
		"sum":      sum(),
	}
}

func sum() function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType}},
		Type:         function.StaticReturnType(cty.Number),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			list := args[0]
			if !isSequence(list.Type()) {
				return cty.NilVal, function.NewArgErrorf(0, "needs a list, set or tuple, not %s", list.Type().FriendlyName())
			}
			if list.LengthInt() == 0 {
				return cty.NilVal, function.NewArgErrorf(0, "an empty list has no sum")
			}
			if !list.IsWhollyKnown() {
				return cty.UnknownVal(cty.Number), nil
			}
			total := cty.Zero
			for _, item := range list.Elements() {
				n, err := addend(item)
				if err != nil {
					return cty.NilVal, function.NewArgError(0, err)
				}
				total = total.Add(n)
			}
			return total, nil
		},
	})
}

func addend(item cty.Value) (cty.Value, error) {
	if item.IsNull() {
		return cty.NilVal, errors.New("a null value cannot be added")
	}
	n, err := convert.Convert(item, cty.Number)
	if err != nil || n.IsNull() {
		return cty.NilVal, errors.New("every element must be a number")
	}
	return n, nil
}

// isSequence reports whether values of ty have elements without keys.
func isSequence(ty cty.Type) bool {
	return ty.IsListType() || ty.IsSetType() || ty.IsTupleType()
}

func notNull(b *cty.RefinementBuilder) *cty.RefinementBuilder { return b.NotNull() }
