package analysis

// A Change is what became of a finding between two audits of one estate.
type Change uint8

// The changes.
const (
	Uncompared Change = iota // there is nothing to compare with
	Added                    // it was not there, or not decided, or accepted
	Worse                    // it was there, but less severe, or taking fewer services down
	Unchanged
	Better // it was there, and more severe, or taking more services down
	Removed
)

// String returns the change's name, "" for that of nothing.
func (c Change) String() string {
	return [...]string{"", "added", "worse", "unchanged", "better", "removed"}[c]
}

// IsNew says whether somebody who knew the estate before has something to
// learn: a finding that was compared with nothing is new too.
func (c Change) IsNew() bool { return c <= Worse }

// An Earlier is what a finding was before.
type Earlier struct {
	Severity Severity
	Services []string
}

// A Comparison is what became of an estate since an audit before.
type Comparison struct {
	With     string // what was audited before: a path, the file of a baseline; "" for the estate before a plan
	Baseline bool   // the audit before is a file of what is known
	NewOnly  bool   // what is not new is not to be shown
	Removed  []*Finding
	Shifts   []Shift
	Appeared []string // services that were not there
	Vanished []string // services that are gone
	Unread   int      // how many more things were not read than before: what they hold only seems gone
}

// A Shift is an event that does something else to a service than before.
type Shift struct {
	Service string
	Event   Event
	Was, Is Effect
}

// An Effect is what an event does to a service, in short.
type Effect struct {
	Outcome Outcome
	InPart  bool
	Verdict Verdict
}

// IsWorse says whether the event does more than before.
func (s Shift) IsWorse() bool {
	return s.Was.Verdict == Undecided || s.Is.grade().worse(s.Was.grade())
}

func (e Effect) grade() grade { return grade{outcome: e.Outcome, inPart: e.InPart} }

// changeOf says what became of a finding that was there before: with the same
// address, or at the one that it was moved from. What was proven and cannot be
// decided any more is not taken for mended.
func (c *comparing) changeOf(was, is *Finding) Change {
	switch {
	case was.Ignored != "" && is.Ignored == "", was.Verdict == Undecided && is.Verdict == Proven:
		return Added
	case was.Verdict == Proven && is.Verdict == Undecided, is.Verdict == Undecided:
		return Unchanged
	case is.Severity > was.Severity:
		return Worse
	case is.Severity < was.Severity:
		return Better
	}
	return c.servicesOf(was, is)
}
