package aws_test

import (
	"slices"
	"strconv"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"spof/parsers/tfconfig"
	"spof/providers/aws"
	"spof/providers/aws/schema"
)

// pricedEstate has one resource for each way to a price, and for each way to
// none.
const pricedEstate = `
provider "aws" {
  region = "us-east-1"
}
variable "class" {}
variable "secret" {
  default   = "db.m6g.large"
  sensitive = true
}
resource "aws_db_instance" "mysql" {
  engine         = "mysql"
  instance_class = "db.m6g.large"
}
resource "aws_db_instance" "oracle" {
  engine         = "oracle-ee"
  instance_class = "db.m6g.large"
}
resource "aws_db_instance" "rare" {
  engine         = "mysql"
  instance_class = "db.x2iezn.32xlarge"
}
resource "aws_db_instance" "unknown" {
  engine         = "mysql"
  instance_class = var.class
}
resource "aws_db_instance" "secret" {
  engine         = "mysql"
  instance_class = var.secret
}
resource "aws_rds_cluster" "standard" {
  cluster_identifier = "standard"
  engine             = "aurora-mysql"
}
resource "aws_rds_cluster_instance" "standard" {
  count              = 2
  cluster_identifier = aws_rds_cluster.standard.id
  instance_class     = "db.r5.large"
}
resource "aws_rds_cluster" "optimized" {
  cluster_identifier = "optimized"
  engine             = "aurora-mysql"
  storage_type       = "aurora-iopt1"
}
resource "aws_rds_cluster_instance" "optimized" {
  cluster_identifier = aws_rds_cluster.optimized.id
  instance_class     = "db.r5.large"
}
resource "aws_rds_cluster" "unlike" {
  cluster_identifier = "unlike"
  engine             = "aurora-mysql"
}
resource "aws_rds_cluster_instance" "unlike" {
  for_each           = toset(["db.r5.large", "db.r5.xlarge"])
  cluster_identifier = aws_rds_cluster.unlike.id
  instance_class     = each.key
}
resource "aws_elasticache_replication_group" "redis" {
  node_type = "cache.t3.micro"
}
resource "aws_elasticache_replication_group" "valkey" {
  engine    = "valkey"
  node_type = "cache.t3.micro"
}
resource "aws_opensearch_domain" "search" {
  cluster_config {
    instance_type = "m6g.large.search"
  }
}
resource "aws_elasticsearch_domain" "old" {
  cluster_config {
    instance_type = "m5.large.elasticsearch"
  }
}
resource "aws_instance" "web" {
  instance_type = "t3.micro"
}
resource "aws_instance" "bid" {
  instance_type = "t3.micro"
  instance_market_options {
    market_type = "spot"
  }
}
resource "aws_launch_template" "web" {
  name          = "web"
  instance_type = "t3.micro"
}
resource "aws_autoscaling_group" "web" {
  launch_template {
    id = aws_launch_template.web.id
  }
}
resource "aws_autoscaling_group" "mixed" {
  mixed_instances_policy {
    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.web.id
      }
    }
  }
}
resource "aws_ecs_task_definition" "app" {
  family = "app"
  cpu    = 256
  memory = 512
}
resource "aws_ecs_service" "app" {
  name            = "app"
  launch_type     = "FARGATE"
  task_definition = aws_ecs_task_definition.app.arn
}
resource "aws_ecs_service" "own" {
  name            = "own"
  launch_type     = "EC2"
  task_definition = aws_ecs_task_definition.app.arn
}
resource "aws_nat_gateway" "a" {}
resource "aws_lb" "public" {
  load_balancer_type = "network"
}
resource "aws_lb" "internal" {
  load_balancer_type = "network"
  internal           = true
}
`

func TestPrices(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"aws_db_instance.mysql":                           "110.96 db.m6g.large of mysql",
		"aws_rds_cluster.standard":                        "211.70 db.r5.large of aurora-mysql",
		"aws_rds_cluster_instance.standard[0]":            "211.70 db.r5.large of aurora-mysql",
		"aws_rds_cluster_instance.standard[1]":            "211.70 db.r5.large of aurora-mysql",
		`aws_rds_cluster_instance.unlike["db.r5.large"]`:  "211.70 db.r5.large of aurora-mysql",
		`aws_rds_cluster_instance.unlike["db.r5.xlarge"]`: "423.40 db.r5.xlarge of aurora-mysql",
		"aws_elasticache_replication_group.redis":         "12.41 cache.t3.micro of redis",
		"aws_elasticache_replication_group.valkey":        "9.93 cache.t3.micro of valkey",
		"aws_opensearch_domain.search":                    "93.44 m6g.large.search",
		"aws_elasticsearch_domain.old":                    "103.66 m5.large.search",
		"aws_instance.web":                                "7.59 t3.micro of Linux",
		"aws_autoscaling_group.web":                       "7.59 t3.micro of Linux",
		"aws_ecs_service.app":                             "9.01 a task of Fargate with cpu = 256 and memory = 512",
		"aws_nat_gateway.a":                               "32.85 a NAT gateway",
		"aws_lb.public":                                   "3.65 the public address of a load balancer in one more zone",
		"aws_lb.internal":                                 "0.00 a zone of an internal load balancer",
	}
	inv, _ := (&tfconfig.Tree{FS: fstest.MapFS{"main.tf": {Data: []byte(pricedEstate)}}, Provider: schema.New()}).Load(t.Context(), tfconfig.Options{})
	for _, order := range []string{"as read", "reversed"} {
		got := map[string]string{}
		for _, r := range aws.Mean(inv).Resources {
			if p, known := r.Price.Get(); known {
				got[r.Address] = strconv.FormatFloat(p.Monthly, 'f', 2, 64) + " " + p.Of
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("prices, %s (-want +got):\n%s", order, diff)
		}
		slices.Reverse(inv.Resources)
	}
}
