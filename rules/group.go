package rules

import (
	"slices"

	"spof/analysis"
	"spof/estate"
)

// united returns the zones of several spreads together.
func united(spreads []estate.Spread) estate.Spread {
	if len(spreads) == 1 {
		return spreads[0]
	}
	var out estate.Spread
	for _, s := range spreads {
		// Two spreads of one zone each, which AWS chooses, may be in two.
		out.Open = out.Open || s.Open || s.One && len(s.Zones) == 0
		out.Assumed = out.Assumed || s.Assumed
		out.Settles = append(out.Settles, s.Settles...)
		if out.Origin.IsZero() {
			out.Origin = s.Origin
		}
		for _, z := range s.Zones {
			if !slices.Contains(out.Zones, z) {
				out.Zones = append(out.Zones, z)
			}
		}
	}
	slices.SortFunc(out.Zones, estate.Domain.Compare)
	slices.Sort(out.Settles)
	out.Settles = slices.Compact(out.Settles)
	return out
}

// A team is the groups of one product with one part to play. It is judged as
// one: a group in each zone is as good as one group over all.
type team struct {
	groups []*estate.GroupTraits
	names  []string
}

// teamOf returns the groups that stand in for each other, if r speaks for them.
func teamOf(p *analysis.Pass, r *estate.Resource, t *estate.GroupTraits, product estate.Product) (team, bool) {
	if t.Product != product || t.Standby {
		return team{}, false
	}
	var out team
	for _, address := range t.Peers {
		g, ok := traitsAt[*estate.GroupTraits](p.Estate, address)
		if ok && g.Product == product && !g.Standby {
			out.groups, out.names = append(out.groups, g), append(out.names, address)
		}
	}
	if len(out.names) == 0 {
		return team{groups: []*estate.GroupTraits{t}, names: []string{r.Address}}, true
	}
	return out, out.names[0] == r.Address
}

// spread returns the zones of the whole team.
func (t team) spread() estate.Spread {
	spreads := make([]estate.Spread, len(t.groups))
	for i, g := range t.groups {
		spreads[i] = g.Spread
	}
	return united(spreads)
}

// least returns how many units the whole team keeps up at least.
func (t team) least() estate.Value[int] {
	if len(t.groups) == 0 {
		return estate.Value[int]{}
	}
	sum := 0
	for _, g := range t.groups {
		n, known := g.Min.Get()
		if !known {
			return g.Min
		}
		sum += n
	}
	if len(t.groups) == 1 {
		return t.groups[0].Min
	}
	return estate.Default(sum, t.groups[0].Min.Origin())
}

// leastName returns the attribute that decides how many units run at least, ""
// where that of several groups does.
func (t team) leastName() string {
	if len(t.groups) != 1 {
		return ""
	}
	return t.groups[0].MinName
}

// unitsLost says what is lost with all units of the team.
func (t team) unitsLost(noun string) string {
	if len(t.names) > 1 {
		return "no " + noun + " of " + list(t.names) + " is left"
	}
	return "no " + noun + " is left"
}
