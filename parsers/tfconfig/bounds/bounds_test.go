package bounds_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig/bounds"
)

func TestCheckConfig(t *testing.T) {
	t.Parallel()
	many := func(s string) string { return strings.Repeat(s, 30_000) }
	for name, c := range map[string]struct{ src, want string }{
		"parentheses":              {"a = " + many("("), "limit of 500"},
		"brackets":                 {"a = " + many("[") + many("]"), "limit of 500"},
		"objects":                  {"a = " + many("{a=") + many("}"), "limit of 500"},
		"blocks":                   {many("a {\n") + many("}\n"), "limit of 500"},
		"brackets beside strings":  {"a = " + many(`["]", `) + many("]"), "limit of 500"},
		"templates":                {"a = " + many(`"${`) + many(`}"`), "limit of 500"},
		"negation":                 {"a = " + many("!") + "true", "limit of 10000"},
		"minus":                    {"a = " + many("-") + "1", "limit of 10000"},
		"sum":                      {"a = 1" + many("+1"), "limit of 10000"},
		"sum over lines":           {"a = [1" + many(" +\n1") + "]", "limit of 10000"},
		"sum with comments":        {"a = [1" + many(" + # \n1") + "]", "limit of 10000"},
		"condition":                {"a = " + many("true ? 1 : ") + "1", "limit of 10000"},
		"index":                    {"a = b" + many("[b]"), "limit of 10000"},
		"splat":                    {"a = b" + many("[*]"), "limit of 10000"},
		"old splat":                {"a = b" + many(".*.c"), "limit of 10000"},
		"control":                  {`a = "` + many("%{if true}") + many("%{endif}") + `"`, "limit of 10000"},
		"sum of what stands above": {"a = (" + strings.Repeat("!", 9_000) + "true)" + strings.Repeat(" && true", 9_000), "limit of 10000"},
		"pieces":                   {`a = "` + many("x${1}") + `"`, "limit of 20000"},
		"escapes":                  {`a = "` + many("x$${}") + `"`, "limit of 20000"},
		"lines":                    {"a = <<EOT\n" + many("x\n") + "EOT\n", "limit of 20000"},
		"digits":                   {"a = 1" + strings.Repeat("0", 100_000), "limit of 65536"},
		"list":                     {"a = [" + many("1, ") + "]", ""},
		"sums":                     {many("a = 1 + 1\n"), ""},
		"sums in a list":           {"a = [" + many("1 + 1, ") + "]", ""},
		"sums in an object":        {"a = {\n" + many("a = -1 # one\n") + "}", ""},
		"blocks with indexes":      {many("a {\n  b = c[0]\n}\n"), ""},
		"lists in a list":          {"a = [" + many("[1], ") + "]", ""},
		"comment":                  {"# " + many("-!(") + "\n", "limit of 500"},
		"dashes":                   {many("# ---\n"), ""},
		"digits in a string":       {`a = "` + strings.Repeat("0", 100_000) + `"`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := bounds.CheckConfig([]byte(c.src))
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// What passes must not exhaust the stack.
func TestWhatIsJustWithinTheLimits(t *testing.T) {
	t.Parallel()
	for _, src := range []string{
		strings.Repeat("!", 9_999) + "true",
		"1" + strings.Repeat(" + 1", 9_999),
		strings.Repeat("true ? 1 : ", 9_999) + "1",
		"[1]" + strings.Repeat("[0]", 9_000),
		strings.Repeat("[", 499) + strings.Repeat("]", 499),
		`"` + strings.Repeat("%{if true}", 4_000) + strings.Repeat("%{endif}", 4_000) + `"`,
	} {
		if err := bounds.CheckExpression([]byte(src)); err != nil {
			t.Errorf("%.20s: %v", src, err)
			continue
		}
		expr, diags := hclsyntax.ParseExpression([]byte(src), "", hcl.InitialPos)
		if diags.HasErrors() {
			t.Errorf("%.20s: %v", src, diags)
			continue
		}
		var m bounds.Meter
		m.Watch(expr)
		if v, _ := m.Value(expr, nil); v == cty.NilVal {
			t.Errorf("%.20s: there is no value", src)
		}
	}
}

func TestMeter(t *testing.T) {
	t.Parallel()
	vars := map[string]cty.Value{"megabyte": cty.StringVal(strings.Repeat("x", 1<<20)), "r": cty.ListVal(make2000())}
	for src, want := range map[string]string{
		`"` + strings.Repeat("${megabyte}", 65) + `"`:         "limit of 67108864 bytes",
		`[for a in r : [for b in r : 1]]`:                     "limit of 1000000 elements",
		`"%{for a in r}%{for b in r}x%{endfor}%{endfor}"`:     "limit of 1000000 elements",
		`"${1e100000000}"`:                                    "limit of 65536 digits",
		`1e20000 * 1e20000 * 1e20000 * 1e20000`:               "limit of 65536 digits",
		`"1e100000000" * 1`:                                   "limit of 65536 digits",
		`1 / "1e-100000000"`:                                  "limit of 65536 digits",
		`"${megabyte}${megabyte}" == "" ? 1 : 1e20000 + 0.25`: "",
	} {
		expr, diags := hclsyntax.ParseExpression([]byte(src), "", hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		var m bounds.Meter
		m.Watch(expr)
		_, diags = m.Value(expr, &hcl.EvalContext{Variables: vars})
		if diags.HasErrors() != (want != "") || want != "" && !strings.Contains(diags.Error(), want) {
			t.Errorf("%.60s: got %v, want %q", src, diags, want)
		}
	}
}

func make2000() []cty.Value {
	out := make([]cty.Value, 2000)
	for i := range out {
		out[i] = cty.NumberIntVal(int64(i))
	}
	return out
}

func TestMeasureCountsWhatIsShared(t *testing.T) {
	t.Parallel()
	shared := cty.ListVal([]cty.Value{cty.Zero})
	for range 60 {
		shared = cty.ListVal([]cty.Value{shared, shared})
	}
	if bytes, _ := bounds.Measure(shared, 1<<20); bytes <= 1<<20 {
		t.Error("2^60 values weigh less than a megabyte")
	}
	key := cty.ObjectVal(map[string]cty.Value{strings.Repeat("k", 1<<20): cty.Zero})
	if bytes, _ := bounds.Measure(key, 1<<20); bytes <= 1<<20 {
		t.Error("a key of a megabyte weighs less than that")
	}
	long := cty.TupleVal([]cty.Value{cty.Zero, cty.MustParseNumberVal("1e300")})
	if _, digits := bounds.Measure(long, 1<<20); digits < 300 {
		t.Errorf("1e300 has %d digits", digits)
	}
}

func TestEven(t *testing.T) {
	t.Parallel()
	numbers := cty.TupleVal(make2000())
	want := cty.Set(cty.DynamicPseudoType)
	if got := bounds.Even(numbers, want); !got.Type().IsListType() || got.LengthInt() != 2000 {
		t.Errorf("2000 numbers become %s", got.Type().FriendlyName())
	}
	mixed := cty.TupleVal(append(make2000(), cty.True))
	for want, v := range map[cty.Type]cty.Value{cty.List(cty.Number): mixed, cty.DynamicPseudoType: numbers} {
		if got := bounds.Even(v, want); !got.Type().IsTupleType() {
			t.Errorf("where %s is wanted a tuple becomes %s", want.FriendlyName(), got.Type().FriendlyName())
		}
	}
}
