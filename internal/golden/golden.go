// Package golden compares what a test produced with a file that a person has
// looked at. It does not judge the difference: whoever updates a file does.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

//nolint:gochecknoglobals // a flag of the test binary must exist before it parses its arguments
var update = flag.Bool("update", false, "rewrite the golden files with what the tests produced")

// Update reports whether the tests were asked to rewrite their files, for
// those that keep them in a form of their own.
func Update() bool { return *update }

// Compare fails the test unless got is exactly what the file holds. With
// -update it writes the file instead.
func Compare(t *testing.T, file string, got []byte) {
	t.Helper()
	if Update() {
		write(t, file, got)
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (run the test with -update to write it)", err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got; -update accepts it):\n%s", file, diff)
	}
}

func write(t *testing.T, file string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
}
