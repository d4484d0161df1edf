package tfconfig_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/providers/aws/schema"
)

// TestRecordGoesBeforeWhatIsEvaluated gives the evaluator what a plan knows:
// how many instances there are, what a data source answered, what exists. What
// the plan does not know is evaluated as ever.
func TestRecordGoesBeforeWhatIsEvaluated(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{
		"main.tf": &fstest.MapFile{Data: []byte(`
variable "zones" {}

data "aws_ssm_parameter" "size" {
  name = "size"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "a" {
  count             = data.aws_ssm_parameter.size.value
  vpc_id            = aws_vpc.main.id
  availability_zone = var.zones[count.index]
}

resource "aws_nat_gateway" "a" {
  for_each  = { for i, s in aws_subnet.a : s.availability_zone => s.id }
  subnet_id = each.value
}

resource "aws_lb" "main" {
  subnets = aws_subnet.a[*].id

  subnet_mapping {
    subnet_id            = aws_subnet.a[1].id
    private_ipv4_address = data.aws_ssm_parameter.size.arn
  }
}

module "later" {
  source   = "./later"
  for_each = toset([data.aws_ssm_parameter.size.version])
  name     = each.key
}
`)},
		"later/main.tf": &fstest.MapFile{Data: []byte(`
variable "name" {}

resource "aws_eip" "a" {
  public_ipv4_pool = var.name
}
`)},
	}
	unknown := cty.UnknownVal(cty.String)
	object := cty.ObjectVal
	subnet := func(i int64, zone string, id cty.Value) tfconfig.Recorded {
		return tfconfig.Recorded{
			Mode: inventory.Managed, Type: "aws_subnet", Name: "a", Key: cty.NumberIntVal(i),
			Values: object(map[string]cty.Value{"id": id, "availability_zone": cty.StringVal(zone), "vpc_id": cty.StringVal("vpc-1"), "map_public_ip_on_launch": cty.True, "availability_zone_id": cty.StringVal("")}),
		}
	}
	record := &tfconfig.Record{
		Variables: map[string]cty.Value{"zones": cty.TupleVal([]cty.Value{cty.StringVal("us-east-1a"), cty.StringVal("us-east-1b")})},
		Complete:  true,
		Instances: []tfconfig.Recorded{
			{Mode: inventory.Data, Type: "aws_ssm_parameter", Name: "size", Key: cty.NilVal, Values: object(map[string]cty.Value{"value": cty.StringVal("2"), "arn": cty.StringVal("10.0.0.9"), "version": cty.NumberIntVal(3)})},
			{Mode: inventory.Managed, Type: "aws_vpc", Name: "main", Key: cty.NilVal, Values: object(map[string]cty.Value{"id": cty.StringVal("vpc-1"), "cidr_block": cty.StringVal("10.0.0.0/16")})},
			subnet(0, "us-east-1a", cty.StringVal("subnet-1")), subnet(1, "us-east-1b", unknown),
			{Mode: inventory.Managed, Type: "aws_nat_gateway", Name: "a", Key: cty.StringVal("us-east-1a"), Values: object(map[string]cty.Value{"subnet_id": cty.StringVal("subnet-1")})},
			{Mode: inventory.Managed, Type: "aws_nat_gateway", Name: "a", Key: cty.StringVal("us-east-1b"), Values: object(map[string]cty.Value{"subnet_id": unknown})},
			{Mode: inventory.Managed, Type: "aws_lb", Name: "main", Key: cty.NilVal, Values: object(map[string]cty.Value{
				"subnets": unknown, "internal": cty.False,
				"subnet_mapping": cty.TupleVal([]cty.Value{object(map[string]cty.Value{"subnet_id": unknown, "private_ipv4_address": cty.StringVal("10.0.0.9")})}),
			})},
			{Module: `module.later["3"]`, Mode: inventory.Managed, Type: "aws_eip", Name: "a", Key: cty.NilVal, Values: object(map[string]cty.Value{"public_ipv4_pool": cty.StringVal("3")})},
		},
	}
	inv, diags := (&tfconfig.Tree{FS: files, Provider: schema.New()}).Load(t.Context(), tfconfig.Options{Record: record})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	got := map[string][]string{}
	for _, r := range inv.Resources {
		if r.Mode != inventory.Managed {
			continue
		}
		for _, name := range []string{"id", "vpc_id", "availability_zone", "subnet_id", "subnets", "subnet_mapping", "public_ipv4_pool", "map_public_ip_on_launch", "availability_zone_id"} {
			if !r.Values.Type().HasAttribute(name) {
				continue
			}
			texts(r.Values.GetAttr(name), func(s string) {
				shown := inv.Identities.Replace(s, func(_ string, of inventory.Reference) string { return of.Address })
				got[r.Address] = append(got[r.Address], name+"="+shown)
			})
		}
		slices.Sort(got[r.Address])
	}
	want := map[string][]string{
		"aws_vpc.main":    {"id=vpc-1"},
		"aws_subnet.a[0]": {"availability_zone=us-east-1a", "availability_zone_id=", "id=subnet-1", "map_public_ip_on_launch=true", "vpc_id=vpc-1"},
		"aws_subnet.a[1]": {"availability_zone=us-east-1b", "availability_zone_id=", "id=subnet-aws_subnet.a[1]", "map_public_ip_on_launch=true", "vpc_id=vpc-1"},

		`aws_nat_gateway.a["us-east-1a"]`: {`id=nat-aws_nat_gateway.a["us-east-1a"]`, "subnet_id=subnet-1"},
		`aws_nat_gateway.a["us-east-1b"]`: {`id=nat-aws_nat_gateway.a["us-east-1b"]`, "subnet_id=subnet-aws_subnet.a[1]"},

		"aws_lb.main": {
			"subnet_mapping=10.0.0.9", "subnet_mapping=subnet-aws_subnet.a[1]",
			"subnets=subnet-1", "subnets=subnet-aws_subnet.a[1]",
		},
		`module.later["3"].aws_eip.a`: {`id=eipalloc-module.later["3"].aws_eip.a`, "public_ipv4_pool=3"},
	}
	delete(got, "")
	got["aws_lb.main"] = slices.DeleteFunc(got["aws_lb.main"], func(s string) bool { return s[:3] == "id=" })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// texts yields what is known in a value, as text.
func texts(v cty.Value, yield func(string)) {
	v, _ = v.Unmark()
	switch {
	case !v.IsKnown() || v.IsNull():
	case v.Type() == cty.String:
		yield(v.AsString())
	case v.Type() == cty.Bool:
		yield(map[bool]string{true: "true", false: "false"}[v.True()])
	case v.CanIterateElements():
		for it := v.ElementIterator(); it.Next(); {
			_, element := it.Element()
			texts(element, yield)
		}
	}
}

// TestRecordCountsWhatTheConfigurationCannot expands blocks as the plan does
// where the configuration alone does not tell how often, and drops none of what
// an incomplete plan leaves out.
func TestRecordCountsWhatTheConfigurationCannot(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"main.tf": &fstest.MapFile{Data: []byte(`
data "external" "these" {
  program = ["these"]
}

resource "aws_eip" "a" {
  for_each = data.external.these.result
}

resource "aws_eip" "none" {
  count = data.external.these.result.none
}

resource "aws_eip" "two" {
  count = 2
}
`)}}
	for complete, want := range map[bool][]string{
		true:  {`aws_eip.a["x"]`, `aws_eip.a["y"]`},
		false: {`aws_eip.a["x"]`, `aws_eip.a["y"]`, "aws_eip.none", "aws_eip.two[0]", "aws_eip.two[1]"},
	} {
		record := &tfconfig.Record{Complete: complete}
		for _, key := range []string{"x", "y"} {
			record.Instances = append(record.Instances, tfconfig.Recorded{
				Mode: inventory.Managed, Type: "aws_eip", Name: "a", Key: cty.StringVal(key), Values: cty.EmptyObjectVal,
			})
		}
		inv, _ := (&tfconfig.Tree{FS: files, Provider: schema.New()}).Load(t.Context(), tfconfig.Options{Record: record})
		var got []string
		for _, r := range inv.Resources {
			if r.Mode == inventory.Managed {
				got = append(got, r.Address)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("complete %v: -want +got:\n%s", complete, diff)
		}
	}
}
