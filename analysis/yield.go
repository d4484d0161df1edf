package analysis

import "slices"

// yield drops the configuration findings that leave their cause to another
// one, where that one stands and is as sure.
func (r *runner) yield() {
	stands := map[string]Verdict{}
	for _, c := range r.config {
		id := c.finding.Identity()
		if v, twice := stands[id]; !twice || c.finding.Verdict < v {
			stands[id] = c.finding.Verdict
		}
	}
	r.config = slices.DeleteFunc(r.config, func(c *telling) bool {
		return slices.ContainsFunc(c.finding.YieldsTo, func(id string) bool {
			v, told := stands[id]
			return told && v <= c.finding.Verdict
		})
	})
}
