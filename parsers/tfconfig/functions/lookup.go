package functions

import (
	"errors"
	"fmt"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

func lookupFunctions() map[string]function.Function {
	return map[string]function.Function{
		"index":  index(),
		"lookup": lookup(),
	}
}

func index() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{
			{Name: "list", Type: cty.DynamicPseudoType},
			{Name: "value", Type: cty.DynamicPseudoType},
		},
		Type:         function.StaticReturnType(cty.Number),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			list := args[0]
			if !list.Type().IsListType() && !list.Type().IsTupleType() {
				return cty.NilVal, function.NewArgErrorf(0, "needs a list or tuple, not %s", list.Type().FriendlyName())
			}
			for i, item := range list.Elements() {
				same := item.Equals(args[1])
				if !same.IsKnown() {
					return cty.UnknownVal(cty.Number), nil
				}
				if same.True() {
					return i, nil
				}
			}
			return cty.NilVal, errors.New("the list does not hold the value")
		},
	})
}

func lookup() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{
			{Name: "inputMap", Type: cty.DynamicPseudoType, AllowMarked: true},
			{Name: "key", Type: cty.String, AllowMarked: true},
		},
		VarParam: &function.Parameter{
			Name: "default", Type: cty.DynamicPseudoType,
			AllowNull: true, AllowUnknown: true, AllowDynamicType: true, AllowMarked: true,
		},
		Type: lookupType,
		Impl: lookupValue,
	})
}

func lookupType(args []cty.Value) (cty.Type, error) {
	if len(args) > 3 {
		return cty.NilType, fmt.Errorf("takes two or three arguments, not %d", len(args))
	}
	switch ty := args[0].Type(); {
	case ty.IsObjectType():
		return lookupAttributeType(ty, args)
	case ty.IsMapType():
		if len(args) == 3 {
			if _, err := convert.Convert(args[2], ty.ElementType()); err != nil {
				return cty.NilType, function.NewArgErrorf(2, "the default must have the type of the map's elements, %s", ty.ElementType().FriendlyName())
			}
		}
		return ty.ElementType(), nil
	default:
		return cty.NilType, function.NewArgErrorf(0, "needs a map or object, not %s", ty.FriendlyName())
	}
}

func lookupAttributeType(ty cty.Type, args []cty.Value) (cty.Type, error) {
	key, known := text(args[1])
	switch {
	case !known:
		return cty.DynamicPseudoType, nil
	case ty.HasAttribute(key):
		return ty.AttributeType(key), nil
	case len(args) == 3:
		return args[2].Type(), nil
	}
	return cty.NilType, function.NewArgErrorf(0, "the object has no attribute %q", key)
}

// lookupValue marks its result with what marks the map and the key as a
// whole, beside the marks of the element that was found.
func lookupValue(args []cty.Value, ty cty.Type) (cty.Value, error) {
	from, mapMarks := args[0].Unmark()
	key, keyMarks := args[1].Unmark()
	name := key.AsString()
	switch {
	case from.Type().IsObjectType() && from.Type().HasAttribute(name):
		return from.GetAttr(name).WithMarks(mapMarks, keyMarks), nil
	case from.Type().IsMapType() && from.HasIndex(key).True():
		return from.Index(key).WithMarks(mapMarks, keyMarks), nil
	case len(args) == 3:
		fallback, err := convert.Convert(args[2], ty)
		if err != nil {
			return cty.NilVal, function.NewArgError(2, err)
		}
		return fallback.WithMarks(mapMarks, keyMarks), nil
	}
	return cty.NilVal, fmt.Errorf("the map has no element %q, and no default is given", name)
}

func matchKeys() function.Function {
	list := func(name string) function.Parameter {
		return function.Parameter{Name: name, Type: cty.List(cty.DynamicPseudoType)}
	}
	return function.New(&function.Spec{
		Params: []function.Parameter{list("values"), list("keys"), list("searchset")},
		Type: func(args []cty.Value) (cty.Type, error) {
			if ty, _ := convert.UnifyUnsafe([]cty.Type{args[1].Type(), args[2].Type()}); ty == cty.NilType {
				return cty.NilType, errors.New("keys and searchset must have one type in common")
			}
			return args[0].Type(), nil
		},
		RefineResult: notNull,
		Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
			if args[0].LengthInt() != args[1].LengthInt() {
				return cty.NilVal, errors.New("values and keys must be of one length")
			}
			if !args[0].IsWhollyKnown() || !args[1].IsWhollyKnown() || !args[2].IsWhollyKnown() {
				return cty.UnknownVal(ty), nil
			}
			return matching(args[0], args[1], args[2])
		},
	})
}

// matching returns the elements of values whose keys are in searchset.
func matching(values, keys, searchset cty.Value) (cty.Value, error) {
	var out []cty.Value
	all := values.AsValueSlice()
	for i, key := range keys.AsValueSlice() {
		found, err := holds(searchset, key)
		if err != nil {
			return cty.NilVal, err
		}
		if found {
			out = append(out, all[i])
		}
	}
	if len(out) == 0 {
		return cty.ListValEmpty(values.Type().ElementType()), nil
	}
	return cty.ListVal(out), nil
}

// holds reports whether list has an element equal to v once both have one
// type.
func holds(list, v cty.Value) (bool, error) {
	for _, item := range list.Elements() {
		ty, _ := convert.UnifyUnsafe([]cty.Type{item.Type(), v.Type()})
		if ty == cty.NilType {
			return false, errors.New("keys and searchset must have one type in common")
		}
		a, errA := convert.Convert(item, ty)
		b, errB := convert.Convert(v, ty)
		if err := errors.Join(errA, errB); err != nil {
			return false, err
		}
		if same, err := stdlib.Equal(a, b); err == nil && same.IsKnown() && same.True() {
			return true, nil
		}
	}
	return false, nil
}
