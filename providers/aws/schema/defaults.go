package schema

import (
	_ "embed"
	"strings"

	ctyjson "github.com/zclconf/go-cty/cty/json"

	"spof/parsers/tfconfig"
)

// defaults are the values that the provider itself gives to attributes that are
// left out: for each type, lines of a name and the value in JSON.
//
// Source: what registry.terraform.io/hashicorp/aws 5.100.0 answers to
// PlanResourceChange where everything is left out that can be.
//
//go:embed defaults.txt
var defaults string

// withDefaults adds the defaults of a type to its shape, which may be nil.
func withDefaults(shape *tfconfig.Block, key string) *tfconfig.Block {
	if shape == nil {
		return nil
	}
	lines, _ := section(defaults, key)
	for line := range strings.Lines(lines) {
		name, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		a := shape.Attributes[name]
		if a == nil {
			continue
		}
		if v, err := ctyjson.Unmarshal([]byte(text), a.Type); err == nil {
			a.Default = v
		}
	}
	return shape
}
