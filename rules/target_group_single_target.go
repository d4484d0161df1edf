package rules

import (
	"spof/analysis"
	"spof/estate"
)

var targetGroupSingleTarget = &analysis.Rule{
	ID:       "target-group-single-target",
	Severity: analysis.High,
	Scope:    estate.Unit,
	Kinds:    []estate.Kind{estate.TargetGroup},
	Doc: analysis.Doc{
		Title: "Target group has one target",
		Why:   "A load balancer in front of one instance is no more available than the instance: when it fails, the balancer has nothing to send its users to.",
		Fix:   "Register at least two targets in different zones, best those of an auto scaling group.",
		Sources: []string{
			"https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
			"https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for r, tg := range estate.Each[*estate.TargetGroupTraits](p.Estate) {
			judgeTargets(p, r, tg)
		}
	},
}

func judgeTargets(p *analysis.Pass, r *estate.Resource, tg *estate.TargetGroupTraits) {
	// A group that no balancer leads to is a spare one: nobody comes in here.
	if !onMachines(tg) || len(tg.Balancers) == 0 || len(tg.Targets) > 1 || tg.TargetsOther {
		return
	}
	alone := len(tg.Targets) == 1
	if alone && !isServer(p.Estate, tg.Targets[0]) {
		return
	}
	switch {
	case tg.TargetsOpen && !alone && len(tg.Settles) == 0:
		// Something that is not read registers the targets.
	case tg.TargetsOpen:
		p.Doubtf(r, at(tg.Spread.Origin, r), tg.Settles, "%s has targets that were not all read: there may be only one", r.Address)
	case alone:
		target := tg.Targets[0]
		f := p.Failf(r, at(tg.Spread.Origin, r), "%s has one target, %s; when it fails, %s has nothing to send its users to", r.Address, target, list(tg.Balancers))
		f.Evidence = append(f.Evidence, analysis.Evidence{Fact: "targets of " + r.Address, Value: target, Origin: at(tg.Spread.Origin, r)})
		yield(f, ec2SingleInstance, target)
	}
}
