package schema

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"

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
	marks := cty.ValueMarks{}
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
