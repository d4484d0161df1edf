package schema_test

import (
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/parsers/tfconfig"
	"spof/providers/aws/schema"
)

// estate is what a configuration manages: two VPCs, three subnets in the first.
func estate(extra ...tfconfig.Instance) func(typ string) []tfconfig.Instance {
	subnet := func(id, vpc, tier string) tfconfig.Instance {
		return instance("aws_subnet", map[string]cty.Value{
			"id": s(id), "vpc_id": s(vpc), "availability_zone": s("eu-west-1a"),
			"tags": cty.MapVal(map[string]cty.Value{"Tier": s(tier)}),
		})
	}
	all := append([]tfconfig.Instance{
		instance("aws_vpc", map[string]cty.Value{"id": s("vpc-1"), "cidr_block": s("10.0.0.0/16"), "tags": cty.MapVal(map[string]cty.Value{"Name": s("main")})}),
		instance("aws_vpc", map[string]cty.Value{"id": s("vpc-2"), "cidr_block": s("10.1.0.0/16"), "tags": cty.NullVal(cty.Map(cty.String))}),
		subnet("subnet-b", "vpc-1", "private-1"),
		subnet("subnet-a", "vpc-1", "private-2"),
		subnet("subnet-c", "vpc-1", "public"),
		instance("aws_db_instance", map[string]cty.Value{"identifier": s("orders"), "address": s("orders.rds"), "multi_az": cty.UnknownVal(cty.Bool), "db_subnet_group_name": s("g")}),
		instance("aws_route53_zone", map[string]cty.Value{"name": s("example.com"), "zone_id": s("Z1")}),
		instance("aws_route53_zone", map[string]cty.Value{"name": s("example.com"), "zone_id": s("Z2"), "vpc": cty.TupleVal([]cty.Value{cty.EmptyObjectVal})}),
	}, extra...)
	return func(typ string) []tfconfig.Instance {
		var found []tfconfig.Instance
		for _, r := range all {
			if r.Type == typ {
				found = append(found, r)
			}
		}
		return found
	}
}

func instance(typ string, values map[string]cty.Value) tfconfig.Instance {
	return tfconfig.Instance{
		Address: typ + ".x", Type: typ, Region: "eu-west-1", Values: object(values), DefaultTags: cty.MapValEmpty(cty.String),
	}
}

func TestDataSourcesSelectManagedResources(t *testing.T) {
	t.Parallel()
	p := schema.New()
	inVPC := filter("vpc-id", "vpc-1")
	for _, c := range []struct {
		about, typ string
		values     map[string]cty.Value
		attribute  string
		want       cty.Value
	}{
		{"all subnets of a VPC, by identity", "aws_subnets", map[string]cty.Value{"filter": cty.SetVal([]cty.Value{inVPC})}, "ids", list("subnet-a", "subnet-b", "subnet-c")},
		{"by tag, with a wildcard", "aws_subnets", map[string]cty.Value{
			"filter": cty.SetVal([]cty.Value{inVPC}), "tags": cty.MapVal(map[string]cty.Value{"Tier": s("private-*")}),
		}, "ids", list("subnet-a", "subnet-b")},
		{"by filter on a tag", "aws_subnets", map[string]cty.Value{"filter": cty.SetVal([]cty.Value{inVPC, filter("tag:Tier", "public", "other")})}, "ids", list("subnet-c")},
		{"one by id", "aws_subnet", map[string]cty.Value{"id": s("subnet-c")}, "availability_zone", s("eu-west-1a")},
		{"one by tag", "aws_vpc", map[string]cty.Value{"tags": cty.MapVal(map[string]cty.Value{"Name": s("m??n")})}, "id", s("vpc-1")},
		{"under another name", "aws_db_instance", map[string]cty.Value{"db_instance_identifier": s("orders")}, "address", s("orders.rds")},
		{"reading under another name", "aws_db_instance", map[string]cty.Value{"db_instance_identifier": s("orders")}, "db_subnet_group", s("g")},
		{"what is unknown stays so", "aws_db_instance", map[string]cty.Value{"db_instance_identifier": s("orders")}, "multi_az", cty.UnknownVal(cty.Bool)},
		{"a public zone, with the root's dot", "aws_route53_zone", map[string]cty.Value{"name": s("example.com.")}, "zone_id", s("Z1")},
		{"a private zone of the same name", "aws_route53_zone", map[string]cty.Value{"name": s("example.com"), "private_zone": cty.True}, "zone_id", s("Z2")},
	} {
		answer, known := p.Answer(instance(c.typ, c.values), estate())
		if !known {
			t.Errorf("%s: not known", c.about)
			continue
		}
		got := cty.NullVal(cty.String)
		if answer.Type().HasAttribute(c.attribute) {
			got = answer.GetAttr(c.attribute)
		}
		if !got.RawEquals(c.want) {
			t.Errorf("%s: %s = %#v, want %#v", c.about, c.attribute, got, c.want)
		}
	}
}

func TestDataSourcesThatCannotBeDecided(t *testing.T) {
	t.Parallel()
	p := schema.New()
	private := map[string]cty.Value{"tags": cty.MapVal(map[string]cty.Value{"Tier": s("private-*")})}
	inVPC := map[string]cty.Value{"filter": cty.SetVal([]cty.Value{filter("vpc-id", "vpc-1")})}
	untold := instance("aws_subnet", map[string]cty.Value{"id": s("subnet-d"), "vpc_id": cty.UnknownVal(cty.String)})
	elsewhere := instance("aws_subnet", map[string]cty.Value{"id": s("subnet-e"), "vpc_id": s("vpc-9")})
	elsewhere.Region = "us-east-1"
	untagged := instance("aws_subnet", map[string]cty.Value{"id": s("subnet-f"), "vpc_id": s("vpc-1")})
	defaulted := untagged
	defaulted.DefaultTags = cty.NilVal
	both := map[string]cty.Value{"tags": private["tags"], "filter": inVPC["filter"]}
	for _, c := range []struct {
		about, typ string
		values     map[string]cty.Value
		extra      []tfconfig.Instance
		known      bool
	}{
		{"tags alone: other VPCs may have them too", "aws_subnets", private, nil, false},
		{"a subnet whose VPC is unknown", "aws_subnets", inVPC, []tfconfig.Instance{untold}, false},
		{"a VPC that is not managed here", "aws_subnets", map[string]cty.Value{"filter": cty.SetVal([]cty.Value{filter("vpc-id", "vpc-9")})}, []tfconfig.Instance{elsewhere}, false},
		{"another region's subnet does not matter", "aws_subnets", inVPC, []tfconfig.Instance{elsewhere}, true},
		{"a filter that no configuration decides", "aws_subnets", map[string]cty.Value{"filter": cty.SetVal([]cty.Value{filter("vpc-id", "vpc-1"), filter("available-ip-address-count", "5")})}, nil, false},
		{"a subnet without tags", "aws_subnets", both, []tfconfig.Instance{untagged}, true},
		{"a subnet whose default tags are unknown", "aws_subnets", both, []tfconfig.Instance{defaulted}, false},
		{"two match", "aws_subnet", private, nil, false},
		{"none matches", "aws_vpc", map[string]cty.Value{"id": s("vpc-3")}, nil, false},
		{"an unknown argument", "aws_vpc", map[string]cty.Value{"id": cty.UnknownVal(cty.String)}, nil, false},
		{"the VPC's own security group is not managed", "aws_security_groups", inVPC, []tfconfig.Instance{instance("aws_security_group", map[string]cty.Value{"id": s("sg-1"), "vpc_id": s("vpc-1")})}, false},
	} {
		if answer, known := p.Answer(instance(c.typ, c.values), estate(c.extra...)); known != c.known {
			t.Errorf("%s: known = %v: %#v", c.about, known, answer)
		}
	}
}
