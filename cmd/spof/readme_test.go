package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spof/internal/cli"
	"spof/internal/golden"
)

// readmeFindings is how many findings README shows of the output.
const readmeFindings = 1

// The first screen of README is what the command prints today.
func TestReadmeShowsRealOutput(t *testing.T) {
	t.Parallel()
	const name = "../../README.md"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	readme := shown(t, string(text), "../..", "audit fixtures/estates/basic", excerpt)
	readme = shown(t, readme, planned(t), "audit plan.json --new-only", changes)
	golden.Compare(t, name, []byte(readme))
}

// planned is a directory with the plan of a change and the configuration that was
// planned.
func planned(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	const recorded = "../../internal/estatetest/testdata/changes/"
	for _, from := range []string{"base", "merge-nats"} {
		names, err := filepath.Glob(recorded + from + "/*.tf*")
		if err != nil || len(names) == 0 {
			t.Fatalf("no configuration in %s: %v", from, err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	// What is packed is read as if it were not.
	plan, err := os.ReadFile(recorded + "merge-nats/plan.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "plan.json"), plan, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// shown puts what a command prints today in a directory, where it exits 1, into
// the block of README that is said to hold it.
func shown(t *testing.T, readme, dir, command string, of func(string) string) string {
	t.Helper()
	marker := "<!-- output: spof " + command + " -->\n```\n"
	before, rest, found := strings.Cut(readme, marker)
	_, after, closed := strings.Cut(rest, "```\n")
	if !found || !closed {
		t.Fatalf("README has no block after %q", marker)
	}
	return before + marker + of(printed(t, dir, command, 1)) + "```\n" + after
}

func TestReadmeIsShort(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if lines := bytes.Count(readme, []byte("\n")); lines >= 150 {
		t.Errorf("README has %d lines, and should stay under 150", lines)
	}
}

// printed is what a command prints in a directory.
func printed(t *testing.T, dir, command string, want int) string {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out, problems bytes.Buffer
	c := cli.Command{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &problems, Dir: dir,
		Env: func(string) (string, bool) { return "", false },
	}
	if code := c.Main(t.Context(), strings.Fields(command)); code != want {
		t.Fatalf("%s exits %d and says %s", command, code, problems.String())
	}
	return out.String()
}

// excerpt is the output up to its first findings, and its last words.
func excerpt(out string) string {
	paragraphs := strings.SplitAfter(out, "\n\n")
	first := 2 + readmeFindings // what was read, the table, then the findings
	if len(paragraphs) <= first+1 {
		return out
	}
	return strings.Join(paragraphs[:first], "") + "[...]\n\n" + paragraphs[len(paragraphs)-1]
}

// changes is the output without its last words.
func changes(out string) string {
	before, _, _ := strings.Cut(out, "Notes\n")
	return before + "[...]\n"
}
