package tfplan_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfplan"
)

// planOf writes a plan of changes, and of further keys at the top.
func planOf(changes string, more ...string) string {
	keys := append([]string{`"format_version":"1.2"`, `"resource_changes":[` + changes + `]`}, more...)
	return `{` + strings.Join(keys, ",") + `}`
}

// changeOf writes what happens to one VPC.
func changeOf(change string) string {
	return `{"address":"aws_vpc.a","mode":"managed","type":"aws_vpc","name":"a","provider_name":"p","change":` + change + `}`
}

const created = `{"actions":["create"],"before":null,"after":{"cidr_block":"10.0.0.0/16"},"after_unknown":{"id":true},"before_sensitive":false,"after_sensitive":{}}`

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	deep := func(n int) string { return strings.Repeat(`{"a":`, n) + `1` + strings.Repeat(`}`, n) }
	modules := strings.Repeat(`{"module_calls":{"a":{"module":`, 300) + `{}` + strings.Repeat(`}}}`, 300)
	children := strings.Repeat(`{"child_modules":[`, 300) + `{}` + strings.Repeat(`]}`, 300)
	after := func(v string) string {
		return planOf(changeOf(`{"actions":["create"],"after":` + v + `}`))
	}
	for name, c := range map[string]struct{ src, want string }{
		"nothing":             {"", "byte 0: the document ends before it is complete"},
		"blanks":              {" \n ", "the document ends before it is complete"},
		"no JSON":             {"resource \"aws_vpc\" \"a\" {}", "byte 0"},
		"a list":              {"[]", "expected an object, found a list"},
		"text":                {`"plan"`, "expected an object, found text"},
		"null":                {"null", "neither planned_values nor resource_changes"},
		"an empty object":     {"{}", "neither planned_values nor resource_changes; expected what terraform show -json prints of a plan"},
		"more after it":       {planOf("") + "{}", "expected the end of the document"},
		"a byte order mark":   {"\uFEFF" + planOf(""), "byte 0"},
		"a state":             {`{"version":4,"serial":1,"lineage":"x","resources":[]}`, "a state, not a plan"},
		"a state as shown":    {`{"format_version":"1.0","terraform_version":"1.11.4","values":{}}`, "a state, not a plan"},
		"an audit":            {`{"schema":1,"services":[],"findings":[]}`, "an audit, not a plan"},
		"schemas":             {`{"format_version":"1.0","provider_schemas":{}}`, "schemas of providers, not a plan"},
		"an encrypted plan":   {`{"meta":{},"encrypted_data":"eA==","encryption_version":"v0"}`, "encrypted by OpenTofu; give what tofu show -json prints"},
		"no version":          {`{"resource_changes":[]}`, "no format_version"},
		"an old version":      {`{"format_version":"0.2","resource_changes":[]}`, `format "0.2" is not known; expected 1.x`},
		"a new version":       {`{"format_version":"2.0","resource_changes":[]}`, `format "2.0" is not known; expected 1.x`},
		"version is a number": {`{"format_version":1.2,"resource_changes":[]}`, "format_version: expected text, found a number"},
		"the same key twice":  {planOf("", `"resource_changes":[]`), "duplicate"},
		"changes are no list": {`{"format_version":"1.2","resource_changes":{}}`, "resource_changes: expected a list, found an object"},
		"a change is text":    {planOf(`"x"`), "resource_changes[0]: expected an object, found text"},
		"no address":          {planOf(`{"mode":"managed","type":"a","name":"b"}`), "resource_changes[0]: expected an address, found none"},
		"no type":             {planOf(`{"address":"a.b","mode":"managed","name":"b"}`), "expected a type, found none"},
		"no name":             {planOf(`{"address":"a.b","mode":"managed","type":"a"}`), "expected a name, found none"},
		"no mode":             {planOf(`{"address":"a.b","type":"a","name":"b"}`), "expected a mode, found none"},
		"index is a list":     {planOf(`{"address":"a.b[0]","mode":"managed","type":"a","name":"b","index":[0]}`), "resource_changes[0].index: expected the key of an instance"},
		"index is true":       {planOf(`{"address":"a.b[0]","mode":"managed","type":"a","name":"b","index":true}`), "expected the key of an instance"},
		"an address twice":    {planOf(changeOf(created) + "," + changeOf(created)), "resource_changes[1]: aws_vpc.a stands there twice"},
		"after is text":       {after(`"x"`), "resource_changes[0].change.after: expected an object with the attributes"},
		"after is a list":     {after(`[]`), "resource_changes[0].change.after: expected an object"},
		"actions are text":    {planOf(changeOf(`{"actions":"create"}`)), "resource_changes[0].change.actions: expected a list, found text"},
		"an action is null":   {planOf(changeOf(`{"actions":[1]}`)), "resource_changes[0].change.actions[0]: expected text, found a number"},
		"unknown is text":     {planOf(changeOf(`{"actions":["create"],"after":{},"after_unknown":{"id":"x"}}`)), "after_unknown.id: expected true or false, found text"},
		"sensitive is text":   {planOf(changeOf(`{"actions":["create"],"after":{},"after_sensitive":{"id":"x"}}`)), "after_sensitive.id: expected true or false, found text"},
		"all is unknown":      {planOf(changeOf(`{"actions":["create"],"after":{},"after_unknown":true}`)), "resource_changes[0].change.after: expected an object with the attributes"},
		"a broken index":      {planOf(`{"address":"a.b[0]","mode":"managed","type":"a","name":"b","index":0.5}`), "expected the key of an instance, text or a whole number"},
		"a huge number":       {after(`{"a":1e99999}`), "change.after.a: the number 1e99999 is beyond"},
		"a deep value":        {after(deep(1_000)), "deeper inside each other than the limit of 500"},
		"deep unknowns":       {planOf(changeOf(`{"actions":["create"],"after":{},"after_unknown":` + deep(1_000) + `}`)), "deeper inside each other than the limit of 500"},
		"deep and skipped":    {planOf("", `"timestamp":`+deep(20_000)), "byte"},
		"deep modules":        {planOf("", `"configuration":{"root_module":`+modules+`}`), "modules stand deeper inside each other than the limit of 200"},
		"deep child modules":  {planOf("", `"prior_state":{"values":{"root_module":`+children+`}}`), "modules stand deeper inside each other than the limit of 200"},
		"deep expressions":    {planOf("", `"configuration":{"root_module":{"resources":[{"expressions":`+deep(20_000)+`}]}}`), "byte"},
		"bad text":            {after(`{"a":"` + "\xff" + `"}`), "invalid UTF-8"},
		"bad escape":          {after(`{"a":"\x"}`), "byte"},
		"a control character": {after("{\"a\":\"\x00\"}"), "byte"},
		"a bare word":         {after(`{"a":nil}`), "byte"},
		"a trailing comma":    {after(`{"a":1,}`), "byte"},
		"bad prior address":   {planOf("", `"prior_state":{"values":{"root_module":{"resources":[{"address":"x","mode":"data","type":"a","name":"b","values":{}}]}}}`), `expected the address of a resource, found "x"`},
		"prior values":        {planOf("", `"prior_state":{"values":{"root_module":{"resources":[{"address":"data.a.b","mode":"data","type":"a","name":"b","values":1}]}}}`), "root_module.resources[0].values: expected an object"},
		"data twice":          {planOf("", `"prior_state":{"values":{"root_module":{"resources":[{"address":"data.a.b","mode":"data","type":"a","name":"b"},{"address":"data.a.b","mode":"data","type":"a","name":"b"}]}}}`), "data.a.b stands there twice"},
		"held twice":          {planOf("", `"prior_state":{"values":{"root_module":{"resources":[{"address":"a.b","mode":"managed","type":"a","name":"b"},{"address":"a.b","mode":"managed","type":"a","name":"b"}]}}}`), "a.b stands there twice"},
		"variables a list":    {planOf("", `"variables":[]`), "variables: expected an object, found a list"},
		"complete is text":    {planOf("", `"complete":"yes"`), "complete: expected true or false, found text"},
		"references of one":   {planOf("", `"configuration":{"root_module":{"outputs":{"a":{"expression":{"references":[1]}}}}}`), "references[0]: expected text, found a number"},
		"a block is text":     {planOf("", `"configuration":{"root_module":{"resources":[{"expressions":{"tag":["x"]}}]}}`), "expressions.tag[0]: expected an object, found text"},
		"deferred, nameless":  {planOf("", `"deferred_changes":[{"reason":"x","resource_change":{}}]`), "expected an address, found none"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := tfplan.Read(strings.NewReader(c.src))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error %v; want %q", err, c.want)
			}
			if p != nil {
				t.Error("there is a plan beside the error")
			}
			if len(err.Error()) > 600 {
				t.Errorf("the error has %d bytes", len(err.Error()))
			}
		})
	}
}

// Wherever a plan ends early, the error says that it does, and where.
func TestReadTruncated(t *testing.T) {
	t.Parallel()
	src := bytes.TrimSpace(recorded(t, "changes/plan.json"))
	for i := range 60 {
		cut := len(src) * i / 60
		_, err := tfplan.Read(bytes.NewReader(src[:cut]))
		if err == nil {
			t.Errorf("cut after %d bytes: no error", cut)
			continue
		}
		if want := fmt.Sprintf("byte %d", cut); !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "ends before it is complete") {
			t.Errorf("cut after %d bytes: %v", cut, err)
		}
	}
}

func TestReadLongStrings(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 1_000_000)
	p, err := tfplan.Read(strings.NewReader(planOf(changeOf(`{"actions":["create"],"after":{"user_data":"` + long + `"}}`))))
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Changes[0].After.GetAttr("user_data"); got.AsString() != long {
		t.Error("a long string is cut")
	}
	if _, err := tfplan.Read(strings.NewReader(planOf(`{"address":"` + long + `","mode":"managed"}`))); err == nil {
		t.Error("a change without a type was read")
	}
}

// What is odd, and no reason to refuse the plan.
func TestReadGaps(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ src, what, why string }{
		"an action": {planOf(changeOf(`{"actions":["explode"],"after":{}}`)), "what happens to aws_vpc.a", `the plan calls it "explode"`},
		"no action": {planOf(changeOf(`{"after":{}}`)), "what happens to aws_vpc.a", "the plan names no action"},
		"a mode": {
			planOf(`{"address":"x.a.b","mode":"quantum","type":"a","name":"b"}`), "x.a.b", `its mode "quantum" is not known`,
		},
		"errored":    {planOf("", `"errored":true`), "the plan", "planning ended with an error"},
		"incomplete": {planOf("", `"complete":false`), "the plan", "it is not complete"},
		"deferred": {
			planOf("", `"deferred_changes":[{"reason":"x","resource_change":`+changeOf(created)+`}]`), "aws_vpc.a", "put off to a later plan",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := tfplan.Read(strings.NewReader(c.src))
			if err != nil {
				t.Fatal(err)
			}
			if len(p.Gaps) != 1 || p.Gaps[0].What != c.what || !strings.Contains(p.Gaps[0].Why, c.why) || p.Gaps[0].Advice == "" {
				t.Errorf("gaps %+v", p.Gaps)
			}
		})
	}
}

// What is sensitive as a whole is so in each attribute: the object itself is one
// that others can look into.
func TestReadSecretWhole(t *testing.T) {
	t.Parallel()
	p, err := tfplan.Read(strings.NewReader(planOf(changeOf(`{"actions":["create"],"after":{"a":"s","b":["t"]},"after_unknown":{"c":true},"after_sensitive":true}`))))
	if err != nil {
		t.Fatal(err)
	}
	after := p.Changes[0].After
	for name, v := range after.AsValueMap() {
		if !v.IsMarked() {
			t.Errorf("%s is not marked", name)
		}
	}
	if after.LengthInt() != 3 || after.GetAttr("c").IsKnown() {
		t.Errorf("%#v", after)
	}
}

// Keys may stand in any order.
func TestReadAnyOrder(t *testing.T) {
	t.Parallel()
	src := `{
		"prior_state": {"values": {"root_module": {"resources": [
			{"values": {"id": "vpc-1"}, "sensitive_values": {}, "name": "a", "type": "aws_vpc", "mode": "managed", "address": "aws_vpc.a"},
			{"values": {"id": "vpc-2"}, "name": "kept", "type": "aws_vpc", "mode": "managed", "address": "aws_vpc.kept"},
			{"values": {"id": "vpc-3"}, "name": "was", "type": "aws_vpc", "mode": "managed", "address": "aws_vpc.was"},
			{"values": {"old": true}, "name": "d", "type": "aws_x", "mode": "data", "address": "data.aws_x.d"}
		]}}},
		"variables": {"a": {"value": "s"}, "b": {"value": null}},
		"resource_changes": [
			{"change": {"after_sensitive": {}, "after_unknown": {}, "after": {"id": "vpc-1"}, "before": {"id": "vpc-1"}, "actions": ["no-op"], "before_sensitive": {}},
				"provider_name": "p", "name": "a", "type": "aws_vpc", "mode": "managed", "address": "aws_vpc.a", "deposed": ""},
			{"change": {"actions": ["no-op"], "before": {}, "after": {}}, "name": "is", "type": "aws_vpc", "mode": "managed", "address": "aws_vpc.is", "previous_address": "aws_vpc.was"},
			{"change": {"actions": ["read"], "after": {"old": false}}, "name": "d", "type": "aws_x", "mode": "data", "address": "data.aws_x.d"}
		],
		"configuration": {"root_module": {"variables": {"a": {"sensitive": true, "default": "x"}}}},
		"format_version": "1.0"
	}`
	p, err := tfplan.Read(strings.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range p.Changes {
		got = append(got, c.Address)
	}
	if strings.Join(got, " ") != "aws_vpc.a aws_vpc.is aws_vpc.kept" {
		t.Errorf("changes %v", got)
	}
	if len(p.Data) != 1 || !p.Data[0].Deferred || p.Data[0].Values.GetAttr("old").True() {
		t.Errorf("data %+v", p.Data)
	}
	if len(p.Variables) != 2 || !p.Variables["b"].IsNull() || !p.Variables["a"].IsMarked() || !p.Config.Variables["a"].Default.IsMarked() {
		t.Errorf("variables %#v, declared %#v", p.Variables, p.Config.Variables)
	}
	if p.Changes[0].Before.GetAttr("id") != cty.StringVal("vpc-1") {
		t.Errorf("%#v", p.Changes[0].Before)
	}
}
