package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/estate"
)

func TestRuleThatPanicsIsNamedAndLosesNothingElse(t *testing.T) {
	t.Parallel()
	broken := &analysis.Rule{ID: "broken", Run: func(*analysis.Pass) { panic("at the disco") }}
	a, err := analysis.Run(oneDatabase().estate(), append(failureRules(), broken), analysis.Options{})
	if err == nil || !strings.Contains(err.Error(), "rule broken: at the disco") {
		t.Errorf("error %v", err)
	}
	if len(a.Findings) != 3 {
		t.Errorf("%d findings", len(a.Findings))
	}
}

func TestRunsAreEqual(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		first, second := printed(t, seed, false), printed(t, seed, true)
		if first != second {
			t.Fatalf("seed %d: %s", seed, cmp.Diff(first, second))
		}
	}
}

// printed audits a random estate, its resources given in one order or another.
func printed(t *testing.T, seed uint64, shuffled bool) string {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 3))
	e := random(r)
	if shuffled {
		r.Shuffle(len(e.Resources), func(i, j int) { e.Resources[i], e.Resources[j] = e.Resources[j], e.Resources[i] })
		e = estate.New("random", e.Resources, nil, nil)
	}
	a, err := analysis.Run(e, failureRules(), analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, s := range a.Services {
		fmt.Fprintln(&b, *s)
	}
	for _, f := range a.Findings {
		fmt.Fprintln(&b, f.Identity(), f.Message, f.Severity, f.Verdict, f.Proof, f.Settles)
	}
	return b.String()
}

// TestWhatIsMissingBreaksNothing takes members, needs and zones away at random.
func TestWhatIsMissingBreaksNothing(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 4))
		e := random(r)
		for _, res := range e.Resources {
			damage(r, res)
		}
		e = estate.New("damaged", e.Resources, nil, nil)
		a, err := analysis.Run(e, failureRules(), analysis.Options{})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		seen := map[string]bool{}
		for _, f := range a.Findings {
			if seen[f.Identity()] {
				t.Errorf("seed %d: two findings are %s", seed, f.Identity())
			}
			seen[f.Identity()] = true
			if f.Outcome > analysis.Survives && len(f.Proof) == 0 {
				t.Errorf("seed %d: no proof of %s", seed, f.Message)
			}
		}
		f := analysis.FailuresOf(e, analysis.Options{})
		for _, res := range e.Resources {
			f.Fail(res.Address)
		}
	}
}

func damage(r *rand.Rand, res *estate.Resource) {
	for i := range res.Needs {
		n := &res.Needs[i]
		for j := range n.Members {
			if r.IntN(8) == 0 {
				n.Members[j].Address = "gone"
			}
		}
		switch r.IntN(12) {
		case 0:
			n.Members = nil
		case 1:
			n.Quorum++
		}
	}
	switch r.IntN(12) {
	case 0:
		res.Of = "r1"
	case 1:
		res.Of = "gone"
	case 2:
		res.Placement.Zones = nil
	case 3:
		res.Kind = estate.Datastore
	case 4:
		entry(res)
	}
}

func TestUndecidedAreGroupedByWhatSettlesThem(t *testing.T) {
	t.Parallel()
	finding := func(settles ...string) *analysis.Finding {
		return &analysis.Finding{Rule: &analysis.Rule{ID: "x"}, Verdict: analysis.Undecided, Settles: settles}
	}
	accepted := finding("var.a")
	accepted.Ignored = "known"
	proven := finding("var.a")
	proven.Verdict = analysis.Proven
	groups := analysis.GroupBySettles([]*analysis.Finding{
		finding("var.b"), finding("var.a", "data.x"), finding("data.x", "var.a"), accepted, proven, finding(),
	})
	var got []string
	for _, g := range groups {
		got = append(got, fmt.Sprint(g.By, len(g.Findings)))
	}
	if diff := cmp.Diff([]string{"[data.x var.a]2", "[var.b]1", "[]1"}, compact(got)); diff != "" {
		t.Error(diff)
	}
}

func compact(words []string) []string {
	for i := range words {
		words[i] = strings.ReplaceAll(words[i], "] ", "]")
	}
	return words
}
