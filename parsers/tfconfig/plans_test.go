package tfconfig_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/providers/aws/schema"
)

var record = flag.Bool("record", false, "run terraform plan on testdata/plans and write its plan.json files anew; see testdata/README.md")

// TestPlans holds what we read of each root module in testdata/plans against
// the plan that Terraform made of it. Its file "run" gives the circumstances,
// and what we cannot know although the plan does, a line each:
//
//	env NAME=VALUE · var NAME=VALUE · varfile NAME · workspace NAME
//	unresolved PATH REASON    we call it unknown
//	filled PATH REASON        the provider fills it, and our schema does not say so
//
// Nothing else may be unresolved, nothing different, and nothing guessed.
func TestPlans(t *testing.T) {
	t.Parallel()
	dirs, err := filepath.Glob("testdata/plans/*")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no plans found", err)
	}
	provider := schema.New()
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			lines := circumstances(t, dir)
			if *record {
				recordPlan(t, dir, lines)
			}
			comparePlan(t, dir, lines, provider)
		})
	}
}

// circumstances returns the words of the lines of a root module's file "run".
func circumstances(t *testing.T, dir string) [][]string {
	t.Helper()
	return expectations(t, os.DirFS(dir), "run")
}

func comparePlan(t *testing.T, dir string, lines [][]string, provider tfconfig.Provider) {
	t.Helper()
	plan := readPlan(t, dir)
	if plan.Of != digest(t, dir, lines) {
		t.Error("the configuration is not the one that was planned: record its plan anew, see testdata/README.md")
	}
	inv, diags := (&tfconfig.Tree{FS: os.DirFS(dir), Provider: provider}).Load(t.Context(), trapOptions(lines))
	if len(diags) > 0 || len(inv.Gaps) > 0 {
		t.Errorf("diagnostics %v, gaps %+v", diags, inv.Gaps)
	}
	ours := map[string]*inventory.Resource{}
	for _, r := range inv.Resources {
		if r.Mode == inventory.Managed {
			ours[r.Address] = r
		}
	}
	if diff := cmp.Diff(sorted(plan.Resources), sorted(ours)); diff != "" {
		t.Fatalf("addresses (-Terraform +ours):\n%s", diff)
	}
	c := comparison{identities: inv.Identities}
	for address, planned := range plan.Resources {
		for _, name := range sorted(planned.Values) {
			c.compare(planned.Values[name], planned.Unknown[name], attribute(ours[address].Values, name), address+"."+name)
		}
	}
	for _, different := range c.different {
		t.Error(different)
	}
	if c.equal == 0 {
		t.Error("no value was compared")
	}
	expectPaths(t, lines, "unresolved", c.unresolved)
	expectPaths(t, lines, "filled", c.filled)
}

func readPlan(t *testing.T, dir string) (plan recorded) {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	if err == nil {
		err = json.Unmarshal(src, &plan)
	}
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// expectPaths compares the paths that came out with those that lines list.
func expectPaths(t *testing.T, lines [][]string, what string, got []string) {
	t.Helper()
	var want []string
	for _, line := range lines {
		if line[0] != what {
			continue
		}
		if len(line) < 3 {
			t.Errorf("%s %s: no reason is given", what, line[1])
		}
		want = append(want, line[1])
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-expected +got):\n%s", what, diff)
	}
}

// recorded is what is kept of a plan: the managed resources that will be there,
// and of each what the configuration sets and every nested block.
type recorded struct {
	Terraform string                     `json:"terraform_version"`
	Of        string                     `json:"configuration"` // the digest of what was planned
	Resources map[string]plannedResource `json:"resources"`
}

type plannedResource struct {
	Values  map[string]any `json:"values"`
	Unknown map[string]any `json:"after_unknown,omitempty"`
}

func sorted[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for name := range m {
		out = append(out, name)
	}
	slices.SortFunc(out, strings.Compare)
	return out
}
