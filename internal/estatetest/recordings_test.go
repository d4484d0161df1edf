package estatetest_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Why something of an estate is not recorded, as Terraform says it.
var (
	unplanned = map[string]string{}
	unapplied = map[string]string{}
	unsteady  = map[string]string{}
)

// given are the values of variables that the estates leave to others.
var given = map[string]map[string]string{
	"balancer-in-unknown-zones": {"subnet_ids": `["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]`},
	"dual-stack-name":           {"zone_id": "Z0123456789ABCDEFGHIJ"},
	"each-of-unknown-many":      {"databases": `{ orders = { engine = "postgres" }, users = { engine = "mysql" } }`},
	"function-mounts":           {"subnet_ids": `["subnet-0123456789abcdef0"]`},
	"members-of-unknown-cluster": {
		"clusters": `{ friends = { instances = 1 }, places = { instances = 2 } }`,
	},
	"members-over-unknown-zones": {"subnet_group": "main"},
	"nat-of-unknown-many":        {"zones": `{ us-east-1a = 0, us-east-1b = 1 }`},
	"scaled-service": {
		"environment":  "production",
		"listener_arn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef",
	},
	"search-of-unknown-size": {"nodes": "2"},
	"unknown-zone":           {"second_zone": "us-east-1b"},
}

// keepsFile says of which estates the file of the plan is kept too: those of
// several modules, several regions, and each kind of key.
func keepsFile(name string) bool {
	return slices.Contains([]string{"basic", "group-per-zone", "improved", "nat-per-zone", "pilot-light", "serverless"}, name)
}

// everyRecording runs a test for each estate, given where it is and where its
// recordings are.
func everyRecording(t *testing.T, test func(t *testing.T, dir, to string)) {
	t.Helper()
	dirs, err := filepath.Glob(fixtures + "/estates/*")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no estates: %v", err)
	}
	for _, dir := range dirs {
		name := filepath.Base(dir)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, dir, filepath.Join(recordings, name))
		})
	}
}

// TestRecordings requires that all that Terraform makes of the estates is
// recorded, and of the estates as they are.
func TestRecordings(t *testing.T) {
	t.Parallel()
	everyRecording(t, func(t *testing.T, dir, to string) {
		t.Helper()
		name := filepath.Base(dir)
		if *record && readRecording(t, to).Of != configured(t, dir, given[name]) {
			recordEstate(t, dir, to, given[name])
		}
		has(t, filepath.Join(to, "plan.json.gz"), unplanned[name])
		if unplanned[name] != "" {
			return
		}
		has(t, filepath.Join(to, "state.json.gz"), unapplied[name])
		has(t, filepath.Join(to, "noop.json.gz"), unapplied[name]+unsteady[name])
		if readRecording(t, to).Of != configured(t, dir, given[name]) {
			t.Error("it is not what was recorded: see CONTRIBUTING.md")
		}
	})
}

// has requires that a recording is there, unless a reason says why it is not.
func has(t *testing.T, file, reason string) {
	t.Helper()
	_, err := os.Stat(file)
	switch {
	case err != nil && reason == "":
		t.Errorf("%v: see CONTRIBUTING.md", err)
	case err == nil && reason != "":
		t.Errorf("%s is there, although: %s", file, reason)
	}
}
