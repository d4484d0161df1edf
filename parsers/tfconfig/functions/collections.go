package functions

import (
	"errors"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

func collectionFunctions() map[string]function.Function {
	return map[string]function.Function{
		"alltrue":         boolFold("list", cty.True),
		"anytrue":         boolFold("list", cty.False),
		"chunklist":       stdlib.ChunklistFunc,
		"coalesce":        coalesce(),
		"coalescelist":    stdlib.CoalesceListFunc,
		"compact":         stdlib.CompactFunc,
		"concat":          stdlib.ConcatFunc,
		"contains":        contains(),
		"distinct":        stdlib.DistinctFunc,
		"element":         stdlib.ElementFunc,
		"flatten":         stdlib.FlattenFunc,
		"keys":            stdlib.KeysFunc,
		"length":          length(),
		"matchkeys":       matchKeys(),
		"merge":           stdlib.MergeFunc,
		"one":             one(),
		"reverse":         stdlib.ReverseListFunc,
		"setintersection": stdlib.SetIntersectionFunc,
		"setproduct":      stdlib.SetProductFunc,
		"setsubtract":     stdlib.SetSubtractFunc,
		"setunion":        stdlib.SetUnionFunc,
		"slice":           stdlib.SliceFunc,
		"sort":            stdlib.SortFunc,
		"transpose":       transpose(),
		"values":          stdlib.ValuesFunc,
		"zipmap":          stdlib.ZipmapFunc,
	}
}

// boolFold returns a function that is neutral unless an element says
// otherwise. A null element counts as false.
func boolFold(name string, neutral cty.Value) function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{{Name: name, Type: cty.List(cty.Bool)}},
		Type:         function.StaticReturnType(cty.Bool),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			result := neutral
			for _, item := range args[0].Elements() {
				switch {
				case !item.IsKnown():
					result = cty.UnknownVal(cty.Bool)
				case (item.IsNull() || item.False()) == neutral.True():
					return neutral.Not(), nil
				}
			}
			return result, nil
		},
	})
}

func coalesce() function.Function {
	return function.New(&function.Spec{
		VarParam: anyParam("vals"),
		Type:     commonType,
		Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
			for _, arg := range args {
				arg, err := convert.Convert(arg, ty)
				if err != nil {
					return cty.NilVal, err
				}
				if !isBlank(arg) {
					return arg, nil
				}
			}
			return cty.NilVal, errors.New("every argument is null or an empty string")
		},
	})
}

// isBlank reports whether coalesce passes over v.
func isBlank(v cty.Value) bool {
	if !v.IsKnown() {
		return false
	}
	return v.IsNull() || v.Type() == cty.String && v.AsString() == ""
}

// contains refuses a null value as Terraform 1.11 does; later versions of cty
// take it.
func contains() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{
			{Name: "list", Type: cty.DynamicPseudoType},
			{Name: "value", Type: cty.DynamicPseudoType},
		},
		Type: func(args []cty.Value) (cty.Type, error) {
			return stdlib.ContainsFunc.ReturnTypeForValues(args)
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return stdlib.ContainsFunc.Call(args)
		},
	})
}

func length() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{
			Name: "value", Type: cty.DynamicPseudoType,
			AllowUnknown: true, AllowDynamicType: true, AllowMarked: true,
		}},
		Type: func(args []cty.Value) (cty.Type, error) {
			ty := args[0].Type()
			if ty == cty.String || ty == cty.DynamicPseudoType || ty.IsCollectionType() || ty.IsTupleType() || ty.IsObjectType() {
				return cty.Number, nil
			}
			return cty.NilType, function.NewArgErrorf(0, "needs a string, a collection or a structure, not %s", ty.FriendlyName())
		},
		RefineResult: func(b *cty.RefinementBuilder) *cty.RefinementBuilder {
			return b.NotNull().NumberRangeLowerBound(cty.Zero, true)
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			v, marks := args[0].Unmark()
			n, err := lengthOf(v)
			return n.WithMarks(marks), err
		},
	})
}

func lengthOf(v cty.Value) (cty.Value, error) {
	switch ty := v.Type(); {
	case ty == cty.DynamicPseudoType:
		return cty.UnknownVal(cty.Number), nil
	case ty == cty.String:
		return stdlib.Strlen(v)
	case ty.IsTupleType():
		return cty.NumberIntVal(int64(len(ty.TupleElementTypes()))), nil
	case ty.IsObjectType():
		return cty.NumberIntVal(int64(len(ty.AttributeTypes()))), nil
	}
	return v.Length(), nil
}

func one() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType}},
		Type: func(args []cty.Value) (cty.Type, error) {
			switch ty := args[0].Type(); {
			case ty.IsListType() || ty.IsSetType():
				return ty.ElementType(), nil
			case ty.IsTupleType():
				return onlyElement(ty.TupleElementTypes())
			}
			return cty.NilType, errNotOne
		},
		Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
			// The length of a set with unknown elements may be unknown.
			if n := args[0].Length(); !n.IsKnown() {
				return cty.UnknownVal(ty), nil
			}
			if args[0].LengthInt() == 0 {
				return cty.NullVal(ty), nil
			}
			if args[0].LengthInt() > 1 {
				return cty.NilVal, errNotOne
			}
			return args[0].AsValueSlice()[0], nil
		},
	})
}

var errNotOne = function.NewArgErrorf(0, "needs a list, set or tuple with one element or none")

func onlyElement(types []cty.Type) (cty.Type, error) {
	switch len(types) {
	case 0:
		return cty.DynamicPseudoType, nil
	case 1:
		return types[0], nil
	}
	return cty.NilType, errNotOne
}

func transpose() function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{{Name: "values", Type: cty.Map(cty.List(cty.String))}},
		Type:         function.StaticReturnType(cty.Map(cty.List(cty.String))),
		RefineResult: notNull,
		Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
			if !args[0].IsWhollyKnown() {
				return cty.UnknownVal(ty), nil
			}
			lists, err := keysByItem(args[0])
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			out := make(map[string]cty.Value, len(lists))
			for key, list := range lists {
				out[key] = cty.ListVal(list)
			}
			if len(out) == 0 {
				return cty.MapValEmpty(ty.ElementType()), nil
			}
			return cty.MapVal(out), nil
		},
	})
}

// keysByItem returns for each string in the lists of m the keys of those
// lists, in order.
func keysByItem(m cty.Value) (map[string][]cty.Value, error) {
	out := map[string][]cty.Value{}
	for key, list := range m.Elements() {
		if list.IsNull() {
			return nil, errors.New("holds a null list")
		}
		for _, item := range list.Elements() {
			if item.IsNull() {
				return nil, errors.New("holds a null string")
			}
			out[item.AsString()] = append(out[item.AsString()], key)
		}
	}
	return out, nil
}
