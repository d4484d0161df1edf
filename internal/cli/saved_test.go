package cli_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spof/internal/cli"
	"spof/report"
)

// A saved audit is shown as the audit itself is, in every format, from a file
// or standard input, packed or not.
func TestASavedAuditIsShownInEveryFormat(t *testing.T) {
	t.Parallel()
	root := repository(t)
	_, saved, _ := run(t, cli.Command{Dir: root}, "audit", "fixtures/estates/basic", "--output", "json")
	file := filepath.Join(t.TempDir(), "audit.json.gz")
	if err := os.WriteFile(file, packed(t, saved), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Formats() {
		wantCode, want, _ := run(t, cli.Command{Dir: root}, "audit", "fixtures/estates/basic", "--output", f.Name)
		for name, stdin := range map[string][]byte{file: nil, "-": []byte(saved), "-\n": packed(t, saved)} {
			c := cli.Command{Dir: root, Stdin: bytes.NewReader(stdin)}
			code, got, problems := run(t, c, "report", "--from", strings.TrimSpace(name), "--output", f.Name)
			if code != wantCode || got != want {
				t.Errorf("%s from %s exits %d, want %d, and differs: %t (%s)", f.Name, name, code, wantCode, got != want, problems)
			}
		}
	}
}

func TestWhatIsNoAuditIsSaid(t *testing.T) {
	t.Parallel()
	whole := packed(t, `{"schema": 1, "spof": "0.1.0", "inputs": []}`)
	const none = "spof: read standard input: it is no saved audit; `spof audit --output json=FILE` saves one\n"
	for stdin, want := range map[string]string{
		"":                            none,
		"Not JSON":                    none,
		"\x1f\x8bno":                  none,
		`{"version": 4}`:              "spof: read standard input: it is a state, and no saved audit; `spof audit --output json=FILE` saves one\n",
		string(whole[:len(whole)-20]): "spof: standard input: read report: byte 37: the document ends before it is complete\n",
		`{"schema": 7, "spof": "", "inputs": []}`:    "spof: standard input: read report: its schema is 7, and this spof reads 1\n",
		`{"schema": 1, "spof": "", "services": []}`:  "spof: standard input: read report: it is no audit, for it names no inputs\n",
		`{"schema": 1, "spof": "", "inputs": {}}`:    "spof: standard input: read report: byte 37: inputs cannot be object\n",
		`{"schema": 1, "spof": "", "inputs": [,]}`:   "spof: standard input: read report: byte 38: invalid character ',' looking for beginning of value\n",
		`{"schema": 1, "resources": [], "gaps": []}`: "spof: read standard input: it is what `spof inspect` printed, and no saved audit; `spof audit --output json=FILE` saves one\n",
	} {
		code, _, problems := run(t, cli.Command{Stdin: strings.NewReader(stdin)}, "report", "--from", "-")
		if code != 3 || problems != want {
			t.Errorf("%q exits %d and says %q, want %q", stdin, code, problems, want)
		}
	}
}

func packed(t *testing.T, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
