package schema

import "spof/parsers/tfconfig"

// carriers are attributes that people put secrets into although the provider
// does not call them sensitive: scripts and environments. What they hold is
// read for its links and never shown.
var carriers = map[string]bool{
	"user_data": true, "user_data_base64": true,
	"container_definitions": true, "container_properties": true, "node_properties": true,
}

// environments are nested blocks whose values are an environment's contents.
var environments = map[string]string{"environment": "variables", "environment_variable": "value", "environment_variables": "value"}

// withSecrets marks the carriers of a shape, which may be nil, as sensitive.
func withSecrets(shape *tfconfig.Block) *tfconfig.Block {
	if shape == nil {
		return nil
	}
	for name, a := range shape.Attributes {
		a.Sensitive = a.Sensitive || carriers[name]
	}
	for name, nested := range shape.Blocks {
		if a := nested.Attributes[environments[name]]; a != nil {
			a.Sensitive = true
		}
		withSecrets(&nested.Block)
	}
	return shape
}
