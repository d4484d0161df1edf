package tfconfig

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// fromNative converts a body in HCL's native syntax.
func fromNative(in *hclsyntax.Body) *body {
	out := &body{attrs: make(map[string]*attribute, len(in.Attributes))}
	for name, a := range in.Attributes {
		out.attrs[name] = &attribute{name: name, expr: newExpression(a.Expr), rng: a.SrcRange}
	}
	for _, b := range in.Blocks {
		out.blocks = append(out.blocks, &block{
			typ: b.Type, labels: b.Labels, body: fromNative(b.Body), rng: b.DefRange(),
		})
	}
	return out
}

// mentioned returns the functions in an expression that a provider defines,
// what they return is known to that provider only, those of which the result is
// known after apply, and the attributes that are read from anything but a plain
// reference.
func mentioned(e hcl.Expression) (calls, late, names []string) {
	node, ok := e.(hclsyntax.Node)
	if !ok {
		return nil, nil, nil
	}
	_ = hclsyntax.VisitAll(node, func(n hclsyntax.Node) hcl.Diagnostics {
		switch n := n.(type) {
		case *hclsyntax.FunctionCallExpr:
			if strings.HasPrefix(n.Name, "provider::") {
				calls = append(calls, n.Name)
			}
			if onlyApplied[strings.TrimPrefix(n.Name, "core::")] {
				late = append(late, n.Name)
			}
		case *hclsyntax.RelativeTraversalExpr:
			names = append(names, attrSteps(n.Traversal)...)
		case *hclsyntax.ScopeTraversalExpr:
			if local := n.Traversal[1:]; len(local) > 0 && len(n.Traversal) == 2 {
				names = append(names, attrSteps(local)...)
			}
		}
		return nil
	})
	return calls, late, names
}

// attrSteps returns the first attribute of a traversal.
func attrSteps(t hcl.Traversal) []string {
	for _, step := range t {
		if attr, ok := step.(hcl.TraverseAttr); ok {
			return []string{attr.Name}
		}
	}
	return nil
}

// onlyApplied are the functions that return something else each time.
var onlyApplied = map[string]bool{"timestamp": true, "uuid": true, "bcrypt": true}
