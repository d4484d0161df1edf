package aws_test

import (
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/providers/aws"
)

// TestTheWriterOfAGlobalDatabase requires that the cluster is the primary that
// AWS says is the writer: an account tells a user of the master for each.
func TestTheWriterOfAGlobalDatabase(t *testing.T) {
	t.Parallel()
	cluster := func(region string) *inventory.Resource {
		arn := "arn:aws:rds:" + region + ":123456789012:cluster:orders"
		return &inventory.Resource{
			Address: arn, Mode: inventory.Managed, Type: "aws_rds_cluster", Region: estate.Set(region, estate.Origin{}),
			Values: cty.ObjectVal(map[string]cty.Value{
				"id": cty.StringVal("orders"), "arn": cty.StringVal(arn), "master_username": cty.StringVal("shop"), "global_cluster_identifier": cty.StringVal("orders-global"),
			}),
		}
	}
	member := func(of *inventory.Resource, writes bool) cty.Value {
		return cty.ObjectVal(map[string]cty.Value{"db_cluster_arn": of.Values.GetAttr("arn"), "is_writer": cty.BoolVal(writes)})
	}
	east, west := cluster("us-east-1"), cluster("us-west-2")
	global := &inventory.Resource{
		Address: "arn:aws:rds::123456789012:global-cluster:orders-global", Mode: inventory.Managed, Type: "aws_rds_global_cluster",
		Region: estate.Set("us-east-1", estate.Origin{}),
		Values: cty.ObjectVal(map[string]cty.Value{
			"id": cty.StringVal("orders-global"), "global_cluster_identifier": cty.StringVal("orders-global"),
			"global_cluster_members": cty.TupleVal([]cty.Value{member(east, false), member(west, true)}),
		}),
	}
	e := aws.Mean(&inventory.Inventory{Name: "account", Kind: inventory.Account, Resources: []*inventory.Resource{global, east, west}})
	for address, source := range map[string]string{east.Address: west.Address, west.Address: ""} {
		facts, ok := e.Find(address).Traits.(*estate.DatastoreTraits)
		if !ok || facts.Source != source {
			t.Errorf("%s is a copy of %q, want %q", address, facts.Source, source)
		}
	}
}
