package rules

import (
	"spof/analysis"
	"spof/estate"
)

var asgSingleAZ = &analysis.Rule{
	ID:       "asg-single-az",
	Severity: analysis.High,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.ServerGroup},
	Doc: analysis.Doc{
		Title: "Auto scaling group runs in one availability zone",
		Why:   "When its zone fails, the group loses all its instances and has nowhere else to launch new ones.",
		Fix:   "Give the group subnets of at least two zones.",
		Sources: []string{
			"https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html",
			"https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-add-availability-zone.html",
		},
		Since: "0.1.0",
	},
	Run: inOneZone(func(p *analysis.Pass, r *estate.Resource, t *estate.GroupTraits) (span, bool) {
		team, speaks := teamOf(p, r, t, estate.AutoScaling)
		if !speaks {
			return span{}, false
		}
		return span{
			spread: team.spread(),
			does:   "runs its instances",
			lost:   team.unitsLost("instance") + ", and new ones have nowhere to start",
		}, true
	}),
}
