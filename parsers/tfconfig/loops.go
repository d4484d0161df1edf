package tfconfig

import (
	"fmt"
	"slices"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// maxSteps is how many elements the loops of one expression may go through in
// all. Three loops inside each other over a thousand elements would run for
// minutes.
const maxSteps = 1_000_000

// loops are what an expression needs while it is evaluated, so that its loops
// end and no call is made twice. One evaluation has them at a time: root modules
// that are read side by side share the expressions of the modules that they call.
type loops struct {
	mu    sync.Mutex
	steps int // that the loops have gone through
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

// A metered expression is what a loop goes through; it counts the elements.
// The parentheses show walkers the expression inside.
type metered struct {
	*hclsyntax.ParenthesesExpr

	of *loops
}

// A hoisted expression is a call that does not depend on what is repeated around
// it: jsondecode(file("x.json"))[key], over the keys of the same file, is met
// often, and would parse it once for each of them.
type hoisted struct {
	*hclsyntax.FunctionCallExpr

	of     *loops
	inLoop bool // it stands in a loop, and is the same in every turn
	stable bool // it rests on variables and locals only: it is the same in every instance
}

// prepare makes the loops of an expression count their steps, and repeat no call.
func (e *expression) prepare() {
	root, ok := e.Expression.(hclsyntax.Expression)
	if !ok {
		return
	}
	p := preparer{loops: &loops{}}
	p.slot(&root, nil)
	if p.found {
		e.Expression, e.loops = root, p.loops
	}
}

// A preparer goes through an expression to find its loops and calls.
type preparer struct {
	loops *loops
	found bool
}

// inside prepares what e is made of; bound are the names that the loops around
// it set.
func (p *preparer) inside(e hclsyntax.Expression, bound []string) {
	loop, isLoop := e.(*hclsyntax.ForExpr)
	within := bound
	if isLoop {
		within = append(slices.Clone(bound), loop.KeyVar, loop.ValVar)
	}
	for _, slot := range slots(e) {
		names := within
		if isLoop && slot == &loop.CollExpr {
			names = bound
		}
		if *slot != nil {
			p.slot(slot, names)
		}
	}
	if isLoop {
		p.found = true
		inner := &hclsyntax.ParenthesesExpr{Expression: loop.CollExpr, SrcRange: loop.CollExpr.Range()}
		loop.CollExpr = &metered{inner, p.loops}
	}
}

// slot prepares the expression that stands there.
func (p *preparer) slot(slot *hclsyntax.Expression, bound []string) {
	call, ok := (*slot).(*hclsyntax.FunctionCallExpr)
	if !ok {
		p.inside(*slot, bound)
		return
	}
	h := &hoisted{FunctionCallExpr: call, of: p.loops, inLoop: len(bound) > 0, stable: true}
	for _, t := range hclsyntax.Variables(call) {
		h.inLoop = h.inLoop && !slices.Contains(bound, t.RootName())
		h.stable = h.stable && (t.RootName() == "var" || t.RootName() == "local")
	}
	if !h.inLoop && (!h.stable || len(bound) > 0) {
		p.inside(call, bound)
		return
	}
	p.found = true
	p.inside(call, nil)
	*slot = h
}

// Value returns the collection, and an empty one once there were too many
// steps: what comes of that is not used.
func (m *metered) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if m.of.steps > maxSteps {
		return cty.EmptyTupleVal, nil
	}
	v, diags := m.ParenthesesExpr.Value(ctx)
	if bare, _ := v.Unmark(); bare.IsKnown() && !bare.IsNull() && bare.CanIterateElements() {
		m.of.steps += 1 + bare.LengthInt()
	}
	return v, diags
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

// run evaluates the expression, and gives up on it when its loops are too long.
// Kept, which may be nil, holds calls for other evaluations with the same
// variables and locals.
func (e *expression) run(ctx *hcl.EvalContext, kept results) (cty.Value, hcl.Diagnostics) {
	if e.loops == nil {
		return e.Value(ctx)
	}
	e.loops.mu.Lock()
	defer e.loops.mu.Unlock()
	e.loops.steps, e.loops.turn, e.loops.kept = 0, results{}, kept
	v, diags := e.Value(ctx)
	e.loops.turn, e.loops.kept = nil, nil
	if e.loops.steps <= maxSteps {
		return v, diags
	}
	return unknown(), hcl.Diagnostics{{
		Severity: hcl.DiagError,
		Summary:  "loop too long",
		Detail:   fmt.Sprintf("the loops of this expression go through more than %d elements; it is not evaluated.", maxSteps),
		Subject:  e.Range().Ptr(),
	}}
}
