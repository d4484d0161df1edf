package tfconfig

import "slices"

// Declares returns what the root module in a directory declares, without
// evaluating it: "aws_vpc.main", "data.aws_region.here", "module.net", sorted.
// A directory without Terraform declares nothing.
func (t *Tree) Declares(dir string) []string {
	t.init()
	m := t.module(dir)
	out := sortedKeys(m.resources)
	for name := range m.calls {
		out = append(out, "module."+name)
	}
	slices.Sort(out)
	return out
}
