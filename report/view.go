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
	gone      bool                // these findings were there before, and some of what they name still is
	known     []*analysis.Finding // what is left out, for only what is new is asked for
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
		default:
			v.put(f)
		}
	}
	v.pairDoubts()
	if v.newOnly() {
		for _, list := range []*[]*analysis.Finding{&v.findings, &v.notes, &v.undecided} {
			v.known = append(v.known, filter(*list, func(f *analysis.Finding) bool { return !f.Change.IsNew() })...)
			*list = filter(*list, func(f *analysis.Finding) bool { return f.Change.IsNew() })
		}
	}
	return v
}

// put adds a finding to those of its kind.
func (v *view) put(f *analysis.Finding) {
	switch {
	case f.Verdict == analysis.Undecided:
		v.undecided = append(v.undecided, f)
	case f.Severity == analysis.Note:
		v.notes = append(v.notes, f)
	default:
		v.tell(f)
	}
}

// newOnly says whether what was there before is left out.
func (v view) newOnly() bool { return v.audit.Compared != nil && v.audit.Compared.NewOnly }

// filter returns those of some findings that are wanted.
func filter(all []*analysis.Finding, wanted func(*analysis.Finding) bool) []*analysis.Finding {
	var out []*analysis.Finding
	for _, f := range all {
		if wanted(f) {
			out = append(out, f)
		}
	}
	return out
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
		if unit == nil || unit == f || unit.Change != f.Change || !slices.Equal(unit.Services, f.Services) {
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
		if f.Event != nil && v.likewise(told, f) {
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
	if a.Event.Kind == analysis.RegionEvent || b.Event.Kind == analysis.RegionEvent {
		return false
	}
	return a.Change == b.Change && a.Severity == b.Severity && a.Outcome == b.Outcome && a.InPart == b.InPart &&
		slices.Equal(a.Services, b.Services) && v.sameCauses(a, b)
}

// sameCauses says whether the same findings say how two failures are mended, or
// were to be.
func (v view) sameCauses(a, b *analysis.Finding) bool {
	if v.gone {
		return len(a.ExplainedBy) > 0 && slices.Equal(a.ExplainedBy, b.ExplainedBy)
	}
	causes := v.causes(a)
	return len(causes) > 0 && slices.Equal(causes, v.causes(b))
}

// standsUnderAnother says whether a finding is told with a failure that it
// explains. What is new is told by itself where that failure is left out.
func (v view) standsUnderAnother(f *analysis.Finding) bool {
	return slices.ContainsFunc(v.explained(f), func(failure *analysis.Finding) bool {
		return !v.newOnly() || !f.Change.IsNew() || failure.Change.IsNew()
	})
}

// explained returns the failures that a finding explains, as far as they are as
// sure as it is.
func (v view) explained(f *analysis.Finding) []*analysis.Finding {
	return v.named(f.Explains, f)
}

// causes returns the findings that say how a failure is mended, in the order
// that the analysis gives them, as far as they are as sure as it is.
func (v view) causes(f *analysis.Finding) []*analysis.Finding {
	return v.named(f.ExplainedBy, f)
}

// named returns the findings of some identities that are not accepted, and as
// sure as another one.
func (v view) named(ids []string, as *analysis.Finding) []*analysis.Finding {
	var out []*analysis.Finding
	for _, id := range ids {
		if f := v.byID[id]; f != nil && f.Ignored == "" && f.Verdict == as.Verdict {
			out = append(out, f)
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
