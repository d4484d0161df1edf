package report_test

import (
	"strings"
	"testing"

	"spof/analysis"
	"spof/report"
)

// ofDatabase is a failure of a database, or of the zone that it is in.
func ofDatabase(rule *analysis.Rule, kind analysis.EventKind, severity analysis.Severity) *analysis.Finding {
	const db = "aws_db_instance.main"
	return &analysis.Finding{
		Rule: rule, Severity: severity, Outcome: analysis.Down, Address: db,
		Event:    &analysis.Event{Kind: kind, Name: db, Address: db},
		Services: []string{db}, Message: db + " is lost by its " + string(kind),
	}
}

func TestUnitAndItsZoneAreToldOnceWhereOneChangeMendsBoth(t *testing.T) {
	t.Parallel()
	for _, severity := range []analysis.Severity{analysis.Critical, analysis.Medium} {
		unit := ofDatabase(resourceRule(), analysis.UnitEvent, severity)
		zone := ofDatabase(zoneRule(), analysis.ZoneOfEvent, analysis.Critical)
		cause := &analysis.Finding{Rule: databaseRule(), Severity: analysis.Critical, Address: unit.Address, Message: "no standby"}
		for _, failure := range []*analysis.Finding{unit, zone} {
			failure.ExplainedBy = []string{cause.Identity()}
			cause.Explains = append(cause.Explains, failure.Identity())
		}
		var out strings.Builder
		a := &analysis.Audit{Findings: []*analysis.Finding{unit, zone, cause}}
		if err := report.Text(&out, report.Report{Audits: []*analysis.Audit{a}, Width: 80}); err != nil {
			t.Fatal(err)
		}
		together := severity == zone.Severity
		if got := strings.Contains(out.String(), "or when     its zone fails"); got != together {
			t.Errorf("%s and %s are together: %t\n%s", severity, zone.Severity, got, out.String())
		}
		if got := strings.Contains(out.String(), zone.Message); got == together {
			t.Errorf("%s and %s: the zone has its own finding: %t\n%s", severity, zone.Severity, got, out.String())
		}
	}
}

func TestDoubtAboutAZoneStandsWithThatAboutTheThing(t *testing.T) {
	t.Parallel()
	unit := ofDatabase(resourceRule(), analysis.UnitEvent, analysis.Medium)
	zone := ofDatabase(zoneRule(), analysis.ZoneOfEvent, analysis.Critical)
	unit.Settles, zone.Settles = []string{"var.nodes"}, []string{"var.nodes", "var.subnets"}
	for _, f := range []*analysis.Finding{unit, zone} {
		f.Verdict = analysis.Undecided
	}
	for _, other := range []bool{false, true} {
		if other {
			zone.Services = []string{"shop.example.com"}
		}
		var out strings.Builder
		a := &analysis.Audit{Findings: []*analysis.Finding{zone, unit}}
		if err := report.Text(&out, report.Report{Audits: []*analysis.Audit{a}, Width: 200}); err != nil {
			t.Fatal(err)
		}
		want := "Undecided: 1 question"
		if other {
			want = "Undecided: 2 questions"
		}
		if !strings.Contains(out.String(), want) {
			t.Errorf("want %q of other services: %t\n%s", want, other, out.String())
		}
		if got := strings.Contains(out.String(), "and so for its zone, which hangs on var.subnets too"); got == other {
			t.Errorf("they are together: %t\n%s", got, out.String())
		}
	}
}

func TestInstancesOfOneBlockAreMendedInOnePlace(t *testing.T) {
	t.Parallel()
	failure := ofDatabase(regionRule(), analysis.RegionEvent, analysis.Medium)
	all := []*analysis.Finding{failure}
	for _, key := range []string{"a", "b", "c"} {
		c := &analysis.Finding{
			Rule: databaseRule(), Severity: analysis.Medium, Address: "aws_db_instance.main[\"" + key + "\"]",
			Origin: at("db.tf", 3, 1, 20), Message: key + " has no copy", Fix: analysis.Fix{Text: "Copy it."}, Explains: []string{failure.Identity()},
		}
		failure.ExplainedBy = append(failure.ExplainedBy, c.Identity())
		all = append(all, c)
	}
	var out strings.Builder
	if err := report.Text(&out, report.Report{Audits: []*analysis.Audit{{Findings: all}}, Width: 120}); err != nil {
		t.Fatal(err)
	}
	for text, n := range map[string]int{"Copy it.": 1, "a has no copy": 1, "b has no copy": 0, `and so for aws_db_instance.main["b"] and aws_db_instance.main["c"]`: 1} {
		if got := strings.Count(out.String(), text); got != n {
			t.Errorf("%q stands there %d times, want %d\n%s", text, got, n, out.String())
		}
	}
}
