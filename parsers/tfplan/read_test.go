package tfplan_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfplan"
)

// values compares values by what they are written as.
var values = cmp.Transformer("values", func(v cty.Value) string {
	if v == cty.NilVal {
		return "none"
	}
	return v.GoString()
})

func recorded(t *testing.T, name string) []byte {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func read(t *testing.T, src []byte) *tfplan.Plan {
	t.Helper()
	p, err := tfplan.Read(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func readFile(t *testing.T, src []byte) *tfplan.Plan {
	t.Helper()
	p, err := tfplan.ReadFile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sorted puts changes and data in the order of their addresses: a plan file has
// them in any.
func sorted(p *tfplan.Plan) *tfplan.Plan {
	slices.SortFunc(p.Changes, func(a, b *tfplan.Change) int { return strings.Compare(a.Address, b.Address) })
	slices.SortFunc(p.Data, func(a, b *tfplan.Datum) int { return strings.Compare(a.Address, b.Address) })
	return p
}

// Both forms of one plan say the same, but for what ReadFile says of itself.
func TestReadersAgree(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"changes", "targeted", "refreshed"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fromJSON, fromFile := sorted(read(t, recorded(t, name+"/plan.json"))), sorted(readFile(t, recorded(t, name+"/plan.tfplan")))
			for _, c := range fromFile.Changes {
				if c.Address == "aws_cloudwatch_metric_alarm.share" {
					c.After = withNumber(c.After, "threshold")
				}
			}
			for name := range fromJSON.Variables { // some were left to their defaults
				if _, given := fromFile.Variables[name]; !given {
					delete(fromJSON.Variables, name)
				}
			}
			if given := len(fromFile.Variables); given != map[string]int{"changes": 3}[name] {
				t.Errorf("%d variables", given)
			}
			if fromFile.Workspace != "default" || fromFile.Root != "." || fromFile.Files == nil || len(fromJSON.Changes) == 0 {
				t.Errorf("workspace %q, root %q, files %v, %d changes", fromFile.Workspace, fromFile.Root, fromFile.Files, len(fromJSON.Changes))
			}
			onlyOne := cmpopts.IgnoreFields(tfplan.Plan{}, "Workspace", "Config", "Providers", "Files", "Root")
			if diff := cmp.Diff(fromJSON, fromFile, values, onlyOne); diff != "" {
				t.Errorf("-JSON +file:\n%s", diff)
			}
		})
	}
}

// withNumber returns an object with an attribute that is a number as text made
// one.
func withNumber(v cty.Value, name string) cty.Value {
	attrs := v.AsValueMap()
	attrs[name] = cty.MustParseNumberVal(attrs[name].AsString())
	return cty.ObjectVal(attrs)
}

func TestRead(t *testing.T) {
	t.Parallel()
	p := read(t, recorded(t, "changes/plan.json"))
	got := map[string]string{}
	for _, c := range p.Changes {
		got[c.Address] = strings.Join(c.Actions, " ")
		if (c.Before == cty.NilVal) != (c.Actions[0] == "create" && len(c.Actions) == 1) {
			t.Errorf("%s: %s, before %#v", c.Address, c.Actions, c.Before)
		}
		last := c.Actions[len(c.Actions)-1]
		if gone := len(c.Actions) == 1 && (last == "delete" || last == "forget"); gone != (c.After == cty.NilVal) {
			t.Errorf("%s: %s, after %#v", c.Address, c.Actions, c.After)
		}
	}
	want := map[string]string{
		"aws_autoscaling_group.web":                                   "create",
		"aws_cloudwatch_metric_alarm.share":                           "create",
		"aws_db_instance.literal":                                     "create",
		"aws_db_instance.orders":                                      "create",
		"aws_launch_template.web":                                     "create",
		`aws_sqs_queue.gone["a.b[\"c\"]"]`:                            "delete",
		"aws_sqs_queue.kept":                                          "no-op",
		"aws_sqs_queue.replaced":                                      "delete create",
		"aws_sqs_queue.updated":                                       "update",
		"terraform_data.after":                                        "no-op",
		"terraform_data.forgotten":                                    "forget",
		"terraform_data.new":                                          "create",
		"terraform_data.replaced_first":                               "create delete",
		`module.zone["data[\"x\"]"].aws_sqs_queue.each[0]`:            "create",
		`module.zone["web.1"].aws_sqs_queue.each[0]`:                  "create",
		`module.zone["web.1"].aws_sqs_queue.each[1]`:                  "create",
		`module.zone["data[\"x\"]"].module.queue.terraform_data.note`: "create",
		`module.zone["web.1"].module.queue.terraform_data.note`:       "create",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	if len(p.Gaps) > 0 {
		t.Errorf("gaps %+v", p.Gaps)
	}
}

// changed returns one change of a plan.
func changed(t *testing.T, p *tfplan.Plan, address string) *tfplan.Change {
	t.Helper()
	for _, c := range p.Changes {
		if c.Address == address {
			return c
		}
	}
	t.Fatalf("%s is not in the plan", address)
	return nil
}

func TestReadOneChange(t *testing.T) {
	t.Parallel()
	p := read(t, recorded(t, "changes/plan.json"))
	got := *changed(t, p, `module.zone["data[\"x\"]"].aws_sqs_queue.each[0]`)
	tags := cty.ObjectVal(map[string]cty.Value{"Open": cty.StringVal("yes"), "Secret": cty.StringVal("hunter2-variable").Mark(inventory.Sensitive)})
	want := tfplan.Change{
		Address: got.Address, Module: `module.zone["data[\"x\"]"]`, Type: "aws_sqs_queue", Name: "each", Key: cty.NumberIntVal(0),
		Provider: "registry.terraform.io/hashicorp/aws", Actions: []string{"create"}, After: got.After,
	}
	if diff := cmp.Diff(want, got, values); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	attrs := got.After.AsValueMap()
	for name, want := range map[string]cty.Value{
		"tags": tags, "arn": cty.DynamicVal, "name": cty.StringVal("data--x---0"), "content_based_deduplication": cty.False,
	} {
		if diff := cmp.Diff(want, attrs[name], values); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for name, v := range attrs {
		if bare, _ := v.Unmark(); bare.IsKnown() && bare.IsNull() {
			t.Errorf("%s is null, and not left out", name)
		}
	}

	moved := changed(t, p, "terraform_data.after")
	if moved.PreviousAddress != "terraform_data.before" || moved.Before.GoString() != moved.After.GoString() {
		t.Errorf("moved %+v", moved)
	}
	if secret := changed(t, p, "aws_db_instance.literal").After.GetAttr("password"); !secret.HasMark(inventory.Sensitive) {
		t.Error("a password is not marked")
	}
	list := changed(t, p, "terraform_data.new").After.GetAttr("input").GetAttr("list")
	if list.LengthInt() != 4 || !list.Index(cty.NumberIntVal(3)).IsNull() {
		t.Errorf("a null does not keep its place in %#v", list)
	}
}

func TestReadData(t *testing.T) {
	t.Parallel()
	p := read(t, recorded(t, "changes/plan.json"))
	got := map[string]bool{}
	for _, d := range p.Data {
		got[d.Address] = d.Deferred
	}
	want := map[string]bool{
		"data.aws_iam_policy_document.later": true, "data.aws_iam_policy_document.read": false, "data.aws_region.here": false,
		`module.zone["data[\"x\"]"].module.queue.data.aws_partition.here`: false,
		`module.zone["web.1"].module.queue.data.aws_partition.here`:       false,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, d := range p.Data {
		if d.Type == "aws_partition" && (d.Values.GetAttr("partition").AsString() != "aws" || !strings.HasPrefix(d.Module, "module.zone[")) {
			t.Errorf("%+v", d)
		}
		if d.Deferred && d.Values.GetAttr("json").IsKnown() {
			t.Error("what is read during apply is known")
		}
	}
}

func TestReadVariables(t *testing.T) {
	t.Parallel()
	p := read(t, recorded(t, "changes/plan.json"))
	sizes := cty.ObjectVal(map[string]cty.Value{
		"web.1":     cty.ObjectVal(map[string]cty.Value{"size": cty.NumberIntVal(2), "share": cty.MustParseNumberVal("0.1")}),
		`data["x"]`: cty.ObjectVal(map[string]cty.Value{"size": cty.MustParseNumberVal("1.5")}),
	})
	want := map[string]cty.Value{
		"region": cty.StringVal("eu-west-1"), "password": cty.StringVal("hunter2-variable").Mark(inventory.Sensitive), "sizes": sizes,
		"unset": cty.NullVal(cty.DynamicPseudoType),
	}
	if diff := cmp.Diff(want, p.Variables, values); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Of a plan that was made for some resources, the state tells of the others.
func TestReadTargeted(t *testing.T) {
	t.Parallel()
	p := read(t, recorded(t, "targeted/plan.json"))
	var got []string
	for _, c := range p.Changes {
		got = append(got, c.Address+" "+strings.Join(c.Actions, " "))
	}
	want := []string{
		"aws_db_instance.orders create", "terraform_data.after no-op", `aws_sqs_queue.gone["a.b[\"c\"]"] no-op`, "aws_sqs_queue.kept no-op",
		"aws_sqs_queue.replaced no-op", "aws_sqs_queue.updated no-op", "terraform_data.forgotten no-op", "terraform_data.replaced_first no-op",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if len(p.Gaps) != 1 || p.Gaps[0].Advice != "plan without -target and -exclude" {
		t.Errorf("gaps %+v", p.Gaps)
	}
}

// A plan that only refreshes changes nothing: the state tells of all there is.
func TestReadRefreshed(t *testing.T) {
	t.Parallel()
	p := read(t, recorded(t, "refreshed/plan.json"))
	var got []string
	for _, c := range p.Changes {
		got = append(got, c.Address+" "+strings.Join(c.Actions, " "))
	}
	want := []string{"terraform_data.a[0] no-op", "terraform_data.a[1] no-op", "terraform_data.b no-op", "terraform_data.c no-op"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if x := changed(t, p, "terraform_data.a[1]").After.GetAttr("output").GetAttr("x"); x.Equals(cty.NumberIntVal(1)).False() {
		t.Errorf("%#v", x)
	}
}

// What is passed over says nothing more: every managed instance of
// planned_values is in resource_changes, with the same values.
func TestPlannedValuesAreInChanges(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"changes", "targeted"} {
		checkPlanned(t, recorded(t, name+"/plan.json"))
	}
}

type printedModule struct {
	Resources []struct {
		Address string         `json:"address"`
		Mode    string         `json:"mode"`
		Values  map[string]any `json:"values"`
	} `json:"resources"`
	Children []printedModule `json:"child_modules"`
}

type printedPlan struct {
	Planned struct {
		Root printedModule `json:"root_module"`
	} `json:"planned_values"`
	Changes []struct {
		Address string `json:"address"`
		Deposed string `json:"deposed"`
		Change  struct {
			After map[string]any `json:"after"`
		} `json:"change"`
	} `json:"resource_changes"`
}

func checkPlanned(t *testing.T, src []byte) {
	t.Helper()
	var p printedPlan
	if err := json.Unmarshal(src, &p); err != nil {
		t.Fatal(err)
	}
	after := map[string]map[string]any{}
	for _, c := range p.Changes {
		if c.Deposed == "" {
			after[c.Address] = c.Change.After
		}
	}
	checked := 0
	var check func(printedModule)
	check = func(m printedModule) {
		for _, r := range m.Resources {
			if r.Mode != "managed" {
				continue
			}
			checked++
			if changes, ok := after[r.Address]; !ok || !cmp.Equal(r.Values, changes, cmpopts.EquateEmpty(), withoutNull) {
				t.Errorf("%s (-planned +changes, there %v):\n%s", r.Address, ok, cmp.Diff(r.Values, changes, withoutNull))
			}
		}
		for _, child := range m.Children {
			check(child)
		}
	}
	check(p.Planned.Root)
	if checked == 0 {
		t.Error("nothing was checked")
	}
}

// withoutNull leaves out the attributes that are null, as planned_values does
// where they are unknown.
var withoutNull = cmpopts.IgnoreMapEntries(func(_ string, v any) bool { return v == nil })
