package rules

import (
	"fmt"

	"spof/analysis"
	"spof/estate"
)

var elasticacheNoFailover = &analysis.Rule{
	ID:       "elasticache-no-failover",
	Severity: analysis.High,
	Scope:    estate.Unit,
	Kinds:    []estate.Kind{estate.Cache},
	Doc: analysis.Doc{
		Title: "Cache does not fail over by itself",
		Why:   "Without automatic failover, a lost primary is replaced by an empty node, or by a replica that somebody promotes. Until then nothing can be written, and what only the primary held is gone.",
		Fix:   "Keep at least one replica and set automatic_failover_enabled = true; multi_az_enabled = true keeps it in another zone.",
		Sources: []string{
			"https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
		},
		Since: "0.1.0",
	},
	Run: leftOff(func(_ *analysis.Pass, r *estate.Resource, t *estate.DatastoreTraits) (guard, bool) {
		n, known := t.Members.Get()
		without := "does not fail over by itself; when its primary fails, nothing can be written until somebody promotes a replica"
		if known && n < 2 {
			without = "has no replica to fail over to; when its only node fails, its data is gone"
		}
		return guard{
			on:      t.Failover,
			name:    "automatic_failover_enabled",
			without: without,
			finish: func(f *analysis.Finding) {
				f.Cost = cacheCost(r, t)
				f.Evidence = append(f.Evidence, fact(r, "nodes", t.Members))
				if known && n < 2 {
					f.Fix.Edit = ""
					f.Fix.Text = fmt.Sprintf("Keep %s at least, with automatic_failover_enabled = true and multi_az_enabled = true.", counted(2, "node"))
				}
			},
		}, isReplicatedCache(t)
	}),
}

// cacheCost is that of two nodes for each shard, in two zones; nil where the
// nodes or the shards are not known.
func cacheCost(r *estate.Resource, t *estate.DatastoreTraits) *analysis.Cost {
	nodes, nodesKnown := t.Members.Get()
	shards, shardsKnown := t.Shards.Get()
	if !nodesKnown || !shardsKnown {
		return nil
	}
	o := secondOf(r, nodes, "").acrossZones()
	o.units *= shards
	return o.cost()
}

// isReplicatedCache reports whether a cache can have replicas: Memcached has
// none, and the secondary of a global datastore is one itself.
func isReplicatedCache(t *estate.DatastoreTraits) bool {
	return t.Product == estate.ElastiCache && t.Engine.Or("") != "memcached" && !t.Replica.Or(false)
}
