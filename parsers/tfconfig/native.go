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

// scan finds what an expression mentions beside its references.
func (e *expression) scan() {
	e.through = map[int]string{}
	_ = hclsyntax.VisitAll(e.native, func(n hclsyntax.Node) hcl.Diagnostics {
		switch n := n.(type) {
		case *hclsyntax.FunctionCallExpr:
			e.call(n.Name)
		case *hclsyntax.RelativeTraversalExpr:
			e.relative(n)
		case *hclsyntax.SplatExpr:
			if each, ok := n.Each.(*hclsyntax.RelativeTraversalExpr); ok {
				e.reach(n.Source, each.Traversal)
			}
		case *hclsyntax.ScopeTraversalExpr:
			if len(n.Traversal) == 2 {
				e.names = append(e.names, attrSteps(n.Traversal[1:])...)
			}
		}
		return nil
	})
}

func (e *expression) call(name string) {
	if strings.HasPrefix(name, "provider::") {
		e.calls = append(e.calls, name)
	}
	if onlyApplied[strings.TrimPrefix(name, "core::")] {
		e.late = append(e.late, name)
	}
}

func (e *expression) relative(n *hclsyntax.RelativeTraversalExpr) {
	e.names = append(e.names, attrSteps(n.Traversal)...)
	if index, ok := n.Source.(*hclsyntax.IndexExpr); ok {
		e.reach(index.Collection, n.Traversal)
	}
}

// reach notes that of the instances of what source refers to only one attribute
// is read, as in x[each.key].id and x[*].id.
func (e *expression) reach(source hclsyntax.Expression, t hcl.Traversal) {
	from, ok := source.(*hclsyntax.ScopeTraversalExpr)
	if !ok || len(t) == 0 {
		return
	}
	if attr, ok := t[0].(hcl.TraverseAttr); ok {
		e.through[from.SrcRange.Start.Byte] = attr.Name
	}
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
