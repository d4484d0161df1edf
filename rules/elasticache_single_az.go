package rules

import (
	"spof/analysis"
	"spof/estate"
)

var elasticacheSingleAZ = &analysis.Rule{
	ID:       "elasticache-single-az",
	Severity: analysis.High,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.Cache},
	Doc: analysis.Doc{
		Title: "Nothing keeps a cache's nodes in different availability zones",
		Why:   "Without Multi-AZ, ElastiCache may keep the primary and all its replicas in one zone, and they are lost together when it fails.",
		Fix:   "Set multi_az_enabled = true, with a subnet group over at least two zones.",
		Sources: []string{
			"https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		off, pinned := leftOff(cacheGuard), inOneZone(cacheSpan)
		off(p)
		pinned(p)
	},
}

// cacheGuard asks for the switch.
func cacheGuard(_ *analysis.Pass, r *estate.Resource, t *estate.DatastoreTraits) (guard, bool) {
	return guard{
		on:      t.MultiZone,
		name:    "multi_az_enabled",
		without: "may keep all its nodes in one zone; when " + zoneOf(t) + " fails, none is left to fail over to",
		finish: func(f *analysis.Finding) {
			f.Cost = cacheCost(r, t)
			f.Evidence = append(f.Evidence, fact(r, "nodes", t.Members))
			if _, single, known := only(t.Spread); t.Pinned && known && single {
				f.Fix = analysis.Fix{Text: "Set multi_az_enabled = true, and name at least two zones in preferred_cache_cluster_azs."}
			}
			yield(f, elasticacheNoFailover, r.Address)
		},
	}, isReplicatedCache(t) && !putApart(t)
}

// putApart reports whether the nodes of a cache are known to be in several
// zones: a lost one is made anew in its own, with and without Multi-AZ.
func putApart(t *estate.DatastoreTraits) bool {
	return t.Pinned && !t.Spread.Open && len(t.Spread.Zones) > 1
}

// cacheSpan asks, where the switch is on, for the zones that the nodes name. A
// subnet group of one zone is for db-subnet-group-single-az.
func cacheSpan(_ *analysis.Pass, _ *estate.Resource, t *estate.DatastoreTraits) (span, bool) {
	on, known := t.MultiZone.Get()
	return span{
		spread: t.Spread,
		does:   "keeps its nodes",
		lost:   "none is left to fail over to",
	}, isReplicatedCache(t) && known && on && t.Pinned
}
