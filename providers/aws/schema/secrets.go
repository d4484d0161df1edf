package schema

import (
	"strings"

	"spof/inventory"
	"spof/parsers/tfconfig"
)

// carriers are attributes that people put secrets into although the provider
// does not call them sensitive: scripts and environments. What they hold is
// read for its links and never shown.
var carriers = map[string]bool{
	"user_data": true, "user_data_base64": true,
	"container_definitions": true, "container_properties": true, "node_properties": true,
}

// environments are nested blocks whose values are an environment's contents.
var environments = map[string]string{"environment": "variables", "environment_variable": "value", "environment_variables": "value"}

// isWriteOnly tells write-only arguments by the names that HashiCorp gives them:
// what is written to them is noticed through a version beside them.
// See https://developer.hashicorp.com/terraform/plugin/framework/resources/write-only-arguments.
func isWriteOnly(name string, shape *tfconfig.Block) bool {
	return strings.HasSuffix(name, "_wo") && shape.Attributes[name+"_version"] != nil
}

// withSecrets marks the carriers of a shape, which may be nil, as sensitive.
func withSecrets(shape *tfconfig.Block) *tfconfig.Block {
	if shape == nil {
		return nil
	}
	for name, a := range shape.Attributes {
		a.WriteOnly = isWriteOnly(name, shape)
		a.Sensitive = a.Sensitive || a.WriteOnly || carriers[name]
	}
	for name, nested := range shape.Blocks {
		if a := nested.Attributes[environments[name]]; a != nil {
			a.Sensitive = true
		}
		withSecrets(&nested.Block)
	}
	return shape
}

// Secrets returns the paths of what is sensitive of a type, by the names of
// attributes and nested blocks. Of a type that is not known all may be, and of
// one that is not AWS's, of which nothing is judged: what terraform_data was
// given loses its sensitivity in a state, and so do the outputs of another
// state. The path is empty then.
func (p *Provider) Secrets(mode inventory.Mode, typ string) [][]string {
	shape := p.Schema(mode, typ)
	if shape == nil || !isAWS(typ) {
		return [][]string{{}}
	}
	return secretsIn(shape)
}

func isAWS(typ string) bool { return strings.HasPrefix(typ, "aws_") }

func secretsIn(shape *tfconfig.Block) [][]string {
	var out [][]string
	for name, a := range shape.Attributes {
		if a.Sensitive {
			out = append(out, []string{name})
		}
	}
	for name, nested := range shape.Blocks {
		for _, path := range secretsIn(&nested.Block) {
			out = append(out, append([]string{name}, path...))
		}
	}
	return out
}
