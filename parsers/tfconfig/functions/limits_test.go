package functions_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig/functions"
)

// value evaluates expr with the functions of env.
func value(t *testing.T, env functions.Env, expr string, vars map[string]cty.Value) (cty.Value, error) {
	t.Helper()
	parsed, diags := hclsyntax.ParseExpression([]byte(expr), "call", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	v, diags := parsed.Value(&hcl.EvalContext{Functions: functions.Table(env), Variables: vars})
	if diags.HasErrors() {
		return cty.NilVal, diags
	}
	return v, nil
}

// TestSmallCallsWithLargeResults shows that a call whose result would be out
// of all proportion fails, and says which limit it met.
func TestSmallCallsWithLargeResults(t *testing.T) {
	t.Parallel()
	megabyte := cty.StringVal(strings.Repeat("x", 1<<20))
	many := make([]cty.Value, 10_000)
	for i := range many {
		many[i] = cty.StringVal(fmt.Sprintf("%d\n", i))
	}
	list := cty.ListVal(many)
	var aliases strings.Builder
	fmt.Fprintf(&aliases, "a0: &a0 [%s]\n", strings.Repeat("x, ", 9))
	for i := range 12 {
		fmt.Fprintf(&aliases, "a%d: &a%d [%s]\n", i+1, i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 9))
	}
	vars := map[string]cty.Value{
		"megabyte": megabyte,
		"list":     list,
		"aliases":  cty.StringVal(aliases.String()),
		"deep":     cty.StringVal(strings.Repeat("${[", 100_000)),
		"long":     cty.StringVal(strings.Repeat("x\n", 100_000)),
		"numbers":  cty.StringVal("[" + strings.Repeat("1,", 5<<20) + "1]"),
	}
	for _, expr := range []string{
		`format("%999999999d", 1)`,
		`format("%99999999999999999999d", 1)`,
		`format("%-99999999s|", "x")`,
		`format("%.999999999f", 1)`,
		`format("` + strings.Repeat("%[1]s", 65) + `", megabyte)`,
		`formatlist("%s %s", megabyte, list)`,
		`formatlist("%99999d", list)`,
		`indent(999999999, "a\nb")`,
		`indent(99999, join("", list))`,
		`join(megabyte, list)`,
		`replace(join("", list), "\n", megabyte)`,
		`replace(join("", list), "", megabyte)`,
		`replace(join("", list), "/[0-9]/", megabyte)`,
		`replace(megabyte, "/x+/", "` + strings.Repeat("$0", 65) + `")`,
		`setproduct(list, list)`,
		`setproduct(range(1000), range(1000), range(1000))`,
		`range(1e300)`,
		`range(0, 1, 1e-300)`,
		`tostring(1e99999999)`,
		`jsonencode(1e99999999)`,
		`yamlencode([1e99999999])`,
		`format("%d", 1e99999999)`,
		`format("%s", 1e99999999)`,
		`jsondecode("` + strings.Repeat("[", 100_000) + `")`,
		`yamldecode("` + strings.Repeat("[", 100_000) + `")`,
		`yamldecode("` + strings.Repeat("- ", 100_000) + `")`,
		`yamldecode(aliases)`,
		`templatestring(deep, {})`,
		`jsondecode(numbers)`,
		`yamldecode(numbers)`,
		`csvdecode(numbers)`,
		`provider::terraform::decode_tfvars(numbers)`,
		`split("", megabyte)`,
		`split("x", megabyte)`,
		`regexall(".", megabyte)`,
		`templatestring(long, {})`,
		`provider::terraform::decode_tfvars("a = ` + strings.Repeat("(", 100_000) + `")`,
	} {
		_, err := value(t, functions.Env{}, expr, vars)
		if err == nil || !strings.Contains(err.Error(), "limit") && !strings.Contains(err.Error(), "1024") {
			t.Errorf("%.80s: got error %.300v, want one that names a limit", expr, err)
		}
	}
}
