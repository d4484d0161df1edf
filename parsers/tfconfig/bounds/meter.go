package bounds

import (
	"fmt"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

const (
	// maxSteps is how many elements the loops of one evaluation may go through
	// in all. Three loops inside each other over a thousand elements would run
	// for minutes.
	maxSteps = 1_000_000
	// maxText is how many bytes it may put into templates.
	maxText = 64 << 20
	// maxErrors is how many errors are told of one loop: more say the same.
	maxErrors = 100
)

// A Meter bounds what the evaluation of one expression goes through.
type Meter struct {
	steps, text, errors atomic.Int64

	literal bool // it has a number that is not written out
	watches bool
}

// Watch makes an expression count on the meter. It changes the expression, and
// must be called before it is evaluated.
func (m *Meter) Watch(node hclsyntax.Node) {
	_ = hclsyntax.VisitAll(node, func(n hclsyntax.Node) hcl.Diagnostics {
		switch n := n.(type) {
		case *hclsyntax.ForExpr:
			m.loop(n)
		case *hclsyntax.TemplateExpr:
			m.template(n)
		case *hclsyntax.BinaryOpExpr:
			if op := shortNumbers[n.Op]; op != nil {
				n.Op = op
			}
		case *hclsyntax.LiteralValueExpr:
			if n.Val.Type() == cty.Number && Digits(n.Val) > MaxDigits {
				n.Val = cty.UnknownVal(cty.Number)
				m.literal, m.watches = true, true
			}
		}
		return nil
	})
}

func (m *Meter) loop(n *hclsyntax.ForExpr) {
	m.watches = true
	n.CollExpr = &collection{within(n.CollExpr), m}
	for _, e := range []*hclsyntax.Expression{&n.KeyExpr, &n.ValExpr, &n.CondExpr} {
		if *e != nil {
			*e = &round{within(*e), m}
		}
	}
}

func (m *Meter) template(t *hclsyntax.TemplateExpr) {
	for i, part := range t.Parts {
		if _, text := part.(*hclsyntax.LiteralValueExpr); !text {
			t.Parts[i] = &piece{within(part), m}
			m.watches = true
		}
	}
}

// within shows those who walk an expression what is inside.
func within(e hclsyntax.Expression) *hclsyntax.ParenthesesExpr {
	return &hclsyntax.ParenthesesExpr{Expression: e, SrcRange: e.Range()}
}

// Value evaluates an expression that the meter watches, and gives up on it
// with an error that names the limit.
func (m *Meter) Value(e hcl.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if !m.watches {
		return e.Value(ctx)
	}
	m.steps.Store(0)
	m.text.Store(0)
	m.errors.Store(0)
	v, diags := e.Value(ctx)
	why := m.beyond()
	if why == "" {
		return v, diags
	}
	return cty.DynamicVal, hcl.Diagnostics{{
		Severity: hcl.DiagError, Summary: "expression too large", Detail: why + "; it is not evaluated.", Subject: e.Range().Ptr(),
	}}
}

// beyond names the limit that the evaluation went beyond, if any.
func (m *Meter) beyond() string {
	switch {
	case m.literal:
		return errDigits.Error()
	case m.steps.Load() > maxSteps:
		return fmt.Sprintf("the loops of this expression go through more than the limit of %d elements", maxSteps)
	case m.text.Load() > maxText:
		return fmt.Sprintf("the templates of this expression make more than the limit of %d bytes", maxText)
	}
	return ""
}

// A collection is what a loop goes through; it counts the elements.
type collection struct {
	*hclsyntax.ParenthesesExpr

	meter *Meter
}

// Value returns the collection, and an empty one once there were too many
// steps: what comes of that is not used.
func (c *collection) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if c.meter.beyond() != "" {
		return cty.EmptyTupleVal, nil
	}
	v, diags := c.ParenthesesExpr.Value(ctx)
	if bare, _ := v.Unmark(); bare.IsKnown() && !bare.IsNull() && bare.CanIterateElements() {
		c.meter.steps.Add(1 + int64(bare.LengthInt()))
	}
	return v, diags
}

// A round is what a loop evaluates for each element; it counts the errors.
type round struct {
	*hclsyntax.ParenthesesExpr

	meter *Meter
}

// Value returns the value of one round, and an unknown one once there were too
// many errors: what comes of those is not used.
func (r *round) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if r.meter.errors.Load() >= maxErrors {
		return cty.DynamicVal, nil
	}
	v, diags := r.ParenthesesExpr.Value(ctx)
	if diags.HasErrors() {
		r.meter.errors.Add(1)
	}
	return v, diags
}

// A piece is what stands between the literal parts of a template.
type piece struct {
	*hclsyntax.ParenthesesExpr

	meter *Meter
}

// Value returns the piece, and none once there was too much text.
func (p *piece) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if p.meter.beyond() != "" {
		return cty.StringVal(""), nil
	}
	v, diags := p.ParenthesesExpr.Value(ctx)
	if bare, _ := v.Unmark(); bare.Type() == cty.String && bare.IsKnown() && !bare.IsNull() {
		p.meter.text.Add(int64(len(bare.AsString())))
	}
	return v, diags
}
