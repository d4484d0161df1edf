package tfconfig

import (
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// overridden returns a body with what an override file says put over it:
// arguments one by one, nested blocks type by type, and lifecycle, which is no
// nested block of the resource, again argument by argument.
// Source: https://developer.hashicorp.com/terraform/language/files/override.
func overridden(base, by *body) *body {
	out := &body{attrs: maps.Clone(base.attrs)}
	maps.Copy(out.attrs, by.attrs)
	replaced := map[string]bool{}
	for _, b := range by.blocks {
		replaced[producedType(b)] = true
	}
	for _, b := range base.blocks {
		switch {
		case !replaced[producedType(b)]:
			out.blocks = append(out.blocks, b)
		case b.typ == "lifecycle":
			out.blocks = append(out.blocks, b.under(by.blocksOf(b.typ)))
		}
	}
	for _, b := range by.blocks {
		if b.typ != "lifecycle" || len(base.blocksOf(b.typ)) == 0 {
			out.blocks = append(out.blocks, b)
		}
	}
	return out
}

// under returns a block with others of its type put over it.
func (b *block) under(others []*block) *block {
	out := *b
	for _, other := range others {
		out.body = overridden(out.body, other.body)
	}
	return &out
}

// unrepeatable are the blocks that Terraform refuses in override files.
var unrepeatable = map[string]bool{"moved": true, "removed": true, "import": true}

// impliedBase reports whether a block overrides what need not be written: every
// provider has a default configuration.
func impliedBase(b *block) bool { return b.typ == "provider" && b.body.attr("alias") == nil }

func blockName(b *block) string {
	name := strings.Join(b.labels, ".")
	if alias, ok := literal(b.body.attr("alias")); ok && b.typ == "provider" {
		name += "." + alias
	}
	return name
}

func baseless(typ, name string, at hcl.Range) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "override of something undeclared",
		Detail:   fmt.Sprintf("no %s %s stands outside of the override files; this one is not read.", typ, name),
		Subject:  &at,
	}
}

func misplaced(b *block) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "block in the wrong file",
		Detail:   b.typ + " blocks cannot stand in an override file; this one is not read.",
		Subject:  b.rng.Ptr(),
	}
}
