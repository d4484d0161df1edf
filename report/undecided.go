package report

import (
	"cmp"
	"slices"
	"strings"

	"spof/analysis"
)

// How many of a group are shown before it is folded.
const (
	groupsShown = 10
	doubtsShown = 4
)

// A doubt is what the same missing knowledge leaves undecided.
type doubt struct {
	settles  string
	findings []*analysis.Finding
}

// doubts groups undecided findings by what would settle them, the largest
// group first.
func doubts(findings []*analysis.Finding) []doubt {
	by := make(map[string]*doubt)
	var out []*doubt
	for _, f := range findings {
		key := list(f.Settles, 3)
		if by[key] == nil {
			by[key] = &doubt{settles: key}
			out = append(out, by[key])
		}
		by[key].findings = append(by[key].findings, f)
	}
	slices.SortStableFunc(out, func(a, b *doubt) int {
		return cmp.Or(cmp.Compare(len(b.findings), len(a.findings)), cmp.Compare(a.settles, b.settles))
	})
	groups := make([]doubt, len(out))
	for i, d := range out {
		groups[i] = *d
	}
	return groups
}

// undecided writes what a value that is not known leaves open.
func (p *page) undecided(v view) {
	if len(v.undecided) == 0 {
		return
	}
	p.heading("Undecided: " + count(len(v.undecided), "question"))
	groups := doubts(v.undecided)
	shown := head(len(groups), groupsShown)
	for _, d := range groups[:shown] {
		p.doubt(v, d)
	}
	if rest := len(groups) - shown; rest > 0 {
		p.wrap("  ", 4, p.ink.faint, "and "+count(rest, "more unknown value"))
	}
}

// paired says what the loss of the zone hangs on besides.
func paired(f *analysis.Finding, zones []*analysis.Finding) string {
	if len(zones) == 0 {
		return ""
	}
	var more []string
	for _, z := range zones {
		for _, by := range z.Settles {
			if !slices.Contains(f.Settles, by) && !slices.Contains(more, by) {
				more = append(more, by)
			}
		}
	}
	if len(more) == 0 {
		return "; and so for its zone"
	}
	return "; and so for its zone, which hangs on " + list(more, 3) + " too"
}

func (p *page) doubt(v view, d doubt) {
	n := len(d.findings)
	p.wrap("  ? ", 4, p.ink.cool, doubtWords(d)+advice(d))
	shown := head(n, doubtsShown)
	for _, f := range d.findings[:shown] {
		p.wrap(indent+"  ", 8, p.ink.plain, doubtfulWords(f, v.also[f]))
	}
	if rest := n - shown; rest > 0 {
		p.wrap(indent+"  ", 8, p.ink.faint, "and "+count(rest, "more", "more"))
	}
}

// doubtWords says what would settle findings.
func doubtWords(d doubt) string {
	if d.settles == "" {
		return "not known before apply"
	}
	return d.settles + " " + verb(strings.Count(d.settles, " and ")+1, "decides", "decide") + " " + count(len(d.findings), "finding")
}

// doubtfulWords says what is undecided, and whether that is new.
func doubtfulWords(f *analysis.Finding, zones []*analysis.Finding) string {
	text := f.Message
	if at := whereIs(f); at != "" {
		text = at + "  " + text
	}
	text += " [" + f.Rule.ID + "]" + paired(f, zones)
	if f.Change == analysis.Added {
		text += " (new)"
	}
	return text
}

// advice says how to make the unknown known, where spof can be told all of it.
func advice(d doubt) string {
	var given []string
	for _, by := range d.findings[0].Settles {
		name, isVar := strings.CutPrefix(by, "var.")
		if !isVar || strings.ContainsAny(name, " .[") {
			return ""
		}
		given = append(given, "--var '"+name+"=…'")
	}
	switch len(given) {
	case 0:
		return ""
	case 1:
		return "; give it with " + given[0]
	}
	return "; give them with " + list(given, 3)
}
