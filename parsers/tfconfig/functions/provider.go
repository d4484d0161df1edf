package functions

import (
	"errors"
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// providerFunctions returns the functions of the provider that is built into
// Terraform, by the name that it has in nearly every configuration.
func providerFunctions() map[string]function.Function {
	value := function.Parameter{Name: "value", Type: cty.DynamicPseudoType}
	return map[string]function.Function{
		"provider::terraform::decode_tfvars": decodeTFVars(),
		"provider::terraform::encode_expr":   onValue(value, encodeExpr),
		"provider::terraform::encode_tfvars": onValue(value, encodeTFVars),
	}
}

// onValue returns a function from any value to a string.
func onValue(value function.Parameter, f func(cty.Value) (string, error)) function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{value},
		Type:         function.StaticReturnType(cty.String),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if !args[0].IsWhollyKnown() {
				return cty.UnknownVal(cty.String), nil
			}
			out, err := f(args[0])
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			return cty.StringVal(out), nil
		},
	})
}

func encodeExpr(v cty.Value) (string, error) {
	return string(hclwrite.TokensForValue(v).Bytes()), nil
}

func encodeTFVars(v cty.Value) (string, error) {
	if !isMapping(v.Type()) {
		return "", errors.New("needs an object of variables")
	}
	out := hclwrite.NewEmptyFile()
	for key, item := range v.Elements() {
		name := key.AsString()
		if !hclsyntax.ValidIdentifier(name) {
			return "", fmt.Errorf("%q is not a name that a variable can have", name)
		}
		out.Body().SetAttributeValue(name, item)
	}
	return string(out.Bytes()), nil
}

func decodeTFVars() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{stringParam("src")},
		Type:   function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			src := args[0].AsString()
			file, diags := hclsyntax.ParseConfig([]byte(src), "<src>", hcl.InitialPos)
			if diags.HasErrors() {
				return cty.NilVal, function.NewArgError(0, diags)
			}
			attrs, diags := file.Body.JustAttributes()
			if diags.HasErrors() {
				return cty.NilVal, function.NewArgError(0, diags)
			}
			out := make(map[string]cty.Value, len(attrs))
			for name, attr := range attrs {
				v, diags := attr.Expr.Value(nil)
				if diags.HasErrors() {
					return cty.NilVal, function.NewArgError(0, diags)
				}
				out[name] = v
			}
			return cty.ObjectVal(out), nil
		},
	})
}
