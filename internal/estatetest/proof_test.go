package estatetest_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"spof/analysis"
	"spof/estate"
)

// proven requires that a proof holds gate by gate, by the definition of a need
// and without the engine: the event strikes what the proof ends with, each step
// needs the next and goes down with it, and the first is where users come in.
func (c *court) proven(t *testing.T, f *analysis.Finding) {
	t.Helper()
	var steps []string
	for _, s := range f.Proof {
		if c.estate.Find(s.Address) != nil {
			steps = append(steps, s.Address)
		}
	}
	if len(steps) == 0 || !c.isEntry(steps[0], f.Services) {
		t.Errorf("%s: the proof %v does not begin where the users of %v come in", f.Event, steps, f.Services)
		return
	}
	var gaps []string
	for _, struck := range c.strikes(*f.Event) {
		gap := c.follow(steps, struck, f.Outcome == analysis.Degrades)
		if gap == "" {
			return
		}
		gaps = append(gaps, gap)
	}
	t.Errorf("%s %s: the proof does not hold: %s", f.Event, f.Outcome, strings.Join(gaps, "; or: "))
}

func (c *court) isEntry(address string, services []string) bool {
	return slices.ContainsFunc(c.audit.Services, func(s *analysis.Service) bool {
		return slices.Contains(services, s.Name) && slices.ContainsFunc(s.Entry, func(entry string) bool {
			return entry == address || whole(c.estate.Find(entry)) == address
		})
	})
}

// strikes returns what an event may strike: for a unit or its zone, one of
// several sets of addresses.
func (c *court) strikes(e analysis.Event) []map[string]bool {
	switch e.Kind {
	case analysis.ZoneEvent:
		return []map[string]bool{c.within(func(p estate.Placement) bool { z, known := p.Zone(); return known && z.Name == e.Name })}
	case analysis.RegionEvent:
		return []map[string]bool{c.within(func(p estate.Placement) bool { return p.Region == e.Name && p.Scope != estate.Global })}
	case analysis.UnitEvent, analysis.ZoneOfEvent, analysis.LogicalEvent:
	}
	var out []map[string]bool
	for _, r := range c.estate.Resources {
		if r.Fails == estate.FailsAlone && whole(r) == e.Address {
			out = append(out, c.strikesUnit(r, e.Kind)...)
		}
	}
	if len(out) == 0 {
		// No unit itself, but it holds units to its zone.
		out = append(out, map[string]bool{e.Address: true})
	}
	return out
}

// strikesUnit returns what the failure of a unit strikes, or of each zone that
// it may be in.
func (c *court) strikesUnit(r *estate.Resource, kind analysis.EventKind) []map[string]bool {
	if kind == analysis.UnitEvent {
		return []map[string]bool{{r.Address: true}}
	}
	var out []map[string]bool
	for _, z := range r.Placement.Zones {
		struck := c.within(func(p estate.Placement) bool { in, known := p.Zone(); return known && in == z })
		struck[r.Address] = true
		out = append(out, struck)
	}
	return out
}

func (c *court) within(domain func(estate.Placement) bool) map[string]bool {
	out := map[string]bool{}
	for _, r := range c.estate.Resources {
		if domain(r.Placement) {
			out[r.Address] = true
		}
	}
	return out
}

// follow walks along a proof, and returns what is wrong with it, "" for
// nothing.
func (c *court) follow(steps []string, struck map[string]bool, soft bool) string {
	w := c.after(struck, soft)
	for i, address := range steps[1:] {
		if !c.loses(steps[i], address, w) {
			return steps[i] + " does not go down with " + address
		}
	}
	last := steps[len(steps)-1]
	for address := range struck {
		if r := c.estate.Find(address); whole(r) == last {
			return ""
		}
	}
	return last + " is not struck"
}

// A world is what is down after an event, before anything has taken over that
// does not run yet.
type world struct {
	down map[string]bool
	seen map[string]bool // what checks see to be down
	soft bool            // whether soft needs count: what is degraded counts as down
}

// after returns the world after some resources were struck. What checks see is
// looked at in rounds, from nothing.
func (c *court) after(struck map[string]bool, soft bool) world {
	w := world{down: map[string]bool{}, soft: soft}
	for range 4 {
		w.seen, w.down = w.down, maps.Clone(struck)
		c.settle(w)
	}
	return w
}

// settle adds what lacks a need, until nothing does.
func (c *court) settle(w world) {
	for more := true; more; {
		more = false
		for _, r := range c.estate.Resources {
			for i := range r.Needs {
				if !w.down[r.Address] && w.fails(r, &r.Needs[i]) {
					w.down[r.Address], more = true, true
				}
			}
		}
	}
}

// loses says whether some need of a resource or its parts, for another one or
// its parts, is not met.
func (c *court) loses(address, next string, w world) bool {
	return slices.ContainsFunc(c.estate.Resources, func(r *estate.Resource) bool {
		return whole(r) == address && slices.ContainsFunc(r.Needs, func(n estate.Need) bool {
			return w.fails(r, &n) && slices.ContainsFunc(n.Members, func(m estate.Member) bool {
				member := c.estate.Find(m.Address)
				return member != nil && whole(member) == next && !w.up(m)
			})
		})
	})
}

// fails says whether a need takes its resource down, by the definition of a
// need.
func (w world) fails(r *estate.Resource, n *estate.Need) bool {
	switch {
	case n.Open, n.Unless != "" && w.seen[n.Unless]:
		return false
	case n.Strength == estate.Startup && !r.Starts, n.Strength == estate.Soft && !w.soft:
		return false
	}
	left := 0
	for _, m := range n.Members {
		if w.up(m) {
			left++
		}
	}
	return left < n.Quorum || n.Split && left < len(n.Members)
}

// up says whether a member serves: what must first be created or promoted does
// not yet.
func (w world) up(m estate.Member) bool {
	return m.Takeover == estate.Running && !w.down[m.Address]
}
