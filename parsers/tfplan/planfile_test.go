package tfplan_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/parsers/tfplan"
)

// manifest lists a root module alone.
const manifest = `[{"Key":"","Dir":"."}]`

// planWith is a plan file with a configuration that declares variables.
func planWith(tb testing.TB, plan []byte, more ...member) []byte {
	tb.Helper()
	members := []member{{"tfplan", plan}}
	if len(more) == 0 {
		members = append(members, member{"tfconfig/modules.json", []byte(manifest)})
	}
	return archive(tb, append(members, more...)...)
}

// The encoding of values, each with what becomes of it.
func TestReadFileValues(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		msgpack string
		want    cty.Value
	}{
		"a small number":      {"\x2a", cty.NumberIntVal(42)},
		"a negative number":   {"\xff", cty.NumberIntVal(-1)},
		"8 bits":              {"\xcc\xff", cty.NumberIntVal(255)},
		"16 bits":             {"\xcd\x01\x00", cty.NumberIntVal(256)},
		"32 bits":             {"\xce\x00\x01\x00\x00", cty.NumberIntVal(65536)},
		"64 bits":             {"\xcf\xff\xff\xff\xff\xff\xff\xff\xff", cty.MustParseNumberVal("18446744073709551615")},
		"8 bits, negative":    {"\xd0\x80", cty.NumberIntVal(-128)},
		"16 bits, negative":   {"\xd1\xff\x00", cty.NumberIntVal(-256)},
		"32 bits, negative":   {"\xd2\xff\xff\x00\x00", cty.NumberIntVal(-65536)},
		"64 bits, negative":   {"\xd3\xff\xff\xff\xff\x00\x00\x00\x00", cty.NumberIntVal(-4294967296)},
		"half":                {"\xcb\x3f\xe0\x00\x00\x00\x00\x00\x00", cty.MustParseNumberVal("0.5")},
		"half, short":         {"\xca\x3f\x00\x00\x00", cty.MustParseNumberVal("0.5")},
		"true":                {"\xc3", cty.True},
		"false":               {"\xc2", cty.False},
		"text":                {"\xa2hi", cty.StringVal("hi")},
		"text of 8 bits":      {"\xd9\x02hi", cty.StringVal("hi")},
		"text of 16 bits":     {"\xda\x00\x02hi", cty.StringVal("hi")},
		"text of 32 bits":     {"\xdb\x00\x00\x00\x02hi", cty.StringVal("hi")},
		"text with a quote":   {"\xa3\"\n\\", cty.StringVal("\"\n\\")},
		"a list":              {"\x92\xa1a\xa1b", cty.ListVal([]cty.Value{cty.StringVal("a"), cty.StringVal("b")})},
		"a list of 16 bits":   {"\xdc\x00\x01\xa1a", cty.ListVal([]cty.Value{cty.StringVal("a")})},
		"a list of 32 bits":   {"\xdd\x00\x00\x00\x01\xa1a", cty.ListVal([]cty.Value{cty.StringVal("a")})},
		"a mixed list":        {"\x92\xa1a\x01", cty.TupleVal([]cty.Value{cty.StringVal("a"), cty.NumberIntVal(1)})},
		"no elements":         {"\x90", cty.EmptyTupleVal},
		"an object":           {"\x81\xa1a\xc3", cty.ObjectVal(map[string]cty.Value{"a": cty.True})},
		"an object, 16 bits":  {"\xde\x00\x01\xa1a\xc3", cty.ObjectVal(map[string]cty.Value{"a": cty.True})},
		"an object, 32 bits":  {"\xdf\x00\x00\x00\x01\xa1a\xc3", cty.ObjectVal(map[string]cty.Value{"a": cty.True})},
		"a null attribute":    {"\x81\xa1a\xc0", cty.EmptyObjectVal},
		"unknown":             {"\xd4\x00\x00", cty.DynamicVal},
		"unknown, without":    {"\xc7\x00\x00", cty.DynamicVal},
		"unknown, not null":   {"\xc7\x03\x0c\x81\x01\xc2", cty.DynamicVal},
		"unknown, a prefix":   {"\xc7\x08\x0c\x82\x01\xc2\x02\xa3arn", cty.DynamicVal},
		"unknown, 16 bits":    {"\xc8\x00\x03\x0c\x81\x01\xc2", cty.DynamicVal},
		"unknown, 2 bytes":    {"\xd5\x0c\x80\x00", cty.DynamicVal},
		"unknown, 16 bytes":   {"\xd8\x0c\x81\x01\xc2" + strings.Repeat("\x00", 13), cty.DynamicVal},
		"one unknown element": {"\x92\xa1a\xd4\x00\x00", cty.ListVal([]cty.Value{cty.StringVal("a"), cty.DynamicVal})},
		"of a known type":     {"\x92\xc4\x08\"string\"\xa2hi", cty.StringVal("hi")},
		"an exact number":     {"\x92\xc4\x08\"number\"\xa30.1", cty.MustParseNumberVal("0.1")},
		"a number as text":    {"\x92\xc4\x08\"string\"\xa30.1", cty.StringVal("0.1")},
		"a long type": {
			"\x92\xc5\x00\x19[\"object\",{\"a\":\"number\"}]\x81\xa1a\xa30.1", cty.ObjectVal(map[string]cty.Value{"a": cty.MustParseNumberVal("0.1")}),
		},
		"a list of numbers": {"\x92\xc4\x11[\"list\",\"number\"]\x91\xa30.1", cty.ListVal([]cty.Value{cty.MustParseNumberVal("0.1")})},
		"a tuple":           {"\x92\xc4\x14[\"tuple\",[\"number\"]]\x91\xa30.1", cty.ListVal([]cty.Value{cty.MustParseNumberVal("0.1")})},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := readFile(t, planWith(t, planMessage(changeMessage("aws_vpc.a", num(1, 1), text(2, value("\x81\xa1v"+c.msgpack))))))
			got := p.Changes[0].After.AsValueMap()["v"]
			if name == "a null attribute" {
				c.want = cty.ObjectVal(map[string]cty.Value{})
			}
			if diff := cmp.Diff(c.want, got, values); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestReadFileChanges(t *testing.T) {
	t.Parallel()
	object := value("\x82\xa2id\xa1i\xa4tags\x81\xa1k\xa1v")
	tags := text(1, msg(text(1, "tags")))
	element := msg(tags, text(1, text(2, value("\xa1k"))))
	const drift = 18
	p := readFile(t, planWith(t, planMessage(
		text(14, "1.11.4"), text(13, text(3, "prod")),
		changeMessage("aws_vpc.kept", num(1, 0), text(2, object), text(3, element), text(4, element)),
		changeMessage("aws_vpc.marked", num(1, 0), text(2, object), text(4, element)),
		changeMessage(`module.a["x.y"].aws_vpc.read[3]`, num(1, 1), text(2, object), text(4, tags), text(5, text(1, "vpc-1"))),
		changeMessage("aws_vpc.forgotten", num(1, 8), text(2, object)),
		changeMessage("aws_vpc.swapped", num(1, 9), text(2, object), text(2, object)),
		text(3, msg(text(13, "aws_vpc.kept"), text(7, "ab12cd34"), text(8, awsConfig), text(9, msg(num(1, 5), text(2, object))))),
		text(3, msg(text(13, "aws_vpc.is"), text(14, "aws_vpc.was"), text(8, awsConfig+".dr"), text(9, text(2, object)))),
		text(drift, "anything"),
	)))
	if p.TerraformVersion != "1.11.4" || p.Workspace != "prod" {
		t.Errorf("version %q, workspace %q", p.TerraformVersion, p.Workspace)
	}
	var got []string
	for _, c := range p.Changes {
		got = append(got, strings.Join(append([]string{c.Address, c.PreviousAddress, c.Module, c.Provider}, c.Actions...), " "))
	}
	const aws = "registry.terraform.io/hashicorp/aws"
	want := []string{
		"aws_vpc.kept   " + aws + " no-op", "aws_vpc.marked   " + aws + " no-op", `module.a["x.y"].aws_vpc.read[3]  module.a["x.y"] ` + aws + " create",
		"aws_vpc.forgotten   " + aws + " forget", "aws_vpc.swapped   " + aws + " create forget", "aws_vpc.is aws_vpc.was  " + aws + " no-op",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	secret := func(v cty.Value) bool { return v.GetAttr("tags").GetAttr("k").HasMark(inventory.Sensitive) }
	if !secret(p.Changes[0].Before) || !secret(p.Changes[0].After) || secret(p.Changes[1].Before) || !secret(p.Changes[1].After) {
		t.Error("sensitive elements are not marked as the plan says")
	}
	if read := p.Changes[2]; !read.After.GetAttr("tags").HasMark(inventory.Sensitive) || !read.Imported || read.Key.Equals(cty.NumberIntVal(3)).False() {
		t.Errorf("%+v", read)
	}
}

func TestReadFileGaps(t *testing.T) {
	t.Parallel()
	change := changeMessage("aws_vpc.a", num(1, 1), text(2, value("\x80")))
	deferred := text(27, msg(text(1, ""), text(2, msg(text(13, "aws_vpc.late"), text(8, awsConfig), text(9, "")))))
	for name, c := range map[string]struct {
		src  []byte
		want string
	}{
		"complete":     {planMessage(change, num(25, 1), num(26, 1)), ""},
		"OpenTofu":     {planMessage(change), ""},
		"incomplete":   {planMessage(change, num(25, 1)), "the plan"},
		"targets":      {planMessage(change, text(5, "aws_vpc.a")), "the plan"},
		"errored":      {planMessage(change, num(20, 1)), "the plan"},
		"deferred":     {planMessage(change, deferred), "aws_vpc.late"},
		"a new action": {planMessage(changeMessage("aws_vpc.a", num(1, 77), text(2, value("\x80")))), "what happens to aws_vpc.a"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, g := range readFile(t, planWith(t, c.src)).Gaps {
				got = append(got, g.What)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("gaps of %q; want %q", got, c.want)
			}
		})
	}
	p := readFile(t, archive(t, member{"tfplan", planMessage(change)}))
	if len(p.Gaps) != 1 || p.Files != nil || p.Gaps[0].What != "the configuration of the plan" {
		t.Errorf("without a configuration: gaps %+v", p.Gaps)
	}
}

// The configuration in a plan file is one that tfconfig loads, wherever its
// modules stood.
func TestReadFileConfiguration(t *testing.T) {
	t.Parallel()
	const modules = `[{"Key":"","Dir":"."},{"Key":"up","Source":"../../modules/up","Dir":"../../modules/up"},{"Key":"up.side","Source":"../side","Dir":"../../modules/side"},
		{"Key":"down","Source":"./root","Dir":"root"},{"Key":"got","Source":"registry.terraform.io/a/b/c","Version":"1.0.0","Dir":".terraform/modules/got"},
		{"Key":"far","Source":"registry.terraform.io/a/b/d","Dir":"/data/modules/far"},{"Key":"win","Source":"registry.terraform.io/a/b/e","Dir":".terraform\\modules\\win"}]`
	file := func(key, src string) member { return member{"tfconfig/m-" + key + "/main.tf", []byte(src)} }
	p := readFile(t, planWith(
		t, planMessage(),
		member{"tfconfig/modules.json", []byte(modules)},
		file("", `
			module "up" { source = "../../modules/up" }
			module "down" { source = "./root" }
			module "got" {
				source  = "a/b/c"
				version = "1.0.0"
			}
			module "far" { source = "a/b/d" }
			module "win" { source = "a/b/e" }
		`),
		file("up", `module "side" { source = "../side" }`),
		file("up.side", `resource "aws_vpc" "side" {}`), file("down", `resource "aws_vpc" "down" {}`), file("got", `resource "aws_vpc" "got" {}`),
		file("far", `resource "aws_vpc" "far" {}`), file("win", `resource "aws_vpc" "win" {}`),
		member{".terraform.lock.hcl", []byte("# locked\n")},
	))
	if p.Root != "root_/root_" {
		t.Errorf("the root module is in %q", p.Root)
	}
	if src, err := fs.ReadFile(p.Files, p.Root+"/.terraform.lock.hcl"); err != nil || string(src) != "# locked\n" {
		t.Errorf("the lock file: %q, %v", src, err)
	}
	inv, diags := (&tfconfig.Tree{FS: p.Files}).Load(t.Context(), tfconfig.Options{Dir: p.Root, Env: func(string) (string, bool) { return "", false }})
	if len(diags) > 0 || len(inv.Gaps) > 0 {
		t.Errorf("diagnostics %v, gaps %+v", diags, inv.Gaps)
	}
	var got []string
	for _, r := range inv.Resources {
		got = append(got, r.Address)
	}
	want := []string{"module.down.aws_vpc.down", "module.far.aws_vpc.far", "module.got.aws_vpc.got", "module.up.module.side.aws_vpc.side", "module.win.aws_vpc.win"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestReadFileRecordedConfiguration(t *testing.T) {
	t.Parallel()
	p := readFile(t, recorded(t, "changes/plan.tfplan"))
	inv, diags := (&tfconfig.Tree{FS: p.Files}).Load(t.Context(), tfconfig.Options{Dir: p.Root, Env: func(string) (string, bool) { return "", false }})
	if len(diags) > 0 || len(inv.Gaps) > 0 {
		t.Errorf("diagnostics %v, gaps %+v", diags, inv.Gaps)
	}
	got := map[string]bool{}
	for _, r := range inv.Resources {
		got[r.Address] = true
	}
	for _, c := range p.Changes {
		if last := c.Actions[len(c.Actions)-1]; c.After != cty.NilVal && !got[c.Address] {
			t.Errorf("%s (%s) is not in its configuration", c.Address, last)
		}
	}
}

func TestReadFileVariables(t *testing.T) {
	t.Parallel()
	given := func(name string) []byte {
		return text(2, msg(text(1, name), text(2, value("\x92\xc4\x08\"string\"\xa1v"))))
	}
	plan := planMessage(given("plain"), given("secret"), given("asked"), given("said"))
	marked := func(files ...member) string {
		p := readFile(t, planWith(t, plan, append(files, member{"tfconfig/modules.json", []byte(manifest)})...))
		var out []string
		for _, name := range []string{"plain", "secret", "asked", "said"} {
			if p.Variables[name].HasMark(inventory.Sensitive) {
				out = append(out, name)
			}
		}
		return strings.Join(out, " ")
	}
	for name, c := range map[string]struct{ file, src, want string }{
		"native":     {"main.tf", "variable \"plain\" {}\nvariable \"secret\" {\n sensitive = true\n}\nvariable \"asked\" {\n sensitive = var.x\n}\nvariable \"said\" {\n sensitive = false\n}", "secret asked"},
		"JSON":       {"main.tf.json", `{"variable":{"plain":{},"secret":{"sensitive":true},"said":{"sensitive":false}}}`, "secret"},
		"OpenTofu":   {"main.tofu", `variable "secret" { sensitive = true }`, "secret"},
		"broken":     {"main.tf", `variable "secret" {`, "plain secret asked said"},
		"not config": {"secret.tfvars", `variable "secret" { sensitive = true }`, ""},
		"too deep":   {"main.tf", "a = " + strings.Repeat("[", 100_000), "plain secret asked said"},
	} {
		if got := marked(member{"tfconfig/m-/" + c.file, []byte(c.src)}); got != c.want {
			t.Errorf("%s: sensitive are %q; want %q", name, got, c.want)
		}
	}
}

func TestReadFileState(t *testing.T) {
	t.Parallel()
	const state = `{"version":4,"resources":[
		{"module":"module.a[0]","mode":"data","type":"aws_x","name":"d","provider":"module.a.provider[\"registry.terraform.io/hashicorp/aws\"].dr","instances":[
			{"index_key":"k","attributes":{"id":"1","none":null,"secret":"s","set":[{"a":1}]},
			 "sensitive_attributes":[[{"type":"get_attr","value":"secret"}],[{"type":"get_attr","value":"set"},{"type":"index","value":{"value":{"a":1},"type":["object",{"a":"number"}]}}]]}]},
		{"mode":"data","type":"terraform_remote_state","name":"r","provider":"provider[\"terraform.io/builtin/terraform\"]","instances":[
			{"attributes":{"backend":"s3","outputs":{"type":["object",{"vpc":"string"}],"value":{"vpc":"vpc-1"}}}}]},
		{"mode":"managed","type":"aws_vpc","name":"a","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[
			{"index_key":0,"attributes":{"id":"vpc-0"}},{"index_key":1,"attributes":{"id":"vpc-1"}},{"index_key":1,"deposed":"ab12cd34","attributes":{"id":"vpc-2"}}]}]}`
	p := readFile(t, planWith(t, planMessage(changeMessage("aws_vpc.a[0]", num(1, 5), text(2, value("\x80")))),
		member{"tfstate", []byte(state)}, member{"tfconfig/modules.json", []byte(manifest)}))
	if len(p.Changes) != 2 || p.Changes[1].Address != "aws_vpc.a[1]" || p.Changes[1].After.GetAttr("id").AsString() != "vpc-1" {
		t.Errorf("changes %+v", p.Changes)
	}
	want := []*tfplan.Datum{{
		Address: `module.a[0].data.aws_x.d["k"]`, Module: "module.a[0]", Type: "aws_x", Name: "d", Key: cty.StringVal("k"),
		Provider: "registry.terraform.io/hashicorp/aws",
		Values: cty.ObjectVal(map[string]cty.Value{
			"id": cty.StringVal("1"), "secret": cty.StringVal("s").Mark(inventory.Sensitive),
			"set": cty.ListVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"a": cty.NumberIntVal(1)}).Mark(inventory.Sensitive)}),
		}),
	}, {
		Address: "data.terraform_remote_state.r", Type: "terraform_remote_state", Name: "r", Provider: "terraform.io/builtin/terraform",
		Values: cty.ObjectVal(map[string]cty.Value{"backend": cty.StringVal("s3"), "outputs": cty.ObjectVal(map[string]cty.Value{"vpc": cty.StringVal("vpc-1")})}),
	}}
	if diff := cmp.Diff(want, p.Data, values); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if _, err := tfplan.ReadFile(bytes.NewReader(nil), 0); err == nil {
		t.Error("nothing was read as a plan")
	}
}
