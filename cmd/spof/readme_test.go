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
const readmeFindings = 2

// The first screen of README is what the command prints today.
func TestReadmeShowsRealOutput(t *testing.T) {
	t.Parallel()
	const name = "../../README.md"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	readme := shown(t, string(text), "audit fixtures/estates/basic", 1, excerpt)
	readme = shown(t, readme, "diff fixtures/estates/basic fixtures/estates/improved", 0, changes)
	golden.Compare(t, name, []byte(readme))
}

// shown puts what a command prints today into the block of README that is said
// to hold it.
func shown(t *testing.T, readme, command string, code int, of func(string) string) string {
	t.Helper()
	marker := "<!-- output: spof " + command + " -->\n```\n"
	before, rest, found := strings.Cut(readme, marker)
	_, after, closed := strings.Cut(rest, "```\n")
	if !found || !closed {
		t.Fatalf("README has no block after %q", marker)
	}
	return before + marker + of(printed(t, command, code)) + "```\n" + after
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

// printed is what a command prints.
func printed(t *testing.T, command string, want int) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	var out, problems bytes.Buffer
	c := cli.Command{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &problems, Dir: root,
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

// changes is the output up to the outcomes that changed.
func changes(out string) string {
	before, after, _ := strings.Cut(out, "Outcomes, ")
	outcomes, _, _ := strings.Cut(after, "\n\n")
	return before + "Outcomes, " + outcomes + "\n\n[...]\n"
}
