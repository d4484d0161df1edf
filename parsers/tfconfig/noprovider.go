package tfconfig

import (
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// noProvider knows nothing: attributes are kept as they are written.
type noProvider struct{}

func (noProvider) Schema(inventory.Mode, string) *Block { return nil }

func (noProvider) Identities(Instance, Mint) map[string]cty.Value { return nil }

func (noProvider) Answer(Instance, func(string) []Instance) (cty.Value, bool) {
	return cty.DynamicVal, false
}

func (noProvider) Zones(string) ([]string, bool) { return nil, false }
