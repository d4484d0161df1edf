package cli

import (
	"slices"

	"spof/analysis"
	"spof/estate"
	"spof/providers/aws/schema"
	"spof/report"
)

// zonesOf returns the zones of a region, and whether it is known.
func zonesOf(region string) (zones []string, known bool) { return schema.New().Zones(region) }

// blastOf simulates one event.
func blastOf(r result, event analysis.Event) report.Blast {
	f := analysis.FailuresOf(r.estate, analysis.Options{})
	b := report.Blast{Input: r.path, Event: event}
	if event.Kind == analysis.ZoneEvent {
		b.Maybe = mayBeIn(r.estate, event.Name)
	}
	of := f.Of(event)
	for _, s := range f.Services() {
		if o, hit := of[s]; hit {
			b.Hits = append(b.Hits, report.Hit{Service: s.Name, Outcome: o, Proof: f.Proof(s, event)})
			continue
		}
		b.Survivors = append(b.Survivors, report.Survivor{
			Service: s.Name, Because: because(s, event), Unless: unless(s, b.Maybe),
		})
	}
	for _, down := range f.Blast(event) {
		if down.Of == "" && down.Kind != estate.Plumbing {
			b.Down = append(b.Down, down)
		}
	}
	return b
}

// because returns what the survival of an event stands on.
func because(s *analysis.Service, event analysis.Event) []string {
	for _, o := range s.Outcomes {
		if o.Event.Kind == event.Kind && o.Event.Name == event.Name {
			return o.Because
		}
	}
	return nil
}

// unless returns what a service does not survive in whichever zone it is, of
// what may be in the zone that fails.
func unless(s *analysis.Service, maybe []*estate.Resource) []analysis.EventOutcome {
	var out []analysis.EventOutcome
	for _, o := range s.Outcomes {
		isMaybe := func(r *estate.Resource) bool { return r.Address == o.Event.Address }
		if o.Event.Kind == analysis.ZoneOfEvent && o.Outcome > analysis.Survives && slices.ContainsFunc(maybe, isMaybe) {
			out = append(out, o)
		}
	}
	return out
}

// mayBeIn returns what may run in a zone but need not, or has parts that may.
func mayBeIn(e *estate.Estate, zone string) []*estate.Resource {
	var out []*estate.Resource
	for _, r := range e.Resources {
		if _, known := r.Placement.Zone(); known || r.Placement.Scope != estate.Zone {
			continue
		}
		if !slices.ContainsFunc(r.Placement.Zones, func(z estate.Domain) bool { return z.Name == zone }) {
			continue
		}
		if whole := e.Find(r.Of); whole != nil {
			r = whole
		}
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}
