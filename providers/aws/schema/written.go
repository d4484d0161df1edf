package schema

import (
	_ "embed"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig"
)

// writtenTable says what the provider makes of what is written, in the form
// that its own comment describes.
//
//go:embed written.txt
var writtenTable string

// withWritten adds to a shape, which may be nil, what the provider makes of
// what is written.
func withWritten(shape *tfconfig.Block, key string) *tfconfig.Block {
	if shape == nil {
		return nil
	}
	id := shape.Attributes["id"]
	takeEmpty(shape, id == nil || !id.Optional)
	lines, _ := section(writtenTable, key)
	for line := range strings.Lines(lines) {
		if path, word, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " "); ok {
			rewrite(shape, path, word) // TestWrittenTableAgreesWithTheSchema: no line is lost
		}
	}
	return shape
}

// takeEmpty says of each attribute whether it stays as it is written when that
// is empty. With terraform-plugin-framework all do. With terraform-plugin-sdk,
// which gives every resource an id that may be set, a text, a set or a map that
// the provider may fill does not.
//
// Source: schemaMap of terraform-plugin-sdk v2, and what 5.100.0 answers to
// PlanResourceChange where all computed attributes are set to what is empty.
func takeEmpty(b *tfconfig.Block, framework bool) {
	for _, a := range b.Attributes {
		a.TakesEmpty = a.Computed && (framework || !emptyIsNone(a.Type))
	}
	for _, nested := range b.Blocks {
		takeEmpty(&nested.Block, framework)
	}
}

func emptyIsNone(t cty.Type) bool {
	return t == cty.String || (t.IsSetType() || t.IsMapType()) && t.ElementType().IsPrimitiveType()
}

// rewrite applies one word of the table to the attribute at a path, and reports
// whether there is such an attribute and such a word.
func rewrite(b *tfconfig.Block, path, word string) bool {
	name, rest, deeper := strings.Cut(path, ".")
	if nested := b.Blocks[name]; nested != nil && deeper {
		return rewrite(&nested.Block, rest, word)
	}
	a, normal := b.Attributes[name], normals(word)
	switch {
	case a == nil || normal == nil && word != "zero":
		return false
	case deeper:
		if a.Fields == nil {
			a.Fields = map[string]func(string) string{}
		}
		a.Fields[rest] = normal
	case word == "zero":
		a.TakesEmpty = false
	default:
		a.Normal = normal
	}
	return true
}

// normals returns the function that a word of the table names, or nil.
func normals(word string) func(string) string {
	return map[string]func(string) string{
		"lower":    strings.ToLower,
		"upper":    strings.ToUpper,
		"trim":     strings.TrimSpace,
		"dot":      func(s string) string { return strings.TrimSuffix(s, ".") },
		"domain":   func(s string) string { return strings.ToLower(strings.TrimSuffix(s, ".")) },
		"group":    func(s string) string { return strings.TrimSuffix(s, ":*") },
		"protocol": protocol,
	}[word]
}

// protocol names an IP protocol as security groups do: one that has a name
// there by it, and all of them as -1.
func protocol(s string) string {
	s = strings.ToLower(s)
	if name, ok := map[string]string{"all": "-1", "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}[s]; ok {
		return name
	}
	return s
}
