package estatetest_test

import (
	"testing"
	"testing/fstest"
)

// A slip of the pen in a count must not make as many parts.
func TestHugeCounts(t *testing.T) {
	t.Parallel()
	const n = "1000000000"
	r := read(t, fstest.MapFS{"main.tf": {Data: []byte(`
resource "aws_elasticache_cluster" "m" {
  num_cache_nodes = ` + n + `
}
resource "aws_elasticache_replication_group" "r" {
  num_cache_clusters = ` + n + `
}
resource "aws_opensearch_domain" "d" {
  cluster_config {
    instance_count         = ` + n + `
    zone_awareness_enabled = true
    zone_awareness_config {
      availability_zone_count = -1
    }
  }
}
resource "aws_autoscaling_group" "g" {
  min_size = ` + n + `
  max_size = ` + n + `
}
`)}})
	if got := len(r.estate.Resources); got > 20_000 {
		t.Errorf("the estate has %d resources", got)
	}
}
