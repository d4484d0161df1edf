package aws_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/providers/aws"
	"spof/providers/aws/schema"
)

// TestIdentitiesAreFoundInsideDocuments names a database in ways that no
// attribute has a role for: whoever does so needs it.
func TestIdentitiesAreFoundInsideDocuments(t *testing.T) {
	t.Parallel()
	const estate = `
resource "aws_db_instance" "d" {
  identifier = "orders"
  engine     = "postgres"
}
resource "aws_elasticache_cluster" "c" {
  cluster_id      = "cache"
  engine          = "memcached"
  num_cache_nodes = 2
}
resource "aws_opensearch_domain" "s" {
  domain_name = "search"
}
resource "aws_sqs_queue" "q" {}
resource "aws_s3_bucket" "b" {}
resource "aws_efs_file_system" "f" {}
resource "aws_docdb_cluster" "m" {}
`
	for text, want := range map[string]string{
		`aws_db_instance.d.endpoint`:                                              "aws_db_instance.d",
		`aws_db_instance.d.resource_id`:                                           "aws_db_instance.d",
		`"jdbc:postgresql://${aws_db_instance.d.endpoint}/orders?ssl=true"`:       "aws_db_instance.d",
		`jsonencode({ db = { host = aws_db_instance.d.address } })`:               "aws_db_instance.d",
		`yamlencode({ db = [{ host = aws_db_instance.d.address }] })`:             "aws_db_instance.d",
		`urlencode("postgres://${aws_db_instance.d.endpoint}")`:                   "aws_db_instance.d",
		`replace(aws_db_instance.d.address, ".", "_")`:                            "aws_db_instance.d",
		`split(".", aws_db_instance.d.address)[0]`:                                "aws_db_instance.d",
		`aws_elasticache_cluster.c.cache_nodes[1].address`:                        "aws_elasticache_cluster.c",
		`join(",", [for n in aws_elasticache_cluster.c.cache_nodes : n.address])`: "aws_elasticache_cluster.c",
		`aws_opensearch_domain.s.endpoint_v2`:                                     "aws_opensearch_domain.s",
		`aws_opensearch_domain.s.dashboard_endpoint_v2`:                           "aws_opensearch_domain.s",
		`aws_opensearch_domain.s.domain_id`:                                       "aws_opensearch_domain.s",
		`aws_sqs_queue.q.name`:                                                    "aws_sqs_queue.q",
		`"s3://${aws_s3_bucket.b.bucket}/prefix"`:                                 "aws_s3_bucket.b",
		`"mount -t efs ${aws_efs_file_system.f.id}:/ /mnt"`:                       "aws_efs_file_system.f",
		`aws_docdb_cluster.m.reader_endpoint`:                                     "aws_docdb_cluster.m",
	} {
		for _, user := range []string{
			"resource \"aws_lambda_function\" \"user\" {\n  function_name = \"user\"\n  environment {\n    variables = { X = " + text + " }\n  }\n}\n",
			"resource \"aws_instance\" \"user\" {\n  user_data = <<-EOT\n    #!/bin/sh\n    export X=${" + text + "}\n  EOT\n}\n",
			"resource \"aws_instance\" \"user\" {\n  user_data_base64 = base64gzip(\"#!/bin/sh\\nexport X=${" + text + "}\\n\")\n}\n",
			"resource \"aws_instance\" \"user\" {\n  user_data_base64 = textencodebase64(\"$env:X = '${" + text + "}'\", \"UTF-16LE\")\n}\n",
		} {
			fsys := fstest.MapFS{"main.tf": {Data: []byte(estate + user)}}
			inv, diags := (&tfconfig.Tree{FS: fsys, Provider: schema.New()}).Load(t.Context(), tfconfig.Options{Region: "eu-west-1"})
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			if !slices.Contains(neededBy(inv, "user"), want) {
				t.Errorf("%sneeds %v, want %s", user, neededBy(inv, "user"), want)
			}
		}
	}
}

// neededBy returns the addresses that the resources of a name need.
func neededBy(inv *inventory.Inventory, name string) []string {
	var out []string
	for _, r := range aws.Mean(inv).Resources {
		if _, of, _ := strings.Cut(r.Address, "."); of != name {
			continue
		}
		for _, n := range r.Needs {
			for _, m := range n.Members {
				out = append(out, m.Address)
			}
		}
	}
	return out
}
