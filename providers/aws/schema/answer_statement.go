package schema

import (
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// ownStatement reads one statement block.
func ownStatement(block cty.Value, version string) (*statement, error) {
	d := decoder{version: version}
	s := &statement{
		Sid:           d.text(field(block, "sid"), ""),
		Effect:        d.text(field(block, "effect"), "Allow"),
		Actions:       oneOrMore(d.set(field(block, "actions"))),
		NotActions:    oneOrMore(d.set(field(block, "not_actions"))),
		Resources:     oneOrMore(d.set(field(block, "resources"))),
		NotResources:  oneOrMore(d.set(field(block, "not_resources"))),
		Principals:    d.principals(field(block, "principals")),
		NotPrincipals: d.principals(field(block, "not_principals")),
		Conditions:    d.conditions(field(block, "condition")),
	}
	return s, d.err
}

// A decoder reads the parts of a statement; err is set once one is unknown.
type decoder struct {
	version string
	err     error
}

func (d *decoder) text(v cty.Value, usual string) string {
	if v.IsNull() {
		return usual
	}
	text, known := str(v)
	if !known {
		d.err = errPolicy
	}
	return text
}

// list returns strings with "&{" turned into the "${" of policy variables,
// which the older version of the policy language has not.
func (d *decoder) list(v cty.Value) []string {
	list, known := texts(v)
	if !known {
		d.err = errPolicy
	}
	for i, text := range list {
		if strings.Contains(text, "&{") && d.version == "2008-10-17" {
			d.err = errPolicy
		}
		list[i] = strings.ReplaceAll(text, "&{", "${")
	}
	return list
}

// set returns a set of strings in the provider's order, the last first.
func (d *decoder) set(v cty.Value) []string {
	list, known := texts(v)
	if !known {
		d.err = errPolicy
	}
	slices.Sort(list)
	slices.Reverse(list)
	list = slices.Compact(list)
	return d.list(listOf(list))
}

func listOf(list []string) cty.Value {
	if len(list) == 0 {
		return cty.ListValEmpty(cty.String)
	}
	elements := make([]cty.Value, len(list))
	for i, text := range list {
		elements[i] = cty.StringVal(text)
	}
	return cty.ListVal(elements)
}

// blocks returns the blocks of a set in the order of the plug-in library.
func (d *decoder) blocks(v cty.Value, fields ...string) []cty.Value {
	list, known := items(v)
	if !known {
		d.err = errPolicy
	}
	slices.SortStableFunc(list, func(a, b cty.Value) int {
		return strings.Compare(hashBlock(a, fields), hashBlock(b, fields))
	})
	return list
}

// hashBlock is the hash by which the plug-in library orders the blocks of a
// set: of "name:value;" for each field, a list in parentheses and a set in
// braces, in the order of its own hashes.
func hashBlock(block cty.Value, fields []string) string {
	var out strings.Builder
	for _, name := range fields {
		v := field(block, name)
		out.WriteString(name + ":")
		list, _ := texts(v)
		switch name {
		case "identifiers":
			slices.SortFunc(list, func(a, b string) int { return strings.Compare(hashText(a+";"), hashText(b+";")) })
			out.WriteString("{" + strings.Join(append(list, ""), ";") + "}")
		case "values":
			out.WriteString("(" + strings.Join(append(list, ""), ";") + ")")
		default:
			out.WriteString(strings.Join(list, ""))
		}
		out.WriteString(";")
	}
	return hashText(out.String())
}

// principals returns the principals by type; anybody is "*".
func (d *decoder) principals(v cty.Value) any {
	blocks := d.blocks(v, "identifiers", "type")
	byType := map[string][]string{}
	for _, block := range blocks {
		kind := d.text(field(block, "type"), "")
		byType[kind] = append(byType[kind], d.set(field(block, "identifiers"))...)
	}
	if len(blocks) == 0 {
		return nil
	}
	if everybody := byType["*"]; len(blocks) == 1 && len(everybody) == 1 && everybody[0] == "*" {
		return "*"
	}
	all := map[string]any{}
	for kind, identifiers := range byType {
		all[kind] = oneOrMore(identifiers)
	}
	return all
}

// conditions returns the conditions by test and variable.
func (d *decoder) conditions(v cty.Value) map[string]map[string]any {
	values := map[string]map[string][]string{}
	for _, block := range d.blocks(v, "test", "values", "variable") {
		test, variable := d.text(field(block, "test"), ""), d.text(field(block, "variable"), "")
		if values[test] == nil {
			values[test] = map[string][]string{}
		}
		values[test][variable] = append(values[test][variable], d.list(field(block, "values"))...)
	}
	all := map[string]map[string]any{}
	for test, variables := range values {
		all[test] = map[string]any{}
		for variable, list := range variables {
			all[test][variable] = oneOrMore(list)
		}
	}
	return all
}
