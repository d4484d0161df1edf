package tfconfig

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig/bounds"
)

// nativeOf returns an expression in JSON syntax as one in the native syntax,
// which is what evaluates it: hcl parses the templates in JSON anew each time
// that it evaluates them, without a limit, and shows nobody what is in them.
func nativeOf(e hcl.Expression) (hclsyntax.Expression, hcl.Diagnostics) {
	if items, diags := hcl.ExprList(e); !diags.HasErrors() {
		return nativeList(e, items)
	}
	if pairs, diags := hcl.ExprMap(e); !diags.HasErrors() {
		return nativeMap(e, pairs)
	}
	// Without a context a string is its own text.
	v, diags := e.Value(nil)
	if v.Type() != cty.String || v.IsNull() || !v.IsKnown() {
		return &hclsyntax.LiteralValueExpr{Val: v, SrcRange: e.Range()}, diags
	}
	return nativeTemplate(v.AsString(), e.Range())
}

func nativeTemplate(text string, at hcl.Range) (hclsyntax.Expression, hcl.Diagnostics) {
	unknown := &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal, SrcRange: at}
	if err := bounds.CheckTemplate([]byte(text)); err != nil {
		return unknown, hcl.Diagnostics{tooDeep(at, err)}
	}
	// As hcl has it, a template starts after the quote.
	start := hcl.Pos{Line: at.Start.Line, Column: at.Start.Column + 1, Byte: at.Start.Byte + 1}
	expr, diags := hclsyntax.ParseTemplate([]byte(text), at.Filename, start)
	if diags.HasErrors() {
		return unknown, diags
	}
	return expr, diags
}

func nativeList(e hcl.Expression, items []hcl.Expression) (hclsyntax.Expression, hcl.Diagnostics) {
	out := &hclsyntax.TupleConsExpr{SrcRange: e.Range(), OpenRange: e.StartRange()}
	var diags hcl.Diagnostics
	for _, item := range items {
		expr, more := nativeOf(item)
		out.Exprs, diags = append(out.Exprs, expr), append(diags, more...)
	}
	return out, diags
}

func nativeMap(e hcl.Expression, pairs []hcl.KeyValuePair) (hclsyntax.Expression, hcl.Diagnostics) {
	out := &hclsyntax.ObjectConsExpr{SrcRange: e.Range(), OpenRange: e.StartRange()}
	var diags hcl.Diagnostics
	for _, pair := range pairs {
		key, more := nativeOf(pair.Key)
		diags = append(diags, more...)
		value, more := nativeOf(pair.Value)
		diags = append(diags, more...)
		out.Items = append(out.Items, hclsyntax.ObjectConsItem{KeyExpr: key, ValueExpr: value})
	}
	return out, diags
}
