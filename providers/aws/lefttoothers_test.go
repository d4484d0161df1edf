package aws_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"spof/estate"
	"spof/parsers/tfconfig"
	"spof/providers/aws"
	"spof/providers/aws/schema"
)

// TestCapacityThatIsLeftToOthers holds what lifecycle.ignore_changes says of a
// number: the written one is what the resource began with.
func TestCapacityThatIsLeftToOthers(t *testing.T) {
	t.Parallel()
	group := "min_size = 2\nmax_size = 4\ndesired_capacity = 3\n"
	nodes := "scaling_config {\nmin_size = 2\nmax_size = 4\ndesired_size = 3\n}\n"
	for _, c := range []struct{ typ, body, ignored, want string }{
		{"aws_autoscaling_group", group, "", "3"},
		{"aws_autoscaling_group", "min_size = 1\nmax_size = 1\ndesired_capacity = 3\n", "", "1"},
		{"aws_autoscaling_group", "min_size = 1\nmax_size = 2\ndesired_capacity = 3\n", "[tag]", "2"},
		{"aws_autoscaling_group", group, "[desired_capacity]", "2"},
		{"aws_autoscaling_group", group, "[desired_capacity_type]", "3"},
		{"aws_autoscaling_group", group, "[min_size]", "unknown: .min_size at run time"},
		{"aws_autoscaling_group", group, "[max_size, tag]", "3"},
		{"aws_autoscaling_group", group, "all", "unknown: .min_size at run time"},
		{"aws_ecs_service", "desired_count = 2\n", "", "2"},
		{"aws_ecs_service", "desired_count = 2\n", "[desired_count]", "unknown: .desired_count at run time"},
		{"aws_ecs_service", "desired_count = 2\n", "all", "unknown: .desired_count at run time"},
		{"aws_ecs_service", "desired_count = 2\n", "[task_definition]", "2"},
		{"aws_eks_node_group", nodes, "", "3"},
		{"aws_eks_node_group", nodes, "[scaling_config[0].desired_size]", "2"},
		{"aws_eks_node_group", nodes, "[scaling_config]", "unknown: .scaling_config[0].min_size at run time"},
		{"aws_eks_node_group", nodes, "[scaling_config[0].max_size]", "3"},
		{"aws_elasticache_replication_group", "num_cache_clusters = 2\n", "", "2"},
		{"aws_elasticache_replication_group", "num_cache_clusters = 2\n", "[num_cache_clusters]", "unknown: .num_cache_clusters at run time"},
		{"aws_elasticache_replication_group", "replicas_per_node_group = 2\n", "[num_node_groups]", "3"},
		{"aws_elasticache_replication_group", "replicas_per_node_group = 2\n", "[replicas_per_node_group]", "unknown: .replicas_per_node_group at run time"},
		{"aws_elasticache_cluster", "num_cache_nodes = 2\nengine = \"memcached\"\n", "[num_cache_nodes]", "unknown: .num_cache_nodes at run time"},
		{"aws_opensearch_domain", "cluster_config {\ninstance_count = 2\n}\n", "[cluster_config]", "unknown: .cluster_config[0].instance_count at run time"},
		{"aws_opensearch_domain", "cluster_config {\ninstance_count = 2\n}\n", "[cluster_config[0].instance_type]", "2"},
	} {
		t.Run(c.typ+" "+c.ignored, func(t *testing.T) {
			t.Parallel()
			src := fmt.Sprintf("resource %q \"x\" {\n%s", c.typ, c.body)
			if c.ignored != "" {
				src += "lifecycle {\nignore_changes = " + c.ignored + "\n}\n"
			}
			if got := capacityOf(t, c.typ+".x", src+"}\n"); got != c.want {
				t.Errorf("the capacity is %s, want %s", got, c.want)
			}
		})
	}
}

func TestScalingTargetThatIsLeftToOthers(t *testing.T) {
	t.Parallel()
	got := capacityOf(t, "aws_ecs_service.x", `
resource "aws_ecs_service" "x" {
  name          = "x"
  desired_count = 1
}
resource "aws_appautoscaling_target" "x" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/c/${aws_ecs_service.x.name}"
  min_capacity       = 2
  max_capacity       = 4
  lifecycle {
    ignore_changes = [min_capacity]
  }
}
`)
	if want := "unknown: aws_appautoscaling_target.x.min_capacity at run time"; got != want {
		t.Errorf("the capacity is %s, want %s", got, want)
	}
}

// capacityOf reads how many units or members a resource has at least.
func capacityOf(t *testing.T, address, src string) string {
	t.Helper()
	inv, diags := (&tfconfig.Tree{FS: fstest.MapFS{"main.tf": {Data: []byte(src)}}, Provider: schema.New()}).Load(t.Context(), tfconfig.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	for _, r := range aws.Mean(inv).Resources {
		if r.Address != address {
			continue
		}
		var v estate.Value[int]
		switch traits := r.Traits.(type) {
		case *estate.GroupTraits:
			v = traits.Min
		case *estate.DatastoreTraits:
			v = traits.Members
		default:
			t.Fatalf("%s has %T", address, traits)
		}
		if n, known := v.Get(); known {
			return strconv.Itoa(n)
		}
		return "unknown: " + strings.ReplaceAll(strings.Join(v.SettledBy(), ", "), address, "")
	}
	t.Fatalf("no %s in the estate", address)
	return ""
}
