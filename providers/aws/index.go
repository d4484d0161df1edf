package aws

import (
	"slices"
	"strings"

	"spof/inventory"
	"spof/providers/aws/schema"
)

// identityAttributes are the attributes, beside id and arn, whose value names
// the resource that has them, by type: the same words are references in other
// types.
var identityAttributes = map[string][]string{
	"aws_instance":                        {"public_ip", "private_ip", "public_dns", "private_dns", "primary_network_interface_id"},
	"aws_eip":                             {"public_ip", "private_ip", "public_dns", "private_dns", "allocation_id"},
	"aws_network_interface":               {"private_ip", "private_dns_name"},
	"aws_lb":                              {"dns_name", "arn_suffix"},
	"aws_alb":                             {"dns_name", "arn_suffix"},
	"aws_elb":                             {"dns_name"},
	"aws_lb_target_group":                 {"arn_suffix"},
	"aws_db_instance":                     {"endpoint", "address", "resource_id"},
	"aws_rds_cluster":                     {"endpoint", "reader_endpoint", "cluster_resource_id"},
	"aws_rds_cluster_instance":            {"endpoint"},
	"aws_rds_cluster_endpoint":            {"endpoint"},
	"aws_db_proxy":                        {"endpoint"},
	"aws_db_proxy_endpoint":               {"endpoint"},
	"aws_docdb_cluster":                   {"endpoint", "reader_endpoint"},
	"aws_docdb_cluster_instance":          {"endpoint"},
	"aws_neptune_cluster":                 {"endpoint", "reader_endpoint"},
	"aws_neptune_cluster_instance":        {"endpoint", "address"},
	"aws_redshift_cluster":                {"endpoint", "dns_name"},
	"aws_elasticache_replication_group":   {"primary_endpoint_address", "reader_endpoint_address", "configuration_endpoint_address"},
	"aws_elasticache_cluster":             {"cluster_address", "configuration_endpoint"},
	"aws_opensearch_domain":               {"endpoint", "dashboard_endpoint"},
	"aws_elasticsearch_domain":            {"endpoint", "kibana_endpoint"},
	"aws_efs_file_system":                 {"dns_name"},
	"aws_efs_mount_target":                {"dns_name", "mount_target_dns_name", "ip_address"},
	"aws_s3_bucket":                       {"bucket_domain_name", "bucket_regional_domain_name", "website_endpoint"},
	"aws_s3_bucket_website_configuration": {"website_endpoint", "website_domain"},
	"aws_cloudfront_distribution":         {"domain_name"},
	"aws_lambda_function":                 {"invoke_arn", "qualified_arn", "qualified_invoke_arn"},
	"aws_lambda_alias":                    {"invoke_arn"},
	"aws_lambda_function_url":             {"function_url"},
	"aws_api_gateway_rest_api":            {"execution_arn"},
	"aws_api_gateway_stage":               {"invoke_url", "execution_arn"},
	"aws_api_gateway_deployment":          {"invoke_url", "execution_arn"},
	"aws_api_gateway_domain_name":         {"regional_domain_name", "cloudfront_domain_name"},
	"aws_apigatewayv2_api":                {"api_endpoint", "execution_arn"},
	"aws_apigatewayv2_stage":              {"invoke_url", "execution_arn"},
	"aws_route53_record":                  {"fqdn"},
	"aws_sqs_queue":                       {"url"},
	"aws_ecr_repository":                  {"repository_url"},
	"aws_mq_broker":                       {"instances"},
	"aws_msk_cluster":                     {"bootstrap_brokers", "bootstrap_brokers_tls", "bootstrap_brokers_sasl_iam"},
	"aws_globalaccelerator_accelerator":   {"dns_name"},
	"aws_kms_key":                         {"key_id"},
	"aws_kms_replica_key":                 {"key_id"},
}

// nestedIdentities are identities that stand inside nested blocks.
var nestedIdentities = map[string][2]string{
	"aws_apigatewayv2_domain_name": {"domain_name_configuration", "target_domain_name"},
	"aws_dynamodb_table":           {"replica", "arn"},
	"aws_elasticache_cluster":      {"cache_nodes", "address"},
}

// nameAttribute is the attribute that names a resource to others of its
// account and region, where it is not "name".
var nameAttribute = map[string]string{
	"aws_db_instance":                    "identifier",
	"aws_rds_cluster":                    "cluster_identifier",
	"aws_rds_cluster_instance":           "identifier",
	"aws_rds_global_cluster":             "global_cluster_identifier",
	"aws_lambda_function":                "function_name",
	"aws_s3_bucket":                      "bucket",
	"aws_elasticache_replication_group":  "replication_group_id",
	"aws_elasticache_cluster":            "cluster_id",
	"aws_opensearch_domain":              "domain_name",
	"aws_elasticsearch_domain":           "domain_name",
	"aws_eks_node_group":                 "node_group_name",
	"aws_apigatewayv2_domain_name":       "domain_name",
	"aws_api_gateway_domain_name":        "domain_name",
	"aws_ecs_task_definition":            "family",
	"aws_elasticache_global_replication": "global_replication_group_id",
}

// pathNamed are the types whose name, where it is a path, is as good as an
// identity: nothing else is called so.
var pathNamed = map[string]bool{"aws_secretsmanager_secret": true, "aws_ssm_parameter": true}

// An index finds resources by what names them.
type index struct {
	byIdentity map[string][]*inventory.Resource
	byName     map[string][]*inventory.Resource // "aws_db_instance orders"
	byAddress  map[string]*inventory.Resource
	ids        *inventory.Identities
}

func newIndex(inv *inventory.Inventory, provider *schema.Provider) *index {
	ix := &index{
		byIdentity: map[string][]*inventory.Resource{}, byName: map[string][]*inventory.Resource{},
		byAddress: map[string]*inventory.Resource{}, ids: inv.Identities,
	}
	names := realNames{index: ix, schema: provider, naming: map[string][]string{}}
	for _, r := range inv.Resources {
		if r.Mode == inventory.Managed {
			ix.add(r)
			names.add(r)
		}
	}
	names.dropShared()
	return ix
}

func (ix *index) add(r *inventory.Resource) {
	ix.byAddress[r.Address] = r
	b := attrs(r)
	for _, name := range append([]string{"id", "arn"}, identityAttributes[r.Type]...) {
		v, _ := b.raw(name)
		leaves(r, v, func(s string) { ix.addIdentity(s, r) })
	}
	if nested, ok := nestedIdentities[r.Type]; ok && nested[0] != "" {
		list, _ := b.blocks(nested[0])
		for _, n := range list {
			ix.addIdentity(n.text(nested[1], "").Or(""), r)
		}
	}
	name := nameAttribute[r.Type]
	if name == "" {
		name = "name"
	}
	if s := b.text(name, "").Or(""); s != "" {
		if pathNamed[r.Type] && strings.Contains(s, "/") {
			ix.put(s, r)
		}
		ix.byName[r.Type+" "+s] = append(ix.byName[r.Type+" "+s], r)
	}
}

// addIdentity indexes s as it stands, and the host of an endpoint.
func (ix *index) addIdentity(s string, r *inventory.Resource) {
	if len(s) < 4 {
		return
	}
	ix.put(s, r)
	host := s
	if _, after, found := strings.Cut(host, "://"); found {
		host, _, _ = strings.Cut(after, "/")
	}
	if !strings.HasPrefix(host, "arn:") {
		host, _, _ = strings.Cut(host, ":")
	}
	if host != s && len(host) >= 4 {
		ix.put(host, r)
	}
}

func (ix *index) put(key string, r *inventory.Resource) {
	key = fold(key)
	if !slices.Contains(ix.byIdentity[key], r) {
		ix.byIdentity[key] = append(ix.byIdentity[key], r)
	}
}

// fold makes identities comparable: DNS names ignore case and a final dot.
func fold(s string) string { return strings.TrimSuffix(strings.ToLower(s), ".") }

// identity returns the resources that s names by an identity, of the given
// types where any are given.
func (ix *index) identity(s string, types ...string) []*inventory.Resource {
	found, ok := ix.byIdentity[strings.TrimPrefix(fold(s), "dualstack.")]
	if !ok {
		found = ix.owners(s)
	}
	return ofTypes(found, types)
}

// owners returns the resources whose made up identities s holds, of whichever
// attribute and however changed: what the list above does not know.
func (ix *index) owners(s string) []*inventory.Resource {
	var out []*inventory.Resource
	ix.ids.Replace(s, func(_ string, of inventory.Reference) string {
		if r := ix.byAddress[of.Address]; r != nil && !slices.Contains(out, r) {
			out = append(out, r)
		}
		return ""
	})
	return out
}

func ofTypes(list []*inventory.Resource, types []string) []*inventory.Resource {
	if len(types) == 0 {
		return list
	}
	var out []*inventory.Resource
	for _, r := range list {
		if slices.Contains(types, r.Type) {
			out = append(out, r)
		}
	}
	return out
}

// named returns the one resource of the types that s names, by identity or by
// its name, in the region before elsewhere; nil where none or several do.
func (ix *index) named(s, region string, types ...string) *inventory.Resource {
	if found := ix.identity(s, types...); len(found) == 1 {
		return found[0]
	}
	var here, anywhere []*inventory.Resource
	for _, t := range types {
		for _, r := range ix.byName[t+" "+s] {
			anywhere = append(anywhere, r)
			if have, known := r.Region.Get(); !known || region == "" || have == region || isReplicaIn(r, region) {
				here = append(here, r)
			}
		}
	}
	if len(here) == 1 {
		return here[0]
	}
	if len(here) == 0 && len(anywhere) == 1 {
		return anywhere[0]
	}
	return nil
}

// isReplicaIn reports whether a name means a table in a region by its replica.
func isReplicaIn(r *inventory.Resource, region string) bool {
	if r.Type != "aws_dynamodb_table" {
		return false
	}
	replicas, _ := attrs(r).blocks("replica")
	return slices.ContainsFunc(replicas, func(b block) bool { return b.text("region_name", "").Or("") == region })
}
