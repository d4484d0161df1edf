package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"spof/analysis"
	"spof/estate"
	"spof/internal/golden"
	"spof/report"
)

func TestSARIFIsWhatCodeScanningWants(t *testing.T) {
	t.Parallel()
	for name, audits := range map[string][]*analysis.Audit{
		"shop":  {shop()},
		"roots": {shop(), worker(), sound()},
		"none":  nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := written(t, report.SARIF, report.Report{Version: "0.0.0", Audits: audits, Base: "infra"})
			validate(t, got)
			golden.Compare(t, "testdata/sarif/"+name+".golden", got)
		})
	}
}

// A sarif is the part of a SARIF log that the tests look at.
type sarif struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Rules []struct {
					ID string `json:"id"`
				} `json:"rules"`
			} `json:"driver"`
		} `json:"tool"`
		Invocations []struct {
			Notifications []struct {
				Message message `json:"message"`
			} `json:"toolExecutionNotifications"`
		} `json:"invocations"`
		Results []struct {
			RuleID       string            `json:"ruleId"`
			RuleIndex    int               `json:"ruleIndex"`
			Level        string            `json:"level"`
			Message      message           `json:"message"`
			Locations    []location        `json:"locations"`
			Related      []location        `json:"relatedLocations"`
			Fingerprints map[string]string `json:"partialFingerprints"`
		} `json:"results"`
	} `json:"runs"`
}

type message struct {
	Text string `json:"text"`
}

type location struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region struct {
			StartLine int `json:"startLine"`
		} `json:"region"`
	} `json:"physicalLocation"`
}

func (l location) String() string {
	return fmt.Sprintf("%s:%d", l.Physical.Artifact.URI, l.Physical.Region.StartLine)
}

func TestAResultInsideAModuleStandsAtItsCall(t *testing.T) {
	t.Parallel()
	r := decode(t, report.Report{Audits: []*analysis.Audit{worker()}}).Runs[0].Results[0]
	if got := r.Locations[0].String(); got != "live/worker/main.tf:12" {
		t.Errorf("the result stands at %s", got)
	}
	last := r.Related[len(r.Related)-1]
	if got := last.String(); got != "live/worker/.terraform/modules/db/main.tf:31" {
		t.Errorf("the inner place is %s", got)
	}
}

func TestAResultOutsideTheRepositoryStandsAtItsCall(t *testing.T) {
	t.Parallel()
	a := shop()
	a.Findings[2].Origin = through(at("../../elsewhere/db.tf", 3, 1, 9), at("../live/main.tf", 7, 1, 9))
	for _, r := range decode(t, report.Report{Audits: []*analysis.Audit{a}, Base: "infra"}).Runs[0].Results {
		if r.RuleID == "rds-single-az" && r.Locations[0].String() != "live/main.tf:7" {
			t.Errorf("the result stands at %s", r.Locations[0])
		}
	}
}

func TestAResultIsTheCauseAndNamesTheFailure(t *testing.T) {
	t.Parallel()
	run := decode(t, report.Report{Audits: []*analysis.Audit{shop()}}).Runs[0]
	var ids []string
	for _, r := range run.Results {
		ids = append(ids, r.RuleID)
		if run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("rule %d is not %s", r.RuleIndex, r.RuleID)
		}
	}
	want := "rds-single-az ec2-instances-same-az nat-single-az region-takes-down-service"
	if got := strings.Join(ids, " "); got != want {
		t.Errorf("results are of\n%s\nand not of\n%s", got, want)
	}
	if text := run.Results[0].Message.Text; !strings.Contains(text, "zone us-east-1a takes down shop.example.com") {
		t.Errorf("the message does not name the failure: %s", text)
	}
}

// What explains a failure only perhaps must not hide it.
func TestAFailureWithoutAProvenCauseIsItsOwnResult(t *testing.T) {
	t.Parallel()
	a := shop()
	a.Findings[2].Verdict, a.Findings[3].Verdict = analysis.Undecided, analysis.Undecided
	run := decode(t, report.Report{Audits: []*analysis.Audit{a}}).Runs[0]
	if got := run.Results[0].RuleID; got != "zone-takes-down-service" {
		t.Errorf("the worst result is of %s", got)
	}
	if got := string(text(t, report.Report{Audits: []*analysis.Audit{a}})); !strings.Contains(got, "Undecided: 2 questions") {
		t.Errorf("the causes are not shown as undecided:\n%s", got)
	}
}

func TestWhatIsIgnoredOrNotKnownIsNoResult(t *testing.T) {
	t.Parallel()
	run := decode(t, report.Report{Audits: []*analysis.Audit{worker()}}).Runs[0]
	for _, r := range run.Results {
		if r.RuleID == "rds-single-az" || r.RuleID == "lb-single-az" {
			t.Errorf("%s is a result", r.RuleID)
		}
	}
	if n := len(run.Invocations[0].Notifications); n != 9 {
		t.Errorf("there are %d notifications, want 2 of gaps and 7 of doubts", n)
	}
}

func TestFingerprintsOutliveLines(t *testing.T) {
	t.Parallel()
	before := decode(t, report.Report{Audits: []*analysis.Audit{shop()}}).Runs[0].Results
	moved := shop()
	seen := make(map[string]bool)
	for _, f := range moved.Findings {
		f.Origin.Start.Line += 10
		f.Message += ", as before"
	}
	for i, r := range decode(t, report.Report{Audits: []*analysis.Audit{moved}}).Runs[0].Results {
		hash := r.Fingerprints["primaryLocationLineHash"]
		if hash == "" || hash != before[i].Fingerprints["primaryLocationLineHash"] {
			t.Errorf("%s: the fingerprint moved with its line", r.RuleID)
		}
		if seen[hash] {
			t.Errorf("%s: two results share a fingerprint", r.RuleID)
		}
		seen[hash] = true
	}
}

func TestSARIFStaysWithinTheLimits(t *testing.T) {
	t.Parallel()
	a := &analysis.Audit{Input: analysis.Input{Path: "big"}}
	for i := range 6000 {
		a.Findings = append(a.Findings, &analysis.Finding{
			Rule: natRule(), Severity: analysis.Severity(i % 5), Address: fmt.Sprint("aws_nat_gateway.n", i),
			Origin: at("big/main.tf", i+1, 1, 2), Message: "m",
		})
	}
	run := decode(t, report.Report{Audits: []*analysis.Audit{a}}).Runs[0]
	if len(run.Results) != 5000 {
		t.Errorf("there are %d results", len(run.Results))
	}
	for _, r := range run.Results {
		if r.Level == "error" {
			break
		}
		t.Fatal("the first results are not the worst")
	}
	if text := run.Invocations[0].Notifications[0].Message.Text; !strings.Contains(text, "1000 results") {
		t.Errorf("nothing says what was left out: %s", text)
	}
	many := make([]*analysis.Audit, 21)
	for i := range many {
		many[i] = sound()
		many[i].Findings = shop().Findings
		many[i].Input.Path = fmt.Sprint("root", i)
	}
	log := decode(t, report.Report{Audits: many})
	if len(log.Runs) != 1 || len(log.Runs[0].Results) != 21*4 {
		t.Errorf("21 roots give %d runs", len(log.Runs))
	}
}

func TestEveryResultHasAPlace(t *testing.T) {
	t.Parallel()
	a := &analysis.Audit{
		Input: analysis.Input{Path: "live"},
		Findings: []*analysis.Finding{{
			Rule: natRule(), Severity: analysis.High, Address: "region:x", Message: "m",
			Proof: []analysis.Step{{Address: "a"}},
		}},
		Gaps: []estate.Gap{{What: "a thing", Why: "it is gone"}},
	}
	log := written(t, report.SARIF, report.Report{Audits: []*analysis.Audit{a}})
	validate(t, log)
	if got := decode(t, report.Report{Audits: []*analysis.Audit{a}}).Runs[0].Results[0].Locations[0].String(); got != "live:0" {
		t.Errorf("the result stands at %s", got)
	}
}

func decode(t *testing.T, r report.Report) sarif {
	t.Helper()
	var log sarif
	if err := json.Unmarshal(written(t, report.SARIF, r), &log); err != nil {
		t.Fatal(err)
	}
	return log
}

// validate checks a log against the schema of the standard.
func validate(t *testing.T, log []byte) {
	t.Helper()
	standard, err := os.ReadFile("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(standard))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(log))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(doc); err != nil {
		t.Errorf("the log is not SARIF 2.1.0: %v", err)
	}
}
