package analysis

import (
	"cmp"
	"slices"

	"spof/estate"
)

// link finds which configuration findings explain which failures, and drops
// those whose cause another one of the same resource has told already.
func (r *runner) link() {
	r.yield()
	guards := r.guards()
	byAddress := map[string][]*telling{}
	for _, c := range r.config {
		c.about = r.about(c, guards)
		for _, address := range c.about {
			byAddress[address] = append(byAddress[address], c)
		}
	}
	for _, t := range r.told {
		for _, address := range t.blamed() {
			r.explainAt(t, byAddress[address])
		}
	}
	r.firstCauses()
	for _, c := range r.config {
		for _, t := range c.tells {
			c.finding.Explains = append(c.finding.Explains, t.finding.Identity())
			t.finding.ExplainedBy = append(t.finding.ExplainedBy, c.finding.Identity())
		}
	}
	for _, f := range r.findings() {
		f.Explains, f.ExplainedBy = sortedDistinct(f.Explains), sortedDistinct(f.ExplainedBy)
	}
}

func sortedDistinct(words []string) []string {
	slices.Sort(words)
	return slices.Compact(words)
}

// guards returns, by the address of what guards a need, those whose need it is.
func (r *runner) guards() map[string][]string {
	guards := map[string][]string{}
	for _, res := range r.failures.estate.Resources {
		for i := range res.Needs {
			if u := res.Needs[i].Unless; u != "" {
				guards[u] = append(guards[u], res.Address)
			}
		}
	}
	return guards
}

// about returns the addresses whose failures a configuration finding may
// explain: its own, and those that are as they are because of it.
func (r *runner) about(c *telling, guards map[string][]string) []string {
	address := c.finding.Address
	all := append([]string{address}, guards[address]...)
	if res := r.failures.estate.Find(address); res != nil {
		all = append(all, wholeOf(res))
		switch t := res.Traits.(type) {
		case *estate.SubnetGroupTraits:
			all = append(all, t.Users...)
		case *estate.RecordSetTraits:
			all = append(all, t.Records...)
		case *estate.RecordTraits:
			all = append(all, t.Set)
		default:
		}
	}
	return sortedDistinct(all)
}

// blamed returns the addresses that a failure is blamed on, sorted.
func (t *telling) blamed() []string {
	share := t.share()
	all := make([]string, 0, len(share))
	for address := range share {
		all = append(all, address)
	}
	slices.Sort(all)
	return all
}

func (t *telling) share() map[string]Outcome {
	if t.hit != nil {
		return t.hit.share
	}
	return t.doubt.share
}

// explainAt links a failure with the findings about one resource that explain
// it: those about its scope, or else those that are near.
func (r *runner) explainAt(t *telling, candidates []*telling) {
	var exact, near []*telling
	for _, c := range candidates {
		res := r.failures.estate.Find(c.finding.Address)
		switch {
		case c.finding.Verdict > t.finding.Verdict, !t.fits(c, res):
		case t.hasScope(c.finding.Rule.Scope):
			exact = append(exact, c)
		case t.isNear(c.finding.Rule.Scope, c.finding.Address):
			near = append(near, c)
		}
	}
	if len(exact) == 0 {
		exact = near
	}
	for _, c := range exact {
		if !slices.Contains(t.causes, c) {
			t.causes = append(t.causes, c)
			c.tells = append(c.tells, t)
		}
	}
}

// events returns the events that a failure finding is about.
func (t *telling) events() []Event {
	if t.hit != nil {
		return []Event{t.hit.Event}
	}
	return t.doubt.Events
}

// fits says whether a configuration finding may be about any of the events.
func (t *telling) fits(c *telling, r *estate.Resource) bool {
	return slices.ContainsFunc(t.events(), func(e Event) bool {
		if own := c.finding.Event; own != nil && own.Kind == e.Kind && own.Name != e.Name {
			return false
		}
		return r == nil || touches(r, e)
	})
}

// hasScope says whether a rule of a scope is about such events. A weakness
// outside, such as a health check left out, shows in whatever fails.
func (t *telling) hasScope(s estate.Scope) bool {
	return slices.ContainsFunc(t.events(), func(e Event) bool {
		return s == e.Kind.scope() || s == estate.Global
	})
}

// strikes says whether the failure is known to strike a resource itself, not
// only what it leads to.
func (t *telling) strikes(address string) bool {
	return t.hit != nil && t.hit.struck[address]
}

// isNear says whether a rule of a scope says enough of an address, where none
// of the failure's own scope does. What has one member is lost with the zone of
// that member. What has one zone is lost with a unit only where it is one.
func (t *telling) isNear(s estate.Scope, address string) bool {
	return slices.ContainsFunc(t.events(), func(e Event) bool {
		switch e.Kind.scope() {
		case estate.Zone:
			return s == estate.Unit
		case estate.Unit:
			return s == estate.Zone && t.strikes(address)
		case estate.Region, estate.Global:
		}
		return false
	})
}

// firstCauses drops a configuration finding that explains nothing but what an
// earlier rule explains at the same resource, for one change mends both. What
// is about one unit comes before what is about a zone.
func (r *runner) firstCauses() {
	slices.SortStableFunc(r.config, func(a, b *telling) int {
		x, y := a.finding.Rule, b.finding.Rule
		return cmp.Or(cmp.Compare(x.Scope, y.Scope), cmp.Compare(r.order[x], r.order[y]))
	})
	kept := map[string][]*telling{}
	r.config = slices.DeleteFunc(r.config, func(c *telling) bool {
		for _, first := range kept[c.finding.Address] {
			if c.repeats(first) {
				for _, t := range c.tells {
					t.causes = slices.DeleteFunc(t.causes, func(o *telling) bool { return o == c })
				}
				return true
			}
		}
		kept[c.finding.Address] = append(kept[c.finding.Address], c)
		return false
	})
}

func (t *telling) repeats(first *telling) bool {
	if len(t.tells) == 0 || t.finding.Rule == first.finding.Rule || t.finding.Verdict != first.finding.Verdict {
		return false
	}
	return !slices.ContainsFunc(t.tells, func(told *telling) bool { return !slices.Contains(first.tells, told) })
}
