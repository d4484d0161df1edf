package ruledocs_test

import (
	"bytes"
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"spof/analysis"
	"spof/internal/golden"
	"spof/internal/ruledocs"
	"spof/internal/ruletest"
	"spof/report"
	"spof/rules"
)

const pages = "../../docs/rules"

// Each page says what its rule says, and what the program prints today.
func TestDocsAreCurrent(t *testing.T) {
	t.Parallel()
	all := slices.Clone(rules.All())
	slices.SortFunc(all, func(a, b *analysis.Rule) int { return cmp.Compare(a.ID, b.ID) })
	golden.Compare(t, filepath.Join(pages, "README.md"), ruledocs.Index(all))
	for _, r := range all {
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			golden.Compare(t, filepath.Join(pages, r.ID+".md"), ruledocs.Markdown(r, exampleOf(t, r)))
		})
	}
}

// A page of a rule that is no more would mislead.
func TestNoPageWithoutRule(t *testing.T) {
	t.Parallel()
	var known []string
	for _, r := range rules.All() {
		known = append(known, r.ID)
	}
	names, err := filepath.Glob(filepath.Join(pages, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if id := strings.TrimSuffix(filepath.Base(name), ".md"); id != "README" && !slices.Contains(known, id) {
			t.Errorf("%s is the page of no rule", name)
		}
	}
}

// exampleOf returns the smallest block of a rule's fixture that fails, and what
// the program says of it.
func exampleOf(t *testing.T, r *analysis.Rule) ruledocs.Example {
	t.Helper()
	dir := filepath.Join("..", "..", "fixtures", "rules", r.ID)
	audit := ruletest.Audit(t, dir, withFailures(r)...)
	var best ruledocs.Place
	var found *analysis.Finding
	for file, places := range placesIn(t, dir, r.ID) {
		for _, p := range places {
			if f := findingAt(audit, r, file, p.Line); f != nil && (found == nil || smaller(p, best)) {
				best, found = p, f
			}
		}
	}
	if found == nil {
		t.Fatalf("no finding of %s stands where its fixture announces one", r.ID)
	}
	var out bytes.Buffer
	if err := report.Finding(&out, found, 100); err != nil {
		t.Fatal(err)
	}
	return ruledocs.Example{Fixture: "../../fixtures/rules/" + r.ID, Block: best.Text, Output: out.String()}
}

// withFailures returns the rule and those that say what each failure takes
// down, by which a finding is graded.
func withFailures(r *analysis.Rule) []*analysis.Rule {
	out := []*analysis.Rule{r}
	for _, other := range rules.All() {
		if len(other.Kinds) == 0 && other != r {
			out = append(out, other)
		}
	}
	return out
}

// smaller orders blocks by their length, then by their text.
func smaller(a, b ruledocs.Place) bool {
	return cmp.Or(cmp.Compare(strings.Count(a.Text, "\n"), strings.Count(b.Text, "\n")), cmp.Compare(a.Text, b.Text)) < 0
}

func placesIn(t *testing.T, dir, id string) map[string][]ruledocs.Place {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.tf"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no fixture for %s: %v", id, err)
	}
	out := map[string][]ruledocs.Place{}
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(name)] = ruledocs.Places(name, src, id)
	}
	return out
}

func findingAt(audit *analysis.Audit, r *analysis.Rule, file string, line int) *analysis.Finding {
	for _, f := range audit.Findings {
		if f.Rule == r && f.Verdict == analysis.Proven && f.Origin.File == file && f.Origin.Start.Line == line {
			return f
		}
	}
	return nil
}
