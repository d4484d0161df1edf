package tfconfig

import "github.com/hashicorp/hcl/v2/hclsyntax"

// slots returns where the expressions stand that an expression is made of, so
// that others can be put in their place.
func slots(e hclsyntax.Expression) []*hclsyntax.Expression {
	switch e := e.(type) {
	case *hclsyntax.FunctionCallExpr:
		return each(e.Args)
	case *hclsyntax.TupleConsExpr:
		return each(e.Exprs)
	case *hclsyntax.TemplateExpr:
		return each(e.Parts)
	case *hclsyntax.ObjectConsExpr:
		var out []*hclsyntax.Expression
		for i := range e.Items {
			out = append(out, &e.Items[i].KeyExpr, &e.Items[i].ValueExpr)
		}
		return out
	case *hclsyntax.ForExpr:
		return []*hclsyntax.Expression{&e.CollExpr, &e.KeyExpr, &e.ValExpr, &e.CondExpr}
	case *hclsyntax.ConditionalExpr:
		return []*hclsyntax.Expression{&e.Condition, &e.TrueResult, &e.FalseResult}
	case *hclsyntax.BinaryOpExpr:
		return []*hclsyntax.Expression{&e.LHS, &e.RHS}
	case *hclsyntax.IndexExpr:
		return []*hclsyntax.Expression{&e.Collection, &e.Key}
	case *hclsyntax.SplatExpr:
		return []*hclsyntax.Expression{&e.Source, &e.Each}
	}
	return wrapped(e)
}

// wrapped does so for expressions that are made of one other.
func wrapped(e hclsyntax.Expression) []*hclsyntax.Expression {
	switch e := e.(type) {
	case *hclsyntax.UnaryOpExpr:
		return []*hclsyntax.Expression{&e.Val}
	case *hclsyntax.RelativeTraversalExpr:
		return []*hclsyntax.Expression{&e.Source}
	case *hclsyntax.ObjectConsKeyExpr:
		return []*hclsyntax.Expression{&e.Wrapped}
	case *hclsyntax.ParenthesesExpr:
		return []*hclsyntax.Expression{&e.Expression}
	case *hclsyntax.TemplateWrapExpr:
		return []*hclsyntax.Expression{&e.Wrapped}
	case *hclsyntax.TemplateJoinExpr:
		return []*hclsyntax.Expression{&e.Tuple}
	}
	return nil
}

func each(list []hclsyntax.Expression) []*hclsyntax.Expression {
	out := make([]*hclsyntax.Expression, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}
