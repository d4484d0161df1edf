package rules

import (
	"spof/analysis"
	"spof/estate"
)

var auroraSingleInstance = &analysis.Rule{
	ID:       "aurora-single-instance",
	Severity: analysis.Critical,
	Scope:    estate.Unit,
	Kinds:    []estate.Kind{estate.Datastore},
	Doc: analysis.Doc{
		Title: "Aurora cluster has one instance",
		Why:   "Aurora keeps the data in three zones, but only instances can serve it. A cluster of one has nothing to fail over to: AWS makes the lost instance anew, which takes minutes and does not help while its zone is down. The cluster's availability_zones say nothing of its instances.",
		Fix:   "Add a second aws_rds_cluster_instance, in another zone.",
		Sources: []string{
			"https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
		},
		Since: "0.1.0",
	},
	Run: tooFew(func(p *analysis.Pass, r *estate.Resource, t *estate.DatastoreTraits) (census, bool) {
		lost := "when it or " + zoneOf(t) + " fails, the data is safe and nobody can reach it"
		if n, known := t.Members.Get(); known && n == 0 {
			lost = "the data is there and nothing serves it"
		}
		return census{
			count: t.Members,
			name:  "instances",
			noun:  "instance",
			lost:  lost,
			finish: func(f *analysis.Finding) {
				f.Cost = secondOf(r, t.Members.Or(0), "").acrossZones().cost()
			},
		}, isAurora(r, t) && !follower(p, r, t)
	}),
}
