package rules

import (
	"spof/analysis"
	"spof/estate"
)

var route53EvaluateTargetHealthOff = &analysis.Rule{
	ID:       "route53-evaluate-target-health-off",
	Severity: analysis.High,
	Scope:    estate.Global,
	Kinds:    []estate.Kind{estate.Record},
	Doc: analysis.Doc{
		Title: "Alias does not follow the health of its target",
		Why:   "With evaluate_target_health off and no health check, Route 53 takes the alias for healthy whatever becomes of the load balancer behind it, and never answers with another record of the set.",
		Fix:   "Set evaluate_target_health = true, or attach a health check.",
		Sources: []string{
			"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias-common.html",
			"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html",
		},
		Since: "0.1.0",
	},
	Run: leftOff(func(p *analysis.Pass, r *estate.Resource, rec *estate.RecordTraits) (guard, bool) {
		policy := rec.Policy.Or(simple)
		check, checkKnown := rec.Check.Get()
		// A secondary without a check is allowed: it answers when the primary does not.
		last := policy == failover && rec.Role.Or(primary) != primary
		applies := rec.Alias && policy != simple && !last && rec.Evaluable.Or(true) && check == "" && !lone(p, r, rec)
		on := rec.EvaluateHealth
		if off, known := on.Get(); known && !off && (!checkKnown || !rec.Evaluable.Known()) {
			on = estate.Unknown[bool](on.Origin(), settlesSight(rec)...)
		}
		return guard{
			on:      on,
			name:    "evaluate_target_health",
			without: "does not follow the health of its target; when the target fails, " + theName(rec.Name) + " still answers with it",
			finish: func(f *analysis.Finding) {
				f.Evidence = sightFacts(r, rec)
				if policy != failover {
					f.Severity = analysis.Medium
				}
			},
		}, applies
	}),
}

// lone reports whether a record is certainly the only one of its set, so that
// there is nothing to answer with instead. A lone failover record is for
// route53-failover-incomplete.
func lone(p *analysis.Pass, r *estate.Resource, rec *estate.RecordTraits) bool {
	set := setOf(p.Estate, r, rec)
	return len(set.Records) < 2 && !set.Open
}
