package analysis

import (
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// Services returns the services of the estate: those with a known entry point
// by name, then those whose users were not read, by address.
func (f *Failures) Services() []*Service {
	var all []*Service
	for _, s := range f.services {
		all = append(all, s.Service)
	}
	return all
}

// ServicesOf returns the services that need a resource or a part of it, in
// whatever strength.
func (f *Failures) ServicesOf(address string) []*Service {
	var all []*Service
	for _, s := range f.usersOf(address) {
		all = append(all, s.Service)
	}
	return all
}

func (f *Failures) usersOf(address string) []*judged {
	n, read := f.net.index[address]
	if !read {
		return nil
	}
	if len(f.net.parts[address]) == 0 {
		return f.users[n]
	}
	var all []*judged
	for _, part := range append(f.net.parts[address], n) {
		all = append(all, f.users[part]...)
	}
	return f.inOrder(all)
}

// inOrder returns services in the order of all services, each once.
func (f *Failures) inOrder(some []*judged) []*judged {
	slices.SortFunc(some, func(a, b *judged) int { return a.number - b.number })
	return slices.Compact(some)
}

// Of returns what an event does to each service that does not survive it, and
// in doubt might not.
func (f *Failures) Of(event Event) map[*Service]EventOutcome {
	outcomes := map[*Service]EventOutcome{}
	for _, s := range f.services {
		for _, h := range s.hits {
			if h.Event.Kind == event.Kind && h.Event.Name == event.Name && h.Outcome != Survives {
				outcomes[s.Service] = h.EventOutcome
			}
		}
	}
	return outcomes
}

// Blast returns the resources that an event takes down by what is proven,
// before any standby has taken over; parts among them.
func (f *Failures) Blast(event Event) []*estate.Resource {
	var down []*estate.Resource
	r := reading(failure.Running, false, false)
	events := f.eventsOf(event)
	for i, resource := range f.estate.Resources {
		set := f.solution.Down(r, failure.Node(i))
		if slices.ContainsFunc(events, set.Has) {
			down = append(down, resource)
		}
	}
	return down
}

// eventsOf returns the events of the engine that an event stands for.
func (f *Failures) eventsOf(event Event) []failure.Event {
	var events []failure.Event
	switch event.Kind {
	case RegionEvent:
		if e, known := f.net.regions[event.Name]; known {
			events = append(events, e)
		}
	case ZoneEvent:
		if z := f.net.zones[event.Name]; z != nil {
			events = append(events, z.event)
		}
	case UnitEvent, ZoneOfEvent, LogicalEvent:
		n, read := f.net.index[event.Name]
		if !read {
			return nil
		}
		for _, m := range append([]failure.Node{n}, f.net.parts[event.Name]...) {
			for _, e := range f.net.own[m] {
				if c := f.net.events[e]; c.kind == event.Kind && (event.Worst == "" || c.zone == event.Worst) {
					events = append(events, e)
				}
			}
		}
	}
	return events
}

// Proof returns the shortest chain from a service to what an event strikes, or
// nil where the service survives it.
func (f *Failures) Proof(service *Service, event Event) []Step {
	for _, s := range f.services {
		if s.Service != service {
			continue
		}
		for _, h := range s.hits {
			if h.Event.Kind == event.Kind && h.Event.Name == event.Name && h.Outcome != Survives {
				return f.proof(s, h)
			}
		}
	}
	return nil
}

// ColdStarts returns the circles of resources that need each other to start, so
// that none of them comes up again once all are down; parts as their wholes.
func (f *Failures) ColdStarts() [][]*estate.Resource {
	var circles [][]*estate.Resource
	for _, nodes := range f.net.engine.ColdStart(failure.Reading{}) {
		var circle []*estate.Resource
		for _, n := range nodes {
			if int(n) >= len(f.estate.Resources) {
				continue
			}
			r := f.estate.Find(wholeOf(f.estate.Resources[n]))
			if r != nil && !slices.Contains(circle, r) {
				circle = append(circle, r)
			}
		}
		if len(circle) > 0 {
			circles = append(circles, circle)
		}
	}
	return circles
}
