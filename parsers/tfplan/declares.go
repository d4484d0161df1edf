package tfplan

import (
	"slices"

	"spof/inventory"
)

// Declares returns what the root module declares, as far as a JSON plan tells:
// "aws_vpc.main", "data.aws_region.here", "module.net", sorted.
func (p *Plan) Declares() []string {
	if p.Config == nil {
		return nil
	}
	var out []string
	for _, r := range p.Config.Resources {
		name := r.Type + "." + r.Name
		if r.Mode == inventory.Data {
			name = "data." + name
		}
		out = append(out, name)
	}
	for name := range p.Config.Calls {
		out = append(out, "module."+name)
	}
	slices.Sort(out)
	return out
}
