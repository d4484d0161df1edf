package analysis_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/estate"
)

// A weakness is a finding in short.
type weakness func(*analysis.Finding)

func found(rule, address string, with ...weakness) *analysis.Finding {
	f := &analysis.Finding{Rule: &analysis.Rule{ID: rule, Scope: estate.Zone}, Address: address, Severity: analysis.High}
	for _, w := range with {
		w(f)
	}
	return f
}

func undecided(f *analysis.Finding) { f.Verdict = analysis.Undecided }

func accepted(f *analysis.Finding) { f.Ignored = "nobody uses it" }

func of(s analysis.Severity) weakness { return func(f *analysis.Finding) { f.Severity = s } }

func hits(services ...string) weakness { return func(f *analysis.Finding) { f.Services = services } }

func when(kind analysis.EventKind, name string) weakness {
	return func(f *analysis.Finding) { f.Event = &analysis.Event{Kind: kind, Name: name} }
}

func regionWide(f *analysis.Finding) { f.Rule.Scope = estate.Region }

// changes says what became of the findings of two audits: "added a x".
func changes(before, after *analysis.Audit) []string {
	analysis.Compare(before, after, analysis.Comparison{})
	var out []string
	for _, f := range slices.Concat(after.Findings, after.Compared.Removed) {
		out = append(out, f.Change.String()+" "+f.Identity())
	}
	return out
}

func TestCompareFindings(t *testing.T) {
	t.Parallel()
	type findings = []*analysis.Finding
	zone := func(address, name string) *analysis.Finding {
		return found("zone", address, when(analysis.ZoneEvent, name))
	}
	zoneOf := func(address string) *analysis.Finding {
		return found("zone", address, when(analysis.ZoneOfEvent, address))
	}
	for name, c := range map[string]struct {
		before, after findings
		want          []string
	}{
		"the same":                        {findings{found("r", "a")}, findings{found("r", "a")}, []string{"unchanged r a"}},
		"one came and one went":           {findings{found("r", "a")}, findings{found("r", "b")}, []string{"added r b", "removed r a"}},
		"another rule at the same thing":  {findings{found("r", "a")}, findings{found("s", "a")}, []string{"added s a", "removed r a"}},
		"of two alike one went":           {findings{found("r", "a"), found("r", "a")}, findings{found("r", "a")}, []string{"unchanged r a", "removed r a"}},
		"a doubt became proven":           {findings{found("r", "a", undecided)}, findings{found("r", "a")}, []string{"added r a"}},
		"what was proven is in doubt":     {findings{found("r", "a")}, findings{found("r", "a", undecided)}, []string{"unchanged r a"}},
		"a doubt stayed":                  {findings{found("r", "a", undecided)}, findings{found("r", "a", undecided, of(analysis.Critical))}, []string{"unchanged r a"}},
		"it was accepted before":          {findings{found("r", "a", accepted)}, findings{found("r", "a")}, []string{"added r a"}},
		"it is accepted now":              {findings{found("r", "a")}, findings{found("r", "a", accepted)}, []string{"unchanged r a"}},
		"what was accepted went":          {findings{found("r", "a", accepted)}, nil, nil},
		"more severe":                     {findings{found("r", "a", of(analysis.Note))}, findings{found("r", "a")}, []string{"worse r a"}},
		"less severe":                     {findings{found("r", "a")}, findings{found("r", "a", of(analysis.Low))}, []string{"better r a"}},
		"it hits one more service":        {findings{found("r", "a", hits("x"))}, findings{found("r", "a", hits("x", "y"))}, []string{"worse r a"}},
		"it hits one service less":        {findings{found("r", "a", hits("x", "y"))}, findings{found("r", "a", hits("x"))}, []string{"better r a"}},
		"a service has another name":      {findings{found("r", "a", hits("x"))}, findings{found("r", "a", hits("y"))}, []string{"unchanged r a"}},
		"a region takes what it is given": {findings{found("r", "a", hits("x"), regionWide)}, findings{found("r", "a", hits("x", "y"), regionWide)}, []string{"unchanged r a"}},

		"the loss of a zone, mended elsewhere first": {findings{zone("a", "us-east-1a")}, findings{zone("b", "us-east-1a")}, []string{"unchanged zone b us-east-1a"}},
		"another zone":                    {findings{zone("a", "us-east-1a")}, findings{zone("a", "us-east-1b")}, []string{"added zone a us-east-1b", "removed zone a us-east-1a"}},
		"the zone that AWS chose":         {findings{zoneOf("a")}, findings{zone("a", "us-east-1b")}, []string{"unchanged zone a us-east-1b"}},
		"a zone that is left to AWS":      {findings{zone("a", "us-east-1b")}, findings{zoneOf("a")}, []string{"unchanged zone a"}},
		"one of two zones is left to AWS": {findings{zone("a", "us-east-1a"), zone("a", "us-east-1b")}, findings{zoneOf("a")}, []string{"added zone a", "removed zone a us-east-1a", "removed zone a us-east-1b"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := changes(&analysis.Audit{Findings: c.before}, &analysis.Audit{Findings: c.after})
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestCompareFollowsMoves(t *testing.T) {
	t.Parallel()
	moves := []estate.Move{{From: "module.old", To: "module.new"}}
	old, young := "module.old.aws_db_instance.a", "module.new.aws_db_instance.a"
	audit := func(address string, moves []estate.Move) *analysis.Audit {
		event := analysis.Event{Kind: analysis.UnitEvent, Name: address, Address: address}
		zone := analysis.Event{Kind: analysis.ZoneOfEvent, Name: address, Address: address}
		return &analysis.Audit{
			Moves:    moves,
			Findings: []*analysis.Finding{found("r", address, hits(address)), found("zone", address, when(zone.Kind, zone.Name), hits(address))},
			Services: []*analysis.Service{{Name: address, Outcomes: []analysis.EventOutcome{{Event: event, Outcome: analysis.Down}, {Event: zone, Outcome: analysis.Down}}}},
		}
	}
	alone, first := "module.m.aws_db_instance.a", "module.m.aws_db_instance.a[0]"
	for name, pair := range map[string][2]*analysis.Audit{
		"a count is added":   {audit(alone, nil), audit(first, nil)},
		"a count is removed": {audit(first, nil), audit(alone, nil)},
		"there":              {audit(old, nil), audit(young, moves)},
		"and back":           {audit(young, moves), audit(old, nil)},
		"in both, long ago":  {audit(young, moves), audit(young, moves)},
	} {
		analysis.Compare(pair[0], pair[1], analysis.Comparison{})
		c := pair[1].Compared
		if len(c.Removed)+len(c.Shifts)+len(c.Appeared)+len(c.Vanished) > 0 {
			t.Errorf("%s: a move changed something: %+v", name, c)
		}
		for _, f := range pair[1].Findings {
			if f.Change != analysis.Unchanged {
				t.Errorf("%s: %s is %s", name, f.Identity(), f.Change)
			}
		}
	}
}

// That a failure is not found any more does not say that it is gone, where the
// doubt about it has another name.
func TestCompareTakesNoDoubtForMended(t *testing.T) {
	t.Parallel()
	zone := analysis.Event{Kind: analysis.ZoneEvent, Name: "us-east-1a"}
	for _, verdict := range []analysis.Verdict{analysis.Proven, analysis.Undecided} {
		before := &analysis.Audit{Findings: []*analysis.Finding{found("zone", "a", when(zone.Kind, zone.Name), hits("s"))}}
		after := &analysis.Audit{
			Findings: []*analysis.Finding{found("zone", "b", undecided)},
			Services: []*analysis.Service{{Name: "s", Outcomes: []analysis.EventOutcome{{Event: zone, Outcome: analysis.Down, Verdict: verdict}}}},
		}
		analysis.Compare(before, after, analysis.Comparison{})
		if gone := len(after.Compared.Removed) == 1; gone != (verdict == analysis.Proven) {
			t.Errorf("the loss of the zone is %s, and removed: %t", verdict, gone)
		}
	}
}

// What is gone names what it stood under, and nothing that it did not.
func TestCompareKeepsWhatRemovedFindingsStoodUnder(t *testing.T) {
	t.Parallel()
	cause := found("cause", "a")
	cause.Explains = []string{"failure a", "doubt a", "accepted a", "nowhere a"}
	failure := found("failure", "a")
	failure.ExplainedBy = []string{"cause a"}
	before := &analysis.Audit{Findings: []*analysis.Finding{cause, failure, found("doubt", "a", undecided), found("accepted", "a", accepted)}}
	after := &analysis.Audit{Findings: []*analysis.Finding{found("failure", "a")}}
	analysis.Compare(before, after, analysis.Comparison{})
	for _, f := range after.Compared.Removed {
		if f.Rule.ID == "cause" && !slices.Equal(f.Explains, []string{"failure a"}) {
			t.Errorf("the cause stood under %q", f.Explains)
		}
	}
	if len(after.Compared.Removed) != 2 || len(cause.Explains) != 4 || cause.Change != analysis.Uncompared {
		t.Errorf("%d are removed; the audit before was changed: %+v", len(after.Compared.Removed), cause)
	}
}

func TestCompareServices(t *testing.T) {
	t.Parallel()
	one := func(kind analysis.EventKind, name string, o analysis.Outcome) analysis.EventOutcome {
		return analysis.EventOutcome{Event: analysis.Event{Kind: kind, Name: name}, Outcome: o}
	}
	doubtful := func(o analysis.EventOutcome) analysis.EventOutcome {
		o.Verdict = analysis.Undecided
		return o
	}
	in := func(name string, outcomes ...analysis.EventOutcome) *analysis.Audit {
		return &analysis.Audit{Services: []*analysis.Service{{Name: name, Outcomes: outcomes}}}
	}
	zone, zoneOf, unit := analysis.ZoneEvent, analysis.ZoneOfEvent, analysis.UnitEvent
	for name, c := range map[string]struct {
		before, after *analysis.Audit
		want          []string
	}{
		"the same":                 {in("s", one(zone, "a", analysis.Down)), in("s", one(zone, "a", analysis.Down)), nil},
		"worse and better":         {in("s", one(zone, "a", analysis.Survives), one(zone, "b", analysis.Down)), in("s", one(zone, "b", analysis.Heals), one(zone, "a", analysis.Down)), []string{"s zone:a survives down", "s zone:b down heals"}},
		"what it did not touch":    {in("s"), in("s", one(zone, "a", analysis.Down), one(zone, "b", analysis.Survives)), []string{"s zone:a survives down"}},
		"what is no longer there":  {in("s", one(unit, "x", analysis.Down)), in("s"), []string{"s x down survives"}},
		"a doubt became proven":    {in("s", doubtful(one(zone, "a", analysis.Down))), in("s", one(zone, "a", analysis.Down)), []string{"s zone:a undecided down"}},
		"a doubt was for nothing":  {in("s", doubtful(one(zone, "a", analysis.Down))), in("s", one(zone, "a", analysis.Survives)), nil},
		"it is in doubt":           {in("s", one(zone, "a", analysis.Down)), in("s", doubtful(one(zone, "a", analysis.Down))), nil},
		"AWS chose":                {in("s", one(zoneOf, "x", analysis.Down)), in("s", one(zone, "a", analysis.Down)), nil},
		"AWS chose, and one more":  {in("s", one(zoneOf, "x", analysis.Down)), in("s", one(zone, "a", analysis.Down), one(zone, "b", analysis.Down)), []string{"s zone:b survives down"}},
		"another service":          {in("s"), in("t", one(zone, "a", analysis.Down)), []string{"appeared t", "vanished s"}},
		"a service that was there": {in("s"), in("s"), nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			analysis.Compare(c.before, c.after, analysis.Comparison{})
			var got []string
			word := func(e analysis.Effect) string {
				if e.Verdict == analysis.Undecided {
					return "undecided"
				}
				return e.Outcome.String()
			}
			for _, s := range c.after.Compared.Shifts {
				got = append(got, s.Service+" "+s.Event.String()+" "+word(s.Was)+" "+word(s.Is))
			}
			for _, s := range c.after.Compared.Appeared {
				got = append(got, "appeared "+s)
			}
			for _, s := range c.after.Compared.Vanished {
				got = append(got, "vanished "+s)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
