package declared_test

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/parsers/tfstate"
	"spof/providers/aws/declared"
	"spof/providers/aws/schema"
)

// values are attributes that are text, and lists of it.
type values map[string]any

// thing is a live resource.
func thing(typ, address string, v values) *inventory.Resource {
	attrs := map[string]cty.Value{}
	if strings.HasPrefix(address, "arn:") {
		attrs["arn"] = cty.StringVal(address)
	}
	for name, is := range v {
		switch is := is.(type) {
		case string:
			attrs[name] = cty.StringVal(is)
		case bool:
			attrs[name] = cty.BoolVal(is)
		case []string:
			var all []cty.Value
			for _, s := range is {
				all = append(all, cty.StringVal(s))
			}
			attrs[name] = cty.TupleVal(all)
		case values:
			attrs[name] = thing(typ, "", is).Values
		}
	}
	call := estate.Origin{API: "x:Describe"}
	return &inventory.Resource{
		Address: address, Mode: inventory.Managed, Type: typ, Region: estate.Set("eu-west-1", call), Values: cty.ObjectVal(attrs), Origin: call,
	}
}

const account = ":eu-west-1:123456789012:"

func database(name string) *inventory.Resource {
	return thing("aws_db_instance", "arn:aws:rds"+account+"db:"+name, values{"id": "db-" + strings.ToUpper(name), "identifier": name, "multi_az": false})
}

func vpc(id, name string) *inventory.Resource {
	return thing("aws_vpc", "arn:aws:ec2"+account+"vpc/"+id, values{"id": id, "cidr_block": "10.0.0.0/16", "tags": values{"Name": name}})
}

func subnet(id, vpc, cidr string) *inventory.Resource {
	return thing("aws_subnet", "arn:aws:ec2"+account+"subnet/"+id, values{"id": id, "vpc_id": vpc, "cidr_block": cidr})
}

func server(id string) *inventory.Resource {
	return thing("aws_instance", "arn:aws:ec2"+account+"instance/"+id, values{"id": id, "subnet_id": "subnet-0"})
}

func configured(t *testing.T, src string) *inventory.Inventory {
	t.Helper()
	fsys := fstest.MapFS{"main.tf": {Data: []byte(`provider "aws" { region = "eu-west-1" }` + "\n" + src)}}
	tree := &tfconfig.Tree{FS: fsys, Provider: schema.New(), Display: func(name string) string { return name }}
	inv, diags := tree.Load(t.Context(), tfconfig.Options{Dir: ".", Env: func(string) (string, bool) { return "", false }})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return inv
}

func stored(t *testing.T, resources ...string) []*inventory.Inventory {
	t.Helper()
	var blocks []string
	for _, r := range resources {
		typ, rest, _ := strings.Cut(r, " ")
		name, attributes, _ := strings.Cut(rest, " ")
		blocks = append(blocks, `{"mode":"managed","type":"`+typ+`","name":"`+name+`","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":`+attributes+`}]}`)
	}
	src := `{"version":4,"resources":[` + strings.Join(blocks, ",") + `]}`
	inv, err := tfstate.Read(bytes.NewReader([]byte(src)), tfstate.Options{Name: "x.tfstate", Provider: schema.New()})
	if err != nil {
		t.Fatal(err)
	}
	return []*inventory.Inventory{inv}
}

// found lists what live resources are called then, and where they are declared.
func found(inv *inventory.Inventory) []string {
	out := []string{}
	for _, r := range inv.Resources {
		of := cmp.Or(r.ARN, r.Address)
		is := r.Address
		if r.ARN == "" {
			is = "?"
		}
		out = append(out, strings.TrimSpace(of[strings.LastIndexAny(of, ":/")+1:]+" "+is+" "+r.At("multi_az").String()))
	}
	slices.Sort(out)
	return out
}

func TestLocate(t *testing.T) {
	t.Parallel()
	const db = "resource \"aws_db_instance\" \"a\" {\n  identifier = \"orders\"\n  multi_az = true\n}\n"
	const network = `resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
  tags = { Name = "shop" }
}
resource "aws_subnet" "a" {
  count = 2
  vpc_id = aws_vpc.a.id
  cidr_block = "10.0.${count.index}.0/24"
}
`
	const servers = network + `resource "aws_instance" "a" {
  count = 2
  subnet_id = aws_subnet.a[0].id
}
`
	source := func(src string) declared.Source {
		return declared.Source{Name: "infra", Configuration: configured(t, src)}
	}
	for name, c := range map[string]struct {
		live    []*inventory.Resource
		sources []declared.Source
		want    []string
	}{
		"a name": {
			[]*inventory.Resource{database("orders"), database("users")},
			[]declared.Source{source(db)},
			[]string{"orders aws_db_instance.a main.tf:4", "users ? x:Describe"},
		},
		"a name that two have": {
			[]*inventory.Resource{database("orders")},
			[]declared.Source{source(db), source(db)},
			[]string{"orders ? x:Describe"},
		},
		"a name in another region": {
			[]*inventory.Resource{database("orders")},
			[]declared.Source{source(strings.Replace(db, "{\n", "{\n  provider = aws.b\n", 1) + `provider "aws" {
				alias = "b"
				region = "us-east-1"
			}`)},
			[]string{"orders ? x:Describe"},
		},
		"a tag, and what refers to it": {
			[]*inventory.Resource{vpc("vpc-1", "shop"), vpc("vpc-2", "other"), subnet("subnet-1", "vpc-1", "10.0.1.0/24"), subnet("subnet-2", "vpc-2", "10.0.0.0/24")},
			[]declared.Source{source(network)},
			[]string{"subnet-1 aws_subnet.a[1] main.tf:6", "subnet-2 ? x:Describe", "vpc-1 aws_vpc.a main.tf:2", "vpc-2 ? x:Describe"},
		},
		"a tag that two have": {
			[]*inventory.Resource{vpc("vpc-1", "shop"), vpc("vpc-2", "shop"), subnet("subnet-1", "vpc-1", "10.0.1.0/24")},
			[]declared.Source{source(network)},
			[]string{"subnet-1 ? x:Describe", "vpc-1 ? x:Describe", "vpc-2 ? x:Describe"},
		},
		"a referrer": {
			[]*inventory.Resource{
				vpc("vpc-1", "x"), vpc("vpc-2", "y"),
				thing("aws_lb_target_group", "arn:aws:elasticloadbalancing"+account+"targetgroup/web/1", values{"name": "web", "vpc_id": "vpc-2"}),
			},
			[]declared.Source{source(strings.Replace(network, "shop", "${timestamp()}", 1) + `resource "aws_lb_target_group" "a" {
				name = "web"
				vpc_id = aws_vpc.a.id
			}`)},
			[]string{"1 aws_lb_target_group.a main.tf:11", "vpc-1 ? x:Describe", "vpc-2 aws_vpc.a main.tf:2"},
		},
		"instances that nothing tells apart": {
			[]*inventory.Resource{vpc("vpc-1", "shop"), subnet("subnet-0", "vpc-1", "10.0.0.0/24"), server("i-1"), server("i-2")},
			[]declared.Source{source(servers)},
			[]string{"i-1 ? main.tf:11", "i-2 ? main.tf:11", "subnet-0 aws_subnet.a[0] main.tf:6", "vpc-1 aws_vpc.a main.tf:2"},
		},
		"more of them than the block has": {
			[]*inventory.Resource{vpc("vpc-1", "shop"), subnet("subnet-0", "vpc-1", "10.0.0.0/24"), server("i-1"), server("i-2"), server("i-3")},
			[]declared.Source{source(servers)},
			[]string{"i-1 ? x:Describe", "i-2 ? x:Describe", "i-3 ? x:Describe", "subnet-0 aws_subnet.a[0] main.tf:6", "vpc-1 aws_vpc.a main.tf:2"},
		},
		"a state": {
			[]*inventory.Resource{database("orders"), vpc("vpc-1", "")},
			[]declared.Source{{States: stored(t, `aws_db_instance b {"arn":"arn:aws:rds`+account+`db:orders"}`, `aws_default_vpc c {"arn":"arn:aws:ec2`+account+`vpc/vpc-1"}`)}},
			[]string{"orders aws_db_instance.b x:Describe", "vpc-1 aws_default_vpc.c x:Describe"},
		},
		"a state of another account": {
			[]*inventory.Resource{database("orders")},
			[]declared.Source{{States: stored(t, `aws_db_instance b {"id":"db-ORDERS","arn":"arn:aws:rds:eu-west-1:210987654321:db:orders"}`)}},
			[]string{"orders ? x:Describe"},
		},
		"a state and its configuration, in which it was moved": {
			[]*inventory.Resource{database("orders")},
			[]declared.Source{{
				Configuration: configured(t, strings.Replace(db, "orders", "anything", 1)+"moved {\n  from = aws_db_instance.b\n  to = aws_db_instance.a\n}\n"),
				States:        stored(t, `aws_db_instance b {"id":"x","arn":"arn:aws:rds`+account+`db:orders"}`),
			}},
			[]string{"orders aws_db_instance.a main.tf:4"},
		},
		"two states of one address": {
			[]*inventory.Resource{database("orders"), database("users")},
			[]declared.Source{
				{Call: "module.a.", States: stored(t, `aws_db_instance b {"arn":"arn:aws:rds`+account+`db:orders"}`)},
				{Call: "module.b.", States: stored(t, `aws_db_instance b {"arn":"arn:aws:rds`+account+`db:users"}`)},
			},
			[]string{"orders module.a.aws_db_instance.b x:Describe", "users module.b.aws_db_instance.b x:Describe"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inv := &inventory.Inventory{Kind: inventory.Account, Resources: c.live}
			declared.Locate(inv, c.sources, declared.Options{})
			if diff := gocmp.Diff(c.want, found(inv)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestWhatElseIsTold: what the inventory says of a resource follows its name, and
// what was not found on either side is told.
func TestWhatElseIsTold(t *testing.T) {
	t.Parallel()
	config := configured(t, `# spof:ignore rds-single-az -- a test
resource "aws_db_instance" "a" {
  identifier = "orders"
  multi_az = true
}
# spof:ignore rds-single-az -- another
resource "aws_db_instance" "later" {
  identifier = "later"
}
resource "aws_sqs_queue" "a" {
  name = "not asked for"
}
`)
	orders, users := database("orders"), database("users")
	arn := orders.Address
	inv := &inventory.Inventory{
		Kind: inventory.Account, Resources: []*inventory.Resource{orders, users},
		Gaps:   []estate.Gap{{What: "more of it", Unsettles: []string{arn}}},
		Unread: []inventory.Unread{{Of: arn, Why: "rds:X of " + arn}},
	}
	declared.Locate(inv, []declared.Source{{Name: "infra", Configuration: config}}, declared.Options{Types: []string{"aws_db_instance"}})
	const is = "aws_db_instance.a"
	if inv.Gaps[0].Unsettles[0] != is || inv.Unread[0].Of != is || inv.Unread[0].Why != "rds:X of "+is {
		t.Errorf("gaps %v, unread %v", inv.Gaps, inv.Unread)
	}
	if diff := gocmp.Diff([]estate.Move{{From: arn, To: is}}, inv.Moves); diff != "" {
		t.Error(diff)
	}
	if len(inv.Ignores) != 1 || inv.Ignores[0].Reason != "a test" {
		t.Errorf("comments %v", inv.Ignores)
	}
	want := []string{
		"1 of the 2 resources that were read is declared in infra; 1 was not found there, and keeps its ARN",
		"1 resource that infra declares was not found in the account: aws_db_instance.later",
		"1 attribute is written otherwise than it is in the account, by which it was judged: aws_db_instance.a multi_az",
	}
	if diff := gocmp.Diff(want, inv.Notes); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if o := orders.At("multi_az"); o.File != "main.tf" || o.API != "x:Describe" {
		t.Errorf("multi_az stands at %+v", o)
	}
}
