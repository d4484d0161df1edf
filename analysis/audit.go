package analysis

import (
	"slices"

	"spof/estate"
)

// An Audit is what was found in one estate.
type Audit struct {
	Input    Input
	Services []*Service
	Findings []*Finding // worst first; ignored ones last
	Gaps     []estate.Gap
	Notes    []string // what a reader should know of the whole: assumptions, a module without caller
	Moves    []estate.Move
	// Names are those that people gave to what has no address but its ARN, by that.
	Names    map[string]string
	Compared *Comparison // nil where the audit is compared with nothing
}

// An Input is what was read.
type Input struct {
	Path      string
	Kind      string // directory, plan, state, account
	Resources int    // instances read
	Declared  int    // blocks declared
}

// A Service is an entry point with all that it needs.
type Service struct {
	Name     string // a DNS name, or the address of the entry point
	Tier     Tier
	Entry    []string    // addresses of its entry point
	Kind     estate.Kind // of its entry point, or of the first of several
	Unread   bool        // no entry point was read that needs it: "users not read"
	Outcomes []EventOutcome
	Needs    int // resources that it stands on
	// Only lists the single logical things of the service: one load balancer,
	// one API, one database, that a deletion or a bad change takes away.
	Only []OnlyOne
}

// IsLone says whether the service is one thing that AWS runs in every zone of
// its region, and that nothing which was read uses: only its region takes it.
// A bucket of logs is one, or a function that somebody calls from elsewhere.
func (s *Service) IsLone() bool {
	return s.Unread && len(s.Entry) == 1 && slices.Contains([]estate.Kind{estate.Bucket, estate.Table, estate.Function}, s.Kind) &&
		!slices.ContainsFunc(s.Outcomes, func(o EventOutcome) bool {
			return o.Event.Kind != RegionEvent && o.Outcome != Survives
		})
}

// An OnlyOne is a thing that the service has one of and that no hardware takes
// away.
type OnlyOne struct {
	Address string
	Name    string
	Kind    estate.Kind
	Guards  []string
	Origin  estate.Origin
}

// An EventOutcome is what one event does to a service. A service's outcomes
// hold every zone and region that it touches, survived or not, and every unit
// that it does not survive.
type EventOutcome struct {
	Event   Event
	Outcome Outcome
	InPart  bool
	Parts   []string // the parts of the users that are lost, where in part
	Verdict Verdict
	Because []string // what a survival stands on, or what would settle the doubt
}

// An Event is something that can fail by itself.
type Event struct {
	Kind    EventKind
	Name    string // "us-east-1a"; for a unit and "the zone of X", the address
	Address string // of the resource, for a unit, a zone-of and a logical event
	// Worst is the zone that a zone-of event was graded by.
	Worst string
}

// An EventKind is what kind of thing fails.
type EventKind string

// The kinds of event.
const (
	UnitEvent    EventKind = "unit"
	ZoneOfEvent  EventKind = "zone-of"
	ZoneEvent    EventKind = "zone"
	RegionEvent  EventKind = "region"
	LogicalEvent EventKind = "logical"
)

// scope returns how far a kind of event reaches.
func (k EventKind) scope() estate.Scope {
	switch k {
	case ZoneOfEvent, ZoneEvent:
		return estate.Zone
	case RegionEvent:
		return estate.Region
	case UnitEvent, LogicalEvent:
	}
	return estate.Unit
}

// String gives the event as `spof fail` and the fixtures write it.
func (e Event) String() string {
	switch e.Kind {
	case ZoneEvent, RegionEvent, ZoneOfEvent:
		return string(e.Kind) + ":" + e.Name
	case UnitEvent, LogicalEvent:
	}
	return e.Name
}
