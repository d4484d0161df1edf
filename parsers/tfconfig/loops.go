package tfconfig

import (
	"fmt"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// maxSteps is how many elements the loops of one expression may go through in
// all. Three loops inside each other over a thousand elements would run for
// minutes.
const maxSteps = 1_000_000

// A metered expression is what a loop goes through; it counts the elements.
// The parentheses show walkers the expression inside.
type metered struct {
	*hclsyntax.ParenthesesExpr

	steps *atomic.Int64
}

// meter makes the loops of an expression count their steps.
func (e *expression) meter() {
	node, ok := e.Expression.(hclsyntax.Node)
	if !ok {
		return
	}
	_ = hclsyntax.VisitAll(node, func(n hclsyntax.Node) hcl.Diagnostics {
		if loop, ok := n.(*hclsyntax.ForExpr); ok {
			inner := &hclsyntax.ParenthesesExpr{Expression: loop.CollExpr, SrcRange: loop.CollExpr.Range()}
			loop.CollExpr = &metered{inner, &e.steps}
			e.loops = true
		}
		return nil
	})
}

// Value returns the collection, and an empty one once there were too many
// steps: what comes of that is not used.
func (m *metered) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if m.steps.Load() > maxSteps {
		return cty.EmptyTupleVal, nil
	}
	v, diags := m.ParenthesesExpr.Value(ctx)
	if bare, _ := v.Unmark(); bare.IsKnown() && !bare.IsNull() && bare.CanIterateElements() {
		m.steps.Add(1 + int64(bare.LengthInt()))
	}
	return v, diags
}

// run evaluates the expression, and gives up on it when its loops are too long.
func (e *expression) run(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if !e.loops {
		return e.Value(ctx)
	}
	e.steps.Store(0)
	v, diags := e.Value(ctx)
	if e.steps.Load() <= maxSteps {
		return v, diags
	}
	return unknown(), hcl.Diagnostics{{
		Severity: hcl.DiagError,
		Summary:  "loop too long",
		Detail:   fmt.Sprintf("the loops of this expression go through more than %d elements; it is not evaluated.", maxSteps),
		Subject:  e.Range().Ptr(),
	}}
}
