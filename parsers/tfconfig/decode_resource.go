package tfconfig

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// metaArguments are arguments of a resource that are not its attributes.
var metaArguments = map[string]bool{
	"count": true, "for_each": true, "provider": true, "depends_on": true,
}

func (d *decoder) resource(b *block) {
	r := &resource{
		mode:     modeOf(b.typ),
		typ:      b.labels[0],
		name:     b.labels[1],
		body:     b.body,
		rng:      b.rng,
		repeat:   repetitionOf(b.body),
		provider: providerRef{name: providerPrefix(b.labels[0])},
	}
	r.schema = d.schema(r.mode, r.typ)
	if ref, ok := providerReference(b.body.attr("provider")); ok {
		r.provider = ref
	}
	for _, lifecycle := range b.body.blocksOf("lifecycle") {
		if a := lifecycle.body.attr("ignore_changes"); a != nil {
			r.ignored = ignoredPaths(a)
		}
	}
	d.module.resources[r.key()] = r
}

// providerPrefix is the local name of the provider of a resource type, where
// the block names none.
func providerPrefix(typ string) string {
	prefix, _, _ := strings.Cut(typ, "_")
	return prefix
}

func (d *decoder) call(b *block) {
	c := &call{
		name:   b.labels[0],
		source: b.body.attr("source"),
		body:   b.body,
		rng:    b.rng,
		repeat: repetitionOf(b.body),
	}
	if e := b.body.attr("providers"); e != nil {
		c.providers = map[string]providerRef{}
		pairs, _ := hcl.ExprMap(e.Expression)
		for _, p := range pairs {
			inner, ok := providerReference(newExpression(p.Key))
			outer, ok2 := providerReference(newExpression(p.Value))
			if ok && ok2 {
				c.providers[inner.key()] = outer
			}
		}
	}
	d.module.calls[c.name] = c
}

// providerReference reads aws, aws.dr, the older "aws.dr", and aws.by[KEY].
func providerReference(e *expression) (providerRef, bool) {
	if e == nil {
		return providerRef{}, false
	}
	expr := e.Expression
	if s, ok := literal(e); ok {
		parsed, diags := hclsyntax.ParseExpression([]byte(s), e.Range().Filename, e.Range().Start)
		if diags.HasErrors() {
			return providerRef{}, false
		}
		expr = parsed
	}
	ref := providerRef{}
	if key, ok := expr.(*hclsyntax.ObjectConsKeyExpr); ok {
		expr = key.Wrapped
	}
	if indexed, ok := expr.(*hclsyntax.IndexExpr); ok {
		expr, ref.index = indexed.Collection, newExpression(indexed.Key)
	}
	t, diags := hcl.AbsTraversalForExpr(expr)
	if diags.HasErrors() || t.IsRelative() {
		return providerRef{}, false
	}
	ref.name = t.RootName()
	for _, step := range t[1:] {
		switch step := step.(type) {
		case hcl.TraverseAttr:
			ref.alias = step.Name
		case hcl.TraverseIndex:
			ref.index = newExpression(&hclsyntax.LiteralValueExpr{Val: step.Key, SrcRange: step.SrcRange})
		}
	}
	return ref, true
}

// ignoredPaths reads lifecycle.ignore_changes; "all" stands for every path.
func ignoredPaths(e *expression) []string {
	if hcl.ExprAsKeyword(e.Expression) == "all" {
		return []string{"all"}
	}
	items, diags := hcl.ExprList(e.Expression)
	if diags.HasErrors() {
		return nil
	}
	var out []string
	for _, item := range items {
		if s, ok := literal(newExpression(item)); ok {
			out = append(out, s)
			continue
		}
		if t, diags := hcl.RelTraversalForExpr(item); !diags.HasErrors() {
			out = append(out, traversalText(t))
		}
	}
	return out
}

// literal returns the text of an expression that refers to nothing.
func literal(e *expression) (string, bool) {
	v, ok := constant(e)
	if !ok {
		return "", false
	}
	return text(v)
}

func literalBool(e *expression) (value, ok bool) {
	v, ok := constant(e)
	if !ok {
		return false, false
	}
	b, err := convert.Convert(v, cty.Bool)
	if err != nil || b.IsNull() || !b.IsKnown() {
		return false, false
	}
	return b.True(), true
}

// constant evaluates an expression that needs no context.
func constant(e *expression) (cty.Value, bool) {
	if e == nil || len(e.references()) > 0 {
		return cty.NilVal, false
	}
	v, diags := e.alone()
	if diags.HasErrors() {
		return cty.NilVal, false
	}
	v, _ = v.UnmarkDeep()
	return v, v.IsWhollyKnown() && !v.IsNull()
}
