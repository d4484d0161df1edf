package report

import (
	"slices"
	"strconv"

	"spof/analysis"
)

// A change counts what became of the single points of failure of an audit:
// what is proven, more than a note, and told by itself. Causes are the findings
// that came or went under a failure which is there before and after.
type change struct {
	added, worse, unchanged, better, removed int
	causesAdded, causesRemoved               int
}

// changeOf counts what a comparison found; what is told by itself before or
// after is counted alike, whether it is shown or not.
func changeOf(a *analysis.Audit) change {
	all := *a.Compared
	all.NewOnly = false
	v, gone := newView(&analysis.Audit{Findings: a.Findings, Compared: &all}), goneOf(a)
	n := map[analysis.Change]int{}
	for _, f := range v.findings {
		n[f.Change]++
	}
	for _, f := range v.notes {
		if f.Was != nil && f.Was.Severity > analysis.Note {
			n[f.Change]++ // it was one, and is only a note now
		}
	}
	c := change{
		added: n[analysis.Added], worse: n[analysis.Worse], unchanged: n[analysis.Unchanged], better: n[analysis.Better],
		removed: len(gone.findings),
	}
	for _, f := range filter(a.Findings, weighs) {
		if failures := v.explained(f); isNew(f) && len(failures) > 0 && !slices.ContainsFunc(failures, isNew) {
			c.causesAdded++
		}
	}
	c.causesRemoved = len(gone.causesGone())
	return c
}

// causesGone returns the causes that went from failures which are still there,
// and as bad.
func (v view) causesGone() []*analysis.Finding {
	still := view{byID: make(map[string]*analysis.Finding, len(v.audit.Findings))}
	for _, f := range v.audit.Findings {
		still.byID[f.Identity()] = f
	}
	isBetter := func(f *analysis.Finding) bool { return f.Change == analysis.Better }
	return filter(v.audit.Compared.Removed, func(f *analysis.Finding) bool {
		return weighs(f) && len(f.Explains) > 0 && len(v.explained(f)) == 0 && !slices.ContainsFunc(still.explained(f), isBetter)
	})
}

func isNew(f *analysis.Finding) bool { return f.Change.IsNew() }

// weighs says whether a finding may count as a single point of failure.
func weighs(f *analysis.Finding) bool {
	return f.Ignored == "" && f.Verdict == analysis.Proven && f.Severity > analysis.Note
}

// goneOf sorts the findings that are gone as if they were there: what stood
// under another is told with it, or not at all where that one is still there.
func goneOf(a *analysis.Audit) view {
	v := view{audit: a, gone: true, byID: map[string]*analysis.Finding{}, also: map[*analysis.Finding][]*analysis.Finding{}}
	for _, f := range a.Compared.Removed {
		v.byID[f.Identity()] = f
	}
	for _, f := range a.Compared.Removed {
		if len(f.Explains) == 0 {
			v.put(f)
		}
	}
	v.pairDoubts()
	return v
}

// plus adds up the changes of several audits.
func (c change) plus(o change) change {
	return change{
		c.added + o.added, c.worse + o.worse, c.unchanged + o.unchanged, c.better + o.better, c.removed + o.removed,
		c.causesAdded + o.causesAdded, c.causesRemoved + o.causesRemoved,
	}
}

// String says it in words that follow what changes: "adds 2 single points of
// failure and removes 1".
func (c change) String() string {
	text := "adds no single point of failure"
	if c.added > 0 {
		text = "adds " + count(c.added, "single point", "single points") + " of failure"
	}
	if c.removed > 0 {
		text += " and removes " + strconv.Itoa(c.removed)
	} else {
		text += " and removes none"
	}
	var more []string
	for _, m := range []struct {
		n          int
		verb, what string
	}{
		{c.worse, "makes ", " worse"},
		{c.better, "makes ", " better"},
		{c.causesAdded, "adds ", verb(c.causesAdded, " cause", " causes") + " of what was there before"},
		{c.causesRemoved, "removes ", verb(c.causesRemoved, " cause", " causes") + " of what is still there"},
	} {
		if m.n > 0 {
			more = append(more, m.verb+strconv.Itoa(m.n)+m.what)
		}
	}
	if len(more) > 0 {
		text += "; it " + list(more, len(more))
	}
	return text
}
