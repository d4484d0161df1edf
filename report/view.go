package report

import (
	"slices"

	"spof/analysis"
)

// A view sorts the findings of an audit into what a reader looks for.
type view struct {
	audit     *analysis.Audit
	findings  []*analysis.Finding // proven weaknesses, worst first
	notes     []*analysis.Finding
	undecided []*analysis.Finding
	ignored   []*analysis.Finding
	byID      map[string]*analysis.Finding
	also      map[*analysis.Finding][]*analysis.Finding // by what they stand with: see likewise and pairDoubts
}

// newView leaves out of the lists what explains a finding that is shown: one
// cause is one finding, and stands under what it causes.
func newView(a *analysis.Audit) view {
	v := view{audit: a, byID: make(map[string]*analysis.Finding, len(a.Findings)), also: map[*analysis.Finding][]*analysis.Finding{}}
	for _, f := range a.Findings {
		v.byID[f.Identity()] = f
	}
	for _, f := range a.Findings {
		switch {
		case f.Ignored != "":
			v.ignored = append(v.ignored, f)
		case v.standsUnderAnother(f):
		case f.Verdict == analysis.Undecided:
			v.undecided = append(v.undecided, f)
		case f.Severity == analysis.Note:
			v.notes = append(v.notes, f)
		default:
			v.tell(f)
		}
	}
	v.pairDoubts()
	return v
}

// pairDoubts puts the doubt about the zone of something with the doubt about
// the thing itself: what settles the one settles most of the other.
func (v *view) pairDoubts() {
	units := map[string]*analysis.Finding{}
	for _, f := range v.undecided {
		if f.Event != nil && f.Event.Kind == analysis.UnitEvent {
			units[f.Event.Address] = f
		}
	}
	v.undecided = slices.DeleteFunc(v.undecided, func(f *analysis.Finding) bool {
		if f.Event == nil || f.Event.Kind != analysis.ZoneOfEvent {
			return false
		}
		unit := units[f.Event.Address]
		if unit == nil || unit == f || !slices.Equal(unit.Services, f.Services) {
			return false
		}
		v.also[unit] = append(v.also[unit], f)
		return true
	})
}

// tell adds a weakness, or puts it with one that says the same of a unit and of
// its zone: one change mends both.
func (v *view) tell(f *analysis.Finding) {
	for _, told := range v.findings {
		if v.likewise(told, f) {
			v.also[told] = append(v.also[told], f)
			return
		}
	}
	v.findings = append(v.findings, f)
}

// likewise says whether two failures, of a unit and of a zone, are mended by the
// same, and do the same to the same services.
func (v view) likewise(a, b *analysis.Finding) bool {
	if a.Event == nil || b.Event == nil || (a.Event.Kind == analysis.UnitEvent) == (b.Event.Kind == analysis.UnitEvent) {
		return false
	}
	if a.Event.Kind == analysis.RegionEvent || b.Event.Kind == analysis.RegionEvent || len(v.causes(a)) == 0 {
		return false
	}
	return a.Severity == b.Severity && a.Outcome == b.Outcome && a.InPart == b.InPart &&
		slices.Equal(a.Services, b.Services) && slices.Equal(v.causes(a), v.causes(b))
}

func (v view) standsUnderAnother(f *analysis.Finding) bool {
	return slices.ContainsFunc(f.Explains, func(id string) bool {
		failure := v.byID[id]
		return failure != nil && failure.Ignored == "" && failure.Verdict == f.Verdict
	})
}

// causes returns the findings that say how a failure is mended, in the order
// that the analysis gives them, as far as they are as sure as it is.
func (v view) causes(f *analysis.Finding) []*analysis.Finding {
	var out []*analysis.Finding
	for _, id := range f.ExplainedBy {
		if c := v.byID[id]; c != nil && c.Ignored == "" && c.Verdict == f.Verdict {
			out = append(out, c)
		}
	}
	return out
}

// tally counts findings by severity, from the worst; severities without any
// are left out.
func tally(findings []*analysis.Finding) []string {
	var out []string
	for s := analysis.Critical; ; s-- {
		n := 0
		for _, f := range findings {
			if f.Severity == s {
				n++
			}
		}
		if n > 0 {
			out = append(out, count(n, s.String(), s.String()))
		}
		if s == analysis.Note {
			return out
		}
	}
}
