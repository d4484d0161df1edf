package schema_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
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
		{"aws_s3_bucket", map[string]cty.Value{"bucket": s("")}, "bucket", `terraform-` + token},
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
		{"aws_ecs_task_definition", map[string]cty.Value{"family": s("web")}, "arn", `arn:aws:ecs:us-east-1:\d{12}:task-definition/web-` + token + `:\d{5}`},
		{"aws_redshift_cluster", map[string]cty.Value{"cluster_identifier": s("w"), "manage_master_password": cty.True}, "master_password_secret_arn", `arn:aws:secretsmanager:us-east-1:\d{12}:secret:redshift!w-` + token},
		{"aws_chatbot_slack_channel_configuration", map[string]cty.Value{"configuration_name": s("ops")}, "chat_configuration_arn", `arn:aws:chatbot::\d{12}:chat-configuration/slack-channel/ops-` + token},
		{"aws_newer_thing", nil, "id", token},
		{"random_pet", nil, "id", token},
	} {
		got := identities(c.typ, c.values)
		if text := at(cty.ObjectVal(got), c.path); !regexp.MustCompile("^" + c.want + "$").MatchString(text) {
			t.Errorf("%s.%s = %q, want %s", c.typ, c.path, text, c.want)
		}
	}
}

func TestIdentitiesLeaveOutWhatIsConfigured(t *testing.T) {
	t.Parallel()
	got := identities("aws_db_instance", map[string]cty.Value{
		"identifier": s("orders"), "engine": s("mysql"), "port": cty.UnknownVal(cty.Number), "availability_zone": s("us-east-1a"),
	})
	for _, name := range []string{"identifier", "port", "availability_zone", "engine", "multi_az", "storage_type", "kms_key_id"} {
		if v, ok := got[name]; ok {
			t.Errorf("%s = %#v", name, v)
		}
	}
	if _, ok := identities("aws_eip", map[string]cty.Value{"id": cty.UnknownVal(cty.String)})["id"]; ok {
		t.Error("what is written and not known is no identity")
	}
}

func TestIdentitiesNameNothingElse(t *testing.T) {
	t.Parallel()
	for typ, names := range map[string][]string{
		"aws_subnet":        {"availability_zone", "availability_zone_id", "owner_id", "ipv6_cidr_block_association_id"},
		"aws_instance":      {"availability_zone", "subnet_id", "instance_state", "placement_group", "vpc_security_group_ids"},
		"aws_nat_gateway":   {"public_ip", "vpc_id", "availability_mode"},
		"aws_vpc_endpoint":  {"prefix_list_id", "owner_id"},
		"aws_elb":           {"zone_id", "source_security_group_id"},
		"aws_s3_bucket":     {"hosted_zone_id"},
		"aws_db_instance":   {"hosted_zone_id", "kms_key_id"},
		"aws_eks_cluster":   {"cluster_id", "version", "status"},
		"random_integer":    {"result"},
		"aws_lb":            {"vpc_id", "subnets", "enable_zonal_shift"},
		"kubernetes_secret": {"id"},
	} {
		got := identities(typ, nil)
		for _, name := range names {
			if v, ok := got[name]; ok {
				t.Errorf("%s.%s = %#v", typ, name, v)
			}
		}
	}
}

func TestIdentitiesDependOnConditions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typ, attribute string
		values         map[string]cty.Value
		want           bool
	}{
		{"aws_dynamodb_table", "stream_arn", map[string]cty.Value{"stream_enabled": cty.True}, true},
		{"aws_dynamodb_table", "stream_arn", map[string]cty.Value{"stream_enabled": cty.UnknownVal(cty.Bool)}, false},
		{"aws_instance", "public_ip", nil, true},
		{"aws_instance", "public_ip", map[string]cty.Value{"associate_public_ip_address": cty.False}, false},
		{"aws_api_gateway_domain_name", "regional_domain_name", map[string]cty.Value{"regional_certificate_arn": cty.UnknownVal(cty.String)}, true},
		{"aws_api_gateway_domain_name", "cloudfront_domain_name", map[string]cty.Value{"regional_certificate_arn": s("arn:aws:acm:x")}, false},
		{"aws_vpc_endpoint", "dns_entry", map[string]cty.Value{"vpc_endpoint_type": s("Gateway")}, false},
		{"aws_vpc_endpoint", "dns_entry", map[string]cty.Value{"vpc_endpoint_type": s("Interface")}, true},
		{"aws_db_instance", "port", map[string]cty.Value{"engine": cty.UnknownVal(cty.String)}, false},
		{"aws_db_instance", "endpoint", map[string]cty.Value{"engine": cty.UnknownVal(cty.String)}, true},
	} {
		if _, got := identities(c.typ, c.values)[c.attribute]; got != c.want {
			t.Errorf("%s.%s with %v: %v, want %v", c.typ, c.attribute, c.values, got, c.want)
		}
	}
}

func TestIdentitiesThatAreMany(t *testing.T) {
	t.Parallel()
	certificate := identities("aws_acm_certificate", map[string]cty.Value{
		"domain_name": s("example.com"), "subject_alternative_names": cty.SetVal([]cty.Value{s("*.example.com"), s("www.example.com")}),
	})["domain_validation_options"]
	records := map[string]bool{}
	for it := certificate.ElementIterator(); it.Next(); {
		_, option := it.Element()
		records[option.GetAttr("resource_record_name").AsString()] = true
	}
	if certificate.LengthInt() != 3 || len(records) != 2 {
		t.Errorf("a wildcard and its parent share a record: %#v", certificate)
	}
	if got := identities("aws_acm_certificate", map[string]cty.Value{"domain_name": cty.UnknownVal(cty.String)}); got["domain_validation_options"] != cty.NilVal {
		t.Error("how many records validate an unknown name is unknown")
	}
	for _, c := range []struct {
		typ, attribute string
		values         map[string]cty.Value
		want           int
	}{
		{"aws_elasticache_cluster", "cache_nodes", map[string]cty.Value{"cluster_id": s("c"), "num_cache_nodes": cty.NumberIntVal(3)}, 3},
		{"aws_mq_broker", "instances", map[string]cty.Value{"engine_type": s("ActiveMQ"), "deployment_mode": s("ACTIVE_STANDBY_MULTI_AZ")}, 2},
		{"aws_mq_broker", "instances", map[string]cty.Value{"engine_type": s("RabbitMQ"), "deployment_mode": s("CLUSTER_MULTI_AZ")}, 1},
		{"aws_route53_zone", "name_servers", nil, 4},
		{"random_shuffle", "result", map[string]cty.Value{"input": list("a", "b", "c"), "result_count": cty.NumberIntVal(2)}, 2},
	} {
		if got := identities(c.typ, c.values)[c.attribute]; got == cty.NilVal || got.LengthInt() != c.want {
			t.Errorf("%s.%s = %#v, want %d of them", c.typ, c.attribute, got, c.want)
		}
	}
}

func TestTagsAll(t *testing.T) {
	t.Parallel()
	tags := cty.MapVal(map[string]cty.Value{"Name": s("a"), "Team": s("shop")})
	r := tfconfig.Instance{Type: "aws_vpc", Values: object(map[string]cty.Value{"tags": tags})}
	if got := schema.New().Identities(r, mintOf("x"))["tags_all"]; got != cty.NilVal {
		t.Errorf("without the provider's default tags, tags_all = %#v", got)
	}
	r.DefaultTags = cty.MapVal(map[string]cty.Value{"Team": s("all"), "Env": s("prod")})
	want := cty.MapVal(map[string]cty.Value{"Name": s("a"), "Team": s("shop"), "Env": s("prod")})
	if got := schema.New().Identities(r, mintOf("x"))["tags_all"]; !got.RawEquals(want) {
		t.Errorf("tags_all = %#v", got)
	}
}

// What differs with the tokens is what nobody may decide on: so all of it must.
func TestEveryIdentityDiffersWithTheTokens(t *testing.T) {
	t.Parallel()
	p := schema.New()
	for _, typ := range allTypes(t) {
		r := tfconfig.Instance{Address: typ + ".x", Type: typ, Region: "eu-west-1", Values: cty.EmptyObjectVal}
		one, other := p.Identities(r, mintOf("one")), p.Identities(r, mintOf("other"))
		for name, v := range one {
			if v.Type() != cty.String || name == "region" {
				continue
			}
			if v.RawEquals(other[name]) || strings.Contains(v.AsString(), "{") || strings.Contains(v.AsString(), "%") {
				t.Errorf("%s.%s = %s", typ, name, v.AsString())
			}
		}
		if shape := p.Schema(inventory.Managed, typ); len(one) == 0 && (shape == nil || shape.Attributes["id"] != nil) {
			t.Errorf("%s has no identity", typ)
		}
	}
}

// A configuration may hold anything anywhere: it may be wrong, not fatal.
func TestWrongValuesDoNoHarm(t *testing.T) {
	t.Parallel()
	p := schema.New()
	sources := []string{
		"aws_availability_zones", "aws_availability_zone", "aws_region", "aws_partition", "aws_iam_policy_document",
		"aws_service_principal", "aws_arn", "aws_subnets", "aws_route53_zone", "aws_vpc_endpoint_service",
	}
	for _, wrong := range []cty.Value{
		s("x"), cty.NumberIntVal(-1), cty.True, cty.DynamicVal, cty.UnknownVal(cty.List(cty.String)), cty.EmptyTupleVal,
		cty.NullVal(cty.DynamicPseudoType), s("x").Mark(inventory.Sensitive), list("a").Mark(inventory.Assumed),
		cty.TupleVal([]cty.Value{cty.EmptyObjectVal, cty.DynamicVal, cty.NullVal(cty.String)}), cty.EmptyObjectVal,
		object(map[string]cty.Value{"name": cty.DynamicVal, "values": list("x"), "*": cty.True}),
		cty.SetVal([]cty.Value{object(map[string]cty.Value{"actions": list("x").Mark(inventory.Sensitive)})}),
	} {
		for _, typ := range managedTypes(t) {
			p.Identities(instance(typ, everything(p, inventory.Managed, typ, wrong)), mintOf(typ))
		}
		for _, typ := range sources {
			p.Answer(instance(typ, everything(p, inventory.Data, typ, wrong)), estate())
		}
	}
}

// everything sets each attribute and block of a type to a value.
func everything(p *schema.Provider, mode inventory.Mode, typ string, v cty.Value) map[string]cty.Value {
	values := map[string]cty.Value{}
	shape := p.Schema(mode, typ)
	if shape == nil {
		return values
	}
	for name, a := range shape.Attributes {
		if !a.Computed || a.Optional {
			values[name] = v
		}
	}
	for name := range shape.Blocks {
		values[name] = v
	}
	return values
}

// allTypes returns every managed type of the provider, and some of others.
func allTypes(t *testing.T) []string {
	t.Helper()
	return append(schema.New().Types(), managedTypes(t)...)
}

// managedTypes returns the types in the table of identities, and some others.
func managedTypes(t *testing.T) []string {
	t.Helper()
	table, err := os.ReadFile("identities.txt")
	if err != nil {
		t.Fatal(err)
	}
	types := []string{"aws_connect_queue", "aws_gamelift_fleet", "aws_newer_thing"}
	for line := range strings.Lines(string(table)) {
		if line[0] >= 'a' && line[0] <= 'z' {
			types = append(types, strings.TrimSpace(line))
		}
	}
	return types
}

func BenchmarkIdentities(b *testing.B) {
	p := schema.New()
	r := tfconfig.Instance{Type: "aws_instance", Region: "us-east-1", Values: object(map[string]cty.Value{"ami": s("ami-1")})}
	mint := mintOf("x")
	for b.Loop() {
		p.Identities(r, mint)
	}
}
