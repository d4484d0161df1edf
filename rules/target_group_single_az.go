package rules

import (
	"spof/analysis"
	"spof/estate"
)

var targetGroupSingleAZ = &analysis.Rule{
	ID:       "target-group-single-az",
	Severity: analysis.High,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.TargetGroup},
	Doc: analysis.Doc{
		Title: "All targets run in one availability zone",
		Why:   "The load balancer spans several zones, but everything that it sends its users to stands in one of them. When that zone fails, the balancer is alive and has nobody to answer.",
		Fix:   "Run targets in at least two of the balancer's zones.",
		Sources: []string{
			"https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
			"https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
		},
		Since: "0.1.0",
	},
	Run: inOneZone(func(p *analysis.Pass, _ *estate.Resource, tg *estate.TargetGroupTraits) (span, bool) {
		// One target is for target-group-single-target, and a balancer in one
		// zone for lb-single-az.
		oneServer := len(tg.Targets) == 1 && isServer(p.Estate, tg.Targets[0])
		_, oneFront, frontKnown := only(frontSpread(p.Estate, tg))
		applies := onMachines(tg) && !standsBy(p.Estate, tg) && len(tg.Balancers) > 0 && len(tg.Targets) > 0 && !oneServer && (!frontKnown || !oneFront)
		spread := tg.Spread
		if tg.TargetsOpen {
			spread.Open, spread.Settles = true, append(spread.Settles, tg.Settles...)
		}
		return span{
			spread: spread,
			does:   "has all its targets",
			lost:   list(tg.Balancers) + " has none left",
			finish: func(f *analysis.Finding) { causesBehind(p, f, tg) },
		}, applies
	}),
}
