package estatetest_test

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
)

// changes are plans over an estate that is there already: which of the
// configurations in testdata/changes was applied, and which is planned. Each of
// them is the base with its own files in the place of those of the same name.
//
// expected.txt says which findings the change adds and removes, and why, by
// what AWS says. It was written before anything was run.
var changes = map[string]struct{ from, to string }{
	"scale-to-one":   {"base", "scale-to-one"},
	"drop-replica":   {"base", "drop-replica"},
	"merge-nats":     {"base", "merge-nats"},
	"move-subnet":    {"base", "move-subnet"},
	"fix-everything": {"weak", "base"},
}

// everyChange runs a test for each change, given its directory and those of the
// configurations before and after.
func everyChange(t *testing.T, test func(t *testing.T, dir, before, after string)) {
	t.Helper()
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, filepath.Join("testdata/changes", name), changed(t, change.from), changed(t, change.to))
		})
	}
}

// changed writes down a configuration: the base, and what is other than there.
func changed(t *testing.T, name string) string {
	t.Helper()
	dir := t.TempDir()
	for _, from := range []string{"base", name} {
		written, err := filepath.Glob(filepath.Join("testdata/changes", from, "*.tf*"))
		if err != nil || len(written) == 0 {
			t.Fatalf("%s has no configuration: %v", from, err)
		}
		for _, file := range written {
			if filepath.Ext(file) != ".tfplan" {
				copyFile(t, file, filepath.Join(dir, filepath.Base(file)))
			}
		}
	}
	return dir
}

// TestChanges compares what is found of the configuration before and after each
// change.
func TestChanges(t *testing.T) {
	t.Parallel()
	everyChange(t, func(t *testing.T, dir, before, after string) {
		t.Helper()
		got := compared(read(t, os.DirFS(before)), read(t, os.DirFS(after)))
		if diff := cmp.Diff(expectedChange(t, dir), got); diff != "" {
			t.Errorf("(-expected +found)\n%s", diff)
		}
	})
}

// TestRecordedChanges requires that the plan of each change is recorded, and of
// the configurations as they are.
func TestRecordedChanges(t *testing.T) {
	t.Parallel()
	everyChange(t, func(t *testing.T, dir, before, after string) {
		t.Helper()
		of := configured(t, before, nil) + " " + configured(t, after, nil)
		if *record && readRecording(t, dir).Of != of {
			recordChange(t, dir, before, after, of)
		}
		has(t, filepath.Join(dir, "plan.json.gz"), "")
		if readRecording(t, dir).Of != of {
			t.Error("it is not what was recorded: see CONTRIBUTING.md")
		}
	})
}

// recordChange has Terraform apply what was there before, and plan the change.
func recordChange(t *testing.T, dir, before, after, of string) {
	t.Helper()
	r := newRecorder(t, before, nil)
	if _, err := r.plan(t, "before.bin"); err != nil {
		t.Fatal(err)
	}
	if err := r.apply(t, "before.bin"); err != nil {
		t.Fatal(err)
	}
	r.replace(t, after)
	plan, err := r.plan(t, "plan.bin")
	if err != nil {
		t.Fatal(err)
	}
	pack(t, filepath.Join(dir, "plan.json.gz"), plan)
	recording := r.versions(t)
	recording.Of = of
	recording.write(t, dir)
}

// compared lists what became of what was found before and after a change, as
// expected.txt writes it, but for what stayed as it was.
func compared(before, after reading) []string {
	analysis.Compare(before.audit, after.audit, analysis.Comparison{})
	out := []string{}
	for _, f := range after.audit.Findings {
		if f.Change != analysis.Unchanged {
			out = append(out, became(f.Change, f))
		}
	}
	for _, f := range after.audit.Compared.Removed {
		out = append(out, became(analysis.Removed, f))
	}
	slices.Sort(out)
	return out
}

// became writes what became of a finding: of a failure, what fails and what
// that does to the services.
func became(change analysis.Change, f *analysis.Finding) string {
	line := change.String() + " " + f.Rule.ID + " " + f.Address
	if isFailure(f) && f.Event != nil {
		line = change.String() + " " + f.Rule.ID + " " + f.Event.String() + " " + f.Outcome.String()
	}
	if f.Verdict == analysis.Undecided {
		line += " undecided"
	}
	return line
}

func expectedChange(t *testing.T, dir string) []string {
	t.Helper()
	file, err := os.Open(filepath.Join(dir, "expected.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	}()
	out := []string{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if line := strings.TrimSpace(lines.Text()); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	slices.Sort(out)
	return out
}
