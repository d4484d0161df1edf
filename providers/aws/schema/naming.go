package schema

import (
	"regexp"
	"slices"
	"strings"

	"spof/inventory"
	"spof/parsers/tfconfig"
)

// Naming returns the attributes that name a managed resource of a type, and no
// other one, once it is there: those of its identities that AWS gives, sorted. A
// dot leads into blocks, "domain_name_configuration.target_domain_name".
func (p *Provider) Naming(typ string) []string {
	shape := p.Schema(inventory.Managed, typ)
	if shape == nil && !isAWS(typ) {
		return nil
	}
	n := naming{forms: p.formsOf(typ, shape), seen: map[string]bool{}}
	var out []string
	for name, f := range n.forms {
		if a := attributeOf(shape, name); a != nil && a.Optional && f.kind != "ip" && name != "id" {
			continue // what users may write, they may write twice
		}
		out = append(out, n.paths(name, f)...)
	}
	slices.Sort(out)
	return out
}

func attributeOf(shape *tfconfig.Block, name string) *tfconfig.Attribute {
	if shape == nil {
		return nil
	}
	return shape.Attributes[name]
}

// A naming looks at what the identities of a type are made of.
type naming struct {
	forms map[string]form
	seen  map[string]bool // attributes that are being looked at
}

// paths returns the paths of an identity that names: its own, or those of the
// fields in it.
func (n naming) paths(name string, f form) []string {
	switch f.kind {
	case "", "ip", "list":
		if n.given(f.shape) {
			return []string{name}
		}
	case "[]":
		var out []string
		for field := range strings.FieldsSeq(f.shape) {
			if path, of, _ := strings.Cut(field, "="); n.given(of) {
				out = append(out, name+"."+path)
			}
		}
		return out
	}
	return nil
}

// given reports whether something in a shape is of AWS's choice, and not only
// what the configuration says.
func (n naming) given(shape string) bool {
	if strings.HasPrefix(shape, "arn") {
		return true
	}
	for _, hole := range hole.FindAllStringSubmatch(shape, -1) {
		switch what := hole[1]; {
		case what == "" || what == "suffix" || what == "account" || what[0] == '#' || strings.HasSuffix(what, "+"):
			return true
		case !n.seen[what]:
			n.seen[what] = true
			f, ok := n.forms[what]
			named := ok && f.kind == "" && n.given(f.shape)
			delete(n.seen, what)
			if named {
				return true
			}
		}
	}
	return false
}

// hole matches what stands for something else in a shape.
var hole = regexp.MustCompile(`\{([^{}]*)\}`)
