package rules

import (
	"spof/analysis"
	"spof/estate"
)

var route53FailoverNoHealthCheck = &analysis.Rule{
	ID:       "route53-failover-no-health-check",
	Severity: analysis.High,
	Scope:    estate.Global,
	Kinds:    []estate.Kind{estate.Record},
	Doc: analysis.Doc{
		Title: "Failover primary has no health check",
		Why:   "Route 53 takes a record without a health check for healthy, always. The primary then answers everybody, dead or alive, and the secondary never takes over.",
		Fix:   "Attach a health check that probes the primary's endpoint; where the record is an alias of a load balancer, evaluate_target_health = true does as well.",
		Sources: []string{
			"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-failover.html",
			"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for r, rec := range estate.Each[*estate.RecordTraits](p.Estate) {
			if rec.Policy.Or("") == failover && rec.Role.Or(primary) == primary {
				judgePrimary(p, r, rec)
			}
		}
	},
}

func judgePrimary(p *analysis.Pass, r *estate.Resource, rec *estate.RecordTraits) {
	s, where := sightOf(rec), at(rec.Check.Origin(), r)
	if rec.Alias && rec.Evaluable.Or(true) {
		// Here the switch of the alias is the nearest thing to mend.
		where = at(rec.EvaluateHealth.Origin(), r)
	}
	switch {
	case s == seen:
	case s == sightUnknown || !rec.Role.Known():
		settles := append(settlesSight(rec), rec.Role.SettledBy()...)
		p.Doubtf(r, where, settles, "%s may be a primary whose target nobody checks: then it answers for %s, dead or alive", r.Address, theName(rec.Name))
	default:
		f := p.Failf(r, where, "%s has no health check; when its target fails, %s still answers with it and the secondary never takes over", r.Address, theName(rec.Name))
		f.Evidence = append(f.Evidence, sightFacts(r, rec)...)
		yield(f, route53EvaluateTargetHealthOff, r.Address)
	}
}
