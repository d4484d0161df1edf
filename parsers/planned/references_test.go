package planned_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/planned"
	"spof/parsers/tfplan"
	"spof/providers/aws/schema"
)

// created is an instance that a plan creates.
func created(module, typ, name string, key any, after map[string]cty.Value) *tfplan.Change {
	c := &tfplan.Change{
		Module: module, Type: typ, Name: name, Provider: "registry.terraform.io/hashicorp/aws",
		Actions: []string{"create"}, Before: cty.NilVal,
	}
	c.Address = typ + "." + name
	switch k := key.(type) {
	case int:
		c.Key = cty.NumberIntVal(int64(k))
		c.Address += fmt.Sprintf("[%d]", k)
	case string:
		c.Key = cty.StringVal(k)
		c.Address += fmt.Sprintf("[%q]", k)
	}
	if module != "" {
		c.Address = module + "." + c.Address
	}
	after["id"] = cty.UnknownVal(cty.String)
	c.After = cty.ObjectVal(after)
	return c
}

func subnets(module string, keys ...any) []*tfplan.Change {
	var out []*tfplan.Change
	for _, key := range keys {
		out = append(out, created(module, "aws_subnet", "a", key, map[string]cty.Value{"arn": cty.UnknownVal(cty.String)}))
	}
	return out
}

func refs(names ...string) tfplan.Expression { return tfplan.Expression{References: names} }

func resource(typ, name string, set map[string]tfplan.Expression) *tfplan.Block {
	return &tfplan.Block{Mode: inventory.Managed, Type: typ, Name: name, Expressions: set}
}

// told writes what is known of an attribute: each identity as its reference,
// "assumed" before what is, and what would settle it where it is not known.
func told(inv *inventory.Inventory, address, attribute string) string {
	for _, r := range inv.Resources {
		if r.Address != address {
			continue
		}
		v := r.Values.GetAttr(attribute)
		if !v.IsWhollyKnown() {
			return "unknown: " + strings.Join(r.Unknown[attribute], ", ")
		}
		bare, marks := v.UnmarkDeep()
		out := ""
		if _, ok := marks[inventory.Assumed]; ok {
			out = "assumed "
		}
		list := []cty.Value{bare}
		if bare.CanIterateElements() {
			list = bare.AsValueSlice()
		}
		var texts []string
		for _, e := range list {
			texts = append(texts, inv.Identities.Replace(e.AsString(), func(_ string, of inventory.Reference) string { return of.String() }))
		}
		return out + strings.ReplaceAll(strings.Join(texts, " "), "subnet-", "")
	}
	return "absent"
}

// TestReferencesLeadToInstances requires of each form of reference that it leads
// to the instances that the plan lets one tell, and to no other.
func TestReferencesLeadToInstances(t *testing.T) {
	t.Parallel()
	unknown := func() map[string]cty.Value { return map[string]cty.Value{"subnet_id": cty.UnknownVal(cty.String)} }
	list := func(v cty.Value) map[string]cty.Value { return map[string]cty.Value{"subnets": v} }
	two := cty.TupleVal([]cty.Value{cty.UnknownVal(cty.String), cty.UnknownVal(cty.String)})
	each := refs("aws_subnet.a")
	for _, c := range []struct {
		about     string
		subnets   []*tfplan.Change
		typ       string
		key       any
		after     map[string]cty.Value
		e         tfplan.Expression
		forEach   *tfplan.Expression
		attribute string
		want      string
	}{
		{about: "one instance", subnets: subnets("", nil), after: unknown(), e: refs("aws_subnet.a.id", "aws_subnet.a"), want: "aws_subnet.a.id"},
		{about: "an index", subnets: subnets("", 0, 1), after: unknown(), e: refs("aws_subnet.a[1].id", "aws_subnet.a[1]", "aws_subnet.a"), want: "aws_subnet.a[1].id"},
		{about: "a key with a dot and a bracket", subnets: subnets("", "a.b", "c]d"), after: unknown(), e: refs(`aws_subnet.a["c]d"].id`, `aws_subnet.a["c]d"]`, "aws_subnet.a"), want: `aws_subnet.a["c]d"].id`},
		{about: "count.index", subnets: subnets("", 0, 1, 2), key: 1, after: unknown(), e: refs("aws_subnet.a", "count.index"), want: "assumed aws_subnet.a[1].id"},
		{about: "count.index beyond the instances", subnets: subnets("", 0, 1), key: 2, after: unknown(), e: refs("aws_subnet.a", "count.index"), want: "unknown: aws_subnet.a"},
		{about: "each.key", subnets: subnets("", "a", "b"), key: "b", after: unknown(), e: refs("aws_subnet.a", "each.key"), want: `assumed aws_subnet.a["b"].id`},
		{about: "each.value", subnets: subnets("", "a", "b"), key: "b", after: unknown(), e: refs("each.value.id", "each.value"), forEach: &each, want: `aws_subnet.a["b"].id`},
		{about: "each.value without a block of that key", subnets: subnets("", "a", "b"), key: "c", after: unknown(), e: refs("each.value.id", "each.value"), forEach: &each, want: "unknown: aws_subnet.a"},
		{about: "one of several, nobody says which", subnets: subnets("", 0, 1), after: unknown(), e: refs("aws_subnet.a"), want: "unknown: aws_subnet.a"},
		{about: "a condition", subnets: subnets("", 0, 1), after: unknown(), e: refs("aws_subnet.a[0].id", "aws_subnet.a[0]", "aws_subnet.a[1].id", "aws_subnet.a[1]", "aws_subnet.a"), want: "unknown: aws_subnet.a[0].id, aws_subnet.a[1].id"},
		{about: "a local", after: unknown(), e: refs("local.first"), want: "unknown: local.first"},
		{about: "what is not in the plan", after: unknown(), e: refs("aws_subnet.a.id", "aws_subnet.a"), want: "unknown: aws_subnet.a.id"},
		{about: "a splat", subnets: subnets("", 0, 1), typ: "aws_lb", after: list(cty.UnknownVal(cty.Set(cty.String))), e: refs("aws_subnet.a"), attribute: "subnets", want: "assumed aws_subnet.a[0].id aws_subnet.a[1].id"},
		{about: "a splat of as many", subnets: subnets("", 0, 1), typ: "aws_lb", after: list(two), e: refs("aws_subnet.a"), attribute: "subnets", want: "assumed aws_subnet.a[0].id aws_subnet.a[1].id"},
		{about: "a slice", subnets: subnets("", 0, 1, 2), typ: "aws_lb", after: list(two), e: refs("aws_subnet.a"), attribute: "subnets", want: "unknown: aws_subnet.a"},
		{about: "a list of two", subnets: subnets("", 0, 1), typ: "aws_lb", after: list(two), e: refs("aws_subnet.a[1].id", "aws_subnet.a[1]", "aws_subnet.a[0].id", "aws_subnet.a[0]", "aws_subnet.a"), attribute: "subnets", want: "aws_subnet.a[1].id aws_subnet.a[0].id"},
	} {
		typ, attribute := c.typ, c.attribute
		if typ == "" {
			typ, attribute = "aws_instance", "subnet_id"
		}
		user := created("", typ, "user", c.key, c.after)
		block := resource(typ, "user", map[string]tfplan.Expression{attribute: c.e})
		block.ForEach = c.forEach
		plan := &tfplan.Plan{
			Changes: append(c.subnets, user),
			Config:  &tfplan.Module{Resources: []*tfplan.Block{resource("aws_subnet", "a", nil), block}},
		}
		after, _ := planned.Inventory(t.Context(), plan, planned.Options{Name: "plan", Provider: schema.New()})
		if got := told(after, user.Address, attribute); got != c.want {
			t.Errorf("%s: %s, want %s", c.about, got, c.want)
		}
	}
}

// TestReferencesLeadThroughModules follows arguments up and outputs down.
func TestReferencesLeadThroughModules(t *testing.T) {
	t.Parallel()
	net := &tfplan.Call{Module: &tfplan.Module{
		Resources: []*tfplan.Block{resource("aws_subnet", "a", nil)},
		Outputs: map[string]tfplan.Output{
			"ids":   {Expression: refs("aws_subnet.a")},
			"local": {Expression: refs("local.ids")},
			"round": {Expression: refs("var.round")},
		},
	}}
	net.Expressions = map[string]tfplan.Expression{"round": refs("module.net.round", "module.net")}
	user := func(e tfplan.Expression) *tfplan.Module {
		return &tfplan.Module{Resources: []*tfplan.Block{resource("aws_instance", "user", map[string]tfplan.Expression{"subnet_id": e})}}
	}
	for _, c := range []struct {
		about string
		pass  tfplan.Expression // what the call of the user's module passes
		use   tfplan.Expression // what the user makes of it
		want  string
	}{
		{"an argument by key", refs(`module.net.ids["b"]`, "module.net"), refs("var.subnet"), `assumed module.net.aws_subnet.a["b"].id`},
		{"an argument of many, read by key", refs("module.net.ids", "module.net"), refs(`var.subnet["a"]`, "var.subnet"), `assumed module.net.aws_subnet.a["a"].id`},
		{"an argument of many", refs("module.net.ids", "module.net"), refs("var.subnet"), "unknown: module.net.aws_subnet.a"},
		{"an output of a local", refs("module.net.local", "module.net"), refs("var.subnet"), "unknown: module.net.local.ids"},
		{"an output that needs itself", refs("module.net.round", "module.net"), refs("var.subnet"), "unknown: module.net.round"},
		{"no such output", refs("module.net.none", "module.net"), refs("var.subnet"), "unknown: module.net.none"},
		{"a default", tfplan.Expression{}, refs("var.other"), "subnet-default"},
	} {
		app := user(c.use)
		app.Variables = map[string]tfplan.Variable{"other": {Default: cty.StringVal("subnet-default")}, "subnet": {}}
		call := &tfplan.Call{Module: app, Expressions: map[string]tfplan.Expression{"subnet": c.pass}}
		plan := &tfplan.Plan{
			Changes: append(subnets("module.net", "a", "b"), created("module.app", "aws_instance", "user", nil, map[string]cty.Value{"subnet_id": cty.UnknownVal(cty.String)})),
			Config:  &tfplan.Module{Calls: map[string]*tfplan.Call{"net": net, "app": call}},
		}
		after, _ := planned.Inventory(t.Context(), plan, planned.Options{Name: "plan", Provider: schema.New()})
		if got := told(after, "module.app.aws_instance.user", "subnet_id"); got != strings.ReplaceAll(c.want, "subnet-", "") {
			t.Errorf("%s: %s, want %s", c.about, got, c.want)
		}
	}
}
