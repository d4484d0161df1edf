package estatetest_test

import (
	"io/fs"
	"os"
	"slices"
	"testing"

	"spof/analysis"
	"spof/estate"
)

// TestInvariants holds every fixture to what design calls the agreement of the
// two families of rules, and every finding to its proof and its origin.
func TestInvariants(t *testing.T) {
	t.Parallel()
	everyFixture(t, func(t *testing.T, dir string) {
		t.Helper()
		agree(t, read(t, os.DirFS(dir)), os.DirFS(dir))
	})
}

// agree requires all that must hold of any audit.
func agree(t *testing.T, r reading, fsys fs.FS) {
	t.Helper()
	c := court{reading: r, failures: analysis.FailuresOf(r.estate, analysis.Options{}), fsys: fsys}
	for _, f := range r.audit.Findings {
		c.located(t, f)
		if f.Verdict != analysis.Proven {
			continue
		}
		switch {
		case !isFailure(f):
			c.shows(t, f)
		case f.Event != nil:
			c.proven(t, f)
			c.explained(t, f)
		}
	}
}

// A court holds findings against the estate that they are about.
type court struct {
	reading
	failures *analysis.Failures
	fsys     fs.FS
}

// isFailure says whether a finding is about an event and not about a line.
func isFailure(f *analysis.Finding) bool {
	return slices.Contains([]string{
		"resource-takes-down-service", "zone-takes-down-service", "region-takes-down-service", "cold-start-cycle",
	}, f.Rule.ID)
}

// located requires that a finding and what it stands on are lines of the
// fixture.
func (c court) located(t *testing.T, f *analysis.Finding) {
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

func (c court) has(o estate.Origin) bool {
	src, err := fs.ReadFile(c.fsys, o.File)
	return err == nil && o.Start.Line >= 1 && o.Start.Byte < o.End.Byte && o.End.Byte <= len(src)
}

// explained requires that the failure of a unit or a zone has a line that mends
// it, on the way from a service to what fails.
func (c court) explained(t *testing.T, f *analysis.Finding) {
	t.Helper()
	if f.Event.Kind == analysis.RegionEvent {
		return
	}
	for _, g := range c.audit.Findings {
		if slices.Contains(g.Explains, f.Identity()) {
			return
		}
	}
	t.Errorf("%s %s: nothing says how it is mended", f.Event, f.Outcome)
}

// shows requires that a weakness of a resource that a service needs is the
// cause of a failure; or at least that of the resource itself, where something
// stands in for it.
func (c court) shows(t *testing.T, f *analysis.Finding) {
	t.Helper()
	if f.Rule.Scope != estate.Unit && f.Rule.Scope != estate.Zone || len(f.Explains) > 0 || len(c.failures.ServicesOf(f.Address)) == 0 {
		return
	}
	t.Errorf("%s: no failure shows it: %s", f.Identity(), f.Message)
}

func (c court) proven(t *testing.T, f *analysis.Finding) { t.Helper() }
