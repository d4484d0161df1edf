package functions_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// workDir and homeDir stand in recorded answers for the directories that
// Terraform ran in.
const (
	workDir = "/workdir"
	homeDir = "/home/user"
)

// An answer is what Terraform says of one expression. Type is cty's JSON form
// of the type of the value, empty when some of the value is unknown; Unknown
// then has true for each unknown part.
type answer struct {
	Expr    string          `json:"expr"`
	Error   string          `json:"error,omitempty"`
	Type    json.RawMessage `json:"type,omitempty"`
	Value   json.RawMessage `json:"value,omitempty"`
	Unknown json.RawMessage `json:"unknown,omitempty"`
}

// callsPerRun is how many expressions one run of Terraform answers: its time
// grows faster than their number.
const callsPerRun = 120

// record returns Terraform's answer to each expression.
func record(t *testing.T, exprs []string) map[string]answer {
	t.Helper()
	var lock sync.Mutex
	all := make(map[string]answer, len(exprs))
	t.Run("record", func(t *testing.T) {
		for part := range slices.Chunk(exprs, callsPerRun) {
			t.Run(part[0], func(t *testing.T) {
				t.Parallel()
				answers := recordPart(t, part)
				lock.Lock()
				defer lock.Unlock()
				maps.Copy(all, answers)
			})
		}
	})
	return all
}

// A recorder asks Terraform for the planned outputs of a configuration that
// has one output for each expression.
type recorder struct {
	dir     string
	answers map[string]answer
}

func recordPart(t *testing.T, exprs []string) map[string]answer {
	t.Helper()
	r := recorder{dir: t.TempDir(), answers: map[string]answer{}}
	if err := os.CopyFS(r.dir, os.DirFS("testdata/files")); err != nil {
		t.Fatal(err)
	}
	r.write(t, "locals.tf", localsSource(t))
	// Errors of one kind can hide those of another.
	for range 5 {
		left := r.pending(exprs)
		if r.plan(t, left) {
			r.read(t, left)
			return r.answers
		}
	}
	t.Fatal("terraform still finds errors after five rounds")
	return nil
}

// pending returns the expressions that have no answer yet.
func (r *recorder) pending(exprs []string) []string {
	var out []string
	for _, expr := range exprs {
		if _, ok := r.answers[expr]; !ok {
			out = append(out, expr)
		}
	}
	return out
}

// A message is what a recorder reads of a line that terraform plan -json
// prints.
type message struct {
	Diagnostic struct {
		Severity string `json:"severity"`
		Summary  string `json:"summary"`
		Detail   string `json:"detail"`
		Range    struct {
			Filename string `json:"filename"`
			Start    struct {
				Line int `json:"line"`
			} `json:"start"`
		} `json:"range"`
	} `json:"diagnostic"`
}

// A plan is what a recorder reads of a plan in JSON.
type plan struct {
	Planned struct {
		Outputs map[string]struct {
			Type  json.RawMessage `json:"type"`
			Value json.RawMessage `json:"value"`
		} `json:"outputs"`
	} `json:"planned_values"`
	Changes map[string]struct {
		After   json.RawMessage `json:"after"`
		Unknown json.RawMessage `json:"after_unknown"`
	} `json:"output_changes"`
}

// linesPerOutput is how many lines of outputs.tf belong to one expression.
const linesPerOutput = 4

// plan reports whether Terraform can plan all of exprs, and notes those that
// it has errors for.
func (r *recorder) plan(t *testing.T, exprs []string) bool {
	t.Helper()
	var src strings.Builder
	for i, expr := range exprs {
		// The tuple keeps a null value and an unknown type visible in the plan.
		expr = strings.ReplaceAll(expr, workDir, r.dir)
		fmt.Fprintf(&src, "output \"o%d\" {\n  value = [%s]\n  sensitive = true\n}\n", i, expr)
	}
	r.write(t, "outputs.tf", src.String())
	failed := 0
	for line := range bytes.Lines(r.terraform(t, "plan", "-input=false", "-refresh=false", "-json", "-out=plan")) {
		var msg message
		if err := json.Unmarshal(line, &msg); err != nil || msg.Diagnostic.Severity != "error" {
			continue
		}
		d := msg.Diagnostic
		found := []int{(d.Range.Start.Line - 1) / linesPerOutput}
		if d.Range.Filename != "outputs.tf" {
			found = outputsNamedIn(d.Detail)
		}
		if len(found) == 0 {
			t.Fatalf("terraform: %s: %s", d.Summary, d.Detail)
		}
		for _, i := range found {
			r.answers[exprs[i]] = answer{Expr: exprs[i], Error: r.general(d.Summary + ": " + firstLine(d.Detail))}
			failed++
		}
	}
	return failed == 0
}

// firstLine leaves out the stack that Terraform prints where it crashes.
func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// outputsNamedIn returns the outputs that an error without a place names: those
// with an infinite number, which a plan cannot hold.
func outputsNamedIn(detail string) []int {
	var out []int
	for _, m := range outputName.FindAllStringSubmatch(detail, -1) {
		i, err := strconv.Atoi(m[1])
		if err == nil {
			out = append(out, i)
		}
	}
	return out
}

var outputName = regexp.MustCompile(`output value "o([0-9]+)"`)

// read notes the values that Terraform planned for exprs.
func (r *recorder) read(t *testing.T, exprs []string) {
	t.Helper()
	var plan plan
	if err := json.Unmarshal(r.terraform(t, "show", "-json", "plan"), &plan); err != nil {
		t.Fatal(err)
	}
	for i, expr := range exprs {
		name := fmt.Sprintf("o%d", i)
		a := answer{Expr: expr}
		if out := plan.Planned.Outputs[name]; out.Type != nil {
			a.Type, a.Value = out.Type, json.RawMessage(r.general(string(out.Value)))
		} else {
			change := plan.Changes[name]
			a.Value, a.Unknown = json.RawMessage(r.general(string(change.After))), change.Unknown
		}
		r.answers[expr] = a
	}
}

// general replaces the directory of this run, and its parent.
func (r *recorder) general(text string) string {
	text = strings.ReplaceAll(text, r.dir, workDir)
	return strings.ReplaceAll(text, filepath.Dir(r.dir)+"/", filepath.Dir(workDir))
}

func (r *recorder) write(t *testing.T, name, src string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(r.dir, name), []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
}

// terraform runs Terraform, which fails when an expression has an error.
func (r *recorder) terraform(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "terraform", args...)
	cmd.Dir = r.dir
	cmd.Env = []string{"HOME=" + homeDir, "PATH=" + os.Getenv("PATH"), "CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE=" + os.DevNull}
	out, err := cmd.Output()
	if err != nil && len(out) == 0 {
		t.Fatalf("terraform %s: %v", args[0], err)
	}
	return out
}

// localsSource returns what expressions may refer to as Terraform reads it.
func localsSource(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile("testdata/locals.tf")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
