package tfconfig_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestEachNestedAttributeHasItsOwnSettlers(t *testing.T) {
	t.Parallel()
	inv, _ := load(t, fstest.MapFS{"main.tf": source(`
variable "nodes" {}
variable "subnets" {}

resource "x_y" "a" {
  cluster {
    nodes = var.nodes
    zones { count = length(var.subnets) }
  }
}
`)})
	want := map[string][]string{
		"cluster":                   {"var.nodes", "var.subnets"},
		"cluster[0].nodes":          {"var.nodes"},
		"cluster[0].zones[0].count": {"var.subnets"},
	}
	if diff := cmp.Diff(want, inv.Resources[0].Unknown); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
