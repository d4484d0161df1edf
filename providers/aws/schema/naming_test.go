package schema_test

import (
	"slices"
	"testing"

	"spof/providers/aws/schema"
)

func TestNaming(t *testing.T) {
	t.Parallel()
	p := schema.New()
	for typ, want := range map[string][]string{
		"aws_eip":                      {"allocation_id", "arn", "id", "public_dns", "public_ip"},
		"aws_subnet":                   {"arn", "id"},
		"aws_apigatewayv2_domain_name": {"domain_name_configuration.target_domain_name"},
		"aws_db_instance":              {"address", "endpoint", "resource_id"},
		"aws_vpc":                      {"default_route_table_id", "main_route_table_id"},
		"random_id":                    nil,
		"aws_of_a_later_version":       {"arn", "id"},
	} {
		got := p.Naming(typ)
		for _, name := range want {
			if !slices.Contains(got, name) {
				t.Errorf("%s is named by %q, without %s", typ, got, name)
			}
		}
	}
	for typ, wrong := range map[string]string{"aws_db_instance": "port", "aws_lb": "zone_id", "aws_subnet": "vpc_id", "aws_sqs_queue": "name"} {
		if got := p.Naming(typ); slices.Contains(got, wrong) {
			t.Errorf("%s is named by %q, with %s", typ, got, wrong)
		}
	}
}
