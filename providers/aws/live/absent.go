package live

import (
	"maps"
	"slices"
	"strings"
)

// absent are the services that are not offered, by region: nothing can be in
// them.
type absent map[string]map[string]bool

// absences finds them: what has no address in a region that answers otherwise.
// Where nothing else answers, it is the names that fail, and not the service.
func absences(calls []planned) absent {
	answered := map[string]bool{}
	for _, c := range calls {
		answered[c.Region] = answered[c.Region] || c.answered
	}
	out := absent{}
	for _, c := range calls {
		if !c.answered && answered[c.Region] && isNameless(c.beyond) {
			if out[c.Region] == nil {
				out[c.Region] = map[string]bool{}
			}
			out[c.Region][c.service] = true
		}
	}
	return out
}

// notes say so, in a line for the regions that lack the same.
func (a absent) notes() []string {
	regions := map[string][]string{}
	for _, region := range slices.Sorted(maps.Keys(a)) {
		services := strings.Join(slices.Sorted(maps.Keys(a[region])), ", ")
		regions[services] = append(regions[services], region)
	}
	var out []string
	for _, services := range slices.Sorted(maps.Keys(regions)) {
		out = append(out, "not offered in "+strings.Join(regions[services], ", ")+", where they have no address: "+services)
	}
	return out
}
