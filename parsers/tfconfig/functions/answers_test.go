package functions_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var (
	update = flag.Bool("update", false, "record the answers of the terraform on PATH")
	all    = flag.Bool("all", false, "record every answer again to compare, not each tenth")
)

const answersFile = "testdata/answers.jsonl"

// TestAnswers compares our answer to each call with the one recorded from
// Terraform 1.11.
func TestAnswers(t *testing.T) {
	t.Parallel()
	recorded, ctx := readAnswers(t), evalContext(t)
	exprs := calls(t)
	if len(exprs) < 2000 {
		t.Errorf("%d calls are compared, want at least 2000", len(exprs))
	}
	for _, expr := range exprs {
		want, ok := recorded[expr]
		if !ok {
			t.Errorf("%s: no answer is recorded; run with -update and Terraform 1.11 on PATH", expr)
			continue
		}
		diff := difference(t, want, evaluate(expr, ctx))
		why, meant := departs(expr)
		if diff != "" && !meant {
			t.Errorf("%s (-terraform +ours):\n%s", expr, diff)
		}
		if diff == "" && meant {
			t.Errorf("%s: answered as Terraform does, although said to differ: %s", expr, why)
		}
	}
}

// TestAnswersAreCurrent records answers again where Terraform 1.11 is
// installed: each tenth, or with -all every one. Elsewhere the answers stand as
// they are, and this is no test.
func TestAnswersAreCurrent(t *testing.T) {
	t.Parallel()
	if !haveTerraform(t) {
		return
	}
	exprs := calls(t)
	if *update {
		writeAnswers(t, exprs, record(t, exprs))
		return
	}
	recorded := readAnswers(t)
	var again []string
	for i, expr := range exprs {
		if *all || i%10 == 0 {
			again = append(again, expr)
		}
	}
	fresh := record(t, again)
	for _, expr := range again {
		if diff := difference(t, recorded[expr], fresh[expr]); diff != "" {
			t.Errorf("%s (-recorded +terraform now):\n%s", expr, diff)
		}
	}
}

func haveTerraform(t *testing.T) bool {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "terraform", "version").Output()
	if err != nil || !bytes.HasPrefix(out, []byte("Terraform v1.11.")) {
		t.Logf("no Terraform 1.11 on PATH, so nothing is recorded again: %q, %v", out, err)
		return false
	}
	return true
}

// difference describes how two answers differ; all errors are alike.
func difference(t *testing.T, want, got answer) string {
	t.Helper()
	if want.Error != "" && got.Error != "" {
		return ""
	}
	return cmp.Diff(parsed(t, want), parsed(t, got), cmpopts.EquateEmpty())
}

var negativeZero = regexp.MustCompile(`([\[,])-0([\],])`)

// parsed is an answer with its JSON parsed, so that form does not count.
func parsed(t *testing.T, a answer) map[string]any {
	t.Helper()
	out := map[string]any{"error": a.Error}
	for name, raw := range map[string]json.RawMessage{"type": a.Type, "value": a.Value, "unknown": a.Unknown} {
		if len(raw) == 0 {
			continue
		}
		// A plan has no negative zero.
		raw = negativeZero.ReplaceAll(raw, []byte("${1}0$2"))
		var v any
		dec := json.NewDecoder(bytes.NewReader(raw))
		dec.UseNumber()
		if err := dec.Decode(&v); err != nil {
			t.Fatalf("%s: %s is not JSON: %v", a.Expr, name, err)
		}
		out[name] = v
	}
	return out
}

func readAnswers(t *testing.T) map[string]answer {
	t.Helper()
	raw, err := os.ReadFile(answersFile)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]answer{}
	for line := range bytes.Lines(raw) {
		var a answer
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		out[a.Expr] = a
	}
	return out
}

func writeAnswers(t *testing.T, exprs []string, answers map[string]answer) {
	t.Helper()
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	for _, expr := range exprs {
		if err := enc.Encode(answers[expr]); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(answersFile, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}
