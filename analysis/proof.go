package analysis

import (
	"spof/analysis/failure"
	"spof/estate"
)

// A chain is a proof in the making.
type chain struct {
	f     *Failures
	steps []Step
	// why, origin and names are of the next step: why the one before needs it,
	// and all members that failed with it.
	why    string
	origin estate.Origin
	names  []string
}

// proof returns the shortest chain from a service to what an event strikes.
// Where no chain is known, because what was not read would be part of it, the
// chain ends at what is in doubt.
func (f *Failures) proof(s *judged, h *hit) []Step {
	r := reading(h.mode, h.Verdict == Undecided, false)
	if h.Outcome == Degrades {
		r = softly(r.Ill)
	}
	c := chain{f: f}
	for _, link := range f.net.engine.Proof(r, h.event, s.root) {
		c.add(link)
	}
	if h.Event.Kind == ZoneOfEvent && c.endsAt(h.Event.Address) {
		c.steps = append(c.steps, Step{Address: h.Event.String(), Name: "its zone", Why: "runs in", Origin: c.origin})
	}
	if len(c.steps) == 0 && len(h.doubts) > 0 {
		d := h.doubts[0]
		c.resource(f.estate.Resources[s.entries[0]])
		c.steps = append(c.steps, Step{Address: d.address, Name: d.what, Origin: d.origin})
	}
	if len(c.steps) > 0 {
		c.steps[0].Name = s.Name
	}
	return c.steps
}

func (c *chain) endsAt(address string) bool {
	return len(c.steps) > 0 && c.steps[len(c.steps)-1].Address == address
}

// add adds the node of a link, and remembers why it fails.
func (c *chain) add(link failure.Step) {
	if d, ok := c.f.net.names[link.Node]; ok {
		c.steps = append(c.steps, Step{Address: d.String(), Name: d.Name, Why: c.why, Origin: c.origin})
		c.why, c.names = "lies in", nil
		return
	}
	if int(link.Node) >= len(c.f.estate.Resources) {
		return // the node of a service with several entry points: the first of them speaks for it
	}
	r := c.f.estate.Resources[link.Node]
	c.resource(r)
	c.names = nil
	if link.Gate < 0 || link.Gate >= len(r.Needs) {
		c.why, c.origin = "runs in", r.Placement.Origin
		return
	}
	c.why, c.origin = r.Needs[link.Gate].Why, r.Needs[link.Gate].Origin
	for _, n := range link.Down {
		if int(n) < len(c.f.estate.Resources) {
			c.names = append(c.names, c.f.nameOf(c.f.estate.Resources[n]))
		}
	}
	c.names = distinct(c.names)
}

// resource adds a step, parts under the address of their whole; what is one
// thing to a reader is one step.
func (c *chain) resource(r *estate.Resource) {
	whole := wholeOf(r)
	if c.endsAt(whole) {
		return
	}
	s := Step{Address: whole, Name: c.f.nameOf(r), Why: c.why, Origin: c.origin}
	if len(c.names) > 1 {
		s.Name = list(c.names)
	}
	c.steps = append(c.steps, s)
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
	for i := len(steps) - 1; i >= 0; i-- {
		r := f.estate.Find(steps[i].Address)
		if r != nil && r.Kind != estate.Plumbing && !r.Origin.IsZero() {
			return r
		}
	}
	for i := len(steps) - 1; i >= 0; i-- {
		if r := f.estate.Find(steps[i].Address); r != nil {
			return r
		}
	}
	return nil
}
