package functions_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig/bounds"
	"spof/parsers/tfconfig/functions"
)

// FuzzFunctions evaluates an expression that may call every function, on a
// document, a file that is rendered or parsed, and a secret. It must neither
// panic nor hang, and must not show the secret in an error, nor in a value that
// is not marked.
func FuzzFunctions(f *testing.F) {
	for i, expr := range calls(f) {
		if i%20 == 0 { // every twentieth is enough to mutate from
			f.Add(expr, "a: [1, {b: null}]")
		}
	}
	for _, expr := range []string{
		`templatefile("doc", { v = secret })`, `templatestring(doc, { v = secret })`, `yamldecode(doc)`, `jsondecode(doc)`, `csvdecode(doc)`,
		`regexall(doc, secret)`, `replace(secret, doc, "x")`, `format(doc, secret, 1, null)`, `formatlist(doc, [secret], ["a"])`, `base64gunzip(doc)`,
		`[for k, v in try(yamldecode(doc), {}) : upper(secret)]`, `fileset(".", doc)`, `lookup({ (secret) = 1 }, doc)`, `provider::terraform::decode_tfvars(doc)`,
		`{ a = secret }[doc]`, `cidrsubnets(doc, 1, 2)`, `formatdate(doc, "2020-01-01T00:00:00Z")`, `tonumber(secret)`, `parseint(secret, 36)`,
	} {
		f.Add(expr, `{"a": ["%[1]*d ${v}%{ for x in [1] }${x}%{ endfor }", 1e9]}`)
	}
	f.Fuzz(func(t *testing.T, src, doc string) {
		if len(src)+len(doc) > 16<<10 || bounds.CheckExpression([]byte(src)) != nil {
			t.Skip("what is slow on a large input is a matter of tests")
		}
		hangs := time.AfterFunc(time.Minute, func() { panic("a call takes more than a minute") })
		defer hangs.Stop()
		expr, diags := hclsyntax.ParseExpression([]byte(src), "call", hcl.InitialPos)
		if diags.HasErrors() {
			return
		}
		env := functions.Env{
			FS: fstest.MapFS{"doc": {Data: []byte(doc)}, "a/b.txt": {Data: []byte(doc)}}, Sensitive: secret("s"),
		}
		var m bounds.Meter
		m.Watch(expr)
		v, diags := m.Value(expr, &hcl.EvalContext{Functions: functions.Table(env), Variables: map[string]cty.Value{
			"secret": cty.StringVal(word).Mark(secret("s")), "doc": cty.StringVal(doc),
		}})
		if strings.Contains(diags.Error(), word) && !reveals(src) {
			t.Errorf("an error shows what is secret: %v", diags)
		}
		if bare, marks := v.UnmarkDeep(); shows(bare) && len(marks) == 0 && !reveals(src) {
			t.Errorf("a value shows what is secret, and is not marked: %#v", v)
		}
	})
}

// word is what the secret of FuzzFunctions holds.
const word = "hunter2fuzz"

// reveals reports whether an expression may show what is secret: it says so,
// or holds the word itself.
func reveals(src string) bool {
	return strings.Contains(src, "sensitive") || strings.Contains(src, "hunter")
}

func shows(v cty.Value) bool {
	found := false
	_ = cty.Walk(v, func(_ cty.Path, part cty.Value) (bool, error) {
		found = found || part.Type() == cty.String && part.IsKnown() && !part.IsNull() && strings.Contains(part.AsString(), word)
		return true, nil
	})
	return found
}
