package rules

import (
	"spof/analysis"
	"spof/estate"
)

var auroraInstancesSameAZ = &analysis.Rule{
	ID:       "aurora-instances-same-az",
	Severity: analysis.Critical,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.Datastore},
	Doc: analysis.Doc{
		Title: "All instances of an Aurora cluster run in one availability zone",
		Why:   "A reader in the writer's zone is lost together with it. The data is safe in two other zones, where no instance can serve it.",
		Fix:   "Place an instance in another zone: name one in its availability_zone, or leave that out and give the subnet group subnets of several zones.",
		Sources: []string{
			"https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
		},
		Since: "0.1.0",
	},
	Run: inOneZone(func(p *analysis.Pass, r *estate.Resource, t *estate.DatastoreTraits) (span, bool) {
		// AWS spreads instances that name no zone; a subnet group of one zone is
		// for db-subnet-group-single-az, a lone instance for aurora-single-instance.
		n, known := t.Members.Get()
		return span{
			spread: t.Spread,
			does:   "keeps its " + counted(n, "instance"),
			lost:   "all of them are lost",
		}, isAurora(r, t) && t.Pinned && known && n > 1 && !follower(p, r, t)
	}),
}
