package cli_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spof/internal/cli"
)

// run runs a command in a directory that holds one root module.
func run(t *testing.T, c cli.Command, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	if c.Dir == "" {
		c.Dir = t.TempDir()
		text := "resource \"aws_sqs_queue\" \"orders\" {\n  name = \"orders\"\n}\n"
		if err := os.WriteFile(filepath.Join(c.Dir, "main.tf"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, problems bytes.Buffer
	if c.Stdout == nil {
		c.Stdout = &out
	}
	if c.Stdin == nil {
		c.Stdin = strings.NewReader("")
	}
	c.Stderr = &problems
	if c.Env == nil {
		c.Env = func(string) (string, bool) { return "", false }
	}
	return c.Main(t.Context(), args), out.String(), problems.String()
}

func TestAnAnswerThatCannotBeWrittenIsAnError(t *testing.T) {
	t.Parallel()
	code, _, stderr := run(t, cli.Command{Stdout: full{}}, "audit")
	if code != 3 || !strings.Contains(stderr, "the disk is full") {
		t.Errorf("exits %d and says %q", code, stderr)
	}
}

func TestAPanicIsABugThatIsSaid(t *testing.T) {
	t.Parallel()
	code, _, stderr := run(t, cli.Command{Env: func(string) (string, bool) { panic("no environment") }}, "audit")
	if code != 3 || !strings.Contains(stderr, "a bug in spof: no environment") {
		t.Errorf("exits %d and says %q", code, stderr)
	}
}

func TestThePathsAreThoseOfTheWorkingDirectory(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	root := filepath.Join(dir, "live", "orders")
	if err := os.MkdirAll(root, 0o700); err != nil {
		t.Fatal(err)
	}
	text := "resource \"aws_db_instance\" \"orders\" {\n  engine = \"postgres\"\n}\n"
	if err := os.WriteFile(filepath.Join(root, "main.tf"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for from, want := range map[string]string{
		dir:                         "live/orders/main.tf:1",
		filepath.Join(dir, "live"):  "orders/main.tf:1",
		root:                        "main.tf:1",
		filepath.Join(root, "deep"): "../main.tf:1",
	} {
		if err := os.MkdirAll(from, 0o700); err != nil {
			t.Fatal(err)
		}
		_, stdout, stderr := run(t, cli.Command{Dir: from}, "audit", root)
		if !strings.Contains(stdout, " "+want) {
			t.Errorf("from %s the origin is not shown as %s:\n%s%s", from, want, stdout, stderr)
		}
	}
}

// The locations of SARIF are named from the root of the repository.
func TestSARIFNamesFilesFromTheRepository(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	root := filepath.Join(dir, "live", "orders")
	for _, d := range []string{root, filepath.Join(dir, ".git")} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	text := "resource \"aws_db_instance\" \"orders\" {\n  engine = \"postgres\"\n}\n"
	if err := os.WriteFile(filepath.Join(root, "main.tf"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	_, stdout, _ := run(t, cli.Command{Dir: filepath.Join(dir, "live")}, "audit", "orders", "--output", "sarif")
	for _, want := range []string{`"uri": "live/orders/main.tf"`, `"id": "spof/live/orders/"`} {
		if !strings.Contains(stdout, want) {
			t.Errorf("the log does not hold %s:\n%s", want, stdout)
		}
	}
}

// A full is a writer without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }
