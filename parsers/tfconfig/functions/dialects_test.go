package functions_test

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig/functions"
)

// TestDialects holds the functions that Terraform 1.11 does not have: those of
// OpenTofu, with its documentation's examples, and those before 0.12.
func TestDialects(t *testing.T) {
	t.Parallel()
	list, object := cty.List(cty.String), cty.Object(map[string]cty.Type{"a": cty.String, "b": cty.String})
	unknownID := cty.UnknownVal(cty.String)
	for expr, want := range map[string]cty.Value{
		`base64gunzip(base64gzip("zone"))`:                         cty.StringVal("zone"),
		`urldecode("a+b%26c%20d")`:                                 cty.StringVal("a b&c d"),
		`cidrcontains("192.168.2.0/20", "192.168.2.1")`:            cty.True,
		`cidrcontains("192.168.2.0/20", "192.168.2.0/22")`:         cty.True,
		`cidrcontains("192.168.2.0/20", "192.126.2.1")`:            cty.False,
		`cidrcontains("192.168.2.0/20", "192.126.2.0/18")`:         cty.False,
		`cidrcontains("10.0.0.0/16", "10.0.0.0/8")`:                cty.False,
		`cidrcontains("fe80::/48", "fe80::1")`:                     cty.True,
		`cidrcontains("fe80::/48", "fe81::1")`:                     cty.False,
		`convert("true", bool)`:                                    cty.True,
		`convert({}, object({ name = optional(string, "tofu") }))`: cty.ObjectVal(map[string]cty.Value{"name": cty.StringVal("tofu")}),
		`convert(["b", "a"], set(string))`:                         cty.SetVal([]cty.Value{cty.StringVal("a"), cty.StringVal("b")}),
		`convert({ a = 1, b = "x" }, object({ a = string, b = string }))`: cty.ObjectVal(map[string]cty.Value{
			"a": cty.StringVal("1"), "b": cty.StringVal("x"),
		}),
		`convert(null, list(string))`:                        cty.NullVal(list),
		`flip_sensitive(flip_sensitive("a"))`:                cty.StringVal("a"),
		`issensitive(flip_sensitive("a"))`:                   cty.True,
		`assumenotnull(id) != null`:                          cty.True,
		`assumenotnull("a")`:                                 cty.StringVal("a"),
		`startswith(assumestringprefix(id, "vpc-"), "vpc-")`: cty.True,
		`assumestringprefix("vpc-1", "vpc-")`:                cty.StringVal("vpc-1"),
		`assumeequal(id, "known")`:                           cty.StringVal("known"),
		`assumeequal(1, "1")`:                                cty.StringVal("1"),
		`length(assumelistlengthmin(ids, 1)) == 0`:           cty.False,
		`length(assumenotnull(assumelistlength(ids, 2, 2)))`: cty.NumberIntVal(2),
		`length(assumelistlengthmax(["a"], 1))`:              cty.NumberIntVal(1),
		`length(assumesetlength(["a"], 0, 3))`:               cty.NumberIntVal(1),
		`length(assumemaplengthmax({ a = 1 }, 3))`:           cty.NumberIntVal(1),
		`list("a", "b")`:                                     cty.ListVal([]cty.Value{cty.StringVal("a"), cty.StringVal("b")}),
		`list("a", 1)`:                                       cty.ListVal([]cty.Value{cty.StringVal("a"), cty.StringVal("1")}),
		`length(list())`:                                     cty.Zero,
		`map("a", 1, "b", "x")`:                              cty.MapVal(map[string]cty.Value{"a": cty.StringVal("1"), "b": cty.StringVal("x")}),
		`length(map())`:                                      cty.Zero,
		`merge(map("a", "x"), map("b", "y"))`:                cty.MapVal(map[string]cty.Value{"a": cty.StringVal("x"), "b": cty.StringVal("y")}),
		`map(id, 1)`:                                         cty.UnknownVal(cty.Map(cty.Number)),
		`keys(map("k", null, "j", map("x", 1)))`:             cty.ListVal([]cty.Value{cty.StringVal("j"), cty.StringVal("k")}),
		`core::list("a")`:                                    cty.ListVal([]cty.Value{cty.StringVal("a")}),
	} {
		got, err := value(t, functions.Env{}, expr, map[string]cty.Value{
			"id": unknownID, "ids": cty.UnknownVal(list), "object": cty.UnknownVal(object),
		})
		if err != nil || !got.RawEquals(want) {
			t.Errorf("%s = %#v, %v; want %#v", expr, got, err, want)
		}
	}
	for _, expr := range []string{
		`base64gunzip("eA==")`, `base64gunzip("%")`, `urldecode("%zz")`, `cidrcontains("10.0.0.0/8", "fe80::1")`,
		`cidrcontains("10.0.0.0", "10.0.0.1")`, `cidrcontains("10.0.0.0/8", "x")`, `convert("x", number)`,
		`convert("x", upper("y"))`, `assumenotnull(null)`, `assumestringprefix("x", "vpc-")`, `assumeequal("a", "b")`,
		`assumelistlengthmin([], 1)`, `assumelistlengthmax(["a", "b"], 1)`, `assumelistlengthmin([], -1)`,
		`assumestringprefix(assumestringprefix(id, "vpc-"), "subnet-")`, `list("a", ["b"])`, `map("a")`, `map(null, 1)`, `map([], 1)`,
		`map("a", 1, "b", [])`,
	} {
		if got, err := value(t, functions.Env{}, expr, map[string]cty.Value{"id": unknownID}); err == nil {
			t.Errorf("%s = %#v, want an error", expr, got)
		}
	}
}

// TestTableIsComplete compares the table with the list of functions that the
// terraform on PATH prints; without one there is nothing to compare.
func TestTableIsComplete(t *testing.T) {
	t.Parallel()
	if !haveTerraform(t) {
		return
	}
	cmd := exec.CommandContext(t.Context(), "terraform", "metadata", "functions", "-json")
	cmd.Dir = t.TempDir()
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var list struct {
		Functions map[string]json.RawMessage `json:"function_signatures"`
	}
	if err := json.Unmarshal(out, &list); err != nil {
		t.Fatal(err)
	}
	table := functions.Table(functions.Env{})
	for name := range list.Functions {
		if _, ok := table[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
	if len(list.Functions) < 200 {
		t.Errorf("terraform lists %d functions, want all: %.200s", len(list.Functions), out)
	}
	for name := range table {
		if plain, ok := strings.CutPrefix(name, "core::"); ok {
			if _, ok := table[plain]; !ok {
				t.Errorf("%s has no plain name", name)
			}
		}
	}
}
