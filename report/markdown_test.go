package report_test

import (
	"fmt"
	"strings"
	"testing"

	"spof/analysis"
	"spof/estate"
	"spof/internal/golden"
	"spof/report"
)

func TestMarkdownIsWhatAReviewerShouldRead(t *testing.T) {
	t.Parallel()
	for name, audits := range map[string][]*analysis.Audit{
		"shop": {shop()}, "roots": {shop(), idle(), worker(), sound()}, "none": nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden.Compare(t, "testdata/markdown/"+name+".golden", written(t, report.Markdown, report.Report{Audits: audits}))
		})
	}
}

// What people call their resources is shown, and makes nothing else of the
// comment.
func TestMarkdownKeepsNamesFromBeingMarkup(t *testing.T) {
	t.Parallel()
	for name, shown := range map[string]string{
		"a|b":                         `a\|b`,
		"<img src=x onerror=y>":       "&lt;img src=x onerror=y&gt;",
		"</details>":                  "&lt;/details&gt;",
		"&lt;":                        "&amp;lt;",
		"`x`":                         "\\`x\\`",
		"[a](https://e.example)":      `\[a\](https://e.example)`,
		"![a](https://e.example)":     `!\[a\](https://e.example)`,
		"@everybody":                  "@&#8203;everybody",
		"#12 and acme/shop#12, GH-12": `\#&#8203;12 and acme/shop#&#8203;12, GH-&#8203;12`,
		"__init__ *x* ~~y~~ $z$":      `\_\_init\_\_ \*x\* \~\~y\~\~ \$z\$`,
		`back\slash`:                  `back\\slash`,
		"two\nlines":                  "two lines",
		"# heading":                   `\# heading`,
		"1. first":                    `1\. first`,
		"- item":                      `\- item`,
	} {
		a := &analysis.Audit{
			Services: []*analysis.Service{{Name: name, Entry: []string{name}, Kind: estate.LoadBalancer}},
			Findings: []*analysis.Finding{{Rule: natRule(), Severity: analysis.High, Message: name}},
			Gaps:     []estate.Gap{{What: name, Why: "it is not there"}},
		}
		got := string(written(t, report.Markdown, report.Report{Audits: []*analysis.Audit{a}}))
		for _, where := range []string{"| **" + shown + "** |", "- ✗ **high** " + shown + "\n", "  - " + shown + ": it is not there"} {
			if !strings.Contains(got, where) {
				t.Errorf("%q is not shown as %q in:\n%s", name, where, got)
			}
		}
	}
}

func TestMarkdownWritesCodeThatHoldsFences(t *testing.T) {
	t.Parallel()
	f := &analysis.Finding{Rule: natRule(), Severity: analysis.High, Message: "m", Fix: analysis.Fix{Edit: "`a``"}}
	got := string(written(t, report.Markdown, report.Report{Audits: []*analysis.Audit{{Findings: []*analysis.Finding{f}}}}))
	if want := "mend: ``` `a`` ```\n"; !strings.Contains(got, want) {
		t.Errorf("no %q in:\n%s", want, got)
	}
}

// However much there is to say, it fits into one comment, and what does not is
// counted.
func TestMarkdownFitsAComment(t *testing.T) {
	t.Parallel()
	const many = 4000
	a := &analysis.Audit{Input: analysis.Input{Path: "live"}}
	for i := range many {
		name := fmt.Sprintf("aws_instance.ünïcode[%d]", i)
		a.Services = append(a.Services, &analysis.Service{Name: name, Kind: estate.Server})
		a.Gaps = append(a.Gaps, estate.Gap{What: name, Why: "it is not there", Advice: name})
		a.Findings = append(a.Findings,
			&analysis.Finding{Rule: natRule(), Severity: analysis.High, Address: name, Message: name + " stands alone"},
			&analysis.Finding{Rule: natRule(), Verdict: analysis.Undecided, Address: name + "?", Settles: []string{name}, Message: name})
	}
	got := string(written(t, report.Markdown, report.Report{Audits: []*analysis.Audit{a}}))
	if len(got) >= 65_000 {
		t.Errorf("it has %d bytes", len(got))
	}
	for _, want := range []string{"4000 findings: 4000 high; 4000 undecided; 4000 things not read.", "Left out, for a comment has no room for more: ", " services", "4000 findings", "4000 unknown values"} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if open, closed := strings.Count(got, "<details>"), strings.Count(got, "</details>"); open != closed {
		t.Errorf("%d are opened and %d closed", open, closed)
	}
}
