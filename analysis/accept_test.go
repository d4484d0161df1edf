package analysis_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/estate"
)

func TestFindingThatHitsNobodyIsANote(t *testing.T) {
	t.Parallel()
	b := oneDatabase()
	b.add("aws_subnet.unused", estate.Subnet, in(zoneA))
	a := b.run(t, analysis.Options{}, on("odd-subnet", estate.Zone, "aws_subnet.unused"))
	if f := find(t, a, "odd-subnet aws_subnet.unused"); f.Severity != analysis.Note {
		t.Errorf("it is %s", f.Severity)
	}
}

func TestIgnoreAcceptsAFindingAndTheFailuresThatOnlyItExplains(t *testing.T) {
	t.Parallel()
	b := oneDatabase()
	rule := on("rds-single-az", estate.Zone, "aws_db_instance.main")
	b.ignores = []estate.Ignore{
		{Rule: "rds-single-az", Reason: "rebuilt nightly", Origin: line(62)},
		{Rule: "rds-single-az", Reason: "left behind", Origin: line(64)},
		{Rule: "region-takes-down-service", Reason: "one region is enough", Origin: line(20)},
	}
	a := b.run(t, analysis.Options{}, rule)
	expectFindings(t, a,
		"rds-single-az aws_db_instance.main critical ignored",
		"resource-takes-down-service aws_db_instance.main critical ignored",
		"zone-takes-down-service aws_db_instance.main us-east-1a critical ignored",
		"region-takes-down-service aws_lb.main us-east-1 medium ignored")
	if f := find(t, a, "zone-takes-down-service aws_db_instance.main us-east-1a"); f.Ignored != "rebuilt nightly" {
		t.Errorf("accepted because %q", f.Ignored)
	}
	if len(a.Gaps) != 1 || a.Gaps[0].Origin.String() != "main.tf:64" || !strings.Contains(a.Gaps[0].What, "rds-single-az") {
		t.Errorf("the unused comment: %v", a.Gaps)
	}
}

func TestTiers(t *testing.T) {
	t.Parallel()
	severities := func(tier analysis.Tier) []string {
		a := oneDatabase().run(t, analysis.Options{Tiers: map[string]analysis.Tier{site: tier}})
		var all []string
		for _, f := range a.Findings {
			all = append(all, string(f.Event.Kind)+" "+f.Severity.String())
		}
		return all
	}
	for tier, want := range map[analysis.Tier][]string{
		analysis.Standard:     {"zone critical", "unit critical", "region medium"},
		analysis.CriticalTier: {"region critical", "zone critical", "unit critical"},
		analysis.Hobby:        {"region note", "zone note", "unit note"},
	} {
		got := severities(tier)
		if diff := cmp.Diff(sorted(want), sorted(got)); diff != "" {
			t.Errorf("%s: %s", tier, diff)
		}
	}
}

func TestServiceWithoutReadUsersIsHigh(t *testing.T) {
	t.Parallel()
	b := &estateBuilder{}
	b.add("aws_instance.app", estate.Server, unit, in(zoneA))
	b.add("aws_db_instance.main", estate.Datastore, unit, in(zoneA))
	expectFindings(t, b.run(t, analysis.Options{}),
		"resource-takes-down-service aws_instance.app high",
		"resource-takes-down-service aws_db_instance.main critical",
		"zone-takes-down-service aws_db_instance.main us-east-1a critical",
		"region-takes-down-service aws_db_instance.main us-east-1 medium")
}
