package analysis

import (
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// proof returns the shortest chain from a service to what an event strikes, or
// to what is in doubt. Parts stand under the address of their whole.
func (f *Failures) proof(s *judged, h *hit) []Step {
	v := f.viewOf(h)
	links := v.chain(s.root)
	if len(links) == 0 {
		return nil
	}
	var steps []Step
	next := Step{}
	for _, l := range links {
		if int(l.node) >= len(f.estate.Resources) {
			continue // the service itself: its entry point comes next
		}
		r := f.resources[l.node]
		whole := wholeOf(r)
		if len(steps) == 0 || steps[len(steps)-1].Address != whole {
			next.Address, next.Kind = whole, r.Kind
			if next.Name == "" {
				next.Name = f.nameOf(r)
			}
			steps = append(steps, next)
		}
		next = Step{}
		if l.need >= 0 {
			need := &r.Needs[l.need]
			next.Why, next.Assumed, next.Origin = need.Why, need.Assumed, need.Origin
			next.Name = f.nameSeveral(l.down)
		}
	}
	steps[0].Name = s.Name
	return append(steps, v.domains(links[len(links)-1].node)...)
}

// viewOf returns the view in which a hit was graded.
func (f *Failures) viewOf(h *hit) view {
	v := view{f: f, reading: reading(h.mode, h.Verdict == Undecided, false), event: h.event}
	if h.Outcome == Degrades {
		v.reading = softly(v.reading.Ill)
	}
	return v
}

// nameSeveral names resources that fail together; one is named elsewhere.
func (f *Failures) nameSeveral(nodes []failure.Node) string {
	var names []string
	for _, n := range nodes {
		names = append(names, f.nameOf(f.resources[n]))
	}
	if names = distinct(names); len(names) < 2 {
		return ""
	}
	return list(names)
}

// domains returns the steps from what is struck to the domain that fails.
func (v view) domains(struck failure.Node) []Step {
	p := &v.f.resources[struck].Placement
	c := v.f.net.events[v.event]
	if !v.strikes(struck) {
		return nil
	}
	zone, known := p.Zone()
	in := Step{Address: zone.String(), Name: zone.Name, Why: "runs in", Assumed: p.Assumed, Origin: p.Origin}
	switch c.kind {
	case ZoneEvent:
		if known {
			return []Step{in}
		}
		return []Step{{Address: string(ZoneEvent) + ":" + c.zone, Name: c.zone, Why: "may run in", Origin: p.Origin}}
	case ZoneOfEvent:
		if known {
			return []Step{in}
		}
		whole := wholeOf(v.f.resources[struck])
		return []Step{{Address: string(ZoneOfEvent) + ":" + whole, Name: "its zone", Why: "runs in", Origin: p.Origin}}
	case RegionEvent:
		region := estate.RegionOf(c.region)
		last := Step{Address: region.String(), Name: region.Name, Why: "runs in", Origin: p.Origin}
		if !known {
			return []Step{last}
		}
		last.Why = "lies in"
		return []Step{in, last}
	case UnitEvent, LogicalEvent:
	}
	return nil
}

// nameOf returns the name of a resource, or of the whole that it is a part of.
func (f *Failures) nameOf(r *estate.Resource) string {
	if w := f.estate.Find(wholeOf(r)); w != nil {
		r = w
	}
	if r.Name == "" {
		return r.Address
	}
	return r.Name
}

// mendable returns the resource nearest to what fails that a reader can mend.
func (f *Failures) mendable(steps []Step) *estate.Resource {
	var last *estate.Resource
	for _, step := range slices.Backward(steps) {
		r := f.estate.Find(step.Address)
		if r != nil && r.Kind != estate.Plumbing && !r.Origin.IsZero() {
			return r
		}
		if last == nil {
			last = r
		}
	}
	return last
}
