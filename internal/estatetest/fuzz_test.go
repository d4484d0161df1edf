package estatetest_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/parsers/tfconfig"
	"spof/report"
)

// thirds is of how many kinds of harm an estate is done one before fuzzing begins:
// all of them to each would take most of the time of the tests.
const thirds = 3

// FuzzAudit reads, judges and shows a fixture after harm was done to it: parts
// cut out, doubled or put in from another fixture, values of other types,
// unknown, secret or going round in circles in the place of what stood there.
func FuzzAudit(f *testing.F) {
	estates := everyEstate(f)
	for i := range estates {
		f.Add(uint16(i), uint16(i+1), []byte{})
		for kind := i % thirds; kind < len(harms); kind += thirds {
			f.Add(uint16(i), uint16(i+7), []byte{byte(kind), byte(i), byte(3 * i), byte(kind + i), byte(kind), byte(5 * i), byte(7 * i), byte(i)})
		}
	}
	f.Fuzz(func(t *testing.T, which, other uint16, harm []byte) {
		hangs := time.AfterFunc(time.Minute, func() { panic("an audit takes more than a minute") })
		defer hangs.Stop()
		fsys := injured(estates[int(which)%len(estates)], estates[int(other)%len(estates)], harm)
		judged := read(t, fsys)
		opposite := read(t, fsys, func(o *tfconfig.Options) { o.Opposite = true })
		for _, format := range report.Formats() {
			out := written(t, format, judged.audit)
			unseen(t, judged, format.Name, out)
			if diff := cmp.Diff(out, written(t, format, opposite.audit)); diff != "" {
				t.Errorf("%s with the opposite identities (-one set, +the other):\n%s", format.Name, diff)
			}
		}
		unseen(t, judged, "inspect", inspected(t, judged))
		if diff := cmp.Diff(inspected(t, judged), inspected(t, opposite)); diff != "" {
			t.Errorf("the inventory with the opposite identities (-one set, +the other):\n%s", diff)
		}
		readBack(t, judged.audit)
		if int(which)%8 == len(harm)%8 { // it takes as long as all of the rest
			savedSame(t, judged, "directory")
		}
		named(t, judged, fsys)
	})
}

// everyEstate returns the files of all fixtures, in order.
func everyEstate(f *testing.F) []fstest.MapFS {
	f.Helper()
	dirs, err := filepath.Glob(fixtures + "/*/*")
	if err != nil || len(dirs) == 0 {
		f.Fatalf("no fixtures: %v", err)
	}
	var out []fstest.MapFS
	for _, dir := range dirs {
		out = append(out, files(f, dir))
	}
	return out
}

// secretWord is what stands in a sensitive variable, and nowhere else.
const secretWord = "hunter2fuzz"

// unseen requires that neither an identity nor a secret is shown.
func unseen(t *testing.T, r reading, what, out string) {
	t.Helper()
	if r.inventory.Identities.Holds(out) {
		t.Errorf("%s shows an identity:\n%s", what, out)
	}
	if strings.Contains(out, secretWord) {
		t.Errorf("%s shows a secret:\n%s", what, out)
	}
	if (what == "json" || what == "sarif") && !json.Valid([]byte(out)) {
		t.Errorf("%s is no JSON:\n%s", what, out)
	}
}

// readBack requires that a saved audit shows the same in every format.
func readBack(t *testing.T, audit *analysis.Audit) {
	t.Helper()
	var saved bytes.Buffer
	if err := report.JSON(&saved, report.Report{Version: "test", Audits: []*analysis.Audit{audit}}); err != nil {
		t.Fatal(err)
	}
	again, err := report.Read(&saved)
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Audits) != 1 {
		t.Fatalf("%d audits are read back", len(again.Audits))
	}
	for _, format := range report.Formats() {
		if written(t, format, audit) != written(t, format, again.Audits[0]) {
			t.Errorf("%s differs once the audit was saved and read back", format.Name)
		}
	}
}

// named requires that a finding is about something that there is, on a line
// that there is.
func named(t *testing.T, r reading, fsys fs.FS) {
	t.Helper()
	c := &court{reading: r, fsys: fsys}
	for _, f := range r.audit.Findings {
		c.located(t, f)
		if f.Event == nil && r.estate.Find(f.Address) == nil {
			t.Errorf("%s is about nothing that was read", f.Identity())
		}
	}
	addresses := map[string]bool{}
	for _, res := range r.inventory.Resources {
		if id := string(res.Mode) + " " + res.Address; addresses[id] {
			t.Errorf("two resources are called %s", id)
		} else {
			addresses[id] = true
		}
	}
	for _, g := range r.audit.Gaps {
		if strings.Contains(g.Why, "runtime error") {
			t.Errorf("a bug is passed off as a gap: %s: %s", g.What, g.Why)
		}
	}
}
