package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"

	"spof/analysis"
	"spof/internal/golden"
	"spof/report"
)

func TestTextIsWhatAPersonShouldRead(t *testing.T) {
	t.Parallel()
	for name, audits := range map[string][]*analysis.Audit{
		"shop":   {shop()},
		"worker": {worker()},
		"sound":  {sound()},
		"roots":  {shop(), worker(), sound()},
		"empty":  {{Input: analysis.Input{Path: "live/policies", Kind: "directory", Resources: 3}}},
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
		got := text(t, report.Report{Audits: []*analysis.Audit{shop(), worker(), sound()}, Width: columns, Color: columns%2 == 0})
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
	audits := []*analysis.Audit{shop(), worker()}
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
