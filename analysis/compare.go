package analysis

import (
	"slices"

	"spof/estate"
)

// Compare says of each finding of an audit what became of it since another
// audit of the same estate, and keeps with the audit what is gone since. The
// audit before is not changed. What was moved in either is the same thing still.
func Compare(before, after *Audit, c Comparison) {
	m := newComparing(before, after)
	m.match(identityOf, true)
	m.match(domainOf, false)
	m.match(zoneOf, false)
	for _, is := range after.Findings {
		is.Change, is.Was = Added, nil
		if was := m.was[is]; was != nil {
			is.Change = m.changeOf(was, is)
			if is.Change == Worse || is.Change == Better {
				is.Was = &Earlier{was.Severity, was.Services}
			}
		}
	}
	c.Removed, c.Shifts = m.removed(), m.shifts()
	c.Appeared, c.Vanished = m.services()
	c.Unread = max(0, len(after.Gaps)-len(before.Gaps))
	after.Compared = &c
}

// A comparing finds in two audits what is the same.
type comparing struct {
	before, after *Audit
	was           map[*Finding]*Finding // by finding of the audit after
	gone          map[*Finding]bool     // findings of the audit before without one after
	stood, stands map[string]*Service   // the services of each audit, by name
	// then and now give the address that something of the audit before, or of
	// that after, has once all moves were made that the other knows of.
	then, now func(address string) string
}

func newComparing(before, after *Audit) *comparing {
	c := &comparing{
		before: before, after: after,
		was: map[*Finding]*Finding{}, gone: map[*Finding]bool{},
		stood: map[string]*Service{}, stands: map[string]*Service{},
		then: estate.Mover(slices.Concat(after.Moves, impliedMoves(before, after))),
		now:  estate.Mover(before.Moves),
	}
	for _, f := range before.Findings {
		c.gone[f] = true
	}
	for _, s := range before.Services {
		c.stood[c.then(s.Name)] = s
	}
	for _, s := range after.Services {
		c.stands[c.now(s.Name)] = s
	}
	return c
}

// A key is what two audits call the same finding by, "" where a finding has
// none of its kind.
type key func(f *Finding, moved func(string) string) string

func identityOf(f *Finding, moved func(string) string) string {
	g := *f
	g.Address = moved(f.Address)
	return g.Identity()
}

// domainOf is the zone or region whose loss is the failure: there is one such
// failure of each, whatever it is that should be mended first.
func domainOf(f *Finding, _ func(string) string) string {
	if f.Event == nil || f.Verdict == Undecided || (f.Event.Kind != ZoneEvent && f.Event.Kind != RegionEvent) {
		return ""
	}
	return f.Rule.ID + " " + f.Event.String()
}

// zoneOf is the resource at fault of the failure of its zone: whether that is
// known, or still to be chosen by AWS, the failure is the same.
func zoneOf(f *Finding, moved func(string) string) string {
	if f.Event == nil || (f.Event.Kind != ZoneEvent && f.Event.Kind != ZoneOfEvent) {
		return ""
	}
	return f.Rule.ID + " " + moved(f.Address)
}

// match pairs the findings that are still without their like and have the same
// key. Where a key may have several, they pair in order; where not, only what
// is alone with it on both sides.
func (c *comparing) match(of key, several bool) {
	was, is := map[string][]*Finding{}, map[string][]*Finding{}
	for _, f := range c.before.Findings {
		if k := of(f, c.then); k != "" && c.gone[f] {
			was[k] = append(was[k], f)
		}
	}
	for _, f := range c.after.Findings {
		if k := of(f, c.now); k != "" && c.was[f] == nil {
			is[k] = append(is[k], f)
		}
	}
	for k, found := range is {
		if !several && (len(found) > 1 || len(was[k]) > 1) {
			continue
		}
		for i, f := range found[:min(len(found), len(was[k]))] {
			c.pair(was[k][i], f)
		}
	}
}

// pair says that two findings are the same, unless they are about two zones
// that are named.
func (c *comparing) pair(was, is *Finding) {
	if was.Event != nil && is.Event != nil && was.Event.Kind == ZoneEvent && is.Event.Kind == ZoneEvent && was.Event.Name != is.Event.Name {
		return
	}
	c.was[is] = was
	delete(c.gone, was)
}

// inDoubt says whether a failure that was proven cannot be decided any more for
// a service that it hit: then it is not known to be gone.
func (c *comparing) inDoubt(f *Finding) bool {
	if f.Event == nil || f.Verdict == Undecided {
		return false
	}
	return slices.ContainsFunc(moved(f.Services, c.then), func(name string) bool {
		s := c.stands[name]
		return s != nil && slices.ContainsFunc(s.Outcomes, func(o EventOutcome) bool {
			return o.Verdict == Undecided && eventOf(o.Event, c.now) == eventOf(*f.Event, c.then)
		})
	})
}

// removed returns copies of the findings that are gone, in the order that they
// had. A copy that stood under another one still names it, as it is called now
// where it is still there, and no others.
func (c *comparing) removed() []*Finding {
	by, now := map[string]*Finding{}, map[*Finding]string{}
	for _, f := range c.before.Findings {
		by[f.Identity()], now[f] = f, f.Identity()
	}
	for is, was := range c.was {
		now[was] = is.Identity()
	}
	var out []*Finding
	for _, f := range c.before.Findings {
		if !c.gone[f] || f.Ignored != "" || c.inDoubt(f) {
			continue
		}
		told := func(ids []string) []string {
			var names []string
			for _, id := range ids {
				if other := by[id]; other != nil && other.Ignored == "" && other.Verdict == f.Verdict {
					names = append(names, now[other])
				}
			}
			return names
		}
		gone := *f
		gone.Change, gone.Was, gone.Explains, gone.ExplainedBy = Removed, nil, told(f.Explains), told(f.ExplainedBy)
		out = append(out, &gone)
	}
	return out
}

// servicesOf compares what a failure hits of the services. That a region takes
// what was added to it is nothing new.
func (c *comparing) servicesOf(was, is *Finding) Change {
	if is.Rule.Scope == estate.Region {
		return Unchanged
	}
	hit, hits := moved(was.Services, c.then), moved(is.Services, c.now)
	lost, gained := without(hit, hits), without(hits, hit)
	both := len(lost) > 0 && len(gained) > 0
	switch {
	case len(gained) > 0 && (!both || known(gained, c.stood)):
		return Worse
	case len(lost) > 0 && (!both || known(lost, c.stands)):
		return Better
	}
	return Unchanged
}

func moved(names []string, to func(string) string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = to(name)
	}
	return out
}

// without returns those of some names that others do not hold.
func without(names, others []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(others, name) })
}

func known(names []string, services map[string]*Service) bool {
	return slices.ContainsFunc(names, func(name string) bool { return services[name] != nil })
}
