package rules

import (
	"spof/analysis"
	"spof/estate"
)

var asgSingleInstance = &analysis.Rule{
	ID:       "asg-single-instance",
	Severity: analysis.High,
	Scope:    estate.Unit,
	Kinds:    []estate.Kind{estate.ServerGroup},
	Doc: analysis.Doc{
		Title: "Auto scaling group keeps one instance",
		Why:   "A group of one repairs itself, but nobody serves until the new instance has been launched and has started, and launching is what fails first when a region is in trouble.",
		Fix:   "Set min_size = 2 or more, over at least two zones.",
		Sources: []string{
			"https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html",
			"https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html",
		},
		Since: "0.1.0",
	},
	Run: tooFew(func(p *analysis.Pass, r *estate.Resource, t *estate.GroupTraits) (census, bool) {
		team, speaks := teamOf(p, r, t, estate.AutoScaling)
		if !speaks || scalesToNothing(t) {
			return census{}, false
		}
		return census{
			count: team.least(),
			name:  team.leastName(),
			noun:  "instance",
			lost:  "when it fails, nobody serves until another has been launched",
			edits: true,
			finish: func(f *analysis.Finding) {
				f.Cost = secondOf(r, team.least().Or(0), "volumes").cost()
				f.Evidence = append(f.Evidence, fact(r, "max_size", t.Max), zonesFact(r, team.spread()))
				if _, single, known := only(team.spread()); known && !single {
					f.Severity = analysis.Medium
				}
			},
		}, true
	}),
}

// scalesToNothing reports whether a group without users of its own starts its
// instances only when there is work for them.
func scalesToNothing(t *estate.GroupTraits) bool {
	least, known := t.Min.Get()
	return known && least == 0 && !t.Serves.Or(false)
}
