package ruledocs_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/internal/ruledocs"
)

func TestPlaces(t *testing.T) {
	t.Parallel()
	src := `resource "aws_route53_record" "one" {
  failover_routing_policy {
    type = "PRIMARY" # want "route53-failover-incomplete"
  }
}

resource "aws_db_instance" "orders" { # want "rds-single-az"
  multi_az = var.multi_az # doubt "route53-failover-incomplete"
}
`
	want := []ruledocs.Place{{Line: 3, Text: `resource "aws_route53_record" "one" {
  failover_routing_policy {
    type = "PRIMARY"
  }
}`}}
	if diff := cmp.Diff(want, ruledocs.Places("main.tf", []byte(src), "route53-failover-incomplete")); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
}
