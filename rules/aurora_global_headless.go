package rules

import (
	"spof/analysis"
	"spof/estate"
)

var auroraGlobalHeadless = &analysis.Rule{
	ID:       "aurora-global-headless",
	Severity: analysis.Medium,
	Scope:    estate.Region,
	Kinds:    []estate.Kind{estate.Datastore},
	Doc: analysis.Doc{
		Title: "Secondary of a global database has no instance",
		Why:   "A headless secondary keeps a copy of the data and can serve none of it. To fail over, somebody must create an instance first, in a region that everybody else is failing over to.",
		Fix:   "Add an aws_rds_cluster_instance to the secondary cluster.",
		Sources: []string{
			"https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html",
			"https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for r, t := range estate.Each[*estate.DatastoreTraits](p.Estate) {
			if t.Global != "" && isAurora(r, t) && follower(p, r, t) {
				judgeSecondary(p, r, t)
			}
		}
	},
}

func judgeSecondary(p *analysis.Pass, r *estate.Resource, t *estate.DatastoreTraits) {
	switch headless, known := t.Headless.Get(); {
	case !known:
		f := p.Doubtf(r, at(t.Headless.Origin(), r), t.Headless.SettledBy(), "%s has a number of instances that is not known: it may have none", r.Address)
		f.Evidence = append(f.Evidence, fact(r, "instances", t.Members))
	case headless:
		f := p.Failf(r, at(t.Headless.Origin(), r), "%s copies %s and has no instance; when the primary's region fails, nothing here can serve the data until somebody creates one", r.Address, t.Global)
		f.Evidence = append(f.Evidence, fact(r, "instances", t.Members))
	}
}
