package analysis_test

import (
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

func TestOneTargetExplainsTheLossOfItsZone(t *testing.T) {
	t.Parallel()
	b := shop("aws_instance.web")
	b.add("aws_instance.web", estate.Server, unit, in(zoneA))
	a := b.run(t, analysis.Options{}, on("target-group-single-target", estate.Unit, "aws_lb_target_group.web"))
	want := []string{
		"resource-takes-down-service aws_instance.web",
		"zone-takes-down-service aws_instance.web us-east-1a",
	}
	if diff := cmp.Diff(want, find(t, a, "target-group-single-target aws_lb_target_group.web").Explains); diff != "" {
		t.Error(diff)
	}
}

func TestFindingIsGradedByItsOwnServices(t *testing.T) {
	t.Parallel()
	b := oneDatabase()
	b.add("aws_instance.batch", estate.Server, unit, in(zoneA))
	a := b.run(t, analysis.Options{}, on("ec2-single-instance", estate.Unit, "aws_instance.batch"))
	f := find(t, a, "ec2-single-instance aws_instance.batch")
	if f.Severity != analysis.High || len(f.Services) != 1 || f.Services[0] != "aws_instance.batch" {
		t.Errorf("%s for %q, want high for itself: the zone is worse for others", f.Severity, f.Services)
	}
	if len(f.Proof) == 0 || f.Proof[0].Address != "aws_instance.batch" {
		t.Errorf("proof %v", f.Proof)
	}
	zone := find(t, a, "zone-takes-down-service aws_db_instance.main us-east-1a")
	if diff := cmp.Diff([]string{"aws_instance.batch", site}, zone.Services); diff != "" {
		t.Error(diff)
	}
}

func TestDoubtIsExplainedByDoubtOrByWhatIsProven(t *testing.T) {
	t.Parallel()
	b := shop("aws_instance.web[0]", "aws_instance.web[1]")
	for _, address := range []string{"aws_instance.web[0]", "aws_instance.web[1]"} {
		b.add(address, estate.Server, unit, in(zoneA, zoneB), settledBy("var.subnets"))
	}
	doubt := on("ec2-instances-same-az", estate.Zone, "aws_instance.web[0]")
	doubt.Run = func(p *analysis.Pass) {
		r := p.Estate.Find("aws_instance.web[0]")
		p.Doubtf(r, r.Origin, []string{"var.subnets"}, "%s may share its zone", r.Address)
	}
	a := b.run(t, analysis.Options{}, doubt)
	f := find(t, a, "ec2-instances-same-az aws_instance.web[0]")
	if diff := cmp.Diff([]string{"zone-takes-down-service aws_instance.web[0]"}, f.Explains); diff != "" {
		t.Error(diff)
	}
	if f.Severity != analysis.Critical || f.Verdict != analysis.Undecided {
		t.Errorf("it is %s, %s", f.Severity, f.Verdict)
	}
	groups := analysis.GroupBySettles(a.Findings)
	if len(groups) != 1 || len(groups[0].Findings) != 2 || groups[0].By[0] != "var.subnets" {
		t.Errorf("groups %v", groups)
	}
}
