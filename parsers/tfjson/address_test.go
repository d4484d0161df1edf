package tfjson_test

import (
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfjson"
)

func TestKey(t *testing.T) {
	t.Parallel()
	for want, key := range map[string]cty.Value{
		"":                      cty.NilVal,
		"[0]":                   cty.NumberIntVal(0),
		"[12]":                  cty.NumberIntVal(12),
		`["a.b[0]"]`:            cty.StringVal("a.b[0]"),
		`["$${x} %%{y} $z"]`:    cty.StringVal("${x} %{y} $z"),
		`["\"\\\n\r\t\u0001é"]`: cty.StringVal("\"\\\n\r\t\x01é"),
	} {
		if got := tfjson.Key(key); got != want {
			t.Errorf("Key(%#v) = %s, want %s", key, got, want)
		}
		if key == cty.NilVal || key.Type() != cty.String {
			continue
		}
		if text, rest, ok := tfjson.Unquote(want[1:]); !ok || rest != "]" || text != key.AsString() {
			t.Errorf("Unquote(%s) = %q, %q, %v", want[1:], text, rest, ok)
		}
	}
}

func TestCalls(t *testing.T) {
	t.Parallel()
	calls, rest, ok := tfjson.Calls(`module.a["x.y\"]"].module.b[2].module.c.aws_vpc.d[0]`)
	if !ok || rest != "aws_vpc.d[0]" || len(calls) != 3 {
		t.Fatalf("calls %v, rest %q, %v", calls, rest, ok)
	}
	for i, want := range []tfjson.Call{{"a", cty.StringVal(`x.y"]`)}, {"b", cty.NumberIntVal(2)}, {"c", cty.NilVal}} {
		if got := calls[i]; got.Name != want.Name || got.Key != cty.NilVal && !got.Key.RawEquals(want.Key) {
			t.Errorf("call %d: %#v, want %#v", i, got, want)
		}
	}
	for _, bad := range []string{"module.", "module.a[", `module.a["x]`, "module.a[x].b", "module.a[0]b"} {
		if _, _, ok := tfjson.Calls(bad); ok {
			t.Errorf("Calls(%s) is ok", bad)
		}
	}
}

func TestProvider(t *testing.T) {
	t.Parallel()
	for configuration, want := range map[string][2]string{
		`provider["registry.terraform.io/hashicorp/aws"]`:               {"", "registry.terraform.io/hashicorp/aws"},
		`provider["registry.terraform.io/hashicorp/aws"].dr`:            {"", "registry.terraform.io/hashicorp/aws.dr"},
		`module.a.module.b[0].provider["registry.opentofu.org/x/y"].dr`: {"module.a.module.b[0]", "registry.opentofu.org/x/y.dr"},
		`provider["registry.opentofu.org/x/y"].by["eu-west-1"]`:         {"", `registry.opentofu.org/x/y.by["eu-west-1"]`},
		`module.a.provider.aws.dr`:                                      {"module.a", "aws.dr"},
	} {
		module, name, ok := tfjson.Provider(configuration)
		if !ok || module != want[0] || name != want[1] {
			t.Errorf("Provider(%s) = %q, %q, %v, want %q", configuration, module, name, ok, want)
		}
	}
	for _, bad := range []string{"", "aws", `provider["`, `provider[""]`, `module.provider["x"]`, "provider."} {
		if _, _, ok := tfjson.Provider(bad); ok {
			t.Errorf("Provider(%s) is ok", bad)
		}
	}
}
