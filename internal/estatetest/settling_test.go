package estatetest_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"spof/analysis"
	"spof/parsers/tfconfig"
)

// TestSettling requires that each undecided finding names what would settle it,
// and gives the variables that it names: then it is proven or gone, or hangs on
// something else that could not be told before.
func TestSettling(t *testing.T) {
	t.Parallel()
	var settled atomic.Int32
	t.Cleanup(func() {
		if settled.Load() == 0 {
			t.Error("no fixture has a finding that a variable settles")
		}
	})
	everyFixture(t, func(t *testing.T, dir string) {
		t.Helper()
		before := read(t, os.DirFS(dir)).audit
		types := variableTypes(files(t, dir))
		tried := map[string]*analysis.Audit{}
		for _, f := range before.Findings {
			if f.Verdict != analysis.Undecided {
				continue
			}
			if len(f.Settles) == 0 || slices.Contains(f.Settles, "") {
				t.Errorf("%s: nothing is named that would settle it: %q", f.Identity(), f.Settles)
			}
			given := values(t, f.Settles, types)
			if len(given) == 0 {
				continue
			}
			key := strings.Join(f.Settles, " ")
			if tried[key] == nil {
				tried[key] = read(t, os.DirFS(dir), func(o *tfconfig.Options) { o.Vars = given }).audit
			}
			settled.Add(1)
			if left := find(tried[key], f.Identity()); left != nil && left.Verdict == analysis.Undecided {
				stillOpen(t, f, left, types)
			}
		}
	})
}

// stillOpen judges a finding that the variables it names did not settle. A
// number or a truth settles for good; of a subnet's id the zone may be asked.
func stillOpen(t *testing.T, before, after *analysis.Finding, types map[string]string) {
	t.Helper()
	for _, by := range before.Settles {
		name := strings.TrimPrefix(by, "var.")
		if name == by {
			continue
		}
		if plain := types[name] == "bool" || types[name] == "number"; plain && len(before.Settles) == 1 || slices.Contains(after.Settles, by) {
			t.Errorf("%s: %s does not settle it: it hangs on %q", before.Identity(), by, after.Settles)
		}
	}
}

var variableBlock = regexp.MustCompile(`variable "(\w+)" \{\s*type\s*=\s*(.+)`)

// variableTypes returns the types of the root module's variables, by name.
func variableTypes(all fstest.MapFS) map[string]string {
	out := map[string]string{}
	for name, file := range all {
		if strings.Contains(name, "/") {
			continue
		}
		for _, m := range variableBlock.FindAllStringSubmatch(string(file.Data), -1) {
			out[m[1]] = m[2]
		}
	}
	return out
}

// values returns a value for each variable that is named.
func values(t *testing.T, settlers []string, types map[string]string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, by := range settlers {
		name, is := strings.CutPrefix(by, "var.")
		if !is {
			continue
		}
		value, ok := map[string]string{
			"bool": "true", "number": "2", "string": "us-east-1b",
			"list(string)": `["us-east-1a", "us-east-1b"]`, "set(string)": `["us-east-1a", "us-east-1b"]`,
			"map(number)": "{ us-east-1a = 1, us-east-1b = 2 }", "map(object({ instances = number }))": "{ main = { instances = 2 } }",
		}[types[name]]
		if !ok {
			t.Fatalf("%s is no variable of the root, or of a type without a value here: %q", by, types[name])
		}
		out[name] = value
	}
	return out
}
