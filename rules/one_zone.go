package rules

import (
	"cmp"

	"spof/analysis"
	"spof/estate"
)

// A span is what the idea "one zone only" asks of a resource.
type span struct {
	spread estate.Spread
	does   string // what it does there: "runs its instances"
	lost   string // what happens when the only zone fails: "none is left"
	// finish, where set, completes a proven finding.
	finish func(*analysis.Finding)
}

// inOneZone makes the Run of a rule that reports what spreads over one zone
// only. look says what to ask of a resource, and whether the rule is about it.
func inOneZone[T estate.Traits](look func(*analysis.Pass, *estate.Resource, T) (span, bool)) func(*analysis.Pass) {
	return func(p *analysis.Pass) {
		for r, t := range estate.Each[T](p.Estate) {
			if s, applies := look(p, r, t); applies {
				s.judge(p, r)
			}
		}
	}
}

func (s span) judge(p *analysis.Pass, r *estate.Resource) {
	zone, single, known := only(s.spread)
	switch {
	case !known:
		f := p.Doubtf(r, at(s.spread.Origin, r), s.spread.Settles, "%s %s in zones that are not all known: there may be only one", r.Address, s.does)
		f.Evidence = append(f.Evidence, zonesFact(r, s.spread))
	case single:
		f := p.Failf(r, at(s.spread.Origin, r), "%s %s in %s only; when %s fails, %s", r.Address, s.does, cmp.Or(zone, "one zone"), cmp.Or(zone, "that zone"), s.lost)
		f.Evidence = append(f.Evidence, zonesFact(r, s.spread))
		if s.finish != nil {
			s.finish(f)
		}
	}
}

// only returns the one zone of a spread, whether there is only one, and
// whether that can be known. The name is empty where AWS chooses the zone.
func only(s estate.Spread) (zone string, single, known bool) {
	single, known = s.Single()
	switch {
	case known && single:
		return s.Zones[0].Name, true, true
	case !known && s.One:
		return "", true, true
	}
	return "", false, known
}
