package analysis_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/estate"
)

// on returns a rule that finds a weakness of one resource at a line.
func on(id string, scope estate.Scope, address string) *analysis.Rule {
	r := &analysis.Rule{ID: id, Scope: scope, Severity: analysis.High}
	r.Run = func(p *analysis.Pass) {
		res := p.Estate.Find(address)
		at := res.Origin
		at.Start.Line += 3
		p.Failf(res, at, "%s is weak", address).Fix = analysis.Fix{Text: "mend " + address}
	}
	return r
}

func find(t *testing.T, a *analysis.Audit, identity string) *analysis.Finding {
	t.Helper()
	for _, f := range a.Findings {
		if f.Identity() == identity {
			return f
		}
	}
	t.Fatalf("there is no finding %s", identity)
	return nil
}

// oneDatabase has servers in two zones and a database in one.
func oneDatabase() *estateBuilder {
	b := shop("aws_instance.web[0]", "aws_instance.web[1]")
	b.add("aws_instance.web[0]", estate.Server, unit, in(zoneA), needs("aws_db_instance.main"))
	b.add("aws_instance.web[1]", estate.Server, unit, in(zoneB), needs("aws_db_instance.main"))
	b.add("aws_db_instance.main", estate.Datastore, unit, in(zoneA))
	return b
}

func TestConfigurationExplainsFailures(t *testing.T) {
	t.Parallel()
	a := oneDatabase().run(t, analysis.Options{}, on("rds-single-az", estate.Zone, "aws_db_instance.main"))
	config := find(t, a, "rds-single-az aws_db_instance.main")
	want := []string{
		"resource-takes-down-service aws_db_instance.main",
		"zone-takes-down-service aws_db_instance.main us-east-1a",
	}
	if diff := cmp.Diff(want, config.Explains); diff != "" {
		t.Error(diff)
	}
	if config.Severity != analysis.Critical || config.Outcome != analysis.Down {
		t.Errorf("it is %s, %s; want as bad as what it explains", config.Severity, config.Outcome)
	}
	if diff := cmp.Diff([]string{site}, config.Services); diff != "" {
		t.Error(diff)
	}
	zone := find(t, a, want[1])
	if diff := cmp.Diff([]string{config.Identity()}, zone.ExplainedBy); diff != "" {
		t.Error(diff)
	}
	if zone.Origin.String() != config.Origin.String() || zone.Fix != config.Fix {
		t.Errorf("the failure is mended at %s by %q, want the line of what explains it", zone.Origin, zone.Fix.Text)
	}
}

func TestProofFollowsWhatSufficesNotWhatIsNearest(t *testing.T) {
	t.Parallel()
	a := oneDatabase().run(t, analysis.Options{})
	zone := find(t, a, "zone-takes-down-service aws_db_instance.main us-east-1a")
	var steps []string
	for _, s := range zone.Proof {
		steps = append(steps, s.Why+" "+s.Name)
	}
	want := []string{
		" " + site, "needs aws_lb.main", "needs aws_lb_target_group.web",
		"routes to aws_instance.web[0] and aws_instance.web[1]", "needs aws_db_instance.main", "runs in us-east-1a",
	}
	if diff := cmp.Diff(want, steps); diff != "" {
		t.Error(diff)
	}
	if got := zone.Message; got != "zone us-east-1a takes down shop.example.com: its datastore runs only there" {
		t.Errorf("message %q", got)
	}
}

func TestWhatIsNotToBlameExplainsNothing(t *testing.T) {
	t.Parallel()
	a := oneDatabase().run(t, analysis.Options{},
		on("ec2-single-instance", estate.Unit, "aws_instance.web[1]"),
		on("lb-single-az", estate.Zone, "aws_lb.main"))
	if f := find(t, a, "ec2-single-instance aws_instance.web[1]"); len(f.Explains) > 0 || f.Severity != analysis.Low {
		t.Errorf("a server that only needs the database explains %q, %s", f.Explains, f.Severity)
	}
}

func TestBalancerOfAnotherZoneExplainsNothing(t *testing.T) {
	t.Parallel()
	b := shop("aws_instance.web")
	b.resources[1].Traits = &estate.BalancerTraits{Spread: estate.Spread{Zones: []estate.Domain{zoneB}}}
	b.add("aws_instance.web", estate.Server, unit, in(zoneA))
	a := b.run(t, analysis.Options{}, on("lb-single-az", estate.Zone, "aws_lb.main"))
	if f := find(t, a, "lb-single-az aws_lb.main"); len(f.Explains) > 0 {
		t.Errorf("it explains %q", f.Explains)
	}
}

func TestOneChangeIsToldOnce(t *testing.T) {
	t.Parallel()
	a := oneDatabase().run(t, analysis.Options{},
		on("db-in-one-zone", estate.Zone, "aws_db_instance.main"),
		on("db-has-one-member", estate.Unit, "aws_db_instance.main"),
		on("db-in-one-zone-too", estate.Zone, "aws_db_instance.main"))
	var ids []string
	for _, f := range a.Findings {
		if f.Event == nil {
			ids = append(ids, f.Rule.ID)
		}
	}
	if diff := cmp.Diff([]string{"db-in-one-zone", "db-has-one-member"}, ids); diff != "" {
		t.Error(diff)
	}
}

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
