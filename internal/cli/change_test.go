package cli_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"spof/analysis"
	"spof/internal/cli"
	"spof/report"
)

// A change is what the document says of an input that was compared.
type change struct {
	Added         int      `json:"added"`
	Removed       int      `json:"removed"`
	Worse         int      `json:"worse"`
	Better        int      `json:"better"`
	CausesAdded   int      `json:"causes_added"`
	CausesRemoved int      `json:"causes_removed"`
	Appeared      []string `json:"services_added"`
	Vanished      []string `json:"services_removed"`
	Outcomes      []struct {
		Service string `json:"service"`
	} `json:"outcomes"`
}

// mirrored is the same change, the other way round.
func (c change) mirrored() change {
	return change{
		Added: c.Removed, Removed: c.Added, Worse: c.Better, Better: c.Worse,
		CausesAdded: c.CausesRemoved, CausesRemoved: c.CausesAdded, Appeared: c.Vanished, Vanished: c.Appeared, Outcomes: c.Outcomes,
	}
}

func (c change) isNone() bool {
	return c.Added+c.Removed+c.Worse+c.Better+c.CausesAdded+c.CausesRemoved+len(c.Appeared)+len(c.Vanished)+len(c.Outcomes) == 0
}

func changesIn(t *testing.T, document string) []change {
	t.Helper()
	var d struct {
		Inputs []struct {
			Change *change `json:"change"`
		} `json:"inputs"`
		Removed []any `json:"removed"`
	}
	if err := json.Unmarshal([]byte(document), &d); err != nil {
		t.Fatal(err)
	}
	var out []change
	for _, in := range d.Inputs {
		if in.Change == nil {
			t.Fatal("an input was not compared")
		}
		out = append(out, *in.Change)
	}
	return out
}

// Compared with itself, nothing that is read in the fixtures has changed, nor
// is anything of it new against a baseline of itself.
func TestNothingChangesByItself(t *testing.T) {
	t.Parallel()
	for _, dir := range []string{"fixtures/estates", "fixtures/rules"} {
		t.Run(dir, func(t *testing.T) {
			t.Parallel()
			c := cli.Command{Dir: repository(t)}
			saved := t.TempDir() + "/audit.json"
			if code, _, problems := run(t, c, "audit", dir, "--fail-on", "never", "--output", "json="+saved); code != 0 {
				t.Fatalf("exits %d: %s", code, problems)
			}
			for _, args := range [][]string{{"diff", saved, dir}, {"audit", dir, "--baseline", saved, "--new-only"}} {
				code, document, problems := run(t, c, append(args, "--fail-on", "note", "--output", "json")...)
				if code != 0 {
					t.Errorf("%s exits %d: %s", args, code, problems)
				}
				changes := changesIn(t, document)
				if len(changes) == 0 {
					t.Errorf("%s compares nothing", args)
				}
				for _, c := range changes {
					if !c.isNone() {
						t.Errorf("%s: %+v", args, c)
					}
				}
			}
		})
	}
}

// What one change does, the change back undoes, but for what can be decided on
// one side only: that is never taken for mended.
func TestAChangeAndTheChangeBack(t *testing.T) {
	t.Parallel()
	_, document, _ := run(t, cli.Command{Dir: repository(t)}, "audit", "fixtures/estates", "--fail-on", "never", "--output", "json")
	read := func() []*analysis.Audit {
		r, err := report.Read(strings.NewReader(document))
		if err != nil {
			t.Fatal(err)
		}
		return r.Audits
	}
	before, after := read(), read()
	compared := 0
	for i := range before {
		a, b := before[i], after[(i+1)%len(after)]
		if decidedOnOneSide(a, b) {
			continue
		}
		there, back := changeBetween(t, a, b), changeBetween(t, b, a)
		if there.isNone() {
			continue
		}
		compared++
		back.Outcomes, there.Outcomes = nil, nil
		if got, want := said(t, back.mirrored()), said(t, there); got != want {
			t.Errorf("%s and %s: there %s, and back %s", a.Input.Path, b.Input.Path, want, got)
		}
	}
	if compared < 20 {
		t.Errorf("only %d changes were looked at", compared)
	}
}

func changeBetween(t *testing.T, a, b *analysis.Audit) change {
	t.Helper()
	analysis.Compare(a, b, analysis.Comparison{})
	var out bytes.Buffer
	if err := report.JSON(&out, report.Report{Audits: []*analysis.Audit{b}}); err != nil {
		t.Fatal(err)
	}
	return changesIn(t, out.String())[0]
}

func said(t *testing.T, c change) string {
	t.Helper()
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// decidedOnOneSide says whether two audits hold a finding that is proven in the
// one and undecided in the other.
func decidedOnOneSide(a, b *analysis.Audit) bool {
	verdicts := map[string]analysis.Verdict{}
	for _, f := range a.Findings {
		verdicts[f.Identity()] = f.Verdict
	}
	for _, f := range b.Findings {
		if v, there := verdicts[f.Identity()]; there && v != f.Verdict {
			return true
		}
	}
	return false
}
