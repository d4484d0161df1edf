package rules

import (
	"slices"

	"spof/analysis"
	"spof/estate"
)

var asgLBAZMismatch = &analysis.Rule{
	ID:       "asg-lb-az-mismatch",
	Severity: analysis.High,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.ServerGroup, estate.TargetGroup, estate.LoadBalancer},
	Doc: analysis.Doc{
		Title: "Servers and their load balancer stand in different zones",
		Why:   "A load balancer sends nothing to targets in a zone that it is not enabled for: they run, cost money and never help. Where it is enabled in a zone without targets, that zone's node has nobody of its own to answer.",
		Fix:   "Enable the load balancer in exactly the zones that its servers run in.",
		Sources: []string{
			"https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
			"https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-add-availability-zone.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		reported := map[string]bool{}
		for r, tg := range estate.Each[*estate.TargetGroupTraits](p.Estate) {
			judgeStrangers(p, r, tg)
			for _, address := range tg.Targets {
				group, ok := traitsAt[*estate.GroupTraits](p.Estate, address)
				if ok && group.Product == estate.AutoScaling && !group.Standby && !reported[address] {
					reported[address] = judgeMatch(p, p.Estate.Find(address), group, tg)
				}
			}
		}
	},
}

// judgeMatch compares the zones of a group with those of the balancers in
// front of one of its target groups, and says whether it reported anything.
func judgeMatch(p *analysis.Pass, r *estate.Resource, group *estate.GroupTraits, tg *estate.TargetGroupTraits) bool {
	front := frontSpread(p.Estate, tg)
	if len(tg.Balancers) == 0 {
		return false
	}
	unserved, idle := without(group.Spread.Zones, front.Zones), idleZones(p, r, group, front)
	where := at(group.Spread.Origin, r)
	var f *analysis.Finding
	switch {
	case !front.Open && len(unserved) > 0:
		f = p.Failf(r, where, "%s runs servers in %s, where %s is not enabled; they receive nothing, and do not help when %s",
			r.Address, list(unserved), list(tg.Balancers), agree(zoneWords(front.Zones), "fails", "fail"))
		if len(front.Zones) == 1 {
			yield(f, lbSingleAZ, tg.Balancers...)
		}
	case group.Spread.Open || front.Open:
		settles := append(slices.Clone(group.Spread.Settles), front.Settles...)
		f = p.Doubtf(r, where, settles, "%s and %s stand in zones that are not all known: they may not be the same", r.Address, list(tg.Balancers))
	case len(idle) > 0:
		f = p.Failf(r, where, "%s runs no server in %s, where %s is enabled; the node there has nobody of its own zone to answer", r.Address, list(idle), list(tg.Balancers))
		f.Severity = analysis.Low
		if crossesZones(p.Estate, tg) {
			f.Severity = analysis.Note
		}
		yield(f, asgSingleAZ, r.Address)
	default:
		return false
	}
	f.Evidence = append(f.Evidence, zonesFact(r, group.Spread), analysis.Evidence{
		Fact: "zones of " + list(tg.Balancers), Value: zoneNames(front), Assumed: front.Assumed, Origin: front.Origin,
	})
	return true
}

// idleZones returns the zones of a front in which no group that stands in for
// r runs anything. The first of them speaks for all.
func idleZones(p *analysis.Pass, r *estate.Resource, group *estate.GroupTraits, front estate.Spread) []string {
	team, speaks := teamOf(p, r, group, estate.AutoScaling)
	spread := team.spread()
	if !speaks || spread.Open {
		return nil
	}
	return without(front.Zones, spread.Zones)
}

// judgeStrangers looks for single instances in zones that no balancer of their
// target group is enabled for.
func judgeStrangers(p *analysis.Pass, r *estate.Resource, tg *estate.TargetGroupTraits) {
	front := frontSpread(p.Estate, tg)
	if front.Open || len(front.Zones) == 0 {
		return
	}
	var strangers, zones []string
	for _, address := range tg.Targets {
		if !isServer(p.Estate, address) {
			continue
		}
		zone, known := placeOf(p.Estate, p.Estate.Find(address)).Zone()
		if known && !slices.Contains(front.Zones, zone) {
			strangers, zones = append(strangers, address), append(zones, zone.Name)
		}
	}
	if len(strangers) == 0 {
		return
	}
	slices.Sort(zones)
	f := p.Failf(r, at(tg.Spread.Origin, r), "%s has %s in %s, where %s is not enabled; nothing is sent there, and it is no help when %s",
		r.Address, list(strangers), list(slices.Compact(zones)), list(tg.Balancers), agree(zoneWords(front.Zones), "fails", "fail"))
	f.Evidence = append(f.Evidence, analysis.Evidence{
		Fact: "zones of " + list(tg.Balancers), Value: zoneNames(front), Assumed: front.Assumed, Origin: front.Origin,
	})
}

// without returns the names of the zones that are in a and not in b.
func without(a, b []estate.Domain) []string {
	var out []string
	for _, d := range a {
		if !slices.Contains(b, d) {
			out = append(out, d.Name)
		}
	}
	return out
}

func zoneWords(zones []estate.Domain) []string { return without(zones, nil) }
