package tfconfig

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"spof/estate"
)

// moved reads where something stood before. What Terraform would refuse moves
// nothing.
func (d *decoder) moved(b *block) {
	from, to := movedAddress(b.body.attr("from")), movedAddress(b.body.attr("to"))
	if from != "" && to != "" {
		d.module.moves = append(d.module.moves, estate.Move{From: from, To: to})
	}
}

// movedAddress returns the address that an argument of a moved block gives,
// within its module, "" where it gives none.
func movedAddress(e *expression) string {
	if e == nil {
		return ""
	}
	expr := e.Expression
	if text, ok := literal(e); ok { // as JSON has it
		parsed, diags := hclsyntax.ParseExpression([]byte(text), e.Range().Filename, hcl.InitialPos)
		if diags.HasErrors() {
			return ""
		}
		expr = parsed
	}
	t, diags := hcl.AbsTraversalForExpr(expr)
	if diags.HasErrors() {
		return ""
	}
	return traversalText(t)
}

// moves returns the moves of a module's blocks, as they are for one instance of
// it.
func (n *node) moves(prefix string) []estate.Move {
	out := make([]estate.Move, len(n.module.moves))
	for i, m := range n.module.moves {
		out[i] = estate.Move{From: prefix + m.From, To: prefix + m.To}
	}
	return out
}
