package schema

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig"
)

// policyDocument answers aws_iam_policy_document with the text that the
// provider renders, byte for byte. It is unknown when anything in it is, or
// when the provider would refuse it.
func policyDocument(r tfconfig.Instance) (answer cty.Value, known bool) {
	values, paths := r.Values.UnmarkDeepWithPaths()
	doc, err := assemble(values)
	if err != nil {
		return cty.DynamicVal, false
	}
	pretty, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		return cty.DynamicVal, false
	}
	short, err := json.Marshal(doc)
	if err != nil {
		return cty.DynamicVal, false
	}
	marks := cty.NewValueMarks()
	for _, p := range paths {
		for mark := range p.Marks {
			marks[mark] = struct{}{}
		}
	}
	return cty.ObjectVal(map[string]cty.Value{
		"id":            cty.StringVal(hashText(string(pretty))).WithMarks(marks),
		"json":          cty.StringVal(string(pretty)).WithMarks(marks),
		"minified_json": cty.StringVal(string(short)).WithMarks(marks),
		"version":       cty.StringVal(versionOf(values)).WithMarks(marks),
	}), true
}

// hashText is the plug-in library's hash of a string.
func hashText(text string) string {
	return strconv.FormatUint(uint64(crc32.ChecksumIEEE([]byte(text))), 10)
}

// assemble joins a document's sources, its own statements and its overrides.
func assemble(v cty.Value) (*policy, error) {
	sources, err := documents(v, "source_json", "source_policy_documents")
	if err != nil {
		return nil, err
	}
	own, err := ownPolicy(v)
	if err != nil {
		return nil, err
	}
	overrides, err := documents(v, "override_json", "override_policy_documents")
	if err != nil {
		return nil, err
	}
	all := &policy{}
	for _, source := range sources {
		if !source.distinct() || slices.ContainsFunc(source.Statements, func(s *statement) bool { return all.find(s.Sid) >= 0 }) {
			return nil, errPolicy
		}
		all.merge(source)
	}
	all.merge(own)
	for _, override := range overrides {
		all.merge(override)
	}
	return all, nil
}

// documents parses the documents that two attributes hold: one, and a list.
func documents(v cty.Value, one, many string) ([]*policy, error) {
	var parsed []*policy
	for _, name := range []string{one, many} {
		list, known := items(field(v, name))
		if !known {
			return nil, errPolicy
		}
		for _, item := range list {
			if item.IsNull() {
				continue
			}
			text, known := str(item)
			if !known {
				return nil, errPolicy
			}
			doc, err := parsePolicy(text)
			if err != nil {
				return nil, err
			}
			parsed = append(parsed, doc)
		}
	}
	return parsed, nil
}

// versionOf returns the version of a data source's own statements, "" where it
// is not known.
func versionOf(v cty.Value) string {
	version := field(v, "version")
	if version.IsNull() {
		return "2012-10-17"
	}
	text, _ := str(version)
	return text
}

// ownPolicy returns the document of a data source's own statements.
func ownPolicy(v cty.Value) (*policy, error) {
	doc := &policy{Version: versionOf(v)}
	if doc.Version == "" {
		return nil, errPolicy
	}
	if id := field(v, "policy_id"); !id.IsNull() {
		text, known := str(id)
		if !known {
			return nil, errPolicy
		}
		doc.ID = text
	}
	blocks, known := items(field(v, "statement"))
	if !known {
		return nil, errPolicy
	}
	for i, block := range blocks {
		s, err := ownStatement(block, doc.Version)
		if err != nil {
			return nil, fmt.Errorf("statement %d: %w", i, err)
		}
		doc.Statements = append(doc.Statements, s)
	}
	if !doc.distinct() {
		return nil, errPolicy
	}
	return doc, nil
}

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
