package rules

import (
	"spof/analysis"
	"spof/estate"
)

var opensearchSingleAZ = &analysis.Rule{
	ID:       "opensearch-single-az",
	Severity: analysis.High,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.SearchDomain},
	Doc: analysis.Doc{
		Title: "Search domain runs in one availability zone",
		Why:   "Without zone awareness, all nodes of a domain and all copies of its indexes are in one zone, and are lost together when it fails.",
		Fix:   "Set zone_awareness_enabled = true over two or three zones, with at least one node in each and at least one replica of each index.",
		Sources: []string{
			"https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html",
		},
		Since: "0.1.0",
	},
	Run: leftOff(func(_ *analysis.Pass, r *estate.Resource, t *estate.DatastoreTraits) (guard, bool) {
		return guard{
			on:      t.MultiZone,
			name:    "zone_awareness_enabled",
			without: "keeps all its nodes in one zone; when " + zoneOf(t) + " fails, the domain is down",
			finish: func(f *analysis.Finding) {
				f.Evidence = append(f.Evidence, fact(r, "nodes", t.Members))
				// It stands in a block that may not be there, and one node has one zone.
				if !t.MultiZone.Written() || t.Members.Or(1) < 2 {
					f.Fix.Edit = ""
				}
				if n, known := t.Members.Get(); known {
					f.Cost = order{of: r, units: (3 - n%3) % 3, uncounted: "dedicated masters, and storage"}.cost()
				}
			},
		}, t.Product == estate.OpenSearch
	}),
}
