package estatetest_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"spof/analysis"
	"spof/estate"
)

// TestInvariants holds every fixture to what the two families of rules owe each
// other, and every finding to its proof and its origin.
func TestInvariants(t *testing.T) {
	t.Parallel()
	everyFixture(t, func(t *testing.T, dir string) {
		t.Helper()
		fixture := strings.TrimPrefix(filepath.ToSlash(dir), fixtures+"/")
		hearing(read(t, os.DirFS(dir)), os.DirFS(dir)).hear(t, excused()[fixture])
	})
}

// A court holds the findings of an audit against the estate that they are
// about.
type court struct {
	reading
	failures *analysis.Failures
	fsys     fs.FS
	lost     []map[string]bool // by event of a unit or zone: the addresses that it takes down
}

func hearing(r reading, fsys fs.FS) *court {
	c := &court{reading: r, failures: analysis.FailuresOf(r.estate, analysis.Options{}), fsys: fsys}
	zones := map[string]bool{}
	for _, res := range r.estate.Resources {
		if res.Fails == estate.FailsAlone {
			for _, kind := range []analysis.EventKind{analysis.UnitEvent, analysis.ZoneOfEvent} {
				c.lost = append(c.lost, c.down(analysis.Event{Kind: kind, Name: whole(res), Address: whole(res)}))
			}
		}
		for _, z := range res.Placement.Zones {
			if !zones[z.Name] {
				zones[z.Name] = true
				c.lost = append(c.lost, c.down(analysis.Event{Kind: analysis.ZoneEvent, Name: z.Name}))
			}
		}
	}
	return c
}

// down returns the addresses that an event takes down, before anything has
// taken over that does not run yet.
func (c *court) down(e analysis.Event) map[string]bool {
	out := map[string]bool{}
	for _, r := range c.failures.Blast(e) {
		out[r.Address] = true
	}
	return out
}

// hear requires all that must hold of any audit. excuses are the findings that
// need not be explained or shown, with the reason.
func (c *court) hear(t *testing.T, excuses map[string]string) {
	t.Helper()
	used := map[string]bool{}
	for _, f := range c.audit.Findings {
		c.located(t, f)
		if f.Verdict != analysis.Proven {
			continue
		}
		problem := ""
		switch {
		case !isFailure(f):
			problem = c.shown(f)
		case f.Event != nil:
			c.proven(t, f)
			problem = c.explained(f)
		}
		if problem == "" {
			continue
		}
		if excuses[about(f)] == "" {
			t.Errorf("%s: %s", about(f), problem)
		}
		used[about(f)] = true
	}
	for excuse := range excuses {
		if !used[excuse] {
			t.Errorf("%s is excused, and needs no excuse", excuse)
		}
	}
}

// about names a finding: a failure by its event, a weakness by its rule.
func about(f *analysis.Finding) string {
	if isFailure(f) && f.Event != nil {
		return f.Event.String()
	}
	return f.Rule.ID + " " + f.Address
}

// isFailure says whether a finding is about an event and not about a line.
func isFailure(f *analysis.Finding) bool {
	return slices.Contains([]string{
		"resource-takes-down-service", "zone-takes-down-service", "region-takes-down-service", "cold-start-cycle",
	}, f.Rule.ID)
}

func whole(r *estate.Resource) string {
	if r.Of != "" {
		return r.Of
	}
	return r.Address
}

// located requires that a finding and what it stands on are lines of the
// fixture.
func (c *court) located(t *testing.T, f *analysis.Finding) {
	t.Helper()
	if !c.has(f.Origin) {
		t.Errorf("%s stands at %q, which is no line of the fixture", f.Identity(), f.Origin)
	}
	for _, e := range f.Evidence {
		if !e.Origin.IsZero() && !c.has(e.Origin) {
			t.Errorf("%s: its evidence %q stands at %q, which is no line of the fixture", f.Identity(), e.Fact, e.Origin)
		}
	}
}

func (c *court) has(o estate.Origin) bool {
	src, err := fs.ReadFile(c.fsys, o.File)
	return err == nil && o.Start.Line >= 1 && o.Start.Byte < o.End.Byte && o.End.Byte <= len(src)
}

// explained says what is wrong where the failure of a unit or a zone has no
// line that mends it.
func (c *court) explained(f *analysis.Finding) string {
	if f.Event.Kind == analysis.RegionEvent || c.nobodys(f) {
		return ""
	}
	var elsewhere []string
	for _, g := range c.audit.Findings {
		if g.Verdict != analysis.Proven || !slices.Contains(g.Explains, f.Identity()) || !slices.Contains(f.ExplainedBy, g.Identity()) {
			continue
		}
		if c.onPath(f, g.Address) {
			return ""
		}
		elsewhere = append(elsewhere, g.Identity())
	}
	if len(elsewhere) > 0 {
		return f.Outcome.String() + ", and what mends it is not on the way: " + strings.Join(elsewhere, ", ")
	}
	return f.Outcome.String() + ", and nothing says how it is mended"
}

// onPath says whether a resource, or what is as it is because of it, is a step
// of a failure's proof.
func (c *court) onPath(f *analysis.Finding, address string) bool {
	return slices.ContainsFunc(f.Proof, func(s analysis.Step) bool {
		step, r := c.estate.Find(s.Address), c.estate.Find(address)
		if g, ok := r.Traits.(*estate.SubnetGroupTraits); ok && step != nil {
			return slices.Contains(g.Users, whole(step))
		}
		return step != nil && whole(step) == whole(r)
	})
}

// nobodys says whether a failure only hits gateways and servers that nobody
// who was read depends on: a second one would help nobody either.
func (c *court) nobodys(f *analysis.Finding) bool {
	for _, s := range c.audit.Services {
		if !slices.Contains(f.Services, s.Name) {
			continue
		}
		for _, address := range s.Entry {
			entry := c.estate.Find(address)
			server, machine := entry.Traits.(*estate.ServerTraits)
			if !s.Unread || entry.Kind != estate.Egress && (!machine || server.Serves.Or(true)) {
				return false
			}
		}
	}
	return true
}

// shown says what is wrong where a weakness of a resource that a service needs
// is the cause of no failure: of a service, or at least of the resource itself
// where something else stands in for it.
func (c *court) shown(f *analysis.Finding) string {
	scoped := f.Rule.Scope == estate.Unit || f.Rule.Scope == estate.Zone
	if !scoped || f.Severity == analysis.Note || len(f.Explains) > 0 || len(c.failures.ServicesOf(f.Address)) == 0 {
		return ""
	}
	for _, lost := range c.lost {
		if lost[f.Address] {
			return ""
		}
	}
	return "no failure of a unit or a zone shows it"
}
