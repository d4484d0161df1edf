package tfconfig

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"spof/estate"
)

func (d *decoder) imported(b *block) { d.module.imports = append(d.module.imports, b) }

// undescribed returns a gap for each import whose resource no block describes:
// something that exists, and of which the configuration says nothing.
func (n *node) undescribed() []estate.Gap {
	var out []estate.Gap
	for _, b := range n.module.imports {
		e := b.body.attr("to")
		if e == nil {
			continue
		}
		names := targetNames(e)
		if len(names) < 2 || n.describes(names) {
			continue
		}
		address := strings.Join(names, ".")
		out = append(out, estate.Gap{
			What: address, Why: "an import block brings it in, and no resource block describes it",
			Advice: "write its resource block: terraform plan -generate-config-out=FILE",
			Origin: n.originOf(b.rng), Unsettles: []string{address},
		})
	}
	return out
}

// describes reports whether a resource is declared; of a module that could not
// be read, and of one without instances, that is not asked.
func (n *node) describes(names []string) bool {
	if names[0] != "module" {
		return n.module.resources[strings.Join(names, ".")] != nil
	}
	if len(names) < 4 || n.module.calls[names[1]] == nil {
		return false
	}
	children := n.called(names[1]).nodes
	return len(children) == 0 || children[0].describes(names[2:])
}

// targetNames returns the names in a resource's address, without its keys.
func targetNames(e *expression) []string {
	expr := e.Expression
	if text, ok := literal(e); ok {
		parsed, diags := hclsyntax.ParseExpression([]byte(text), e.Range().Filename, hcl.InitialPos)
		if diags.HasErrors() {
			return nil
		}
		expr = parsed
	}
	return namesIn(expr)
}

func namesIn(expr hcl.Expression) []string {
	switch e := expr.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		return append([]string{e.Traversal.RootName()}, attrNames(e.Traversal[1:])...)
	case *hclsyntax.RelativeTraversalExpr:
		return append(namesIn(e.Source), attrNames(e.Traversal)...)
	case *hclsyntax.IndexExpr:
		return namesIn(e.Collection)
	}
	return nil
}

func attrNames(t hcl.Traversal) []string {
	var out []string
	for _, step := range t {
		if attr, ok := step.(hcl.TraverseAttr); ok {
			out = append(out, attr.Name)
		}
	}
	return out
}
