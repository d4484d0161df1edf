package functions_test

import (
	"encoding/json"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"spof/parsers/tfconfig/functions"
)

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
