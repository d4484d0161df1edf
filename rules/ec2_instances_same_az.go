package rules

import (
	"cmp"
	"slices"

	"spof/analysis"
	"spof/estate"
)

var ec2InstancesSameAZ = &analysis.Rule{
	ID:       "ec2-instances-same-az",
	Severity: analysis.High,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.Server},
	Doc: analysis.Doc{
		Title: "Instances with the same part to play share one availability zone",
		Why:   "Several instances help against the loss of one of them; in one zone they are lost together when it fails.",
		Fix:   "Spread the instances over subnets of at least two zones.",
		Sources: []string{
			"https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html",
			"https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for r, s := range estate.Each[*estate.ServerTraits](p.Estate) {
			if len(s.Peers) > 1 && leader(p, r, s.Peers) == r && s.Exempt == "" && s.Serves.Or(true) {
				judgeCrew(p, r, crewSpread(p.Estate, s.Peers), s)
			}
		}
	},
}

func judgeCrew(p *analysis.Pass, r *estate.Resource, spread estate.Spread, s *estate.ServerTraits) {
	zone, single, known := only(spread)
	every := "all"
	if len(s.Peers) == 2 {
		every = "both"
	}
	switch {
	case !known:
		f := p.Doubtf(r, at(spread.Origin, r), spread.Settles, "%s and its %s stand in zones that are not all known: they may share one", r.Address, counted(len(s.Peers)-1, "peer"))
		f.Evidence = append(f.Evidence, zonesFact(r, spread))
	case single && !s.Serves.Known():
		p.Doubtf(r, at(spread.Origin, r), s.Serves.SettledBy(), "%s %s stand in %s, and whether anybody is served by them is not known", list(s.Peers), every, cmp.Or(zone, "one zone"))
	case single:
		f := p.Failf(r, at(spread.Origin, r), "%s %s stand in %s; when %s fails, %s are lost",
			list(s.Peers), every, cmp.Or(zone, "one zone"), cmp.Or(zone, "that zone"), every)
		f.Evidence = append(f.Evidence, zonesFact(r, spread))
	}
}

// crewSpread returns the zones of servers with the same part to play. Servers
// in one subnet share its zone even where AWS chooses which.
func crewSpread(e *estate.Estate, peers []string) estate.Spread {
	var out estate.Spread
	subnets := map[string]bool{}
	for _, address := range peers {
		r := e.Find(address)
		if r == nil {
			out.Open = true
			subnets[""] = true
			continue
		}
		if s, ok := r.Traits.(*estate.ServerTraits); ok {
			subnets[s.Subnet] = true
		}
		place := placeOf(e, r)
		if out.Origin.IsZero() {
			out.Origin = place.Origin
		}
		out.Assumed = out.Assumed || place.Assumed
		zone, known := place.Zone()
		switch {
		case !known:
			out.Open = true
			out.Settles = append(out.Settles, place.Settles...)
		case !slices.Contains(out.Zones, zone):
			out.Zones = append(out.Zones, zone)
		}
	}
	out.One = len(subnets) == 1 && !subnets[""]
	slices.SortFunc(out.Zones, estate.Domain.Compare)
	slices.Sort(out.Settles)
	out.Settles = slices.Compact(out.Settles)
	return out
}
