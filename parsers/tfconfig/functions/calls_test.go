package functions_test

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// placeholder stands in testdata/calls for each line of a file in
// testdata/values in turn: <any> for those of values/any.txt.
var placeholder = regexp.MustCompile(`<(any|list|map|number|path|pattern|prefix|text|time)>`)

// calls returns every expression of testdata/calls, placeholders filled in,
// in order and each once.
func calls(tb testing.TB) []string {
	tb.Helper()
	files, err := filepath.Glob("testdata/calls/*.txt")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no calls: %v", err)
	}
	var out []string
	seen := map[string]bool{}
	for _, file := range files {
		for _, line := range lines(tb, file) {
			for _, expr := range filled(tb, line) {
				if !seen[expr] {
					seen[expr] = true
					out = append(out, expr)
				}
			}
		}
	}
	return out
}

// filled returns line with each value of its first placeholder in turn; every
// further occurrence of that placeholder gets the same value.
func filled(tb testing.TB, line string) []string {
	tb.Helper()
	m := placeholder.FindStringSubmatch(line)
	if m == nil {
		return []string{line}
	}
	var out []string
	for _, value := range lines(tb, filepath.Join("testdata", "values", m[1]+".txt")) {
		out = append(out, filled(tb, strings.ReplaceAll(line, m[0], value))...)
	}
	return out
}

// lines returns the lines of a file but for blank ones and comments.
func lines(tb testing.TB, file string) []string {
	tb.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	for s := bufio.NewScanner(strings.NewReader(string(raw))); s.Scan(); {
		if line := strings.TrimSpace(s.Text()); line != "" && !strings.HasPrefix(line, "# ") {
			out = append(out, line)
		}
	}
	return slices.Clip(out)
}
