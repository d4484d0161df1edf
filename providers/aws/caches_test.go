package aws_test

import (
	"testing"

	"github.com/zclconf/go-cty/cty"

	"spof/analysis"
	"spof/estate"
	"spof/inventory"
	"spof/providers/aws"
	"spof/rules"
)

// TestTheShardInTheFewestZonesDecides requires that nodes are where each shard
// tells that they are.
func TestTheShardInTheFewestZonesDecides(t *testing.T) {
	t.Parallel()
	shard := func(zones ...string) cty.Value {
		all := make([]cty.Value, len(zones))
		for i, z := range zones {
			all[i] = cty.StringVal(z)
		}
		return cty.ObjectVal(map[string]cty.Value{"replica_count": cty.NumberIntVal(1), "replica_availability_zones": cty.TupleVal(all)})
	}
	two, one, unsure := shard("eu-west-1a", "eu-west-1b"), shard("eu-west-1b", "eu-west-1b"), shard("eu-west-1b")
	for name, c := range map[string]struct {
		shards []cty.Value
		want   string
	}{
		"each in two":     {[]cty.Value{two, two}, "survives proven"},
		"one in one":      {[]cty.Value{two, one}, "down proven"},
		"not told of one": {[]cty.Value{two, unsure}, "survives proven"}, // it may be there, and may not
	} {
		group := &inventory.Resource{
			Address: "arn:sessions", Mode: inventory.Managed, Type: "aws_elasticache_replication_group", Region: estate.Set("eu-west-1", estate.Origin{}),
			Values: cty.ObjectVal(map[string]cty.Value{
				"automatic_failover_enabled": cty.True, "multi_az_enabled": cty.False, "replicas_per_node_group": cty.NumberIntVal(1),
				"num_node_groups": cty.NumberIntVal(2), "node_group_configuration": cty.TupleVal(c.shards),
			}),
		}
		if got := outcomeIn(t, "zone:eu-west-1b", group); got != c.want {
			t.Errorf("%s: the loss of eu-west-1b: %s, want %s", name, got, c.want)
		}
	}
}

// outcomeIn returns what an event does to the first service of an estate of some
// resources, "" where it does nothing to it.
func outcomeIn(t *testing.T, event string, all ...*inventory.Resource) string {
	t.Helper()
	a, err := analysis.Run(aws.Mean(&inventory.Inventory{Name: "account", Kind: inventory.Account, Resources: all}), rules.All(), analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range a.Services[0].Outcomes {
		if o.Event.String() == event {
			return o.Outcome.String() + " " + o.Verdict.String()
		}
	}
	return ""
}
