package schema

import (
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfconfig"
)

// A maker makes the identities of one resource.
type maker struct {
	instance tfconfig.Instance
	mint     tfconfig.Mint
	schema   *tfconfig.Block // nil where the type is newer than the schema
	forms    map[string]form
	place    place
	depth    int // how many identities refer to the one being made
}

// identity returns the value of one attribute or block, and whether it is an
// identity of this resource as it is configured.
func (m *maker) identity(name string) (v cty.Value, ok bool) {
	f, ok := m.forms[name]
	if !ok || f.kind == "no" || !m.holds(f.condition) {
		return cty.NilVal, false
	}
	if m.schema != nil && m.schema.Blocks[name] != nil {
		return m.block(name, f)
	}
	if !m.leftOut(name) {
		return cty.NilVal, false
	}
	return m.make(name, f)
}

// make makes an identity of a form.
func (m *maker) make(name string, f form) (v cty.Value, ok bool) {
	switch f.kind {
	case "ip":
		return cty.StringVal(inventory.Address(m.mint(name))), true
	case "number":
		return m.number(name, f)
	case "list":
		return m.list(name, f), true
	case "[]":
		return m.object(name, f)
	case "code":
		return m.special(name)
	default:
		return cty.StringVal(m.render(name, f.shape)), true
	}
}

// remembering returns a mint that asks for each token once.
func remembering(mint tfconfig.Mint) tfconfig.Mint {
	tokens := map[string]string{}
	return func(attribute string) string {
		token, ok := tokens[attribute]
		if !ok {
			token = mint(attribute)
			tokens[attribute] = token
		}
		return token
	}
}

// leftOut reports whether the provider may fill an attribute and the
// configuration does not set it. A computed text that is set to "" is not set.
func (m *maker) leftOut(name string) bool {
	v := field(m.instance.Values, name)
	text, known := str(v)
	unset := v.IsNull() || known && text == ""
	if m.schema == nil {
		return unset
	}
	a := m.schema.Attributes[name]
	return a != nil && a.Computed && unset
}

// holds reports whether a condition is met: "x" where x is configured and not
// false, "!x" unless x is configured as false, "" always.
func (m *maker) holds(condition string) bool {
	if condition == "" {
		return true
	}
	if name, ok := strings.CutPrefix(condition, "!"); ok {
		is, known := boolean(field(m.instance.Values, name))
		return is || !known
	}
	v := field(m.instance.Values, condition)
	if v.IsNull() {
		return false
	}
	if m.schema == nil || m.schema.Attributes[condition].Type != cty.Bool {
		return true
	}
	is, known := boolean(v)
	return known && is
}

func (m *maker) number(name string, f form) (v cty.Value, ok bool) {
	n, err := strconv.ParseInt(m.render(name, f.shape), 10, 64)
	if err != nil {
		return cty.NilVal, false
	}
	if f.shape == "{port}" && m.defaultPort() == "" {
		return cty.NilVal, false
	}
	return cty.NumberIntVal(n), true
}

func (m *maker) list(name string, f form) cty.Value {
	const length = 4 // of every delegation set, the only lists of identities
	var items []cty.Value
	for n := range length {
		shape := strings.ReplaceAll(f.shape, "{n}", strconv.Itoa(n+1))
		items = append(items, cty.StringVal(m.render(name, shape)))
	}
	return cty.ListVal(items)
}

// text returns an attribute as part of another one's identity: as configured,
// else its own identity, else "". Made says that it is an identity.
func (m *maker) text(name string) (text string, made bool) {
	if s, known := str(field(m.instance.Values, name)); known && s != "" {
		return s, false
	}
	const deepest = 8 // the table has no cycle; a new line in it might
	if m.depth > deepest {
		return "", false
	}
	if _, ok := m.forms[name]; !ok || !m.leftOut(name) {
		return "", false
	}
	m.depth++
	defer func() { m.depth-- }()
	v, ok := m.identity(name)
	if !ok {
		return "", false
	}
	s, _ := str(v)
	return s, true
}
