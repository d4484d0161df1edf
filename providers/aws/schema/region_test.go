package schema_test

import (
	"slices"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/providers/aws/schema"
)

func TestRegionOf(t *testing.T) {
	t.Parallel()
	text := cty.StringVal
	zones := cty.TupleVal([]cty.Value{text("eu-west-3a"), text("eu-west-3b")})
	p := schema.New()
	for name, c := range map[string]struct {
		typ    string
		values map[string]cty.Value
		want   string
	}{
		"argument":       {"aws_vpc", map[string]cty.Value{"region": text("eu-west-1"), "arn": text("arn:aws:ec2:eu-west-2:1:vpc/x")}, "eu-west-1"},
		"bucket":         {"aws_s3_bucket", map[string]cty.Value{"region": text("eu-west-1"), "arn": text("arn:aws:s3:::x")}, "eu-west-1"},
		"new region":     {"aws_vpc", map[string]cty.Value{"region": text("xx-north-9")}, "xx-north-9"},
		"other argument": {"aws_config_aggregate_authorization", map[string]cty.Value{"region": text("eu-west-1"), "arn": text("arn:aws:config:eu-west-2:1:x")}, "eu-west-2"},
		"no region":      {"aws_vpc", map[string]cty.Value{"region": text("nowhere at all")}, ""},
		"ARN":            {"aws_vpc", map[string]cty.Value{"arn": text("arn:aws-cn:ec2:cn-north-1:1:vpc/x")}, "cn-north-1"},
		"ARN as id":      {"aws_lb_listener", map[string]cty.Value{"id": text("arn:aws:elasticloadbalancing:us-east-2:1:listener/app/a:b/c")}, "us-east-2"},
		"global ARN":     {"aws_iam_role", map[string]cty.Value{"arn": text("arn:aws:iam::1:role/x")}, ""},
		"zone":           {"aws_subnet", map[string]cty.Value{"availability_zone": text("us-west-2-lax-1a")}, "us-west-2"},
		"zones":          {"aws_autoscaling_group", map[string]cty.Value{"availability_zones": zones}, "eu-west-3"},
		"empty zone":     {"aws_autoscaling_group", map[string]cty.Value{"availability_zone": text(""), "availability_zones": zones}, "eu-west-3"},
		"zones answered": {"aws_availability_zones", map[string]cty.Value{"names": zones}, "eu-west-3"},
		"host":           {"aws_elb", map[string]cty.Value{"dns_name": text("a-1.ap-south-1.elb.amazonaws.com")}, "ap-south-1"},
		"host and port":  {"aws_db_instance", map[string]cty.Value{"endpoint": text("a.b.sa-east-1.rds.amazonaws.com:3306")}, "sa-east-1"},
		"address":        {"aws_sqs_queue", map[string]cty.Value{"url": text("https://sqs.us-east-1.amazonaws.com/1/a")}, "us-east-1"},
		"written host":   {"aws_iam_openid_connect_provider", map[string]cty.Value{"url": text("https://oidc.eks.us-east-1.amazonaws.com/id/X")}, ""},
		"foreign host":   {"aws_elb", map[string]cty.Value{"dns_name": text("us-east-1.example.com")}, ""},
		"asked region":   {"aws_region", map[string]cty.Value{"name": text("us-east-1"), "id": text("us-east-1")}, ""},
		"sensitive":      {"aws_subnet", map[string]cty.Value{"availability_zone": text("us-east-1a").Mark(inventory.Sensitive)}, ""},
		"unknown":        {"aws_subnet", map[string]cty.Value{"availability_zone": cty.DynamicVal, "arn": cty.UnknownVal(cty.String)}, ""},
		"another type":   {"aws_vpc", map[string]cty.Value{"region": cty.EmptyTupleVal, "arn": cty.True}, ""},
		"not AWS's":      {"google_compute_instance", map[string]cty.Value{"region": text("us-east-1")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := p.RegionOf(c.typ, cty.ObjectVal(c.values))
			if got != c.want || ok != (c.want != "") {
				t.Errorf("RegionOf = %q, %v, want %q", got, ok, c.want)
			}
		})
	}
	if region, ok := p.RegionOf("aws_vpc", cty.DynamicVal); ok {
		t.Errorf("RegionOf of what is not known = %q", region)
	}
}

func TestSecrets(t *testing.T) {
	t.Parallel()
	p := schema.New()
	for _, c := range []struct {
		typ  string
		path []string
	}{
		{"aws_db_instance", []string{"password"}},
		{"aws_instance", []string{"user_data"}},
		{"aws_lambda_function", []string{"environment", "variables"}},
		{"random_password", nil},
		{"aws_of_a_later_version", nil},
	} {
		if all := p.Secrets(inventory.Managed, c.typ); !slices.ContainsFunc(all, func(path []string) bool { return slices.Equal(path, c.path) }) {
			t.Errorf("the secrets of %s are %q, without %q", c.typ, all, c.path)
		}
	}
}
