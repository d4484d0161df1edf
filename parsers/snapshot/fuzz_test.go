package snapshot_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spof/analysis"
	"spof/inventory"
	"spof/parsers/snapshot"
	"spof/parsers/tfconfig"
	"spof/parsers/tfjson"
	"spof/providers/aws"
	"spof/providers/aws/schema"
	"spof/rules"
)

// FuzzRead reads what may be a snapshot. What is none gives one error, with its
// place; what is one is judged, and is the same once it was reduced, written and
// read again.
func FuzzRead(f *testing.F) {
	f.Add([]byte(written(f, everything())))
	dirs, err := filepath.Glob("../../fixtures/estates/*")
	if err != nil || len(dirs) == 0 {
		f.Fatalf("no fixtures: %v", err)
	}
	for _, dir := range dirs {
		inv, _ := (&tfconfig.Tree{FS: os.DirFS(dir), Provider: schema.New()}).Load(f.Context(), tfconfig.Options{})
		if file := written(f, aws.Reduce(inv)); len(file) < 8_000 {
			f.Add([]byte(file))
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		all, err := snapshot.Read(bytes.NewReader(src))
		if err == nil {
			requireWhole(t, all)
			return
		}
		broken, placed := errors.AsType[*tfjson.Error](err)
		if all != nil || !placed || broken.At.Line < 1 || broken.Err == nil || broken.Err.Error() == "" {
			t.Fatalf("%v beside %#v", all, err)
		}
	})
}

// requireWhole requires of inventories that were read that they can be judged,
// and that they are the same once they were written and read again.
func requireWhole(t *testing.T, all []*inventory.Inventory) {
	t.Helper()
	for _, inv := range all {
		if _, err := analysis.Run(aws.Mean(aws.Reduce(inv)), rules.All(), analysis.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	once := written(t, all...)
	again, err := snapshot.Read(strings.NewReader(once))
	if err != nil {
		t.Fatalf("what was written is not read: %v\n%s", err, once)
	}
	if twice := written(t, again...); twice != once {
		t.Errorf("written again it differs:\n%s\n%s", once, twice)
	}
}
