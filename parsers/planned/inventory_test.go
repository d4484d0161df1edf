package planned_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/planned"
	"spof/parsers/tfconfig"
	"spof/parsers/tfplan"
	"spof/providers/aws/schema"
)

// changed is an instance that is there already.
func changed(name string, before, after map[string]cty.Value) *tfplan.Change {
	c := &tfplan.Change{Address: "aws_db_instance." + name, Type: "aws_db_instance", Name: name, Key: cty.NilVal, Before: cty.NilVal, After: cty.NilVal}
	if before != nil {
		c.Before = cty.ObjectVal(before)
	}
	if after != nil {
		c.After = cty.ObjectVal(after)
	}
	return c
}

func database(zone string, multi bool) map[string]cty.Value {
	return map[string]cty.Value{"id": cty.StringVal("db-1"), "availability_zone": cty.StringVal(zone), "multi_az": cty.BoolVal(multi)}
}

// held lists what an inventory holds: addresses, with where each stands and
// what is written of it.
func held(inv *inventory.Inventory) map[string]string {
	out := map[string]string{}
	for _, r := range inv.Resources {
		multi := "?"
		if v := r.Values.GetAttr("multi_az"); v.IsKnown() {
			multi = v.GoString()
		}
		out[r.Address] = r.Region.Or("unknown") + " " + multi + " " + r.At("multi_az").String()
	}
	return out
}

func TestInventoryHoldsWhatThereWasAndWillBe(t *testing.T) {
	t.Parallel()
	moved := changed("moved", database("us-east-1a", true), database("us-east-1a", true))
	moved.PreviousAddress = "aws_db_instance.old"
	plan := &tfplan.Plan{Changes: []*tfplan.Change{
		changed("same", database("us-east-1a", true), database("us-east-1a", true)),
		changed("weaker", database("us-east-1a", true), database("us-east-1a", false)),
		changed("gone", database("eu-west-1a", true), nil),
		changed("new", nil, map[string]cty.Value{"id": cty.UnknownVal(cty.String), "availability_zone": cty.StringVal("us-east-1b"), "multi_az": cty.True}),
		moved,
	}}
	inv, _ := planned.Inventory(t.Context(), plan, planned.Options{Name: "plan.json", Provider: schema.New()})
	after := map[string]string{
		"aws_db_instance.same":   "us-east-1 cty.True plan.json",
		"aws_db_instance.weaker": "us-east-1 cty.False plan.json",
		"aws_db_instance.new":    "us-east-1 cty.True plan.json",
		"aws_db_instance.moved":  "us-east-1 cty.True plan.json",
	}
	before := map[string]string{
		"aws_db_instance.same":   "us-east-1 cty.True plan.json",
		"aws_db_instance.weaker": "us-east-1 cty.True plan.json",
		"aws_db_instance.gone":   "eu-west-1 cty.True plan.json",
		"aws_db_instance.moved":  "us-east-1 cty.True plan.json",
	}
	if diff := cmp.Diff(after, held(inv)); diff != "" {
		t.Errorf("after: -want +got:\n%s", diff)
	}
	if diff := cmp.Diff(before, held(inv.Before)); diff != "" {
		t.Errorf("before: -want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]estate.Move{{From: "aws_db_instance.old", To: "aws_db_instance.moved"}}, inv.Moves); diff != "" {
		t.Errorf("moves: -want +got:\n%s", diff)
	}
}

// TestInventoryTakesLinesFromTheConfiguration reads a plan beside files that
// have changed since: what the plan does not have is left out and told, what
// the files do not have is there all the same.
func TestInventoryTakesLinesFromTheConfiguration(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"main.tf": &fstest.MapFile{Data: []byte(`provider "aws" {
  region = "us-east-1"
}

resource "aws_db_instance" "same" {
  multi_az = var.unknown
}

resource "aws_db_instance" "stranger" {
}
`)}}
	plan := &tfplan.Plan{Changes: []*tfplan.Change{
		changed("same", database("us-east-1a", false), database("us-east-1a", true)),
		changed("lost", nil, database("us-east-1a", true)),
	}}
	inv, _ := planned.Inventory(t.Context(), plan, planned.Options{
		Name: "plan.json", Provider: schema.New(), Tree: &tfconfig.Tree{FS: files, Provider: schema.New()},
	})
	want := map[string]string{
		"aws_db_instance.same": "us-east-1 cty.True main.tf:6",
		"aws_db_instance.lost": "us-east-1 cty.True plan.json",
	}
	if diff := cmp.Diff(want, held(inv)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := held(inv.Before)["aws_db_instance.same"]; got != "us-east-1 cty.False main.tf:6" {
		t.Errorf("before, it is %s", got)
	}
	var gaps []string
	for _, g := range inv.Gaps {
		gaps = append(gaps, g.What+": "+g.Why)
	}
	if diff := cmp.Diff([]string{"aws_db_instance.stranger of the configuration: the plan does not have it"}, gaps); diff != "" {
		t.Errorf("gaps: -want +got:\n%s", diff)
	}
}

// TestRegionOfARequiredProvider: the configuration that a plan gives to a module
// which only requires a provider is that of its caller.
func TestRegionOfARequiredProvider(t *testing.T) {
	t.Parallel()
	const inner = "module.a.module.b:aws"
	c := created("module.a.module.b", "aws_elb", "web", nil, map[string]cty.Value{})
	block := resource("aws_elb", "web", nil)
	block.Provider = inner
	leaf := &tfplan.Module{Resources: []*tfplan.Block{block}}
	middle := &tfplan.Module{Calls: map[string]*tfplan.Call{"b": {Module: leaf}}}
	plan := &tfplan.Plan{
		Changes: []*tfplan.Change{c},
		Config:  &tfplan.Module{Calls: map[string]*tfplan.Call{"a": {Module: middle}}},
		Providers: map[string]*tfplan.Provider{
			inner: {FullName: c.Provider, Module: "module.a.module.b"},
			"aws": {FullName: c.Provider, Expressions: map[string]tfplan.Expression{"region": {Constant: cty.StringVal("eu-west-1")}}},
		},
	}
	inv, _ := planned.Inventory(t.Context(), plan, planned.Options{Name: "plan", Provider: schema.New(), Load: tfconfig.Options{Region: "us-east-1"}})
	if got := inv.Resources[0].Region.Or("?"); got != "eu-west-1" {
		t.Errorf("it stands in %s, want eu-west-1", got)
	}
}

// TestBlocksOfWhichNothingIsKnown are written: no provider makes blocks by
// itself.
func TestBlocksOfWhichNothingIsKnown(t *testing.T) {
	t.Parallel()
	c := created("", "aws_route53_record", "web", nil, map[string]cty.Value{"cidr_routing_policy": cty.DynamicVal, "ttl": cty.DynamicVal})
	plan := &tfplan.Plan{
		Changes: []*tfplan.Change{c},
		Config:  &tfplan.Module{Resources: []*tfplan.Block{resource("aws_route53_record", "web", nil)}},
	}
	inv, _ := planned.Inventory(t.Context(), plan, planned.Options{Name: "plan", Provider: schema.New()})
	_, block := inv.Resources[0].Origins["cidr_routing_policy"]
	_, attribute := inv.Resources[0].Origins["ttl"]
	if !block || attribute {
		t.Errorf("written: the block %v, the attribute %v; want true and false", block, attribute)
	}
}
