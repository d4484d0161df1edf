package rules

import (
	"spof/analysis"
	"spof/estate"
)

var ec2SingleInstance = &analysis.Rule{
	ID:       "ec2-single-instance",
	Severity: analysis.Critical,
	Scope:    estate.Unit,
	Kinds:    []estate.Kind{estate.Server},
	Doc: analysis.Doc{
		Title: "One instance serves alone",
		Why:   "An instance lives on one machine in one zone. When either fails, whoever it serves has nobody else to turn to until somebody has built it again.",
		Fix:   "Put a launch template and an auto scaling group of at least two instances over two zones in its place, behind a load balancer.",
		Sources: []string{
			"https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
			"https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for r, s := range estate.Each[*estate.ServerTraits](p.Estate) {
			if len(s.Peers) < 2 && s.Exempt == "" {
				judgeServer(p, r, s)
			}
		}
	},
}

func judgeServer(p *analysis.Pass, r *estate.Resource, s *estate.ServerTraits) {
	serves, known := s.Serves.Get()
	n, counted := s.Count.Get()
	switch {
	case known && !serves || counted && n != 1:
	case !counted:
		f := p.Doubtf(r, at(s.Count.Origin(), r), s.Count.SettledBy(), "%s has a number of instances that is not known: there may be only one", r.Address)
		f.Evidence = append(f.Evidence, fact(r, "count", s.Count))
	case !known:
		f := p.Doubtf(r, at(s.Serves.Origin(), r), s.Serves.SettledBy(), "%s stands alone, and whether anybody is served by it is not known", r.Address)
		f.Evidence = append(f.Evidence, fact(r, "service", s.Serves))
	default:
		f := p.Failf(r, r.Origin, "%s is the only instance%s; when it or %s fails, nothing takes over", r.Address, behind(s), serverZone(p.Estate, r))
		f.Evidence = append(f.Evidence, fact(r, "count", s.Count))
		f.Cost = secondOf(r, 1, "volumes, and a load balancer").cost()
		if s.Through != "" {
			f.Evidence = append(f.Evidence, analysis.Evidence{Fact: "what leads to " + r.Address, Value: s.Through, Assumed: s.Serves.Assumed(), Origin: at(s.Serves.Origin(), r)})
		}
	}
}

// behind says what leads users to a server.
func behind(s *estate.ServerTraits) string {
	if s.Through == "" {
		return " that serves its users"
	}
	return " behind " + s.Through
}

// serverZone names the zone of a server for a reader.
func serverZone(e *estate.Estate, r *estate.Resource) string {
	if zone, known := placeOf(e, r).Zone(); known {
		return "zone " + zone.Name
	}
	return "its zone"
}
