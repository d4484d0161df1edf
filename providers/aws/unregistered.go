package aws

import (
	"slices"
	"strconv"
	"strings"

	"spof/estate"
)

// tellUnknownTargets makes a gap of the servers that no balancer is known to
// reach, where some target of one is not known: it may be one of them. They are
// then services of their own only where users come in at them.
func (m *model) tellUnknownTargets() {
	settles := slices.Clone(m.lostTargets)
	for _, by := range m.openGroups {
		settles = append(settles, by...)
	}
	slices.Sort(settles)
	settles = slices.Compact(settles)
	used := map[string]bool{}
	for _, targets := range m.targets {
		for _, t := range targets {
			used[t.address] = true
		}
	}
	var of []string
	for _, r := range m.out {
		if t, ok := r.Traits.(*estate.ServerTraits); ok && len(settles) > 0 && !used[r.Address] {
			t.Settles = settles
			of = append(of, r.Address)
		}
	}
	if len(of) == 0 {
		return
	}
	slices.Sort(of)
	m.gaps = append(m.gaps, estate.Gap{
		What:   "who uses " + andMore(of),
		Why:    "the targets of a load balancer hang on " + strings.Join(settles[:min(len(settles), maxNamed)], " and "),
		Origin: m.made[of[0]].Origin, Unsettles: of,
	})
}

// andMore names the first of several things, and says how many more there are.
func andMore(names []string) string {
	if n := len(names) - 1; n > 0 {
		return names[0] + " and " + strconv.Itoa(n) + " more"
	}
	return names[0]
}
