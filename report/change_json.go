package report

import (
	"maps"
	"slices"

	"spof/analysis"
)

func newInput(a *analysis.Audit) inputJSON {
	j := inputJSON{
		Path: a.Input.Path, Kind: a.Input.Kind, Resources: a.Input.Resources, Declared: a.Input.Declared,
		Change: newChange(a),
	}
	for _, m := range a.Moves {
		j.Moves = append(j.Moves, moveJSON{m.From, m.To})
	}
	for _, arn := range slices.Sorted(maps.Keys(a.Names)) {
		j.Names = append(j.Names, nameJSON{arn, a.Names[arn]})
	}
	return j
}

// newChange returns nil for an audit that was compared with nothing.
func newChange(a *analysis.Audit) *changeJSON {
	if a.Compared == nil {
		return nil
	}
	n, c := changeOf(a), a.Compared
	return &changeJSON{
		With: c.With, Baseline: c.Baseline, NewOnly: c.NewOnly,
		Added: n.added, Removed: n.removed, Unchanged: n.unchanged, Worse: n.worse, Better: n.better,
		CausesAdded: n.causesAdded, CausesRemoved: n.causesRemoved, Unread: c.Unread,
		Appeared: some(c.Appeared), Vanished: some(c.Vanished),
		Shifts: each(c.Shifts, func(s analysis.Shift) shiftJSON {
			return shiftJSON{s.Service, newEvent(s.Event), newEffect(s.Was), newEffect(s.Is)}
		}),
	}
}

func newEffect(e analysis.Effect) effectJSON {
	return effectJSON{e.Outcome.String(), e.InPart, e.Verdict.String()}
}

// removedOf returns what is gone since the audit before.
func removedOf(a *analysis.Audit) []*analysis.Finding {
	if a.Compared == nil {
		return nil
	}
	return a.Compared.Removed
}
