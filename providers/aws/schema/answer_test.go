package schema_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/providers/aws/schema"
)

func object(attributes map[string]cty.Value) cty.Value { return cty.ObjectVal(attributes) }

func list(texts ...string) cty.Value {
	elements := make([]cty.Value, len(texts))
	for i, text := range texts {
		elements[i] = cty.StringVal(text)
	}
	return cty.ListVal(elements)
}

func filter(name string, values ...string) cty.Value {
	return object(map[string]cty.Value{"name": s(name), "values": list(values...)})
}

// ask answers a data source in a region, without managed resources.
func ask(typ, region string, values map[string]cty.Value) (cty.Value, bool) {
	r := tfconfig.Instance{
		Type: typ, Region: region, Values: object(values), DefaultTags: cty.MapVal(map[string]cty.Value{"Team": s("shop")}),
	}
	return schema.New().Answer(r, func(string) []tfconfig.Instance { return nil })
}

// plain returns the texts of a list, "?" for unknown ones.
func plain(v cty.Value) []string {
	v, _ = v.UnmarkDeep()
	var out []string
	for it := v.ElementIterator(); it.Next(); {
		if _, e := it.Element(); e.IsKnown() {
			out = append(out, e.AsString())
			continue
		}
		out = append(out, "?")
	}
	return out
}

func TestAvailabilityZones(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		about  string
		region string
		values map[string]cty.Value
		names  []string
	}{
		{"three of a usual region", "eu-west-1", nil, []string{"eu-west-1a", "eu-west-1b", "eu-west-1c"}},
		{"letters with a gap", "ap-northeast-1", nil, []string{"ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"}},
		{"a symbolic region", tfconfig.SymbolicRegion, nil, []string{"regiona", "regionb", "regionc"}},
		{"version 6's region", "eu-west-1", map[string]cty.Value{"region": s("us-west-1")}, []string{"us-west-1a", "us-west-1c"}},
		{"excluded names", "eu-west-1", map[string]cty.Value{"exclude_names": cty.SetVal([]cty.Value{s("eu-west-1b")})}, []string{"eu-west-1a", "eu-west-1c"}},
		{"an excluded id takes out a zone, nobody knows which", "eu-west-1", map[string]cty.Value{"exclude_zone_ids": list("euw1-az3")}, []string{"?", "?"}},
		{"no Local Zones", "us-west-2", map[string]cty.Value{
			"state":  s("available"),
			"filter": cty.SetVal([]cty.Value{filter("opt-in-status", "opt-in-not-required")}),
		}, []string{"us-west-2a", "us-west-2b", "us-west-2c", "us-west-2d"}},
		{"all zones, of which only those that need no opting in", "us-west-2", map[string]cty.Value{
			"all_availability_zones": cty.True,
			"filter":                 cty.SetVal([]cty.Value{filter("opt-in-status", "opt-in-not-required")}),
		}, []string{"us-west-2a", "us-west-2b", "us-west-2c", "us-west-2d"}},
		{"all zones of the type", "us-west-1", map[string]cty.Value{
			"all_availability_zones": cty.UnknownVal(cty.Bool),
			"filter":                 cty.SetVal([]cty.Value{filter("zone-type", "availability-zone")}),
		}, []string{"us-west-1a", "us-west-1c"}},
		{"by name", "us-east-2", map[string]cty.Value{"filter": cty.TupleVal([]cty.Value{filter("zone-name", "us-east-2c", "us-east-2a")})}, []string{"us-east-2a", "us-east-2c"}},
		{"other regions' zones are excluded in vain", "eu-west-1", map[string]cty.Value{"exclude_names": list("us-east-1e")}, []string{"eu-west-1a", "eu-west-1b", "eu-west-1c"}},
	} {
		answer, known := ask("aws_availability_zones", c.region, c.values)
		if !known {
			t.Errorf("%s: not known", c.about)
			continue
		}
		names := answer.GetAttr("names")
		if diff := cmp.Diff(c.names, plain(names)); diff != "" {
			t.Errorf("%s: %s", c.about, diff)
		}
		if names.IsMarked() {
			t.Errorf("%s: the whole list is marked; one assumed zone would mark every expression on it", c.about)
		}
		if first := names.AsValueSlice()[0]; first.IsKnown() && !first.HasMark(inventory.Assumed) {
			t.Errorf("%s: which zones an account sees is assumed, and not marked so", c.about)
		}
		if got := len(plain(answer.GetAttr("zone_ids"))); got != len(c.names) {
			t.Errorf("%s: %d ids for %d names", c.about, got, len(c.names))
		}
	}
}

func TestAvailabilityZonesThatOnlyTheAccountKnows(t *testing.T) {
	t.Parallel()
	for about, values := range map[string]map[string]cty.Value{
		"Local Zones":          {"filter": cty.SetVal([]cty.Value{filter("opt-in-status", "opted-in")})},
		"all zones":            {"all_availability_zones": cty.True},
		"perhaps all zones":    {"all_availability_zones": cty.UnknownVal(cty.Bool)},
		"all of two types":     {"all_availability_zones": cty.True, "filter": cty.TupleVal([]cty.Value{filter("zone-type", "availability-zone", "local-zone")})},
		"Local Zones' group":   {"filter": cty.TupleVal([]cty.Value{filter("group-name", "eu-west-1-xyz-1")})},
		"a Local Zone by name": {"filter": cty.TupleVal([]cty.Value{filter("zone-name", "eu-west-1-xyz-1a")})},
		"a pattern of names":   {"filter": cty.TupleVal([]cty.Value{filter("zone-name", "eu-west-1*")})},
		"an impaired zone":     {"state": s("impaired")},
		"an unknown filter":    {"filter": cty.SetVal([]cty.Value{filter("message", "x")})},
		"an unknown exclusion": {"exclude_names": cty.UnknownVal(cty.Set(cty.String))},
		"a filter that is unknown": {"filter": cty.SetVal([]cty.Value{object(map[string]cty.Value{
			"name": s("zone-name"), "values": cty.UnknownVal(cty.List(cty.String)),
		})})},
	} {
		if answer, known := ask("aws_availability_zones", "eu-west-1", values); known {
			t.Errorf("%s: answered %#v", about, answer)
		}
	}
}

func TestZonesOfEveryRegion(t *testing.T) {
	t.Parallel()
	p := schema.New()
	regions := p.Regions()
	if !slices.IsSorted(regions) || !slices.Contains(regions, "us-gov-west-1") || !slices.Contains(regions, "cn-north-1") {
		t.Errorf("regions: %v", regions)
	}
	for _, region := range regions {
		zones, known := p.Zones(region)
		if !known || len(zones) < 2 || !slices.IsSorted(zones) || len(slices.Compact(slices.Clone(zones))) != len(zones) {
			t.Errorf("%s: %v", region, zones)
		}
		zones[0] = "changed"
		if again, _ := p.Zones(region); again[0] == "changed" {
			t.Error("the table can be changed from outside")
		}
	}
	if zones, known := p.Zones("mars-1"); known || len(zones) != 3 {
		t.Errorf("mars-1: %v, %v", zones, known)
	}
}

func TestAnswersThatFollowFromRegionOrArguments(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typ, region string
		values      map[string]cty.Value
		attribute   string
		want        cty.Value
	}{
		{"aws_region", "us-east-1", nil, "name", s("us-east-1")},
		{"aws_region", "us-east-1", nil, "endpoint", s("ec2.us-east-1.amazonaws.com")},
		{"aws_region", "us-east-1", nil, "description", s("US East (N. Virginia)")},
		{"aws_region", "us-east-1", map[string]cty.Value{"name": s("cn-north-1")}, "endpoint", s("ec2.cn-north-1.amazonaws.com.cn")},
		{"aws_region", tfconfig.SymbolicRegion, nil, "id", s("region").Mark(inventory.Assumed)},
		{"aws_partition", "us-gov-west-1", nil, "partition", s("aws-us-gov")},
		{"aws_partition", tfconfig.SymbolicRegion, nil, "partition", s("aws").Mark(inventory.Assumed)},
		{"aws_partition", "cn-north-1", nil, "dns_suffix", s("amazonaws.com.cn")},
		{"aws_availability_zone", "eu-west-1", map[string]cty.Value{"name": s("eu-west-1b")}, "name_suffix", s("b")},
		{"aws_availability_zone", "us-west-2", map[string]cty.Value{"name": s("us-west-2-lax-1a")}, "name_suffix", s("lax-1a")},
		{"aws_availability_zone", "us-west-2", map[string]cty.Value{"zone_id": s("usw2-az1")}, "zone_id", s("usw2-az1")},
		{"aws_service_principal", "us-east-1", map[string]cty.Value{"service_name": s("s3")}, "name", s("s3.amazonaws.com")},
		{"aws_service_principal", "us-east-1", map[string]cty.Value{"service_name": s("s3")}, "id", s("s3.us-east-1.amazonaws.com")},
		{"aws_service_principal", "us-east-1", map[string]cty.Value{"service_name": s("logs"), "region": s("cn-north-1")}, "name", s("logs.amazonaws.com.cn")},
		{"aws_service_principal", "cn-north-1", map[string]cty.Value{"service_name": s("ec2")}, "name", s("ec2.amazonaws.com")},
		{"aws_vpc_endpoint_service", "us-east-1", map[string]cty.Value{"service": s("s3")}, "service_name", s("com.amazonaws.us-east-1.s3")},
		{"aws_arn", "", map[string]cty.Value{"arn": s("arn:aws:rds:eu-west-1:123456789012:db:mysql-db")}, "resource", s("db:mysql-db")},
		{"aws_default_tags", "", nil, "tags", cty.MapVal(map[string]cty.Value{"Team": s("shop")})},
		{"aws_arn", "", map[string]cty.Value{"arn": s("arn:aws:s3:::b").Mark(inventory.Sensitive)}, "service", s("s3").Mark(inventory.Sensitive)},
	} {
		answer, known := ask(c.typ, c.region, c.values)
		if !known {
			t.Errorf("%s in %s is not known", c.typ, c.region)
			continue
		}
		if got := answer.GetAttr(c.attribute); !got.RawEquals(c.want) {
			t.Errorf("%s.%s in %s = %#v, want %#v", c.typ, c.attribute, c.region, got, c.want)
		}
	}
}

func TestWhatOnlyAnAccountTellsIsNeverGuessed(t *testing.T) {
	t.Parallel()
	for typ, values := range map[string]map[string]cty.Value{
		"aws_caller_identity":     nil,
		"aws_ami":                 {"most_recent": cty.True},
		"aws_ip_ranges":           nil,
		"aws_eks_cluster_auth":    {"name": s("k")},
		"aws_ssm_parameter":       {"name": s("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64")},
		"aws_subnets":             nil,
		"aws_vpc":                 {"default": cty.True},
		"aws_arn":                 {"arn": s("no arn")},
		"aws_region":              {"endpoint": s("no.such.host")},
		"aws_availability_zone":   {"name": s("eu-west-1z")},
		"terraform_remote_state":  nil,
		"aws_iam_policy_document": {"statement": list("x"), "policy_id": cty.UnknownVal(cty.String)},
	} {
		if answer, known := ask(typ, "eu-west-1", values); known {
			t.Errorf("%s: answered %#v", typ, answer)
		}
	}
}
