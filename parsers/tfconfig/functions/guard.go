package functions

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"spof/parsers/tfconfig/bounds"
)

// errSensitive stands for an error that might repeat a sensitive argument.
var errSensitive = errors.New("the call fails; an argument is sensitive, so the reason is not shown")

// guard returns f with two promises added: a call beyond the limits of this
// package is refused before anything is allocated, and no error repeats a
// sensitive argument.
//
// The result takes every argument as it is and leaves null, unknown and
// marked arguments to f, so that f's own rules on them stay in force.
func guard(f function.Function, limit limit, env Env) function.Function {
	params := f.Params()
	for i := range params {
		params[i] = acceptAll(params[i])
	}
	spec := &function.Spec{
		Description: f.Description(),
		Params:      params,
		// The type is found by the call itself: finding it twice would parse
		// each document that jsondecode and its like are given twice.
		Type: function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if err := admit(args, limit, env.Work); err != nil {
				return cty.NilVal, err
			}
			v, err := f.Call(args)
			if err == nil {
				return admitted(v, env.Work)
			}
			if holdsMark(args, env.Sensitive) {
				err = concealed(err)
			}
			return cty.NilVal, err
		},
	}
	if vp := f.VarParam(); vp != nil {
		all := acceptAll(*vp)
		spec.VarParam = &all
	}
	return function.New(spec)
}

// admit returns an error where arguments, or the result that they make, are
// beyond a limit.
func admit(args []cty.Value, limit limit, work func(bytes int) error) error {
	if err := checkWeight(args, work); err != nil || limit == nil {
		return err
	}
	return limit(args)
}

// admitted returns a result, unless it has a number that is too long.
func admitted(v cty.Value, work func(bytes int) error) (cty.Value, error) {
	bytes, digits := bounds.Measure(v, maxBytes)
	if digits > bounds.MaxDigits {
		return cty.NilVal, fmt.Errorf("the result has a number of more than the limit of %d digits", bounds.MaxDigits)
	}
	return v, work(min(bytes, maxBytes))
}

func acceptAll(p function.Parameter) function.Parameter {
	p.AllowNull = true
	p.AllowUnknown = true
	p.AllowDynamicType = true
	p.AllowMarked = true
	return p
}

func holdsMark(args []cty.Value, mark any) bool {
	for _, arg := range args {
		if arg.HasMarkDeep(mark) {
			return true
		}
	}
	return false
}

// concealed keeps which argument is at fault, and drops why.
func concealed(err error) error {
	if arg, ok := errors.AsType[function.ArgError](err); ok {
		return function.NewArgError(arg.Index, errSensitive)
	}
	return errSensitive
}

// Steady takes from diagnostics what hcl picks at random: which function may
// have been meant by one that there is not depends on the order of a map.
func Steady(diags hcl.Diagnostics) {
	for _, d := range diags {
		if d.Summary == "Call to unknown function" {
			d.Detail, _, _ = strings.Cut(d.Detail, " Did you mean")
		}
	}
}
