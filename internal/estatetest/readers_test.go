package estatetest_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"spof/analysis"
	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/parsers/tfstate"
	"spof/providers/aws"
	"spof/providers/aws/schema"
	"spof/rules"
)

// TestStates requires that every estate is found the same from its state as
// from its configuration, but for what is listed.
func TestStates(t *testing.T) {
	t.Parallel()
	everyRecording(t, isApplied, func(t *testing.T, dir, to string) {
		t.Helper()
		file := filepath.Join(to, "state.json.gz")
		same(t, "state", differentStates[filepath.Base(dir)], configEstate(t, dir), stateEstate(t, file))
	})
}

// same requires that two readings tell the same, but for the differences that
// are listed with a reason, each of which must occur.
func same(t *testing.T, way string, listed map[string]string, before, after reading) {
	t.Helper()
	found := map[string]bool{}
	for _, difference := range differences(before, after) {
		found[difference] = true
		if listed[difference] == "" {
			t.Errorf("%s: %s", way, difference)
		}
	}
	for difference := range listed {
		if !found[difference] {
			t.Errorf("%s: %s: is listed, and does not occur", way, difference)
		}
	}
}

// configEstate reads an estate from its configuration, with the values of
// variables that its plan was given.
func configEstate(t *testing.T, dir string) reading {
	t.Helper()
	return read(t, os.DirFS(dir), func(o *tfconfig.Options) { o.Vars = given[filepath.Base(dir)] })
}

// stateEstate reads an estate from a recorded state.
func stateEstate(t *testing.T, file string) reading {
	t.Helper()
	inv, err := tfstate.Read(bytes.NewReader(unpack(t, file)), tfstate.Options{Name: file, Provider: schema.New()})
	if err != nil {
		t.Fatal(err)
	}
	return judged(t, inv, "state")
}

// judged judges an inventory by all rules.
func judged(t *testing.T, inv *inventory.Inventory, kind string) reading {
	t.Helper()
	r := reading{inventory: inv, estate: aws.Mean(inv)}
	var err error
	r.audit, err = analysis.Run(r.estate, rules.All(), analysis.Options{
		Input: analysis.Input{Path: ".", Kind: kind, Resources: len(inv.Resources), Declared: inv.Declared},
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
