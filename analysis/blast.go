package analysis

import (
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// A Blast is what one event does to the whole estate.
type Blast struct {
	Event     Event
	Hits      []ServiceHit // the services that do not survive it, or might not
	Survivors []*Service   // those that do, of all services
	Down      []*estate.Resource
	Maybe     []*estate.Resource // units that may be in the zone, or not
}

// A ServiceHit is what an event does to one service.
type ServiceHit struct {
	Service *Service
	Outcome EventOutcome
	Proof   []Step
}

// Fail says what goes down when what a word names fails: a domain as
// "zone:us-east-1a" or "region:us-east-1", "zone-of:" and an address, or an
// address. What an address names may fail in several ways: one unit of it, the
// zone that it runs in, and all of it, by deletion or a bad change; each is a
// Blast. It returns nil for what is not in the estate.
func (f *Failures) Fail(word string) []Blast {
	var blasts []Blast
	for _, event := range eventsNamed(word) {
		if event.Kind == UnitEvent && len(f.ownEvents(event)) == 0 {
			continue
		}
		if len(f.enginesOf(event)) > 0 {
			blasts = append(blasts, f.blastOf(event))
		}
	}
	return blasts
}

func eventsNamed(word string) []Event {
	for _, kind := range []EventKind{ZoneEvent, RegionEvent, ZoneOfEvent} {
		prefix := string(kind) + ":"
		if len(word) <= len(prefix) || word[:len(prefix)] != prefix {
			continue
		}
		e := Event{Kind: kind, Name: word[len(prefix):]}
		if kind == ZoneOfEvent {
			e.Address = e.Name
		}
		return []Event{e}
	}
	var events []Event
	for _, kind := range []EventKind{UnitEvent, ZoneOfEvent, LogicalEvent} {
		events = append(events, Event{Kind: kind, Name: word, Address: word})
	}
	return events
}

func (f *Failures) blastOf(event Event) Blast {
	b := Blast{Event: event, Down: f.Blast(event)}
	of := f.Of(event)
	for _, s := range f.services {
		if o, hit := of[s.Service]; hit {
			b.Hits = append(b.Hits, ServiceHit{Service: s.Service, Outcome: o, Proof: f.Proof(s.Service, event)})
		} else {
			b.Survivors = append(b.Survivors, s.Service)
		}
	}
	if z := f.net.zones[event.Name]; z != nil && event.Kind == ZoneEvent {
		for _, n := range z.units {
			b.Maybe = append(b.Maybe, f.resources[n])
		}
	}
	return b
}

// Of returns what an event does to each service that does not survive it, and
// in doubt might not. The unit event of what no hardware takes is its deletion.
func (f *Failures) Of(event Event) map[*Service]EventOutcome {
	outcomes := map[*Service]EventOutcome{}
	for _, s := range f.services {
		if h := f.hitOf(s, event); h != nil {
			outcomes[s.Service] = h.EventOutcome
		}
	}
	return outcomes
}

// Proof returns the shortest chain from a service to what an event strikes, or
// nil where the service survives it.
func (f *Failures) Proof(service *Service, event Event) []Step {
	for _, s := range f.services {
		if s.Service == service {
			if h := f.hitOf(s, event); h != nil {
				return f.proof(s, h)
			}
		}
	}
	return nil
}

// hitOf returns what an event does to a service, or nil where it survives.
func (f *Failures) hitOf(s *judged, event Event) *hit {
	for _, h := range s.hits {
		if h.Event.Kind == event.Kind && h.Event.Name == event.Name && h.Outcome != Survives {
			return h
		}
	}
	events := f.enginesOf(event)
	if len(events) == 0 || f.net.events[events[0]].kind != LogicalEvent {
		return nil
	}
	h := f.decide(s, event, events[0])
	if h.Outcome == Survives {
		return nil
	}
	f.explain(s, h)
	return h
}

// Blast returns the resources that an event takes down by what is proven,
// before any standby has taken over; parts among them. Of a unit or a zone that
// may be one of several, it returns what each of them takes down.
func (f *Failures) Blast(event Event) []*estate.Resource {
	events := f.enginesOf(event)
	if len(events) == 0 {
		return nil
	}
	var down []*estate.Resource
	r := reading(failure.Running, false, false)
	for i, resource := range f.estate.Resources {
		set := f.solution.Down(r, failure.Node(i))
		if !slices.ContainsFunc(events, func(e failure.Event) bool { return !set.Has(e) }) {
			down = append(down, resource)
		}
	}
	return down
}

// enginesOf returns the events of the engine that an event stands for.
func (f *Failures) enginesOf(event Event) []failure.Event {
	switch event.Kind {
	case RegionEvent:
		if e, known := f.net.regions[event.Name]; known {
			return []failure.Event{e}
		}
	case ZoneEvent:
		if z := f.net.zones[event.Name]; z != nil {
			return []failure.Event{z.event}
		}
	case UnitEvent:
		if units := f.ownEvents(event); len(units) > 0 {
			return units
		}
		event.Kind = LogicalEvent
		return f.enginesOf(event)
	case ZoneOfEvent:
		return f.ownEvents(event)
	case LogicalEvent:
		if n, read := f.net.index[event.Name]; read && f.net.events[f.net.own[n][0]].kind == LogicalEvent {
			return f.net.own[n][:1]
		}
	}
	return nil
}

// ownEvents returns the events of a kind that take a resource or one of its
// parts.
func (f *Failures) ownEvents(event Event) []failure.Event {
	n, read := f.net.index[event.Name]
	if !read {
		return nil
	}
	var events []failure.Event
	for _, m := range append([]failure.Node{n}, f.net.parts[event.Name]...) {
		for _, e := range f.net.own[m] {
			if f.net.events[e].kind == event.Kind {
				events = append(events, e)
			}
		}
	}
	return events
}
