package aws_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/analysis"
	"spof/inventory"
	"spof/parsers/tfstate"
	"spof/providers/aws"
	"spof/providers/aws/schema"
	"spof/report"
	"spof/rules"
)

// TestWhatIsSensitiveMeansTheSameReduced marks each attribute of the fixtures as
// sensitive, one at a time, with each of the words that it holds there, and
// requires that the same is found once it was reduced.
func TestWhatIsSensitiveMeansTheSameReduced(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	for _, inv := range inventories(t) {
		for _, r := range inv.Resources {
			if r.Mode != inventory.Managed || !r.Values.IsKnown() || r.Values.IsMarked() {
				continue
			}
			for name, v := range r.Values.AsValueMap() {
				key := name + " " + strings.Join(shortTexts(v), " ")
				if seen[key]++; seen[key] > 1 || v.IsNull() || !v.IsWhollyKnown() && !v.CanIterateElements() {
					continue
				}
				secret := sensitive(inv, name)
				if diff := cmp.Diff(found(t, secret), found(t, aws.Reduce(secret))); diff != "" {
					t.Errorf("%s of %s (-whole +reduced):\n%s", name, r.Address, diff)
				}
			}
		}
	}
}

// sensitive returns an inventory in which an attribute is sensitive, whatever
// has it.
func sensitive(inv *inventory.Inventory, name string) *inventory.Inventory {
	out := *inv
	out.Resources = slices.Clone(inv.Resources)
	for i, r := range out.Resources {
		if !r.Values.IsKnown() || !r.Values.Type().HasAttribute(name) {
			continue
		}
		marked := *r
		attrs := maps.Clone(r.Values.AsValueMap())
		attrs[name] = attrs[name].Mark(inventory.Sensitive)
		marked.Values = cty.ObjectVal(attrs)
		out.Resources[i] = &marked
	}
	return &out
}

// account is a state, to be given what a function's environment holds, a
// server's user data, container definitions and a secret.
const account = `{"version":4,"resources":[
	{"mode":"managed","type":"aws_db_instance","name":"orders","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{
		"id":"db-ORDERS","identifier":"orders","arn":"arn:aws:rds:us-east-1:123456789012:db:orders","engine":"postgres","multi_az":false,"password":"hunter2",
		"availability_zone":"us-east-1a","address":"orders.abc.us-east-1.rds.amazonaws.com","endpoint":"orders.abc.us-east-1.rds.amazonaws.com:5432"}}]},
	{"mode":"managed","type":"aws_dynamodb_table","name":"carts","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{
		"id":"carts","name":"carts","arn":"arn:aws:dynamodb:us-east-1:123456789012:table/carts","replica":[{"region_name":"eu-west-1"}]}}]},
	{"mode":"managed","type":"aws_secretsmanager_secret","name":"db","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{
		"id":"arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf","name":"db","arn":"arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf"}}]},
	{"mode":"managed","type":"aws_secretsmanager_secret_version","name":"db","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{
		"id":"v","secret_id":"arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf","secret_string":%[4]q}}]},
	{"mode":"managed","type":"aws_lambda_function","name":"api","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{
		"id":"api","function_name":"api","arn":"arn:aws:lambda:us-east-1:123456789012:function:api","environment":[{"variables":{"X":%[1]q}}]}}]},
	{"mode":"managed","type":"aws_instance","name":"web","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{
		"id":"i-0123456789abcdef0","availability_zone":"us-east-1a","user_data_base64":%[2]q}}]},
	{"mode":"managed","type":"aws_ecs_task_definition","name":"web","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{
		"id":"web","arn":"arn:aws:ecs:us-east-1:123456789012:task-definition/web:1","family":"web","container_definitions":%[3]q}}]},
	{"mode":"managed","type":"aws_ecs_service","name":"web","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{
		"id":"s","name":"web","desired_count":2,"task_definition":"arn:aws:ecs:us-east-1:123456789012:task-definition/web:1"}}]}
]}`

// TestReduce says what is kept of texts, wherever they stand.
func TestReduce(t *testing.T) {
	t.Parallel()
	const db, arn = "orders.abc.us-east-1.rds.amazonaws.com", "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf"
	for text, want := range map[string]string{
		"hunter2 is the word":                             "#",
		"postgres://shop:hunter2@" + db + ":5432/x":       db + " #",
		"jdbc:postgresql://" + db + "/x?password=hunter2": db + " #",
		db:                 db,
		db + ":5432":       db + ":5432",
		"carts":            "carts",
		"hunter2/carts?x":  "carts #",
		arn + ":hunter2::": arn + " #",
		"https://shop:hunter2@pay.example.com/hunter2?token=hunter2":               "https://pay.example.com?#",
		"https://pay.example.com/hunter2?back=" + db:                               "https://pay.example.com?" + db + "&#",
		"http://shop:hunter2@sqs.us-east-1.amazonaws.com/hunter2":                  "#",
		"arn:aws:dynamodb:eu-west-1:123456789012:table/carts?hunter2":              "carts # arn:::eu-west-1::",
		"arn:aws:dynamodb:us-east-1:123456789012:table/carts hunter2 arn:aws:x":    "arn:aws:dynamodb:us-east-1:123456789012:table/carts carts # arn:",
		`{"username":"shop","password":"hunter2","host":"` + db + `","port":5432}`: db + " #",
	} {
		inv := stateOf(t, text, base64.StdEncoding.EncodeToString([]byte("#!/bin/sh\nexport A=\"hunter2\"\nexport X='"+text+"'\n")),
			`[{"name":"web","image":"hunter2","environment":[{"name":"X","value":`+strconv.Quote(text)+`}],"command":["hunter2"]}]`, text)
		reduced := aws.Reduce(inv)
		if got := kept(t, reduced, "aws_lambda_function.api", "environment"); got != want {
			t.Errorf("of %s is kept %s, want %s", text, got, want)
		}
		if diff := cmp.Diff(found(t, inv), found(t, reduced)); diff != "" {
			t.Errorf("%s (-whole +reduced):\n%s", text, diff)
		}
		for _, r := range reduced.Resources {
			values, _ := r.Values.UnmarkDeep()
			if strings.Contains(values.GoString(), "hunter2") {
				t.Errorf("%s: %s holds the secret: %#v", text, r.Address, values)
			}
		}
	}
}

func stateOf(t *testing.T, environment, userData, definitions, secret string) *inventory.Inventory {
	t.Helper()
	state := fmt.Sprintf(account, environment, userData, definitions, secret)
	inv, err := tfstate.Read(strings.NewReader(state), tfstate.Options{Provider: schema.New(), Region: "us-east-1"})
	if err != nil {
		t.Fatal(err)
	}
	return inv
}

// kept is the one text in an attribute, with # for the word of a secret.
func kept(t *testing.T, inv *inventory.Inventory, address, name string) string {
	t.Helper()
	out := ""
	for _, r := range inv.Resources {
		if r.Address != address {
			continue
		}
		v, _ := r.Values.GetAttr(name).UnmarkDeep()
		_ = cty.Walk(v, func(_ cty.Path, v cty.Value) (bool, error) {
			if v.Type() == cty.String {
				out = v.AsString()
			}
			return true, nil
		})
	}
	return regexp.MustCompile(`concealed-\d+`).ReplaceAllString(out, "#")
}

// found is what is found of an inventory, in each format.
func found(t *testing.T, inv *inventory.Inventory) string {
	t.Helper()
	e := aws.Mean(inv)
	audit, err := analysis.Run(e, rules.All(), analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, format := range report.Formats() {
		if err := format.Write(&out, report.Report{Audits: []*analysis.Audit{audit}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := report.EstateJSON(&out, e); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// shortTexts are the texts in a value that may be words of AWS's.
func shortTexts(v cty.Value) []string {
	v, _ = v.UnmarkDeep()
	var out []string
	_ = cty.Walk(v, func(_ cty.Path, v cty.Value) (bool, error) {
		if v.IsKnown() && !v.IsNull() && v.Type() == cty.String && len(v.AsString()) < 16 && !strings.ContainsAny(v.AsString(), "0123456789") {
			out = append(out, v.AsString())
		}
		return true, nil
	})
	slices.Sort(out)
	return slices.Compact(out)
}
