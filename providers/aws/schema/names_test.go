package schema_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/providers/aws/schema"
)

func TestNames(t *testing.T) {
	t.Parallel()
	p := schema.New()
	for typ, want := range map[string][]string{
		"aws_db_instance":                   {"identifier"},
		"aws_rds_cluster":                   {"cluster_identifier"},
		"aws_rds_cluster_instance":          {"identifier"},
		"aws_lb":                            {"name"},
		"aws_launch_template":               {"name"},
		"aws_security_group":                {"name"},
		"aws_lambda_function":               {"function_name"},
		"aws_lambda_function_url":           nil,
		"aws_s3_bucket":                     {"bucket"},
		"aws_s3_bucket_versioning":          nil,
		"aws_elasticache_replication_group": {"replication_group_id"},
		"aws_eks_node_group":                {"cluster_name", "node_group_name"},
		"aws_autoscaling_policy":            {"autoscaling_group_name", "name"},
		"aws_sqs_queue":                     {"name"},
		"aws_api_gateway_domain_name":       {"domain_name"},
		"aws_route53_record":                nil,
		"aws_subnet":                        nil,
		"random_id":                         nil,
	} {
		if diff := cmp.Diff(want, p.Names(typ)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", typ, diff)
		}
	}
}
