package estatetest_test

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/report"
)

// roots names a file with a root module, or a directory that holds some, on
// each line: the last word of the line, absolute.
var roots = flag.String("roots", "", "a `FILE` with directories on its lines, in which identities must decide nothing either")

// TestIdentitiesDecideNothing reads every fixture, and what -roots names, with
// the identities that only apply can fill in opposite order: whatever is found
// must be the same, and must not show any of them.
func TestIdentitiesDecideNothing(t *testing.T) {
	t.Parallel()
	everyFixture(t, func(t *testing.T, dir string) {
		t.Helper()
		decidesNothing(t, os.DirFS(dir), ".")
	})
	top := os.DirFS("/")
	for _, dir := range strangers(t, top) {
		t.Run(dir, func(t *testing.T) {
			t.Parallel()
			decidesNothing(t, top, dir)
		})
	}
}

func decidesNothing(t *testing.T, fsys fs.FS, dir string) {
	t.Helper()
	in := func(o *tfconfig.Options) { o.Dir = dir }
	one, other := read(t, fsys, in), read(t, fsys, in, func(o *tfconfig.Options) { o.Opposite = true })
	for _, format := range report.Formats() {
		steady(t, format.Name, written(t, format, one.audit), written(t, format, other.audit))
	}
	steady(t, "the inventory", inspected(t, one), inspected(t, other))
	steady(t, "diagnostics", one.diagnosed, other.diagnosed)
}

// steady compares what came out of the two sets.
func steady(t *testing.T, what, one, other string) {
	t.Helper()
	if one != other {
		left, right := firstDifference(strings.Split(one, "\n"), strings.Split(other, "\n"))
		t.Errorf("%s differs with the set of identities, first here:\n%s", what, cmp.Diff(left, right))
	}
	if shown := identityText.FindString(one); shown != "" {
		t.Errorf("%s shows %s", what, shown)
	}
}

// firstDifference returns the lines around the first that differ. A comparison
// of all lines of a large estate would take minutes.
func firstDifference(one, other []string) (left, right []string) {
	const around = 12
	at := 0
	for at < len(one) && at < len(other) && one[at] == other[at] {
		at++
	}
	near := func(lines []string) []string {
		return lines[max(0, min(at-around, len(lines))):min(len(lines), at+around)]
	}
	return near(one), near(other)
}

// identityText matches what is left of an identity, and the addresses that
// stand for some.
var identityText = regexp.MustCompile(`.*\b(` + inventory.Token + `|` + inventory.Complement + `)[0-9a-f]*.*|.*\b24\d(\.\d{1,3}){3}\b.*`)

// strangers returns the root modules of the file that -roots names, as names in
// the whole file system.
func strangers(t *testing.T, top fs.FS) []string {
	t.Helper()
	if *roots == "" {
		return nil
	}
	src, err := os.ReadFile(*roots)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(src)) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		dir := strings.TrimPrefix(filepath.ToSlash(words[len(words)-1]), "/")
		found, _ := (&tfconfig.Tree{FS: top}).Roots(dir)
		if len(found) == 0 {
			t.Errorf("%s holds no root module", dir)
		}
		out = append(out, found...)
	}
	return out
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
