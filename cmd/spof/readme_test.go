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
	readme, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	marker := "<!-- output: spof audit fixtures/estates/basic -->\n```\n"
	before, rest, found := strings.Cut(string(readme), marker)
	_, after, closed := strings.Cut(rest, "```\n")
	if !found || !closed {
		t.Fatalf("README has no block after %q", marker)
	}
	golden.Compare(t, name, []byte(before+marker+excerpt(t)+"```\n"+after))
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

// excerpt is the output up to its first findings, and its last words.
func excerpt(t *testing.T) string {
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
	if code := c.Main(t.Context(), []string{"audit", "fixtures/estates/basic"}); code != 1 {
		t.Fatalf("the command exits %d and says %s", code, problems.String())
	}
	paragraphs := strings.SplitAfter(out.String(), "\n\n")
	first := 2 + readmeFindings // what was read, the table, then the findings
	if len(paragraphs) <= first+1 {
		return out.String()
	}
	return strings.Join(paragraphs[:first], "") + "[...]\n\n" + paragraphs[len(paragraphs)-1]
}
