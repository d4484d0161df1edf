package analysis

import (
	"cmp"
	"maps"
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// A Hit is one event with the services that it is proven to hit. What they
// survive is no hit.
type Hit struct {
	Event    Event
	Outcome  Outcome // the worst
	InPart   bool
	Severity Severity   // the worst
	Services []*Service // worst hit first
	Parts    []string
	// Takeovers are what a service waits for until it is up again, where the
	// outcome is that it heals or recovers.
	Takeovers []Takeover
	Proof     []Step             // the shortest chain, from the service that is hit worst
	At        *estate.Resource   // the nearest to what fails that can be mended
	Units     int                // how many units the resource of a unit or zone-of event has
	Struck    []*estate.Resource // what the event strikes on its way to the services, parts as their wholes

	hits   []serviceHit
	struck map[string]bool    // by address: what the event strikes
	share  map[string]Outcome // by address: the outcome that the resource is to blame for
}

// A Takeover is one resource that serves in the place of what is lost, once it
// was created or a person has brought it up.
type Takeover struct {
	Address string
	Figures string // how long that takes, and what data it may lose; "" where nothing is published
}

type serviceHit struct {
	service *judged
	*hit
}

// Hits returns the events of some kinds that are proven to hit a service, in
// the order of services, zones and regions; each event once.
func (f *Failures) Hits(kinds ...EventKind) []*Hit {
	var all []*Hit
	byEvent := map[Event]*Hit{}
	for _, s := range f.services {
		for _, h := range s.hits {
			if h.Outcome == Survives || h.Verdict != Proven || !slices.Contains(kinds, h.Event.Kind) {
				continue
			}
			key := h.Event
			key.Worst = ""
			if byEvent[key] == nil {
				byEvent[key] = &Hit{Event: h.Event}
				all = append(all, byEvent[key])
			}
			byEvent[key].hits = append(byEvent[key].hits, serviceHit{s, h})
		}
	}
	for _, h := range all {
		f.finish(h)
	}
	return all
}

// finish draws together what an event does to its services.
func (f *Failures) finish(h *Hit) {
	slices.SortStableFunc(h.hits, func(a, b serviceHit) int {
		return cmp.Or(
			cmp.Compare(f.severityOf(b.service, b.hit, b.Outcome), f.severityOf(a.service, a.hit, a.Outcome)),
			cmp.Compare(b.Outcome, a.Outcome),
		)
	})
	worst := h.hits[0]
	h.Event, h.Outcome, h.InPart, h.Parts = worst.Event, worst.Outcome, worst.InPart, worst.Parts
	h.Takeovers = worst.takeovers
	h.Severity = f.severityOf(worst.service, worst.hit, worst.Outcome)
	for _, sh := range h.hits {
		h.Services = append(h.Services, sh.service.Service)
	}
	h.Proof = f.proof(worst.service, worst.hit)
	h.At = f.at(worst, h.Proof)
	h.Units = f.units(h.Event.Address)
	f.shareOut(h)
}

// units counts what can fail alone of a resource, itself and its parts.
func (f *Failures) units(address string) int {
	n := 0
	if r := f.estate.Find(address); r != nil && r.Fails == estate.FailsAlone {
		n++
	}
	for _, part := range f.net.parts[address] {
		if f.resources[part].Fails == estate.FailsAlone {
			n++
		}
	}
	return n
}

// at returns the resource at fault: the unit that fails, or what can be mended
// nearest to the domain that does.
func (f *Failures) at(worst serviceHit, proof []Step) *estate.Resource {
	if r := f.estate.Find(worst.Event.Address); r != nil {
		return r
	}
	if len(worst.nodes) > 0 {
		return f.resources[worst.nodes[0]] // a part whose whole was not read
	}
	if r := f.mendable(proof); r != nil {
		return r
	}
	return f.resources[worst.service.entries[0]]
}

// shareOut finds what each resource is to blame for: under standbys that are
// ever slower, fewer resources still take the services down.
func (f *Failures) shareOut(h *Hit) {
	h.share, h.struck = map[string]Outcome{}, map[string]bool{}
	levels := [...]Outcome{failure.Running: Heals, failure.Relaunch: Recovers, failure.ByHand: Down}
	for mode := failure.Running; mode <= failure.ByHand; mode++ {
		f.shareUnder(h, reading(mode, false, false), levels[mode])
	}
	f.shareUnder(h, softly(false), Degrades)
	for address := range h.struck {
		r := f.estate.Find(address)
		if r != nil && r.Address == wholeOf(r) && h.share[address] >= h.Outcome {
			h.Struck = append(h.Struck, r)
		}
	}
	slices.SortFunc(h.Struck, func(a, b *estate.Resource) int {
		return cmp.Compare(f.net.index[a.Address], f.net.index[b.Address])
	})
}

// shareUnder records what is to blame under one reading, for an outcome.
func (f *Failures) shareUnder(h *Hit, r failure.Reading, outcome Outcome) {
	from := map[failure.Event][]failure.Node{}
	for _, sh := range h.hits {
		if sh.Outcome >= outcome {
			from[sh.event] = append(from[sh.event], sh.service.root)
		}
	}
	for e, entries := range from {
		view{f: f, reading: r, event: e}.blame(entries, func(_ failure.Node, res *estate.Resource, hit bool) {
			for _, address := range []string{wholeOf(res), res.Address} {
				h.share[address] = max(h.share[address], outcome)
				h.struck[address] = h.struck[address] || hit
			}
		})
	}
	maps.DeleteFunc(h.struck, func(_ string, hit bool) bool { return !hit })
}
