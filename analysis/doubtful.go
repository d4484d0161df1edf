package analysis

import (
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// A Doubt is one thing that is not known, with all failures of units, zones or
// regions that hang on it: it is told once, not for each zone.
type Doubt struct {
	Events   []Event
	Outcome  Outcome // the worst that may be
	InPart   bool
	Severity Severity // of that
	Services []*Service
	What     []string // what is not known
	Settles  []string // what would settle it
	Proof    []Step
	At       *estate.Resource // what the doubt is about
	Origin   estate.Origin

	share map[string]Outcome
}

// Doubts returns what is undecided, in the order of services.
func (f *Failures) Doubts() []*Doubt { return f.doubts }

func (f *Failures) collectDoubts() []*Doubt {
	var all []*Doubt
	type cause struct {
		about *estate.Resource
		scope estate.Scope
	}
	byCause := map[cause]*Doubt{}
	for _, s := range f.services {
		for _, h := range s.hits {
			if h.Verdict != Undecided {
				continue
			}
			about := f.doubtful(s, h)
			key := cause{about, h.Event.Kind.scope()}
			d := byCause[key]
			if d == nil {
				d = &Doubt{Proof: f.proof(s, h), At: about, Origin: about.Origin, share: map[string]Outcome{}}
				byCause[key] = d
				all = append(all, d)
			}
			f.extend(d, s, h)
		}
	}
	for _, d := range all {
		if len(d.Settles) == 0 {
			d.Settles = []string{"what else " + wholeOf(d.At) + " needs"}
		}
	}
	return all
}

// doubtful returns the resource that a doubt is told of: of several, the first
// by address, so that equal doubts meet.
func (f *Failures) doubtful(s *judged, h *hit) *estate.Resource {
	for _, cause := range h.doubts {
		if r := f.estate.Find(cause.address); r != nil {
			return r
		}
	}
	return f.resources[s.entries[0]]
}

// extend adds what one event may do to one service.
func (f *Failures) extend(d *Doubt, s *judged, h *hit) {
	if !slices.Contains(d.Events, h.Event) {
		d.Events = append(d.Events, h.Event)
	}
	if !slices.Contains(d.Services, s.Service) {
		d.Services = append(d.Services, s.Service)
	}
	if h.Outcome > d.Outcome {
		d.Outcome, d.InPart = h.Outcome, h.InPart
	}
	for _, cause := range h.doubts {
		d.What = append(d.What, cause.what)
		d.Settles = append(d.Settles, cause.settles...)
		d.share[cause.address] = max(d.share[cause.address], h.Outcome)
		if cause.address == d.At.Address && !cause.origin.IsZero() {
			d.Origin = cause.origin
		}
	}
	d.What, d.Settles = distinct(d.What), distinct(d.Settles)
	d.Severity = max(d.Severity, f.severityOf(s, h, h.Outcome))
	f.viewOf(h).blame([]failure.Node{s.root}, func(_ failure.Node, r *estate.Resource, _ bool) {
		d.share[wholeOf(r)] = max(d.share[wholeOf(r)], h.Outcome)
	})
}
