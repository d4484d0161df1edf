// Package analysis judges an estate: which services there are, what takes each
// of them down, and what the rules make of it.
//
// It knows what a rule is, what it is given and what it reports. It does not
// know Terraform or any API, and it does not show anything.
package analysis

import "spof/estate"

// A Rule looks for one kind of single point of failure. It is a value: the
// list of all rules stands in package rules.
type Rule struct {
	ID       string        // kebab-case and permanent: users write it in ignore comments
	Severity Severity      // the worst that a finding of this rule can be
	Scope    estate.Scope  // what fails: a unit, a zone, a region; Global for a dependency outside
	Kinds    []estate.Kind // what it reads
	Doc      Doc
	Run      func(*Pass) // pure: reads nothing but its Pass, so it cannot fail
}

// A Doc explains a rule; its page and its help are made of it.
type Doc struct {
	Title   string   // what is found, as a statement: "Database runs in one availability zone"
	Why     string   // what happens then
	Fix     string   // what to do, in a sentence or two
	Sources []string // where AWS says so
	Since   string   // the version that brought it
}

// A Finding is one weakness, where it is mended.
type Finding struct {
	Rule     *Rule
	Verdict  Verdict
	Severity Severity
	Outcome  Outcome
	InPart   bool
	Address  string        // of the resource that is at fault
	ARN      string        // what the account calls it, where Address is that of the block which declares it
	Event    *Event        // what fails; nil where the finding is about no single event
	Origin   estate.Origin // the line to mend
	Message  string        // what fails, because of what; starts with the address
	Evidence []Evidence
	Services []string // names of the services hit, sorted
	Proof    []Step   // the shortest chain from a service to what fails
	Fix      Fix
	Cost     *Cost    // of the fix; nil where nothing is known of it
	Settles  []string // what would settle an undecided finding
	Explains []string // identities of the failure findings that this one explains
	// ExplainedBy holds the identities of the configuration findings that say
	// how a failure is mended.
	ExplainedBy []string
	// YieldsTo holds identities of findings that name the cause of this one
	// more closely, so that one change mends both: where one of them stands in
	// the same audit, and is as sure, this one is dropped.
	YieldsTo []string
	Ignored  string   // the reason given in the ignore comment that accepts it; "" otherwise
	Change   Change   // what became of it since the audit that its own is compared with
	Was      *Earlier // what it was then, where that is better or worse than now
}

// Identity is stable when lines move: rule and address, and the domain where
// there is one.
func (f *Finding) Identity() string {
	id := f.Rule.ID + " " + f.Address
	if f.Event != nil && (f.Event.Kind == ZoneEvent || f.Event.Kind == RegionEvent) {
		id += " " + f.Event.Name
	}
	return id
}

// Evidence is a fact that a finding stands on.
type Evidence struct {
	Fact    string // "multi_az of aws_db_instance.orders"
	Value   string // "false, by default"
	Assumed bool
	Origin  estate.Origin
}

// A Step is one link of a proof: the resource, and why the one before needs it.
type Step struct {
	Address string
	Name    string
	Kind    estate.Kind // "" for a name that is no resource
	Why     string
	Assumed bool // whether the step before is only assumed to need it, or to run there
	Origin  estate.Origin
}

// A Fix is what mends a finding.
type Fix struct {
	Text string
	Edit string // the replacement of one attribute, "multi_az = true", where one decides
}

// A Verdict is how sure a finding is.
type Verdict uint8

// The verdicts.
const (
	Proven    Verdict = iota // the facts say so
	Undecided                // a value that decides is unknown
)

// String returns the verdict's name.
func (v Verdict) String() string { return [...]string{"proven", "undecided"}[v] }

// A Severity is how much a finding matters.
type Severity uint8

// The severities, one scale everywhere, from the least.
const (
	Note Severity = iota
	Low
	Medium
	High
	Critical
)

// String returns the severity's name.
func (s Severity) String() string {
	return [...]string{"note", "low", "medium", "high", "critical"}[s]
}

// ParseSeverity is the inverse of String.
func ParseSeverity(name string) (Severity, bool) {
	for s := Note; s <= Critical; s++ {
		if s.String() == name {
			return s, true
		}
	}
	return Note, false
}

// An Outcome is what an event does to a service.
type Outcome uint8

// The outcomes, from the best.
const (
	Survives Outcome = iota // something already running takes over by itself
	Degrades                // only soft needs are lost
	Heals                   // something must be created, and will be by itself
	Recovers                // a person must act; a copy stands ready
	Down                    // none of these
)

// String returns the outcome's name.
func (o Outcome) String() string {
	return [...]string{"survives", "degrades", "heals", "recovers", "down"}[o]
}

// A Tier is how much a service matters to its owners.
type Tier uint8

// The tiers. Standard is the default.
const (
	Standard Tier = iota
	Hobby
	CriticalTier
)

// String returns the tier's name.
func (t Tier) String() string { return [...]string{"standard", "hobby", "critical"}[t] }
