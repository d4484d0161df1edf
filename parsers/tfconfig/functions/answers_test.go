package functions_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"spof/parsers/tfconfig/functions"
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

// evaluate returns our own answer to expr.
func evaluate(expr string, ctx *hcl.EvalContext) answer {
	call, diags := hclsyntax.ParseExpression([]byte("["+expr+"]"), "call", hcl.InitialPos)
	if diags.HasErrors() {
		return answer{Expr: expr, Error: diags.Error()}
	}
	v, diags := call.Value(ctx)
	if diags.HasErrors() {
		return answer{Expr: expr, Error: diags.Error()}
	}
	v, _ = v.UnmarkDeep()
	if v.IsWhollyKnown() {
		a := answer{Expr: expr}
		var err error
		if a.Type, err = ctyjson.MarshalType(v.Type()); err != nil {
			return answer{Expr: expr, Error: err.Error()}
		}
		if a.Value, err = ctyjson.Marshal(v, v.Type()); err != nil {
			return answer{Expr: expr, Error: err.Error()}
		}
		return a
	}
	return answer{Expr: expr, Value: mustJSON(knownPart(v)), Unknown: mustJSON(unknownPart(v))}
}

func mustJSON(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return raw
}

// knownPart and unknownPart split a value as a plan does: what is known, with
// null in sequences and nothing in mappings where it is not; and true where it
// is not, with false or nothing elsewhere.
func knownPart(v cty.Value) any {
	if !v.IsKnown() || v.IsNull() {
		return nil
	}
	switch ty := v.Type(); {
	case ty.IsMapType() || ty.IsObjectType():
		out := map[string]any{}
		for key, item := range v.Elements() {
			if part := knownPart(item); part != nil || item.IsKnown() {
				out[key.AsString()] = part
			}
		}
		return out
	case v.CanIterateElements():
		out := []any{}
		for _, item := range v.Elements() {
			out = append(out, knownPart(item))
		}
		return out
	default:
		return ctyjson.SimpleJSONValue{Value: v}
	}
}

func unknownPart(v cty.Value) any {
	if !v.IsKnown() {
		return true
	}
	if v.IsNull() || !v.CanIterateElements() {
		return false
	}
	if ty := v.Type(); ty.IsMapType() || ty.IsObjectType() {
		out := map[string]any{}
		for key, item := range v.Elements() {
			if part := unknownPart(item); part != false {
				out[key.AsString()] = part
			}
		}
		return out
	}
	out := []any{}
	for _, item := range v.Elements() {
		out = append(out, unknownPart(item))
	}
	return out
}

// evalContext has our functions, and the locals of testdata/locals.tf.
func evalContext(t *testing.T) *hcl.EvalContext {
	t.Helper()
	ctx := &hcl.EvalContext{
		Functions: functions.Table(functions.Env{
			FS: os.DirFS("testdata/files"), WorkDir: workDir, Home: homeDir,
			Resolve: resolve,
		}),
		Variables: map[string]cty.Value{
			"terraform_data": cty.ObjectVal(map[string]cty.Value{"u": cty.ObjectVal(map[string]cty.Value{
				"id": cty.UnknownVal(cty.String).RefineNotNull(),
			})}),
		},
	}
	file, diags := hclsyntax.ParseConfig([]byte(localsSource(t)), "locals.tf", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	locals := map[string]cty.Value{}
	body, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		t.Fatalf("locals.tf has a body of type %T", file.Body)
	}
	for _, block := range body.Blocks {
		for name, attr := range block.Body.Attributes {
			v, diags := attr.Expr.Value(ctx)
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			locals[name] = v
		}
	}
	ctx.Variables["local"] = cty.ObjectVal(locals)
	return ctx
}

// resolve finds what lies in the directory that Terraform ran in.
func resolve(p string) (string, bool) {
	if !path.IsAbs(p) {
		p = path.Join(workDir, p)
	}
	rest, ok := strings.CutPrefix(path.Clean(p)+"/", workDir+"/")
	return path.Clean(rest), ok
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
