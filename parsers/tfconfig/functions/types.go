package functions

import (
	"errors"
	"fmt"

	"github.com/hashicorp/hcl/v2/ext/customdecode"
	"github.com/hashicorp/hcl/v2/ext/tryfunc"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"

	"spof/parsers/tfconfig/bounds"
)

func typeFunctions() map[string]function.Function {
	return map[string]function.Function{
		"list":     oldList(),
		"map":      oldMap(),
		"tobool":   to(cty.Bool),
		"tolist":   to(cty.List(cty.DynamicPseudoType)),
		"tomap":    to(cty.Map(cty.DynamicPseudoType)),
		"tonumber": to(cty.Number),
		"toset":    to(cty.Set(cty.DynamicPseudoType)),
		"tostring": to(cty.String),
	}
}

// controlFunctions returns the functions that take expressions instead of
// values, which decide for themselves when to evaluate them.
func controlFunctions() map[string]function.Function {
	return map[string]function.Function{
		"can":     tryfunc.CanFunc,
		"convert": convertTo(),
		"try":     tryfunc.TryFunc,
	}
}

// to returns the function that converts to ty. Unlike cty's it leaves the
// marks of elements on the elements.
func to(ty cty.Type) function.Function {
	value := *anyParam("v")
	value.AllowMarked, value.AllowUnknown = true, true
	return function.New(&function.Spec{
		Params: []function.Parameter{value},
		Type: func(args []cty.Value) (cty.Type, error) {
			out, err := conversion(args[0], ty)
			if err != nil {
				return cty.NilType, err
			}
			return out.Type(), nil
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return conversion(args[0], ty)
		},
	})
}

func conversion(v cty.Value, ty cty.Type) (cty.Value, error) {
	out, err := convert.Convert(bounds.Even(v, ty), ty)
	if err != nil {
		return cty.NilVal, function.NewArgErrorf(0, "cannot be converted to %s: %w", ty.FriendlyNameForConstraint(), err)
	}
	return out, nil
}

// oldList is the list function that Terraform 0.12 replaced by brackets and
// later versions refuse. Configurations of that age are still in use.
func oldList() function.Function {
	return function.New(&function.Spec{
		VarParam: anyParam("vals"),
		Type: func(args []cty.Value) (cty.Type, error) {
			element, err := commonType(args)
			return cty.List(element), err
		},
		Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
			if len(args) == 0 {
				return cty.ListValEmpty(ty.ElementType()), nil
			}
			return convert.Convert(cty.TupleVal(args), ty)
		},
	})
}

// oldMap is the map function that Terraform 0.12 replaced by braces and later
// versions refuse: its arguments are keys and values in turn.
func oldMap() function.Function {
	return function.New(&function.Spec{
		VarParam: anyParam("vals"),
		Type: func(args []cty.Value) (cty.Type, error) {
			if len(args)%2 != 0 {
				return cty.NilType, errors.New("needs as many values as keys")
			}
			var values []cty.Value
			for i := 1; i < len(args); i += 2 {
				values = append(values, args[i])
			}
			element, err := commonType(values)
			return cty.Map(element), err
		},
		Impl: mapOf,
	})
}

// mapOf makes a map of keys and values in turn.
func mapOf(args []cty.Value, ty cty.Type) (cty.Value, error) {
	out := make(map[string]cty.Value, len(args)/2)
	for i := 0; i < len(args); i += 2 {
		key, err := convert.Convert(args[i], cty.String)
		if err != nil || key.IsNull() {
			return cty.NilVal, function.NewArgErrorf(i, "a key must be a string")
		}
		if !key.IsKnown() {
			return cty.UnknownVal(ty), nil
		}
		value, err := convert.Convert(args[i+1], ty.ElementType())
		if err != nil {
			return cty.NilVal, function.NewArgError(i+1, err)
		}
		out[key.AsString()] = value
	}
	if len(out) == 0 {
		return cty.MapValEmpty(ty.ElementType()), nil
	}
	return cty.MapVal(out), nil
}

func anyParam(name string) *function.Parameter {
	return &function.Parameter{
		Name: name, Type: cty.DynamicPseudoType,
		AllowNull: true, AllowUnknown: true, AllowDynamicType: true,
	}
}

func commonType(values []cty.Value) (cty.Type, error) {
	if len(values) == 0 {
		return cty.DynamicPseudoType, nil
	}
	types := make([]cty.Type, len(values))
	for i, v := range values {
		types[i] = v.Type()
	}
	ty, _ := convert.UnifyUnsafe(types)
	if ty == cty.NilType {
		return cty.DynamicPseudoType, errors.New("the values must have one type in common")
	}
	return ty, nil
}

// convertTo is OpenTofu's convert, whose second argument is a type constraint
// as a variable's type is written, optional attributes and their defaults
// included.
func convertTo() function.Function {
	value := *anyParam("value")
	value.AllowMarked = true
	return function.New(&function.Spec{
		Params: []function.Parameter{value, {Name: "type", Type: customdecode.ExpressionClosureType}},
		Type: func(args []cty.Value) (cty.Type, error) {
			v, err := converted(args)
			if err != nil {
				return cty.NilType, err
			}
			return v.Type(), nil
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return converted(args)
		},
	})
}

func converted(args []cty.Value) (cty.Value, error) {
	closure := customdecode.ExpressionClosureFromVal(args[1])
	ty, defaults, diags := typeexpr.TypeConstraintWithDefaults(closure.Expression)
	if diags.HasErrors() {
		return cty.NilVal, function.NewArgErrorf(1, "not a type constraint: %w", diags)
	}
	v := args[0]
	if defaults != nil && !v.IsNull() {
		v = defaults.Apply(v)
	}
	out, err := convert.Convert(v, ty)
	if err != nil {
		return cty.NilVal, function.NewArgError(0, fmt.Errorf("cannot be converted: %w", err))
	}
	return out, nil
}
