package tfconfig

import (
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig/bounds"
	"spof/parsers/tfconfig/functions"
)

// A body is what stands between the braces of a block, whichever of the two
// syntaxes it was written in.
type body struct {
	attrs  map[string]*attribute
	blocks []*block
}

// An attribute is NAME = EXPRESSION; its range runs from the name to the end
// of the expression.
type attribute struct {
	name string
	expr *expression
	rng  hcl.Range
}

// A block is a nested or top-level block; its range is that of its header.
type block struct {
	typ    string
	labels []string
	body   *body
	rng    hcl.Range
}

// An expression knows what it refers to. It is shared by all instances of its
// module and by both runs.
type expression struct {
	hcl.Expression
	once   sync.Once
	native hclsyntax.Expression // what is evaluated
	broken hcl.Diagnostics      // of the parts that could not be read
	meter  bounds.Meter
	repeats
	refs  []reference
	calls []string // functions that a provider defines
	late  []string // functions that return something else each time
	// through holds, by where a reference starts, the only attribute that is
	// read from what it refers to.
	through map[int]string
	names   []string // attributes read from something that is not named directly, as in x[*].id
}

func newExpression(e hcl.Expression) *expression { return &expression{Expression: e} }

// references returns what the expression refers to, found once.
func (e *expression) references() []reference {
	e.once.Do(func() {
		var native bool
		if e.native, native = e.Expression.(hclsyntax.Expression); !native {
			e.native, e.broken = nativeOf(e.Expression)
		}
		e.scan()
		e.native = e.hoist(e.native)
		e.meter.Watch(e.native)
		for _, t := range e.native.Variables() {
			ref := newReference(t)
			ref.through = e.through[ref.rng.Start.Byte]
			e.refs = append(e.refs, ref)
		}
	})
	return e.refs
}

// run evaluates the expression, and gives up on it where it is too large.
// Without a context a string in JSON is its own text. Kept, which may be nil,
// holds calls for other evaluations with the same variables and locals.
func (e *expression) run(ctx *hcl.EvalContext, kept results) (cty.Value, hcl.Diagnostics) {
	if _, native := e.Expression.(hclsyntax.Expression); ctx == nil && !native {
		return e.Value(nil)
	}
	e.references()
	v, diags := e.evaluate(kept, func() (cty.Value, hcl.Diagnostics) { return e.meter.Value(e.native, ctx) })
	functions.Steady(diags)
	return v, append(diags, e.broken...)
}

// alone evaluates an expression that refers to nothing.
func (e *expression) alone() (cty.Value, hcl.Diagnostics) { return e.run(nil, nil) }

// attr returns the named attribute's expression, or nil.
func (b *body) attr(name string) *expression {
	if a := b.attrs[name]; a != nil {
		return a.expr
	}
	return nil
}

// blocksOf returns the nested blocks of a type.
func (b *body) blocksOf(typ string) []*block {
	var out []*block
	for _, nested := range b.blocks {
		if nested.typ == typ {
			out = append(out, nested)
		}
	}
	return out
}
