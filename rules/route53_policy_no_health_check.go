package rules

import (
	"spof/analysis"
	"spof/estate"
)

var route53PolicyNoHealthCheck = &analysis.Rule{
	ID:       "route53-policy-no-health-check",
	Severity: analysis.High,
	Scope:    estate.Global,
	Kinds:    []estate.Kind{estate.Record},
	Doc: analysis.Doc{
		Title: "Routing policy without a health check keeps serving dead answers",
		Why:   "A weighted, latency, geographic or multivalue record without a health check is always taken for healthy, so its share of the users is sent to it after it has died, although others of the set are alive.",
		Fix:   "Attach a health check to each record of the set.",
		Sources: []string{
			"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html",
			"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for r, rec := range estate.Each[*estate.RecordTraits](p.Estate) {
			policy, known := rec.Policy.Get()
			if known && policy != simple && policy != failover && needsCheck(rec) {
				judgeShare(p, r, rec)
			}
		}
	},
}

// needsCheck reports whether only a health check can see the record's target:
// an alias of what has a health of its own is for
// route53-evaluate-target-health-off.
func needsCheck(rec *estate.RecordTraits) bool {
	return !rec.Alias || !rec.Evaluable.Or(true)
}

// judgeShare looks at one of several records among which Route 53 chooses.
func judgeShare(p *analysis.Pass, r *estate.Resource, rec *estate.RecordTraits) {
	set := setOf(p.Estate, r, rec)
	alone := len(set.Records) < 2
	if alone && !set.Open {
		// There is nothing to answer with instead.
		return
	}
	where := at(rec.Check.Origin(), r)
	switch s := sightOf(rec); {
	case s == seen:
	case s == sightUnknown:
		p.Doubtf(r, where, settlesSight(rec), "%s may have no health check: then its users of %s are sent to it, dead or alive", r.Address, theName(rec.Name))
	case alone:
		p.Doubtf(r, where, set.Settles, "%s has no health check, and whether %s has other records to answer with was not read", r.Address, theName(rec.Name))
	default:
		f := p.Failf(r, where, "%s has no health check; when its target fails, its users of %s are still sent to it", r.Address, theName(rec.Name))
		f.Evidence = append(f.Evidence, sightFacts(r, rec)...)
		if set.Private.Or(false) {
			// Route 53 cannot probe addresses inside a VPC; only a check on a
			// CloudWatch alarm can stand in.
			f.Severity = analysis.Medium
		}
	}
}
