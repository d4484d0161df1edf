package schema_test

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/providers/aws/schema"
)

// mintOf makes tokens as the evaluator does: one for each attribute.
func mintOf(address string) tfconfig.Mint {
	return func(attribute string) string {
		sum := sha256.Sum256([]byte(address + "." + attribute))
		return inventory.Token + hex.EncodeToString(sum[:])[:inventory.TokenSize-len(inventory.Token)]
	}
}

// identities asks for the identities of an instance in us-east-1.
func identities(typ string, values map[string]cty.Value) map[string]cty.Value {
	r := tfconfig.Instance{Address: typ + ".x", Type: typ, Region: "us-east-1", Values: cty.ObjectVal(values)}
	return schema.New().Identities(r, mintOf(r.Address))
}

func s(text string) cty.Value { return cty.StringVal(text) }

// at follows a path of attribute names through lists of one.
func at(v cty.Value, path string) string {
	for name := range strings.SplitSeq(path, ".") {
		for !v.Type().IsObjectType() {
			it := v.ElementIterator()
			if !it.Next() {
				return ""
			}
			_, v = it.Element()
		}
		v = v.GetAttr(name)
	}
	if v.Type() == cty.Number {
		return v.AsBigFloat().String()
	}
	if !v.IsKnown() || v.IsNull() {
		return ""
	}
	return v.AsString()
}

func TestIdentitiesAreShapedAsAWSShapesThem(t *testing.T) {
	t.Parallel()
	const token = `5f0f5[0-9a-f]{12}`
	for _, c := range []struct {
		typ    string
		values map[string]cty.Value
		path   string
		want   string
	}{
		{"aws_vpc", nil, "id", `vpc-` + token},
		{"aws_vpc", nil, "arn", `arn:aws:ec2:us-east-1:\d{12}:vpc/vpc-` + token},
		{"aws_vpc", nil, "main_route_table_id", `rtb-` + token},
		{"aws_eip", nil, "public_ip", `24\d(\.\d{1,3}){3}`},
		{"aws_s3_bucket", map[string]cty.Value{"bucket": s("logs")}, "id", `logs-` + token},
		{"aws_s3_bucket", map[string]cty.Value{"bucket": s("logs")}, "arn", `arn:aws:s3:::logs-` + token},
		{"aws_s3_bucket", nil, "id", `terraform-` + token},
		{"aws_s3_bucket", map[string]cty.Value{"bucket_prefix": s("logs-")}, "bucket", `logs-` + token},
		{"aws_sqs_queue", map[string]cty.Value{"name": s("jobs.fifo")}, "arn", `arn:aws:sqs:us-east-1:\d{12}:jobs-` + token + `\.fifo`},
		{"aws_lb", map[string]cty.Value{"name": s("web"), "load_balancer_type": s("network")}, "id", `arn:aws:elasticloadbalancing:us-east-1:\d{12}:loadbalancer/net/web/` + token},
		{"aws_lb", map[string]cty.Value{"name": s("web")}, "dns_name", `web-` + token + `\.us-east-1\.elb\.amazonaws\.com`},
		{"aws_db_instance", map[string]cty.Value{"identifier": s("orders"), "engine": s("postgres")}, "endpoint", `orders-` + token + `\.c\d{12}\.us-east-1\.rds\.amazonaws\.com:5432`},
		{"aws_db_instance", map[string]cty.Value{"identifier": s("orders"), "engine": s("mysql"), "port": cty.NumberIntVal(3310)}, "endpoint", `orders-.*:3310`},
		{"aws_db_instance", map[string]cty.Value{"engine": s("mariadb")}, "port", `3306`},
		{"aws_db_instance", map[string]cty.Value{"engine": s("mysql"), "manage_master_user_password": cty.True}, "master_user_secret.secret_arn", `arn:aws:secretsmanager:us-east-1:\d{12}:secret:rds!db-` + token},
		{"aws_elasticache_replication_group", map[string]cty.Value{"replication_group_id": s("c")}, "primary_endpoint_address", `master\.c-` + token + `\.c\d{12}\.use1\.cache\.amazonaws\.com`},
		{"aws_iam_role", map[string]cty.Value{"name": s("app"), "path": s("/svc/")}, "arn", `arn:aws:iam::\d{12}:role/svc/app-` + token},
		{"aws_eks_cluster", map[string]cty.Value{"name": s("k")}, "identity.oidc.issuer", `https://oidc\.eks\.us-east-1\.amazonaws\.com/id/` + token},
		{"aws_apigatewayv2_domain_name", map[string]cty.Value{
			"domain_name":               s("shop.example.com"),
			"domain_name_configuration": cty.TupleVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"endpoint_type": s("REGIONAL")})}),
		}, "domain_name_configuration.target_domain_name", `d-` + token + `\.execute-api\.us-east-1\.amazonaws\.com`},
		{"aws_ecs_service", map[string]cty.Value{"name": s("web"), "cluster": s("arn:aws:ecs:us-east-1:1:cluster/main")}, "id", `arn:aws:ecs:us-east-1:\d{12}:service/main/web-` + token},
		{"aws_msk_cluster", map[string]cty.Value{"cluster_name": s("k"), "number_of_broker_nodes": cty.NumberIntVal(2)}, "bootstrap_brokers_tls", `b-1\.k\.` + token + `\.c1\.kafka\.us-east-1\.amazonaws\.com:9094,b-2\.k\..*:9094`},
		{"aws_gamelift_fleet", nil, "arn", `arn:aws:gamelift:us-east-1:\d{12}:fleet/` + token},
		{"aws_newer_thing", nil, "id", token},
		{"random_pet", nil, "id", token},
	} {
		got := identities(c.typ, c.values)
		if text := at(cty.ObjectVal(got), c.path); !regexp.MustCompile("^" + c.want + "$").MatchString(text) {
			t.Errorf("%s.%s = %q, want %s", c.typ, c.path, text, c.want)
		}
	}
}
