package aws

import (
	"fmt"

	"spof/estate"
)

// unjudged are the types that can take a service down and that no meaning is
// written for yet: they are told of, so that no silence is taken for health.
var unjudged = map[string]string{
	"aws_apprunner_service":                  "a service of App Runner",
	"aws_appsync_graphql_api":                "an API of AppSync",
	"aws_cognito_user_pool":                  "a user pool",
	"aws_dax_cluster":                        "a DAX cluster",
	"aws_directory_service_directory":        "a directory",
	"aws_dms_replication_instance":           "a replication instance",
	"aws_dx_connection":                      "a direct connection",
	"aws_ec2_transit_gateway_vpc_attachment": "an attachment to a transit gateway",
	"aws_elastic_beanstalk_environment":      "an environment of Elastic Beanstalk",
	"aws_elasticache_serverless_cache":       "a serverless cache",
	"aws_emr_cluster":                        "an EMR cluster",
	"aws_fsx_lustre_file_system":             "a file system of FSx",
	"aws_fsx_ontap_file_system":              "a file system of FSx",
	"aws_fsx_openzfs_file_system":            "a file system of FSx",
	"aws_fsx_windows_file_system":            "a file system of FSx",
	"aws_globalaccelerator_accelerator":      "an accelerator",
	"aws_lightsail_instance":                 "an instance of Lightsail",
	"aws_memorydb_cluster":                   "a MemoryDB cluster",
	"aws_mq_broker":                          "a message broker",
	"aws_msk_cluster":                        "a Kafka cluster",
	"aws_msk_serverless_cluster":             "a serverless Kafka cluster",
	"aws_mwaa_environment":                   "an environment of Airflow",
	"aws_networkfirewall_firewall":           "a firewall",
	"aws_redshift_cluster":                   "a Redshift cluster",
	"aws_route53_resolver_endpoint":          "a resolver endpoint",
	"aws_sagemaker_endpoint":                 "an endpoint of SageMaker",
	"aws_timestreaminfluxdb_db_instance":     "an InfluxDB instance",
	"aws_transfer_server":                    "a transfer server",
	"aws_vpn_connection":                     "a VPN connection",
	"aws_ec2_client_vpn_endpoint":            "a client VPN endpoint",
}

// tellUnjudged makes a gap of each type that is there and is not judged.
func (m *model) tellUnjudged() {
	for _, typ := range sortedKeys(unjudged) {
		all := m.types[typ]
		if len(all) == 0 {
			continue
		}
		what := all[0].Address
		if more := len(all) - 1; more > 0 {
			what += fmt.Sprintf(" and %d more", more)
		}
		m.gaps = append(m.gaps, estate.Gap{
			What: what, Why: "what " + unjudged[typ] + " survives, and who needs it, is not judged yet", Origin: all[0].Origin,
		})
	}
}
