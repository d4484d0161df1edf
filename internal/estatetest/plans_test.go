package estatetest_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"spof/parsers/planned"
	"spof/parsers/tfconfig"
	"spof/parsers/tfplan"
	"spof/providers/aws/schema"
)

// TestPlans requires that every estate is found the same from the plan that
// makes it as from its configuration, with the configuration beside the plan
// and without.
func TestPlans(t *testing.T) {
	t.Parallel()
	everyPlan(t, "plan.json.gz", func(t *testing.T, dir, file string) {
		t.Helper()
		name := filepath.Base(dir)
		written := configEstate(t, dir)
		before, alone := planEstate(t, file, nil)
		if n := len(before.audit.Findings); n > 0 {
			t.Errorf("%d findings before there was anything", n)
		}
		same(t, "plan alone", differentPlans[name], written, alone)
		_, beside := planEstate(t, file, os.DirFS(dir))
		same(t, "plan and configuration", nil, written, beside)
	})
}

// TestPlansOverStates requires that a plan that changes nothing is found the
// same before and after, and the same as the state that it was made over.
func TestPlansOverStates(t *testing.T) {
	t.Parallel()
	everyPlan(t, "noop.json.gz", func(t *testing.T, _, file string) {
		t.Helper()
		before, after := planEstate(t, file, nil)
		if diff := cmp.Diff(compared(before, after), []string{}); diff != "" {
			t.Errorf("it changes nothing, and yet (-found +nothing):\n%s", diff)
		}
		same(t, "plan over state", nil, stateEstate(t, filepath.Join(filepath.Dir(file), "state.json.gz")), after)
	})
}

// TestPlanFiles requires that the file of a plan, which holds the configuration
// too, tells the same as what terraform show -json prints of it.
func TestPlanFiles(t *testing.T) {
	t.Parallel()
	everyPlan(t, "plan.tfplan", func(t *testing.T, dir, file string) {
		t.Helper()
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := tfplan.ReadFile(bytes.NewReader(src), int64(len(src)))
		if err != nil {
			t.Fatal(err)
		}
		_, is, diags := plannedEstate(t, plan, plan.Files, plan.Root)
		for _, diag := range diags {
			if !strings.Contains(diag.Error(), "no file exists at") {
				t.Error(diag)
			}
		}
		_, shown := planEstate(t, filepath.Join(filepath.Dir(file), "plan.json.gz"), os.DirFS(dir))
		same(t, "plan file", differentFiles[filepath.Base(dir)], shown, is)
	})
}

// TestPlannedChanges compares what is found before and after the plan of each
// change.
func TestPlannedChanges(t *testing.T) {
	t.Parallel()
	everyChange(t, func(t *testing.T, dir, _, after string) {
		t.Helper()
		for way, config := range map[string]fs.FS{"alone": nil, "with its configuration": os.DirFS(after)} {
			want := expectedChange(t, dir)
			got := compared(planEstate(t, filepath.Join(dir, "plan.json.gz"), config))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-expected +found)\n%s", way, diff)
			}
		}
	})
}

// everyPlan runs a test for each estate that has a recorded plan of that name.
func everyPlan(t *testing.T, plan string, test func(t *testing.T, dir, file string)) {
	t.Helper()
	of := map[string]func(name string) bool{"plan.json.gz": isPlanned, "noop.json.gz": isSteady, "plan.tfplan": keepsFile}[plan]
	everyRecording(t, of, func(t *testing.T, dir, to string) {
		t.Helper()
		test(t, dir, filepath.Join(to, plan))
	})
}

// planEstate reads what there is before a recorded plan and after it, with the
// configuration that was planned, or without one.
func planEstate(t *testing.T, file string, config fs.FS) (before, after reading) {
	t.Helper()
	plan, err := tfplan.Read(bytes.NewReader(unpack(t, file)))
	if err != nil {
		t.Fatal(err)
	}
	before, after, diags := plannedEstate(t, plan, config, ".")
	if len(diags) > 0 {
		t.Error(diags)
	}
	return before, after
}

// plannedEstate reads what there is before a plan and after it, with the
// configuration in a directory of a file system, or without one.
func plannedEstate(t *testing.T, plan *tfplan.Plan, config fs.FS, dir string) (before, after reading, diags hcl.Diagnostics) {
	t.Helper()
	opts := planned.Options{Name: "plan", Provider: schema.New()}
	if config != nil {
		opts.Tree, opts.Load.Dir = &tfconfig.Tree{FS: config, Provider: schema.New()}, dir
	}
	inv, diags := planned.Inventory(t.Context(), plan, opts)
	if len(inv.Gaps) > 0 {
		t.Errorf("gaps %+v", inv.Gaps)
	}
	return judged(t, inv.Before, "plan"), judged(t, inv, "plan"), diags
}
