package tfconfig

import (
	"maps"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"spof/inventory"
)

// ephemeral marks what Terraform must not store. It is taken off wherever a
// value reaches a resource.
const ephemeral inventory.Mark = "ephemeral"

// A scope is where an expression is evaluated: a module instance, and what
// count, for_each and dynamic blocks add to it.
type scope struct {
	node *node
	vars map[string]cty.Value // each, count, and iterators of dynamic blocks
	// sources are the expressions that the values of vars come from, with the
	// scope each is evaluated in: what would settle them.
	sources map[string]source
	// tentative says that there may be no such instance: what cannot be
	// evaluated in it is no error.
	tentative bool
	touched   bool // vars rest on identities
}

type source struct {
	expr  *expression
	scope *scope
}

// with returns a scope that has one more name.
func (s *scope) with(name string, v cty.Value, from source) *scope {
	out := &scope{node: s.node, vars: maps.Clone(s.vars), sources: maps.Clone(s.sources), tentative: s.tentative, touched: s.touched}
	if out.vars == nil {
		out.vars, out.sources = map[string]cty.Value{}, map[string]source{}
	}
	out.vars[name] = v
	out.sources[name] = from
	return out
}

// eval returns the value of an expression. What cannot be evaluated is
// unknown, and its diagnostics are reported; the rest of the value stands.
func (s *scope) eval(e *expression) cty.Value {
	s.node.ev.touched = s.node.ev.touched || s.touched
	ctx := s.context(e)
	s.node.ev.worked = 0
	v, diags := e.run(ctx, s.kept())
	s.report(diags...)
	if v == cty.NilVal {
		return unknown()
	}
	return v
}

// kept returns what calls returned in other instances of the scope's block. There
// is nothing to keep outside of one, and while a search is under way that may
// meet itself nothing is final.
func (s *scope) kept() results {
	if len(s.vars) == 0 || s.node.ev.quiet > 0 {
		return nil
	}
	if s.node.kept == nil {
		s.node.kept = results{}
	}
	return s.node.kept
}

func (s *scope) report(diags ...*hcl.Diagnostic) {
	if !s.tentative {
		s.node.ev.report(diags...)
	}
}

// context holds what the expression refers to, and nothing else: to build more
// would evaluate more.
func (s *scope) context(e *expression) *hcl.EvalContext {
	b := bindings{scope: s, vars: map[string]cty.Value{}, trees: map[string]map[string]cty.Value{}}
	refs := e.references()
	for i := range refs {
		b.bind(&refs[i], e)
	}
	ctx := &hcl.EvalContext{Variables: b.variables(), Functions: s.node.ev.functions}
	if len(e.calls) == 0 {
		return ctx
	}
	ctx = ctx.NewChild()
	ctx.Functions = map[string]function.Function{}
	for _, name := range e.calls {
		ctx.Functions[name] = foreignFunction
	}
	return ctx
}

// foreignFunction stands for a function of a provider: what it returns is
// known to the provider only.
var foreignFunction = function.New(&function.Spec{
	VarParam: &function.Parameter{
		Name: "args", Type: cty.DynamicPseudoType,
		AllowNull: true, AllowUnknown: true, AllowDynamicType: true, AllowMarked: true,
	},
	Type: function.StaticReturnType(cty.DynamicPseudoType),
	Impl: func([]cty.Value, cty.Type) (cty.Value, error) { return cty.DynamicVal, nil },
})

// markSensitive marks a value as one that must never be shown.
func markSensitive(v cty.Value) cty.Value { return v.Mark(inventory.Sensitive) }
