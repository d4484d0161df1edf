package tfplan

import (
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	hcljson "github.com/hashicorp/hcl/v2/json"
	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig/bounds"
)

// markVariables marks the variables that the root module declares sensitive,
// and all of them where a file of it cannot be read.
func (t *tree) markVariables(s *store) {
	for name, src := range t.files {
		if path.Dir(name) != t.root || !isConfig(name) {
			continue
		}
		names, ok := sensitiveVariables(name, src)
		for _, name := range names {
			s.sensitive(name)
		}
		if !ok {
			for name := range s.plan.Variables {
				s.sensitive(name)
			}
		}
	}
}

func isConfig(name string) bool {
	name = strings.TrimSuffix(name, ".json")
	return strings.HasSuffix(name, ".tf") || strings.HasSuffix(name, ".tofu")
}

// sensitiveVariables returns the variables that a file declares sensitive, and
// whether all of it could be read. What it does not say plainly counts as yes.
func sensitiveVariables(name string, src []byte) (names []string, ok bool) {
	if bounds.CheckConfig(src) != nil {
		return nil, false
	}
	parse := func() (*hcl.File, hcl.Diagnostics) { return hclsyntax.ParseConfig(src, name, hcl.InitialPos) }
	if strings.HasSuffix(name, ".json") {
		parse = func() (*hcl.File, hcl.Diagnostics) { return hcljson.Parse(src, name) }
	}
	file, diags := parse()
	if diags.HasErrors() || file == nil {
		return nil, false
	}
	found, _, diags := file.Body.PartialContent(&hcl.BodySchema{
		Blocks: []hcl.BlockHeaderSchema{{Type: "variable", LabelNames: []string{"name"}}},
	})
	for _, b := range found.Blocks {
		content, _, more := b.Body.PartialContent(&hcl.BodySchema{Attributes: []hcl.AttributeSchema{{Name: "sensitive"}}})
		diags = append(diags, more...)
		if a := content.Attributes["sensitive"]; a != nil && !isFalse(a.Expr) {
			names = append(names, b.Labels[0])
		}
	}
	return names, !diags.HasErrors()
}

func isFalse(e hcl.Expression) bool {
	v, diags := e.Value(nil)
	return !diags.HasErrors() && v.RawEquals(cty.False)
}
