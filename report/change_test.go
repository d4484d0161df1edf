package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"spof/analysis"
	"spof/estate"
	"spof/internal/golden"
	"spof/report"
)

// changed is the shop after a change: its database got a standby, its servers
// a queue that nothing replaces, its region's loss became worse, and the NAT
// gateway is as it was.
func changed() *analysis.Audit {
	before, after := shop(), shop()
	before.Findings = remove(before.Findings, "region-takes-down-service region:us-east-1 us-east-1")
	noted := *find(after, "region-takes-down-service region:us-east-1 us-east-1")
	noted.Severity = analysis.Note
	before.Findings = append(before.Findings, &noted)
	after.Findings = remove(after.Findings,
		"resource-takes-down-service module.database.aws_db_instance.this", "rds-single-az module.database.aws_db_instance.this")
	event := &analysis.Event{Kind: analysis.UnitEvent, Name: "aws_mq_broker.jobs", Address: "aws_mq_broker.jobs"}
	broker := &analysis.Finding{
		Rule: resourceRule(), Severity: analysis.High, Outcome: analysis.Down, Address: "aws_mq_broker.jobs", Event: event, Origin: at("queue.tf", 4, 1, 30),
		Message: "aws_mq_broker.jobs takes down shop.example.com", Services: []string{"shop.example.com"},
		Proof: []analysis.Step{{Address: "shop.example.com", Name: "shop.example.com"}, {Address: "aws_mq_broker.jobs", Name: "jobs", Kind: estate.Datastore, Origin: at("queue.tf", 4, 1, 30)}},
		Fix:   analysis.Fix{Text: "Run the broker in two zones.", Edit: `deployment_mode = "ACTIVE_STANDBY_MULTI_AZ"`},
	}
	doubt := &analysis.Finding{
		Rule: databaseRule(), Verdict: analysis.Undecided, Severity: analysis.High, Address: "aws_db_instance.reports", Origin: at("reports.tf", 2, 1, 30),
		Message: "aws_db_instance.reports may have no standby", Settles: []string{"var.standby"},
	}
	after.Findings = append([]*analysis.Finding{broker, doubt}, after.Findings...)
	s := after.Services[0]
	s.Outcomes = append([]analysis.EventOutcome{{Event: *event, Outcome: analysis.Down}}, s.Outcomes...)
	after.Services = append(after.Services, &analysis.Service{Name: "jobs.example.com", Kind: estate.Datastore})
	analysis.Compare(before, after, analysis.Comparison{})
	after.Moves = []estate.Move{{From: "aws_lb.old", To: "aws_lb.new"}}
	return after
}

func remove(all []*analysis.Finding, identities ...string) []*analysis.Finding {
	var out []*analysis.Finding
	for _, f := range all {
		if !strings.Contains(strings.Join(identities, "\n")+"\n", f.Identity()+"\n") {
			out = append(out, f)
		}
	}
	return out
}

func find(a *analysis.Audit, identity string) *analysis.Finding {
	for _, f := range a.Findings {
		if f.Identity() == identity {
			return f
		}
	}
	return nil
}

// known is the same of which only what is new is shown, against a baseline.
func known() *analysis.Audit {
	a := changed()
	a.Compared.NewOnly, a.Compared.Baseline, a.Compared.With = true, true, "baseline.json"
	return a
}

func TestWhatAChangeDoes(t *testing.T) {
	t.Parallel()
	for name, audits := range map[string][]*analysis.Audit{
		"changed": {changed()}, "known": {known()}, "changed-roots": {changed(), sound(), known()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := report.Report{Version: "0.0.0", Audits: audits}
			golden.Compare(t, "testdata/text/"+name+"-80.golden", written(t, report.Text, r))
			golden.Compare(t, "testdata/markdown/"+name+".golden", written(t, report.Markdown, r))
			golden.Compare(t, "testdata/json/"+name+".golden", written(t, report.JSON, r))
			got := written(t, report.SARIF, r)
			validate(t, got)
			golden.Compare(t, "testdata/sarif/"+name+".golden", got)
			r.Width = 140
			golden.Compare(t, "testdata/text/"+name+"-140.golden", written(t, report.Text, r))
		})
	}
}

func TestASavedComparisonReadsBackAsItWas(t *testing.T) {
	t.Parallel()
	audits := []*analysis.Audit{changed(), sound(), known()}
	audits[2].Input.Path = "another"
	r := report.Report{Version: "1.2.3", Audits: audits}
	got, err := report.Read(bytes.NewReader(written(t, report.JSON, r)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(audits, got.Audits, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(analysis.Rule{}, "Run")); diff != "" {
		t.Errorf("audits differ (-saved +read):\n%s", diff)
	}
	for _, f := range report.Formats() {
		if diff := cmp.Diff(string(written(t, f.Write, r)), string(written(t, f.Write, got))); diff != "" {
			t.Errorf("%s differs (-before +after):\n%s", f.Name, diff)
		}
	}
}

// What is hidden because it is known is in the document all the same.
func TestOnlyWhatIsNewIsShown(t *testing.T) {
	t.Parallel()
	a := known()
	for _, f := range report.Formats() {
		got := string(written(t, f.Write, report.Report{Audits: []*analysis.Audit{a}}))
		if shown := strings.Contains(got, "aws_nat_gateway.this carries"); shown != (f.Name == "json") && f.Name != "markdown" {
			t.Errorf("%s shows what is known: %t", f.Name, shown)
		}
		if !strings.Contains(strings.ReplaceAll(got, `\_`, "_"), "aws_mq_broker.jobs takes down") {
			t.Errorf("%s does not show what is new", f.Name)
		}
	}
}

// A cause that comes to a failure which was there before is no single point of
// failure more. It is told by itself only where the failure is left out.
func TestACauseMoreAndACauseLess(t *testing.T) {
	t.Parallel()
	const servers = "ec2-instances-same-az module.servers.aws_instance.web[0]"
	without := shop()
	without.Findings = remove(without.Findings, servers)
	more := shop()
	analysis.Compare(without, more, analysis.Comparison{})
	contains := func(a *analysis.Audit, texts ...string) {
		t.Helper()
		got := string(written(t, report.Text, report.Report{Audits: []*analysis.Audit{a}, Width: 140}))
		for _, text := range texts {
			if !strings.Contains(got, text) {
				t.Errorf("there is no %q in:\n%s", text, got)
			}
		}
	}
	contains(more, "This change adds no single point of failure and removes none; it adds 1 cause of what was there before.\n", "[ec2-instances-same-az]\n                  (new)\n")
	more.Compared.NewOnly = true
	contains(more, "4 findings that were there before are not shown.\n", "\n+ ✗ high      module.servers.aws_instance.web[0] and", "\n1 finding: 1 high.\n")
	less := without
	analysis.Compare(shop(), less, analysis.Comparison{})
	contains(less, "This change adds no single point of failure and removes none; it removes 1 cause of what is still there.\n", "\nThere before: 3 findings\n",
		"\nRemoved: 1 cause\n- high        module.servers.aws_instance.web[0] and")
}

// What explains both a new failure and one that was there before is said in
// full at the new one, which is read first, however much worse the other is.
func TestMarkdownSaysACauseWhereItIsReadFirst(t *testing.T) {
	t.Parallel()
	nat := &analysis.Finding{Rule: natRule(), Severity: analysis.High, Address: "aws_nat_gateway.this", Message: "the only gateway", Change: analysis.Added}
	failure := func(severity analysis.Severity, address string, change analysis.Change) *analysis.Finding {
		f := &analysis.Finding{
			Rule: resourceRule(), Severity: severity, Outcome: analysis.Down, Address: address, Message: address + " takes down shop.example.com",
			Event:       &analysis.Event{Kind: analysis.UnitEvent, Name: address, Address: address},
			ExplainedBy: []string{nat.Identity()}, Change: change,
		}
		nat.Explains = append(nat.Explains, f.Identity())
		return f
	}
	a := &analysis.Audit{
		Findings: []*analysis.Finding{failure(analysis.Critical, "the old one", analysis.Unchanged), failure(analysis.Low, "the new one", analysis.Added), nat},
		Compared: &analysis.Comparison{},
	}
	got := string(written(t, report.Markdown, report.Report{Audits: []*analysis.Audit{a}}))
	first, above := strings.Index(got, "the only gateway"), strings.Index(got, "as above")
	if first < 0 || above < first || above < strings.Index(got, "There before") {
		t.Errorf("the cause is not said first:\n%s", got)
	}
}
