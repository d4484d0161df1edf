package report_test

import (
	"bytes"
	"fmt"
	"testing"

	"spof/analysis"
	"spof/estate"
	"spof/internal/golden"
	"spof/report"
)

// zoneLoss is what one zone does to an estate of four services.
func zoneLoss() report.Blast {
	a := shop()
	database := &estate.Resource{
		Address: "module.database.aws_db_instance.this", Kind: estate.Datastore, Name: "shop",
		Origin: at("modules/database/main.tf", 19, 1, 32),
	}
	return report.Blast{
		Input: a.Input.Path,
		Event: analysis.Event{Kind: analysis.ZoneEvent, Name: "us-east-1a"},
		Hits: []report.Hit{
			{Service: "mail.example.com", Outcome: analysis.EventOutcome{Outcome: analysis.Heals}},
			{Service: "search.example.com", Outcome: analysis.EventOutcome{
				Outcome: analysis.Down, Verdict: analysis.Undecided, Because: []string{"var.zones is not known"},
			}},
			{Service: "shop.example.com", Proof: a.Findings[0].Proof, Outcome: analysis.EventOutcome{
				Outcome: analysis.Down, InPart: true, Parts: []string{"route GET /orders", "route POST /orders"},
			}},
		},
		Survivors: []report.Survivor{
			{Service: "www.example.com", Because: []string{"aws_lb.www keeps 2 of 3"}},
			{Service: "admin.example.com", Unless: []analysis.EventOutcome{{
				Event:   analysis.Event{Kind: analysis.ZoneOfEvent, Name: database.Address, Address: database.Address},
				Outcome: analysis.Recovers,
			}}},
		},
		Down:  []*estate.Resource{{Address: "module.servers.aws_instance.web[0]", Kind: estate.Server, Origin: at("modules/servers/main.tf", 24, 1, 30)}},
		Maybe: []*estate.Resource{database},
	}
}

func TestWhatFailsIsToldInWords(t *testing.T) {
	t.Parallel()
	for _, width := range []int{80, 140} {
		var b bytes.Buffer
		if err := report.BlastText(&b, report.Report{Width: width}, []report.Blast{zoneLoss(), {
			Input: "live/policies", Event: analysis.Event{Kind: analysis.RegionEvent, Name: "eu-west-1"},
		}}); err != nil {
			t.Fatal(err)
		}
		golden.Compare(t, fmt.Sprintf("testdata/text/fail-%d.golden", width), b.Bytes())
	}
}

func TestWhatFailsIsToldAsJSON(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := report.BlastJSON(&b, []report.Blast{zoneLoss()}); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "testdata/json/fail.golden", b.Bytes())
}

func TestRulesExplainThemselves(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := report.RuleList(&b, []*analysis.Rule{databaseRule(), zoneRule(), natRule()}, 80, false); err != nil {
		t.Fatal(err)
	}
	b.WriteString("\n")
	if err := report.Explain(&b, databaseRule(), "resource \"aws_db_instance\" \"orders\" {\n  multi_az = false\n}\n", 80, false); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "testdata/text/rules.golden", b.Bytes())
}
