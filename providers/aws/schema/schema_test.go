package schema_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/providers/aws/schema"
)

func TestSchemaOfATypeWithEverything(t *testing.T) {
	t.Parallel()
	shape := schema.New().Schema(inventory.Managed, "aws_db_instance")
	if shape == nil {
		t.Fatal("aws_db_instance has no shape")
	}
	for name, want := range map[string]tfconfig.Attribute{
		"instance_class":         {Type: cty.String, Required: true},
		"identifier":             {Type: cty.String, Optional: true, Computed: true},
		"multi_az":               {Type: cty.Bool, Optional: true, Computed: true, TakesEmpty: true},
		"allocated_storage":      {Type: cty.Number, Optional: true, Computed: true, TakesEmpty: true},
		"arn":                    {Type: cty.String, Computed: true},
		"password":               {Type: cty.String, Optional: true, Sensitive: true},
		"tags":                   {Type: cty.Map(cty.String), Optional: true},
		"vpc_security_group_ids": {Type: cty.Set(cty.String), Optional: true, Computed: true},
		"replicas":               {Type: cty.List(cty.String), Computed: true, TakesEmpty: true},
		"listener_endpoint": {Computed: true, TakesEmpty: true, Type: cty.List(cty.Object(map[string]cty.Type{
			"address": cty.String, "hosted_zone_id": cty.String, "port": cty.Number,
		}))},
	} {
		got := shape.Attributes[name]
		if got == nil {
			t.Errorf("%s is missing", name)
			continue
		}
		if diff := cmp.Diff(want, *got, cmp.Comparer(cty.Type.Equals), cmp.Comparer(func(a, b cty.Value) bool { return a == b })); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	timeouts := shape.Blocks["timeouts"]
	if timeouts == nil || timeouts.Nesting != tfconfig.NestSingle || timeouts.Attributes["create"] == nil {
		t.Errorf("timeouts = %+v", timeouts)
	}
}

func TestSchemaKeepsNestingOfBlocks(t *testing.T) {
	t.Parallel()
	p := schema.New()
	for _, c := range []struct {
		typ, block string
		nesting    tfconfig.Nesting
		inside     string
	}{
		{"aws_instance", "root_block_device", tfconfig.NestList, "volume_size"},
		{"aws_lb", "subnet_mapping", tfconfig.NestSet, "subnet_id"},
		{"aws_dynamodb_table", "replica", tfconfig.NestSet, "region_name"},
		{"aws_nat_gateway", "availability_zone_address", tfconfig.NestSet, "allocation_ids"},
	} {
		shape := p.Schema(inventory.Managed, c.typ)
		block := shape.Blocks[c.block]
		if block == nil || block.Nesting != c.nesting || block.Attributes[c.inside] == nil {
			t.Errorf("%s.%s = %+v", c.typ, c.block, block)
		}
	}
}

// A block that equals an earlier one of its type is stored once.
func TestSchemaRepeatsEqualBlocks(t *testing.T) {
	t.Parallel()
	shape := schema.New().Schema(inventory.Managed, "aws_wafv2_web_acl")
	statement := shape.Blocks["rule"].Blocks["statement"]
	deep := statement.Blocks["and_statement"].Blocks["statement"].Blocks["or_statement"].Blocks["statement"]
	if deep == nil || deep.Blocks["geo_match_statement"] == nil || deep.Blocks["geo_match_statement"].Attributes["country_codes"] == nil {
		t.Error("a statement three levels down is incomplete")
	}
	if deep.Blocks["ip_set_reference_statement"].Attributes["arn"] == nil {
		t.Error("a repeated block is empty")
	}
}

func TestSchemaTellsModesApart(t *testing.T) {
	t.Parallel()
	p := schema.New()
	managed, data := p.Schema(inventory.Managed, "aws_vpc"), p.Schema(inventory.Data, "aws_vpc")
	if managed.Attributes["default"] != nil || data.Attributes["default"] == nil {
		t.Error("aws_vpc the resource and aws_vpc the data source are mixed up")
	}
	if p.Schema(inventory.Managed, "aws_availability_zones") != nil {
		t.Error("aws_availability_zones is no resource")
	}
	for _, typ := range []string{"aws_no_such_thing", "kubernetes_service", "", "aws_vpc managed", "zzz"} {
		if p.Schema(inventory.Managed, typ) != nil {
			t.Errorf("%q has a shape", typ)
		}
	}
}

func TestSchemaKnowsVersionSix(t *testing.T) {
	t.Parallel()
	p := schema.New()
	for typ, want := range map[string]bool{
		"aws_vpc": true, "aws_s3_bucket": true, "aws_route53_resolver_rule": true,
		"aws_iam_role": false, "aws_route53_record": false, "aws_cloudfront_distribution": false,
	} {
		if got := p.Schema(inventory.Managed, typ).Attributes["region"] != nil; got != want {
			t.Errorf("%s takes a region: %v, want %v", typ, got, want)
		}
	}
	mode := p.Schema(inventory.Managed, "aws_nat_gateway").Attributes["availability_mode"]
	if mode == nil || mode.Computed {
		t.Errorf("availability_mode = %+v: whoever leaves it out gets one zone", mode)
	}
}

func TestSchemaOfHelpers(t *testing.T) {
	t.Parallel()
	p := schema.New()
	result := p.Schema(inventory.Managed, "random_password").Attributes["result"]
	if result == nil || !result.Sensitive || !result.Computed {
		t.Errorf("random_password.result = %+v", result)
	}
	if p.Schema(inventory.Data, "random_password") != nil {
		t.Error("random_password is no data source")
	}
}

// Thirty types of one estate should cost next to nothing at start-up.
func BenchmarkSchema(b *testing.B) {
	types := []string{
		"aws_vpc", "aws_subnet", "aws_route_table", "aws_route", "aws_route_table_association", "aws_internet_gateway",
		"aws_nat_gateway", "aws_eip", "aws_security_group", "aws_security_group_rule", "aws_instance",
		"aws_launch_template", "aws_autoscaling_group", "aws_lb", "aws_lb_listener", "aws_lb_target_group",
		"aws_db_instance", "aws_db_subnet_group", "aws_elasticache_replication_group", "aws_ecs_cluster",
		"aws_ecs_service", "aws_ecs_task_definition", "aws_lambda_function", "aws_apigatewayv2_api",
		"aws_route53_record", "aws_cloudfront_distribution", "aws_s3_bucket", "aws_sqs_queue", "aws_iam_role",
		"aws_kms_key",
	}
	for b.Loop() {
		p := schema.New()
		for _, typ := range types {
			p.Schema(inventory.Managed, typ)
		}
	}
}
