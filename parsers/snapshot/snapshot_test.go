package snapshot_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/snapshot"
	"spof/parsers/tfjson"
)

// ids are identities of which one is told by its token, and one by the address
// that stands for it.
func ids() (all *inventory.Identities, id, address cty.Value) {
	all = &inventory.Identities{}
	id = cty.StringVal("subnet-" + all.Mint(inventory.Reference{Address: `aws_subnet.a["}$x"]`, Attribute: "id"}))
	address = cty.StringVal(inventory.Address(all.Mint(inventory.Reference{Address: "aws_instance.a", Attribute: "private_ip"})))
	return all, id, address
}

// everything is an inventory with all that one can hold.
func everything() *inventory.Inventory {
	all, id, address := ids()
	text := cty.StringVal
	file := func(line int) estate.Origin {
		return estate.Origin{
			File: "a.tf", Start: estate.Position{Line: line, Column: 3, Byte: 99}, End: estate.Position{Line: line + 1, Column: 1, Byte: 110},
			Callers: []estate.Origin{{File: "main.tf", Start: estate.Position{Line: 1, Column: 1}}},
		}
	}
	script := base64.StdEncoding.EncodeToString([]byte("#!/bin/sh\ncurl $HOST/" + id.AsString()))
	encoded := "script" + strings.Repeat("_", 4)
	one := &inventory.Resource{
		Address: "aws_lb.a[0]", Mode: inventory.Managed, Type: "aws_lb", Provider: "registry.terraform.io/hashicorp/aws.dr",
		Region: estate.Set("eu-west-1", file(1)).Assume(), Identities: all, Origin: file(2),
		Values: cty.ObjectVal(map[string]cty.Value{
			"dollars": text("$ $$ ${x} $}"), "id": id, "both": text("$" + id.AsString() + "$" + address.AsString() + "}"), "address": address, encoded: text(script),
			"number": cty.MustParseNumberVal("12345678901234567890.0625"), "small": cty.MustParseNumberVal("1e-400"), "none": cty.NullVal(cty.String),
			"yes": cty.True, "no": cty.False.Mark(inventory.Assumed), "empty": cty.ListValEmpty(cty.String), "unknown": cty.UnknownVal(cty.List(cty.String)),
			"list": cty.TupleVal([]cty.Value{cty.NullVal(cty.String), cty.UnknownVal(cty.String), text("a").Mark(inventory.Sensitive), id.Mark(inventory.Assumed)}),
			"set":  cty.SetVal([]cty.Value{id, address, text("z"), text("a")}),
			"map":  cty.MapVal(map[string]cty.Value{"a.b[0]": text("1"), "$}": text("2").Mark(inventory.Sensitive), id.AsString(): cty.UnknownVal(cty.String)}),
			"rule": cty.ListVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"x": cty.NumberIntVal(-1), "y": cty.NullVal(cty.Bool)})}).Mark(inventory.Sensitive),
			"huge": cty.MustParseNumberVal("1e9000"), "odd": text("<a href=\"\u2028\"> \x01 \\"),
		}),
		Unexpanded: true, Settles: []string{"var.n"}, IgnoreChanges: []string{"all"},
		Origins: map[string]estate.Origin{"rule[0].x": file(3), "nowhere": {}}, Unknown: map[string][]string{"unknown": {"var.zones", "data.x.y"}},
		Alike: map[string]bool{"list": true},
	}
	two := &inventory.Resource{
		Address: "data.aws_vpc.a", Mode: inventory.Data, Type: "aws_vpc", Identities: all,
		Region: estate.Unknown[string](file(4), "var.region"), Origins: map[string]estate.Origin{}, Values: cty.DynamicVal,
	}
	three := &inventory.Resource{
		Address: "module.m.aws_eip.a", Mode: inventory.Managed, Type: "aws_eip", Identities: all,
		ARN: "arn:aws:ec2:us-east-1:123456789012:eip/x", Declared: map[string]estate.Origin{"domain": file(7)},
		Region: estate.Default("us-east-1", estate.Origin{}).Conceal(), Origin: estate.Origin{API: "ec2:DescribeAddresses"},
	}
	return &inventory.Inventory{
		Name: "a <b>", Kind: inventory.Plan, Resources: []*inventory.Resource{one, two, three}, Declared: 3, Module: true, Identities: all,
		Notes:   []string{"one", "two"},
		Gaps:    []estate.Gap{{What: "a", Why: "b", Advice: "c", Origin: file(5), Asked: estate.Asked{Service: "s", Region: "r", Account: "a"}, Unsettles: []string{"x"}}, {What: "d", Why: "e"}},
		Unread:  []inventory.Unread{{Type: "aws_lb", Region: "eu-west-1", Why: "x"}, {Of: "aws_lb.a", Why: "y"}},
		Ignores: []estate.Ignore{{Rule: "r", Reason: "because", Origin: file(6)}}, Moves: []estate.Move{{From: "a", To: "b"}},
		Before: &inventory.Inventory{Resources: []*inventory.Resource{{Address: "a.b", Mode: inventory.Managed, Type: "a", Values: cty.EmptyObjectVal}}},
	}
}

func written(tb testing.TB, all ...*inventory.Inventory) string {
	tb.Helper()
	var out bytes.Buffer
	if err := snapshot.Write(&out, all...); err != nil {
		tb.Fatal(err)
	}
	return out.String()
}

// TestEverythingIsReadBack requires of all that an inventory can hold that it is
// there again, of values in the form in which they are read.
func TestEverythingIsReadBack(t *testing.T) {
	t.Parallel()
	want := everything()
	file := written(t, want, want)
	if want.Identities.Holds(file) {
		t.Errorf("it holds an identity that was made up:\n%s", file)
	}
	all, err := snapshot.Read(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 {
		t.Fatalf("%d estates, want 2", len(all))
	}
	for _, got := range all {
		opts := []cmp.Option{
			cmp.AllowUnexported(estate.Value[string]{}), cmpopts.IgnoreFields(inventory.Resource{}, "Values", "Identities"), cmpopts.IgnoreFields(inventory.Inventory{}, "Identities"),
		}
		if diff := cmp.Diff(want, got, opts...); diff != "" {
			t.Errorf("-written +read:\n%s", diff)
		}
		if again := written(t, got, got); again != file {
			t.Errorf("written again it differs:\n%s", cmp.Diff(strings.Split(file, "\n"), strings.Split(again, "\n")))
		}
	}
	if v := all[0].Resources[1].Values; v.IsKnown() {
		t.Errorf("what was unknown is %#v", v)
	}
	if v := all[0].Resources[2].Values; v != cty.NilVal {
		t.Errorf("what was not there is %#v", v)
	}
	of := all[0].Identities
	if all[0].Resources[0].Identities != of || of == nil || all[0].Before.Identities != nil {
		t.Error("the identities are not those of the inventory")
	}
}

// TestNothingIsForgotten requires that everything is everything: a field that an
// inventory gets has to be saved.
func TestNothingIsForgotten(t *testing.T) {
	t.Parallel()
	held := map[string]bool{}
	fill(reflect.ValueOf(everything()), held)
	for name, is := range held {
		if !is {
			t.Errorf("%s is in no inventory of this test", name)
		}
	}
	if len(held) < 40 {
		t.Errorf("only %d fields are looked at", len(held))
	}
}

// fill notes which fields of a value hold something anywhere in it.
func fill(v reflect.Value, held map[string]bool) {
	switch v.Kind() { //nolint:exhaustive // others have no parts
	case reflect.Pointer:
		if !v.IsNil() {
			fill(v.Elem(), held)
		}
	case reflect.Slice:
		for i := range v.Len() {
			fill(v.Index(i), held)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			fill(v.MapIndex(key), held)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[cty.Value]() || v.Type() == reflect.TypeFor[inventory.Identities]() {
			return
		}
		for i := range v.NumField() {
			name := v.Type().String() + "." + v.Type().Field(i).Name
			held[name] = held[name] || !v.Field(i).IsZero()
			fill(v.Field(i), held)
		}
	}
}

// TestValuesAreReadBack says what becomes of values.
func TestValuesAreReadBack(t *testing.T) {
	t.Parallel()
	all, err := snapshot.Read(strings.NewReader(written(t, everything())))
	if err != nil {
		t.Fatal(err)
	}
	_, id, address := ids() // they are made up the same way
	text := cty.StringVal
	got := all[0].Resources[0].Values.AsValueMap()
	want := map[string]cty.Value{
		"dollars": text("$ $$ ${x} $}"), "id": id, "both": text("$" + id.AsString() + "$" + address.AsString() + "}"), "address": address,
		"script____": text(base64.StdEncoding.EncodeToString([]byte("#!/bin/sh\ncurl $HOST/" + id.AsString()))),
		"number":     cty.MustParseNumberVal("12345678901234567890.0625"), "small": cty.MustParseNumberVal("1e-400"),
		"yes": cty.True, "no": cty.False.Mark(inventory.Assumed), "empty": cty.EmptyTupleVal, "unknown": cty.DynamicVal,
		"list": cty.TupleVal([]cty.Value{cty.NullVal(cty.String), cty.UnknownVal(cty.String), text("a").Mark(inventory.Sensitive), id.Mark(inventory.Assumed)}),
		"set":  cty.TupleVal([]cty.Value{text("a"), text("z"), address, id}),
		"map":  cty.ObjectVal(map[string]cty.Value{"a.b[0]": text("1"), "$}": text("2").Mark(inventory.Sensitive), id.AsString(): cty.DynamicVal}),
		"rule": cty.TupleVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"x": cty.NumberIntVal(-1)})}).Mark(inventory.Sensitive),
		"huge": cty.DynamicVal, "odd": text("<a href=\"\u2028\"> \x01 \\"),
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got))); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	for name, v := range want {
		if !got[name].RawEquals(v) {
			t.Errorf("%s is %#v, want %#v", name, got[name], v)
		}
	}
}

// TestACutSnapshotIsRefused cuts a snapshot at each place.
func TestACutSnapshotIsRefused(t *testing.T) {
	t.Parallel()
	file := strings.TrimSpace(written(t, everything()))
	for end := range len(file) {
		all, err := snapshot.Read(strings.NewReader(file[:end]))
		broken, placed := errors.AsType[*tfjson.Error](err)
		if all != nil || !placed || broken.At.Byte > end || broken.At.Line == 0 {
			t.Fatalf("cut at %d: %v", end, err)
		}
	}
}

func TestBadSnapshots(t *testing.T) {
	t.Parallel()
	estateOf := func(fields string) string { return `{"snapshot":1,"estates":[{"kind":"state",` + fields + `}]}` }
	resource := func(fields string) string {
		return estateOf(`"resources":[{"address":"a.b","type":"a","mode":"managed",` + fields + `}]`)
	}
	for name, c := range map[string]struct{ file, want string }{
		"nothing":          {"", "line 1, byte 0: the document ends before it is complete"},
		"a list":           {"[]", "expected an object, found a list"},
		"no version":       {`{"estates":[{"kind":"state"}]}`, "expected the field snapshot, which tells the version of the format"},
		"newer":            {`{"snapshot":2}`, "line 1, byte 12, snapshot: version 2 of the format is newer than version 1, which is what is read; a newer spof reads it"},
		"older":            {`{"snapshot":0}`, "there is no version 0 of the format"},
		"version as text":  {`{"snapshot":"1"}`, "line 1, byte 12, snapshot: expected a whole number, found text"},
		"half a version":   {`{"snapshot":1.5}`, "snapshot: expected a whole number, found a number"},
		"no estate":        {`{"snapshot":1,"estates":[]}`, "expected an estate or several in the field estates, found none"},
		"another kind":     {`{"snapshot":1,"estates":[{"kind":"house"}]}`, `estates[0]: expected an estate of the kind directory, plan, state or account, found "house"`},
		"more after it":    {estateOf(`"name":"x"`) + "x", "invalid character 'x'"},
		"twice":            {estateOf(`"name":"x","name":"y"`), "duplicate object member name"},
		"name":             {estateOf(`"name":1`), "estates[0].name: expected text, found a number"},
		"declared":         {estateOf(`"declared":1e99`), "estates[0].declared: expected a whole number, found a number"},
		"resources":        {estateOf(`"resources":{}`), "estates[0].resources: expected a list, found an object"},
		"resource":         {estateOf(`"resources":[1]`), "estates[0].resources[0]: expected an object, found a number"},
		"no address":       {estateOf(`"resources":[{"type":"a","mode":"data"}]`), "expected a resource with an address and a type, found none of them"},
		"mode":             {estateOf(`"resources":[{"address":"a","type":"a","mode":"x"}]`), `expected a resource whose mode is managed or data, found "x"`},
		"place":            {resource(`"origin":{"start":[1,2]}`), "estates[0].resources[0].origin.start: "},
		"callers":          {resource(`"origin":` + strings.Repeat(`{"callers":[`, 20_000)), "exceeded max depth"},
		"settled":          {resource(`"settled_by":{"a":"b"}`), "estates[0].resources[0].settled_by.a: expected a list, found text"},
		"flags":            {resource(`"values":{"x":1},"unknown":{"x":"y"}`), "estates[0].resources[0]: a.b, x: expected true or false, found text"},
		"deep flags":       {resource(`"values":{},"unknown":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000)), "deeper inside each other than the limit of 500"},
		"deep values":      {resource(`"values":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000)), "deeper inside each other than the limit of 500"},
		"a number":         {resource(`"values":{"x":1e1000000}`), "a.b, x: the number 1e1000000 is beyond what Terraform keeps"},
		"reference":        {resource(`"values":{"x":"${id}"}`), `a.b: expected a reference such as ${id of aws_subnet.a}, found "id"`},
		"open reference":   {resource(`"values":{"x":"${id of a"}`), `a.b: expected a reference that ends, found "${id of a"`},
		"one dollar":       {resource(`"values":{"$x":"1"}`), `a.b: expected $$ or a reference, found "$x"`},
		"before":           {estateOf(`"before":{"before":{}}`), "there is something before what was before"},
		"gap":              {estateOf(`"gaps":[{"what":[]}]`), "estates[0].gaps[0].what: expected text, found a list"},
		"broken in a word": {estateOf(`"gaps":[{"what":tru}]`), "estates[0].gaps[0].what: "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all, err := snapshot.Read(strings.NewReader(c.file))
			if all != nil || err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error: %v\nwant: %s", err, c.want)
			}
		})
	}
}

// Fields of a newer spof are passed over, and what is absent says nothing.
func TestUnusualSnapshotsAreRead(t *testing.T) {
	t.Parallel()
	for _, file := range []string{
		`{"snapshot":1,"spof":"9","estates":[{"kind":"account","new":{"a":[1]},"resources":[{"new":1,"address":"a.b","type":"a","mode":"data"}],"gaps":null,"before":null}]}`,
		`{"estates":[{"resources":[{"values":{"x":null},"mode":"data","type":"a","address":"a.b","region":null}],"kind":"account"}],"snapshot":1}`,
	} {
		all, err := snapshot.Read(strings.NewReader(file))
		if err != nil || len(all) != 1 || len(all[0].Resources) != 1 || all[0].Before != nil {
			t.Errorf("%s: %v, error %v", file, all, err)
		}
	}
}
