package live

import (
	"slices"
	"strings"

	"spof/estate"
)

// products are what an account may hold that takes services down, each with a
// type that its collector reads.
var products = []struct{ name, typ string }{
	{"API Gateway", "aws_api_gateway_rest_api"},
	{"HTTP and WebSocket APIs", "aws_apigatewayv2_api"},
	{"App Runner", "aws_apprunner_service"},
	{"AppSync", "aws_appsync_graphql_api"},
	{"CloudFront", "aws_cloudfront_distribution"},
	{"Cognito", "aws_cognito_user_pool"},
	{"DAX", "aws_dax_cluster"},
	{"directories", "aws_directory_service_directory"},
	{"DMS", "aws_dms_replication_instance"},
	{"Direct Connect", "aws_dx_connection"},
	{"DynamoDB", "aws_dynamodb_table"},
	{"ECR", "aws_ecr_repository"},
	{"ECS", "aws_ecs_service"},
	{"EFS", "aws_efs_file_system"},
	{"EKS", "aws_eks_cluster"},
	{"Elastic Beanstalk", "aws_elastic_beanstalk_environment"},
	{"ElastiCache", "aws_elasticache_replication_group"},
	{"EMR", "aws_emr_cluster"},
	{"FSx", "aws_fsx_lustre_file_system"},
	{"Global Accelerator", "aws_globalaccelerator_accelerator"},
	{"Kinesis", "aws_kinesis_stream"},
	{"KMS", "aws_kms_key"},
	{"Lambda", "aws_lambda_function"},
	{"Lightsail", "aws_lightsail_instance"},
	{"MemoryDB", "aws_memorydb_cluster"},
	{"Amazon MQ", "aws_mq_broker"},
	{"MSK", "aws_msk_cluster"},
	{"Airflow", "aws_mwaa_environment"},
	{"Network Firewall", "aws_networkfirewall_firewall"},
	{"OpenSearch", "aws_opensearch_domain"},
	{"Redshift", "aws_redshift_cluster"},
	{"resolver endpoints", "aws_route53_resolver_endpoint"},
	{"S3", "aws_s3_bucket"},
	{"SageMaker", "aws_sagemaker_endpoint"},
	{"Secrets Manager", "aws_secretsmanager_secret"},
	{"SNS", "aws_sns_topic"},
	{"SQS", "aws_sqs_queue"},
	{"Systems Manager parameters", "aws_ssm_parameter"},
	{"Timestream", "aws_timestreaminfluxdb_db_instance"},
	{"Transfer", "aws_transfer_server"},
}

// notYet is the gap of the products that no collector reads; ok is false where
// there are none.
func notYet(account string, collectors []Collector) (gap estate.Gap, ok bool) {
	var names []string
	for _, p := range products {
		if !slices.ContainsFunc(collectors, func(c Collector) bool { return slices.Contains(c.Types, p.typ) }) {
			names = append(names, p.name)
		}
	}
	return estate.Gap{
		What: "what account " + account + " has of " + strings.Join(names, ", "), Why: "it is not read from accounts yet",
		Advice: "audit the configuration, or the state, that makes it",
	}, len(names) > 0
}
