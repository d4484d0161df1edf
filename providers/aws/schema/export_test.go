package schema

import (
	"strings"

	"spof/inventory"
)

// Types returns the managed types of the embedded schema.
func (p *Provider) Types() []string {
	var out []string
	for _, key := range p.keys() {
		if typ, mode, _ := strings.Cut(key, " "); mode == string(inventory.Managed) {
			out = append(out, typ)
		}
	}
	return out
}
