package rules

import (
	"spof/analysis"
	"spof/estate"
)

var ecsServiceSingleTask = &analysis.Rule{
	ID:       "ecs-service-single-task",
	Severity: analysis.High,
	Scope:    estate.Unit,
	Kinds:    []estate.Kind{estate.ContainerService},
	Doc: analysis.Doc{
		Title: "Container service keeps one task",
		Why:   "ECS starts a new task when the only one is lost, but nobody serves until its image has been pulled and it has become healthy.",
		Fix:   "Set desired_count = 2 or more, or the min_capacity of its scaling target.",
		Sources: []string{
			"https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html",
			"https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
		},
		Since: "0.1.0",
	},
	Run: tooFew(func(p *analysis.Pass, r *estate.Resource, t *estate.GroupTraits) (census, bool) {
		team, speaks := teamOf(p, r, t, estate.ECS)
		count := team.least()
		stopped, known := count.Get()
		if !speaks || t.Daemon || known && stopped == 0 {
			return census{}, false
		}
		return census{
			count: count,
			name:  team.leastName(),
			noun:  "task",
			lost:  "when it fails, nobody serves until another has started",
			edits: true,
			finish: func(f *analysis.Finding) {
				f.Cost = secondOf(r, team.least().Or(0), "").cost()
				f.Evidence = append(f.Evidence, zonesFact(r, team.spread()))
				if _, single, known := only(team.spread()); known && !single {
					f.Severity = analysis.Medium
				}
			},
		}, true
	}),
}
