package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"

	"spof/analysis"
	"spof/estate"
	"spof/internal/golden"
	"spof/report"
)

func TestTextIsWhatAPersonShouldRead(t *testing.T) {
	t.Parallel()
	for name, audits := range map[string][]*analysis.Audit{
		"shop":   {shop()},
		"worker": {worker()},
		"sound":  {sound()},
		"roots":  {shop(), idle(), worker(), sound()},
		"empty":  {idle()},
	} {
		for _, width := range []int{80, 140} {
			t.Run(fmt.Sprint(name, " at ", width), func(t *testing.T) {
				t.Parallel()
				got := text(t, report.Report{Audits: audits, Width: width})
				golden.Compare(t, fmt.Sprintf("testdata/text/%s-%d.golden", name, width), got)
			})
		}
	}
}

func TestTextStaysWithinItsWidth(t *testing.T) {
	t.Parallel()
	for columns := 40; columns <= 140; columns++ {
		got := text(t, report.Report{Audits: []*analysis.Audit{shop(), worker(), sound(), changed(), known()}, Width: columns, Color: columns%2 == 0})
		for i, line := range strings.Split(string(got), "\n") {
			if w := lipgloss.Width(line); w > columns {
				t.Errorf("line %d has %d columns of %d: %s", i+1, w, columns, line)
			}
			if strings.TrimRight(line, " ") != line {
				t.Errorf("line %d ends in spaces: %q", i+1, line)
			}
		}
	}
}

func TestColourAddsNothingButColour(t *testing.T) {
	t.Parallel()
	audits := []*analysis.Audit{shop(), worker(), changed()}
	plain := text(t, report.Report{Audits: audits})
	coloured := text(t, report.Report{Audits: audits, Color: true})
	if bytes.ContainsRune(plain, '\x1b') {
		t.Error("plain text holds escape sequences")
	}
	if !bytes.ContainsRune(coloured, '\x1b') {
		t.Error("coloured text holds no escape sequences")
	}
	if got := strip(string(coloured)); got != string(plain) {
		t.Errorf("without its colours the text reads\n%s\nand not\n%s", got, plain)
	}
}

func text(t *testing.T, r report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := report.Text(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// strip drops the colours: escape, bracket, digits and semicolons, m.
func strip(s string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, "\x1b[")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, s, _ = strings.Cut(after, "m")
	}
}

// Nobody reads a thousand lines at night: long lists are folded, and say how
// much they hide.
func TestLongListsAreFolded(t *testing.T) {
	t.Parallel()
	a := &analysis.Audit{Input: analysis.Input{Path: "live", Resources: 900}}
	for i := range 100 {
		name := fmt.Sprintf("%03d", i)
		a.Services = append(a.Services, &analysis.Service{Name: name + ".example.com", Outcomes: []analysis.EventOutcome{
			{Event: analysis.Event{Kind: analysis.UnitEvent, Name: "x"}, Outcome: analysis.Outcome(i % 5)},
		}})
		a.Findings = append(a.Findings,
			&analysis.Finding{Rule: natRule(), Severity: analysis.High, Address: "aws_nat_gateway.n" + name, Message: "m"},
			&analysis.Finding{
				Rule: natRule(), Verdict: analysis.Undecided, Address: "aws_nat_gateway.u" + name, Message: "m",
				Settles: []string{fmt.Sprintf("var.v%02d", i%20)},
			})
		a.Gaps = append(a.Gaps, estate.Gap{What: "module " + name, Why: "it is gone"},
			estate.Gap{What: "count " + name, Why: "it is not known", Advice: fmt.Sprintf("give --var v%02d=...", i%20)})
	}
	got := string(text(t, report.Report{Audits: []*analysis.Audit{a}}))
	for _, want := range []string{
		"and 88 more services: 8 can be taken down, 20 need a person to recover,",
		"and 40 more findings, no worse: 40 high",
		"and 10 more unknown values",
		"give it with --var 'v00=…'",
		"give --var v00=..., for 5 things:",
		"and 80 more; `--output json` lists them",
		"100 findings: 100 high; 100 undecided; 200 things not read.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the text does not say %q", want)
		}
	}

	if lines := strings.Count(got, "\n"); lines > 400 {
		t.Errorf("the text has %d lines", lines)
	}
}

// A file that is not read is named once, and not as its own place too.
func TestAGapNamesAFileOnce(t *testing.T) {
	t.Parallel()
	a := &analysis.Audit{Input: analysis.Input{Path: "a"}, Gaps: []estate.Gap{
		{What: "a/main.tf", Why: "it is a pipe", Origin: estate.Origin{File: "a/main.tf"}},
	}}
	got := string(text(t, report.Report{Audits: []*analysis.Audit{a}}))
	if strings.Count(got, "a/main.tf") != 1 {
		t.Errorf("the file is not named once:\n%s", got)
	}
}
