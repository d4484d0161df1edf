package analysis

import "slices"

// services returns the names of the services that appeared and of those that
// vanished.
func (c *comparing) services() (appeared, vanished []string) {
	for _, s := range c.after.Services {
		if c.stood[c.now(s.Name)] == nil {
			appeared = append(appeared, s.Name)
		}
	}
	for _, s := range c.before.Services {
		if c.stands[c.then(s.Name)] == nil {
			vanished = append(vanished, s.Name)
		}
	}
	return appeared, vanished
}

// shifts returns what events do to the services of both audits that they did
// not do before, or no longer do.
func (c *comparing) shifts() []Shift {
	var out []Shift
	for _, s := range c.after.Services {
		if before := c.stood[c.now(s.Name)]; before != nil {
			out = append(out, c.shiftsOf(before, s)...)
		}
	}
	return out
}

// An eventKey is what two audits call the same event by.
type eventKey struct {
	kind EventKind
	name string
}

func eventOf(e Event, moved func(string) string) eventKey {
	return eventKey{e.Kind, moved(e.Name)}
}

// shiftsOf compares the outcomes of one service, the worse ones first. An event
// that does not touch it takes nothing away.
func (c *comparing) shiftsOf(before, after *Service) []Shift {
	was, is := map[eventKey]Effect{}, map[eventKey]Effect{}
	for _, o := range before.Outcomes {
		was[eventOf(o.Event, c.then)] = effectOf(o)
	}
	for _, o := range after.Outcomes {
		is[eventOf(o.Event, c.now)] = effectOf(o)
	}
	var worse, better []Shift
	add := func(e Event, k eventKey) {
		s := Shift{Service: after.Name, Event: e, Was: was[k], Is: is[k]}
		switch {
		case !s.told():
		case s.IsWorse():
			worse = append(worse, s)
		default:
			better = append(better, s)
		}
	}
	for _, o := range after.Outcomes {
		add(o.Event, eventOf(o.Event, c.now))
	}
	for _, o := range before.Outcomes {
		k := eventOf(o.Event, c.then)
		if _, still := is[k]; !still {
			add(o.Event, k)
		}
	}
	return sameZone(worse, better)
}

func effectOf(o EventOutcome) Effect { return Effect{o.Outcome, o.InPart, o.Verdict} }

// told says whether the shift is one: what cannot be decided now is not taken
// to have changed.
func (s Shift) told() bool {
	was, is := s.Was, s.Is
	if is.Verdict == Undecided || (was.Verdict == Undecided && is.Outcome == Survives) {
		return false
	}
	return was.Verdict == Undecided || is.grade() != was.grade()
}

// sameZone leaves out the pairs that only tell that a zone which AWS chose is
// known now, or the other way round.
func sameZone(worse, better []Shift) []Shift {
	var out []Shift
	for _, w := range worse {
		i := slices.IndexFunc(better, func(b Shift) bool { return zoneTold(w.Event, b.Event) && w.Was == b.Is && w.Is == b.Was })
		if i < 0 {
			out = append(out, w)
			continue
		}
		better = slices.Delete(better, i, i+1)
	}
	return append(out, better...)
}

func zoneTold(a, b Event) bool {
	return (a.Kind == ZoneOfEvent && b.Kind == ZoneEvent) || (a.Kind == ZoneEvent && b.Kind == ZoneOfEvent)
}
