package analysis

import "spof/estate"

// grading is all that the severity of a failure depends on.
type grading struct {
	kind    EventKind
	outcome Outcome
	inPart  bool
	heavy   bool // the part is the default one, or most of the users
	tier    Tier
	// vital says that what goes down is an entry point or a datastore.
	vital bool
	// lone says that it is one thing that AWS runs in every zone, and that
	// nobody is known to use.
	lone bool
}

// severity grades a failure.
func (g grading) severity() Severity {
	if g.tier == Hobby || g.outcome == Survives {
		return Note
	}
	s := g.whole()
	if g.inPart && !g.heavy && s > Note {
		s--
	}
	return s
}

// whole grades a failure that takes all users.
func (g grading) whole() Severity {
	if g.kind == RegionEvent && g.tier != CriticalTier {
		if g.outcome == Down && !g.lone {
			return Medium
		}
		return Note
	}
	switch g.outcome {
	case Down:
		if g.vital {
			return Critical
		}
		return High
	case Recovers:
		return High
	case Heals:
		return Medium
	case Degrades:
		return Low
	case Survives:
	}
	return Note
}

// severityOf grades what a hit does to a service.
func (f *Failures) severityOf(s *judged, h *hit, outcome Outcome) Severity {
	return grading{
		kind: h.Event.Kind, outcome: outcome, inPart: h.InPart, heavy: h.heavy,
		tier: s.Tier, vital: f.isVital(s), lone: s.IsLone(),
	}.severity()
}

// isVital says whether a service is one that users enter, or data. A cache
// alone, or a name that leads to nothing else, is neither: what it holds is
// somewhere else too.
func (f *Failures) isVital(s *judged) bool {
	if s.Unread {
		kind := f.resources[s.entries[0]].Kind
		return kind.HoldsData() && kind != estate.Cache
	}
	cache := false
	for _, n := range s.reach {
		switch f.resources[n].Kind {
		case estate.Cache:
			cache = true
		case estate.RecordSet, estate.Record, estate.SubnetGroup, estate.Subnet, estate.Key, estate.Plumbing:
		default:
			return true
		}
	}
	return !cache
}

// alone grades a finding that explains no failure. A weakness of a unit or a
// zone that takes nothing down matters little; one of a region or of something
// outside is as bad as its rule says, so far as the tiers of its services allow
// it.
func alone(f *Finding, users []*judged) Severity {
	if len(users) == 0 {
		return Note
	}
	worst := Note
	for _, s := range users {
		if s.Tier != Hobby {
			worst = Critical
		}
	}
	switch f.Rule.Scope {
	case estate.Unit, estate.Zone:
		return min(worst, f.Severity, Low)
	case estate.Region:
		if !hasTier(users, CriticalTier) {
			return min(worst, f.Severity, Medium)
		}
	case estate.Global:
	}
	return min(worst, f.Severity)
}

func hasTier(users []*judged, t Tier) bool {
	for _, s := range users {
		if s.Tier == t {
			return true
		}
	}
	return false
}
