package functions

import (
	"errors"
	"fmt"
	"maps"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"

	"spof/parsers/tfconfig/bounds"
)

// templateFunctions returns the functions that render templates, which may
// call all functions of table, but not each other.
func templateFunctions(env Env, table map[string]function.Function) map[string]function.Function {
	inner := maps.Clone(table)
	for _, name := range []string{"templatefile", "templatestring"} {
		inner[name] = noRecursion(name)
	}
	r := renderer{env: env, functions: withCoreNames(inner), parsed: &sync.Map{}}
	return map[string]function.Function{
		"templatefile":   guard(r.templateFile(), nil, env),
		"templatestring": guard(r.templateString(), nil, env),
	}
}

// noRecursion stands for the function called name within a template.
func noRecursion(name string) function.Function {
	fail := fmt.Errorf("a template cannot call %s", name)
	return function.New(&function.Spec{
		Params: []function.Parameter{stringParam("template"), {Name: "vars", Type: cty.DynamicPseudoType}},
		Type: func([]cty.Value) (cty.Type, error) {
			return cty.NilType, fail
		},
		Impl: func([]cty.Value, cty.Type) (cty.Value, error) {
			return cty.NilVal, fail
		},
	})
}

// A renderer evaluates templates with a table of functions.
type renderer struct {
	env       Env
	functions map[string]function.Function
	// parsed holds templates by what they are made from: a loop renders the same
	// one again and again.
	parsed *sync.Map
}

type templateSource struct{ name, src string }

// A template is parsed once, and bounded each time it is rendered.
type template struct {
	hclsyntax.Expression

	meter bounds.Meter
}

func (r renderer) parse(name, src string) (*template, error) {
	key := templateSource{name, src}
	if known, ok := r.parsed.Load(key); ok {
		if expr, ok := known.(*template); ok {
			return expr, nil
		}
	}
	if err := bounds.CheckTemplate([]byte(src)); err != nil {
		return nil, function.NewArgErrorf(0, "%s: %w", name, err)
	}
	expr, diags := hclsyntax.ParseTemplate([]byte(src), name, hcl.InitialPos)
	if diags.HasErrors() {
		return nil, function.NewArgError(0, diags)
	}
	out := &template{Expression: expr}
	out.meter.Watch(expr)
	r.parsed.Store(key, out)
	return out, nil
}

func (r renderer) templateFile() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{stringParam("path"), {Name: "vars", Type: cty.DynamicPseudoType}},
		Type:   function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			name := args[0].AsString()
			raw, err := r.env.read(name)
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			src, err := plainText(raw)
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			return r.render(name, src, args[1])
		},
	})
}

func (r renderer) templateString() function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{stringParam("template"), {Name: "vars", Type: cty.DynamicPseudoType}},
		Type:         function.StaticReturnType(cty.String),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			out, err := r.render("<template>", args[0].AsString(), args[1])
			if err != nil {
				return cty.NilVal, err
			}
			out, err = convert.Convert(out, cty.String)
			if err != nil {
				return cty.NilVal, function.NewArgErrorf(0, "the template does not make a string")
			}
			return out, nil
		},
	})
}

// render evaluates the template src, whose name is for messages only.
func (r renderer) render(name, src string, vars cty.Value) (cty.Value, error) {
	expr, err := r.parse(name, src)
	if err != nil {
		return cty.NilVal, err
	}
	variables, err := templateVariables(vars)
	if err != nil {
		return cty.NilVal, function.NewArgError(1, err)
	}
	for _, traversal := range expr.Variables() {
		if root := traversal.RootName(); variables[root] == cty.NilVal {
			at := traversal.SourceRange()
			return cty.NilVal, function.NewArgErrorf(1, "the template needs a variable %q at %s", root, at)
		}
	}
	out, diags := expr.meter.Value(expr.Expression, &hcl.EvalContext{Variables: variables, Functions: r.functions})
	Steady(diags)
	if diags.HasErrors() {
		return cty.NilVal, diags
	}
	if out.IsNull() {
		return cty.NilVal, errors.New("the template results in null")
	}
	return out, nil
}

func templateVariables(vars cty.Value) (map[string]cty.Value, error) {
	if !isMapping(vars.Type()) {
		return nil, errors.New("the variables must be a map or object")
	}
	out := map[string]cty.Value{}
	for key, v := range vars.Elements() {
		name := key.AsString()
		if !hclsyntax.ValidIdentifier(name) {
			return nil, fmt.Errorf("%q is not a name that a template can use", name)
		}
		out[name] = v
	}
	return out, nil
}
