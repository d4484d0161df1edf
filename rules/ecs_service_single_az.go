package rules

import (
	"spof/analysis"
	"spof/estate"
)

var ecsServiceSingleAZ = &analysis.Rule{
	ID:       "ecs-service-single-az",
	Severity: analysis.High,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.ContainerService},
	Doc: analysis.Doc{
		Title: "Container service runs in one availability zone",
		Why:   "When its zone fails, the service loses all its tasks and ECS has nowhere else to place new ones.",
		Fix:   "Give the service subnets of at least two zones; on instances of your own, let the capacity behind it span at least two.",
		Sources: []string{
			"https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html",
			"https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html",
		},
		Since: "0.1.0",
	},
	Run: inOneZone(func(p *analysis.Pass, r *estate.Resource, t *estate.GroupTraits) (span, bool) {
		team, speaks := teamOf(p, r, t, estate.ECS)
		if !speaks {
			return span{}, false
		}
		return span{
			spread: team.spread(),
			does:   "runs its tasks",
			lost:   team.unitsLost("task") + ", and new ones have nowhere to start",
			finish: func(f *analysis.Finding) {
				yield(f, asgSingleAZ, needed(p.Estate, r, estate.ServerGroup)...)
			},
		}, true
	}),
}
