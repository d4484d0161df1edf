package tfconfig

import (
	"slices"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// repeats are the calls of an expression that need not be made again. One
// evaluation has the expression at a time: root modules that are read side by
// side share the expressions of the modules that they call.
type repeats struct {
	mu sync.Mutex
	// turn holds the calls of this evaluation that are the same in every turn of
	// a loop, kept those that are the same in every instance of a block.
	turn, kept results
}

// results are what calls returned.
type results map[*hoisted]result

type result struct {
	value cty.Value
	diags hcl.Diagnostics
}

// A hoisted expression is a call that does not depend on what is repeated around
// it: jsondecode(file("x.json"))[key], over the keys of the same file, is met
// often, and would parse it once for each of them.
type hoisted struct {
	*hclsyntax.FunctionCallExpr

	of     *repeats
	inLoop bool // it stands in a loop, and is the same in every turn
	stable bool // it rests on variables and locals only: it is the same in every instance
}

// hoist puts hoisted calls in the place of the calls of an expression, and
// returns the expression.
func (r *repeats) hoist(e hclsyntax.Expression) hclsyntax.Expression {
	r.slot(&e, nil)
	return e
}

// slot hoists the call that stands there, or what it is made of; bound are the
// names that the loops around it set.
func (r *repeats) slot(slot *hclsyntax.Expression, bound []string) {
	call, ok := (*slot).(*hclsyntax.FunctionCallExpr)
	if !ok {
		r.inside(*slot, bound)
		return
	}
	h := &hoisted{FunctionCallExpr: call, of: r, inLoop: len(bound) > 0, stable: true}
	for _, t := range hclsyntax.Variables(call) {
		h.inLoop = h.inLoop && !slices.Contains(bound, t.RootName())
		h.stable = h.stable && (t.RootName() == "var" || t.RootName() == "local")
	}
	if !h.inLoop && (!h.stable || len(bound) > 0) {
		r.inside(call, bound)
		return
	}
	r.inside(call, nil)
	*slot = h
}

func (r *repeats) inside(e hclsyntax.Expression, bound []string) {
	within := bound
	loop, isLoop := e.(*hclsyntax.ForExpr)
	if isLoop {
		within = append(slices.Clone(bound), loop.KeyVar, loop.ValVar)
	}
	for _, slot := range slots(e) {
		switch {
		case *slot == nil:
		case isLoop && slot == &loop.CollExpr:
			r.slot(slot, bound)
		default:
			r.slot(slot, within)
		}
	}
}

// evaluate evaluates the expression. Kept, which may be nil, holds calls for
// other evaluations with the same variables and locals.
func (r *repeats) evaluate(kept results, value func() (cty.Value, hcl.Diagnostics)) (cty.Value, hcl.Diagnostics) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.turn, r.kept = results{}, kept
	return value()
}

// Value calls the function where it was not called before.
func (h *hoisted) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	known := h.of.turn
	switch {
	case h.stable && h.of.kept != nil:
		known = h.of.kept
	case !h.inLoop:
		return h.FunctionCallExpr.Value(ctx)
	}
	r, ok := known[h]
	if !ok {
		r.value, r.diags = h.FunctionCallExpr.Value(ctx)
		known[h] = r
	}
	return r.value, r.diags
}
