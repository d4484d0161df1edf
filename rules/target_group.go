package rules

import (
	"spof/analysis"
	"spof/estate"
)

// frontSpread returns the zones of all load balancers that lead to a target
// group; open where one of them was not read.
func frontSpread(e *estate.Estate, tg *estate.TargetGroupTraits) estate.Spread {
	var spreads []estate.Spread
	for _, address := range tg.Balancers {
		lb, ok := traitsAt[*estate.BalancerTraits](e, address)
		if !ok {
			return estate.Spread{Open: true}
		}
		spreads = append(spreads, lb.Spread)
	}
	return united(spreads)
}

// onMachines reports whether a target group's targets are machines, and not
// functions or other load balancers.
func onMachines(tg *estate.TargetGroupTraits) bool {
	switch tg.TargetType.Or("instance") {
	case "lambda", "alb":
		return false
	default:
		return true
	}
}

// standsBy reports whether nothing runs behind a target group on purpose: its
// groups wait at capacity zero.
func standsBy(e *estate.Estate, tg *estate.TargetGroupTraits) bool {
	for _, address := range tg.Targets {
		if g, ok := traitsAt[*estate.GroupTraits](e, address); !ok || !g.Standby {
			return false
		}
	}
	return len(tg.Targets) > 0
}

// crossesZones reports whether what leads to a target group sends requests from
// each of its zones to targets of all zones.
func crossesZones(e *estate.Estate, tg *estate.TargetGroupTraits) bool {
	// A group follows its balancer unless it says otherwise.
	if on, known := tg.CrossZone.Get(); known && tg.CrossZone.Written() {
		return on
	}
	for _, address := range tg.Balancers {
		if lb, ok := traitsAt[*estate.BalancerTraits](e, address); !ok || !lb.CrossZone.Or(false) {
			return false
		}
	}
	return len(tg.Balancers) > 0
}

// causesBehind says that the findings about where the targets of a group run
// name the cause of a finding about the group.
func causesBehind(p *analysis.Pass, f *analysis.Finding, tg *estate.TargetGroupTraits) {
	for _, address := range tg.Targets {
		r := p.Estate.Find(address)
		if s, ok := traitsAt[*estate.ServerTraits](p.Estate, address); ok {
			yield(f, ec2InstancesSameAZ, leader(p, r, s.Peers).Address)
			yield(f, ec2SingleInstance, address)
		}
		if g, ok := traitsAt[*estate.GroupTraits](p.Estate, address); ok {
			first := leader(p, r, g.Peers).Address
			yield(f, asgSingleAZ, first)
			yield(f, ecsServiceSingleAZ, first)
			yield(f, eksNodeGroupSingleAZ, first)
		}
	}
}
