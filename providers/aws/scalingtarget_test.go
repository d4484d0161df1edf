package aws_test

import "testing"

// TestServicesOfOneName: each cluster may have a service of the same name, and
// what scales one of them does not scale the other.
func TestServicesOfOneName(t *testing.T) {
	t.Parallel()
	const src = `
resource "aws_ecs_cluster" "c" {
  for_each = toset(["production", "staging"])
  name     = each.key
}
resource "aws_ecs_service" "scaled" {
  name          = "web"
  cluster       = aws_ecs_cluster.c["production"].id
  desired_count = 1
}
resource "aws_ecs_service" "fixed" {
  name          = "web"
  cluster       = aws_ecs_cluster.c["staging"].id
  desired_count = 1
}
resource "aws_ecs_service" "elsewhere" {
  name          = "web"
  cluster       = "arn:aws:ecs:us-east-1:123456789012:cluster/other"
  desired_count = 1
}
resource "aws_ecs_service" "default" {
  name          = "web"
  desired_count = 1
}
resource "aws_appautoscaling_target" "x" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.c["production"].name}/web"
  min_capacity       = 2
  max_capacity       = 4
}
`
	for service, want := range map[string]string{"scaled": "2", "fixed": "1", "elsewhere": "1", "default": "2"} {
		if got := capacityOf(t, "aws_ecs_service."+service, src); got != want {
			t.Errorf("%s has %s, want %s", service, got, want)
		}
	}
}
