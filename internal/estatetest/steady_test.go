package estatetest_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/parsers/tfconfig"
	"spof/report"
)

// TestIdentitiesDecideNothing reads every fixture with the identities that only
// apply can fill in opposite order: whatever is found must be the same.
func TestIdentitiesDecideNothing(t *testing.T) {
	t.Parallel()
	everyFixture(t, func(t *testing.T, dir string) {
		t.Helper()
		one := read(t, os.DirFS(dir))
		other := read(t, os.DirFS(dir), func(o *tfconfig.Options) { o.Opposite = true })
		for _, format := range report.Formats() {
			if diff := cmp.Diff(written(t, format, one.audit), written(t, format, other.audit)); diff != "" {
				t.Errorf("%s (-one set, +the opposite):\n%s", format.Name, diff)
			}
		}
		if diff := cmp.Diff(inspected(t, one), inspected(t, other)); diff != "" {
			t.Errorf("inventory (-one set, +the opposite):\n%s", diff)
		}
	})
}

// TestTwoRunsAgree reads and judges every fixture twice: the same bytes must
// come out.
func TestTwoRunsAgree(t *testing.T) {
	t.Parallel()
	everyFixture(t, func(t *testing.T, dir string) {
		t.Helper()
		one, two := read(t, os.DirFS(dir)), read(t, os.DirFS(dir))
		for _, format := range report.Formats() {
			if written(t, format, one.audit) != written(t, format, two.audit) {
				t.Errorf("%s differs from run to run", format.Name)
			}
		}
		if inspected(t, one) != inspected(t, two) {
			t.Error("the inventory differs from run to run")
		}
	})
}

// written is an audit in one format.
func written(t *testing.T, format report.Format, audit *analysis.Audit) string {
	t.Helper()
	var out bytes.Buffer
	if err := format.Write(&out, report.Report{Version: "test", Audits: []*analysis.Audit{audit}}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// inspected is the inventory and the estate of a reading, as users see them.
func inspected(t *testing.T, r reading) string {
	t.Helper()
	var out strings.Builder
	if err := r.inventory.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	if err := report.EstateJSON(&out, r.estate); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
