package report

import (
	"cmp"
	"slices"
	"strings"

	"spof/analysis"
	"spof/estate"
)

// How much of a long list is shown before it is folded.
const (
	findingsShown = 60
	causesShown   = 8
	factsShown    = 4
)

// findings writes the weaknesses, each with its proof and what mends it: where
// there was an audit before, first what is new, then what is gone.
func (p *page) findings(v view) {
	mended := make(map[string]bool)
	if v.audit.Compared == nil {
		p.several(v, v.findings, mended)
		return
	}
	p.several(v, filter(v.findings, isNew), mended)
	p.removed(v)
	before := filter(v.findings, func(f *analysis.Finding) bool { return !isNew(f) })
	if len(before) > 0 {
		p.heading("There before: " + count(len(before), "finding"))
	}
	p.several(v, before, mended)
}

func (p *page) several(v view, findings []*analysis.Finding, mended map[string]bool) {
	shown := findings[:head(len(findings), findingsShown)]
	for _, f := range shown {
		p.gap()
		p.finding(v, f, mended)
	}
	if rest := findings[len(shown):]; len(rest) > 0 {
		p.gap()
		p.wrap("", 4, p.ink.faint, "and "+count(len(rest), "more finding")+", no worse: "+
			strings.Join(tally(rest), ", ")+"; `--output json` holds them all")
	}
}

// finding writes one weakness. Mended holds the identities of the causes that
// were already told in full.
func (p *page) finding(v view, f *analysis.Finding, mended map[string]bool) {
	style, mark := p.ink.severity(f.Severity)
	label := p.changeMark(f) + style.Render(mark+" "+pad(f.Severity.String(), 8)) + "  "
	p.wrap(label, 4, p.ink.strong, f.Message)
	p.was(f)
	p.path(f)
	p.also(f, v.also[f])
	p.facts(f)
	causes := v.causes(f)
	if len(causes) == 0 {
		p.mend("mend", f)
		p.inAccount(f)
		return
	}
	label = "mend first"
	if len(causes) == 1 {
		label = "mend"
	}
	places := placesOf(causes)
	shown := head(len(places), causesShown)
	for i, same := range places[:shown] {
		if i > 0 {
			label = ""
		}
		p.cause(label, same[0], mended, f)
		p.same(same[1:], mended)
	}
	if rest := len(places) - shown; rest > 0 {
		p.labelled("", "and "+count(rest, "more place"))
	}
}

// placesOf puts those causes together that one change at one place mends: the
// instances of a block.
func placesOf(causes []*analysis.Finding) [][]*analysis.Finding {
	var out [][]*analysis.Finding
	for _, c := range causes {
		i := slices.IndexFunc(out, func(same []*analysis.Finding) bool {
			return same[0].Rule.ID == c.Rule.ID && same[0].Fix == c.Fix && sameOrigin(same[0].Origin, c.Origin)
		})
		if i < 0 {
			out = append(out, []*analysis.Finding{c})
		} else {
			out[i] = append(out[i], c)
		}
	}
	return out
}

// sameOrigin reports whether two origins are the same line of the same module
// call.
func sameOrigin(a, b estate.Origin) bool {
	return !a.IsZero() && a.Compare(b) == 0 &&
		slices.EqualFunc(a.Callers, b.Callers, func(x, y estate.Origin) bool { return x.Compare(y) == 0 })
}

// same names what else one change mends.
func (p *page) same(others []*analysis.Finding, mended map[string]bool) {
	var names []string
	for _, o := range others {
		mended[o.Identity()] = true
		names = append(names, o.Address)
	}
	if len(names) > 0 {
		p.under("and so for " + list(names, factsShown))
	}
}

// cause writes what mends a failure and why, or only where, if that was told
// already. A cause that is newer than the failure says so.
func (p *page) cause(label string, c *analysis.Finding, mended map[string]bool, of *analysis.Finding) {
	rule := " [" + c.Rule.ID + "]"
	if isNew(c) && !isNew(of) {
		rule += " (new)"
	}
	if mended[c.Identity()] {
		p.labelled(label, strings.TrimSpace(atAgain(c)+" as above")+rule)
		return
	}
	mended[c.Identity()] = true
	p.mend(label, c)
	p.under(c.Message + rule)
	p.inAccount(c)
}

// also names what else does the same, for the same cause.
func (p *page) also(f *analysis.Finding, others []*analysis.Finding) {
	for _, o := range others {
		p.labelled("or when", alsoWords(f, o)+" fails")
	}
}

// alsoWords names what does the same as what fails.
func alsoWords(f, other *analysis.Finding) string {
	if other.Event.Kind == analysis.ZoneOfEvent && other.Event.Address == f.Event.Address {
		return "its zone"
	}
	return eventWords(*other.Event)
}

// path writes how users reach what fails.
func (p *page) path(f *analysis.Finding) {
	if len(f.Proof) < 2 {
		return
	}
	p.labelled("path", strings.Join(labels(f.Proof), " → "))
}

// labels names the steps of a proof; what reads the same is one step.
func labels(proof []analysis.Step) []string {
	var out []string
	for _, s := range proof {
		if l := label(s); len(out) == 0 || out[len(out)-1] != l {
			out = append(out, l)
		}
	}
	return out
}

// label names a step as people would, and says whether it is assumed.
func label(s analysis.Step) string {
	if s.Assumed {
		return called(s) + " (assumed)"
	}
	return called(s)
}

// called is what people call a step: its kind and name, or its address where it
// has none.
func called(s analysis.Step) string {
	if d, ok := estate.ParseDomain(s.Address); ok {
		return d.Words()
	}
	switch {
	case s.Name == "" || s.Name == s.Address:
		return s.Address
	case s.Kind == "" || s.Kind == estate.RecordSet || s.Kind == estate.Record || s.Kind == estate.DomainName:
		return s.Name
	case strings.Contains(s.Name, ", ") || strings.Contains(s.Name, " and "):
		return s.Name // several resources that failed together
	default:
		return string(s.Kind) + " " + s.Name
	}
}

// facts writes what a finding stands on.
func (p *page) facts(f *analysis.Finding) {
	label := "because"
	shown := head(len(f.Evidence), factsShown)
	for _, e := range f.Evidence[:shown] {
		text := e.Fact + ": " + e.Value
		if e.Assumed {
			text += " (assumed)"
		}
		if at := e.Origin.String(); at != "" {
			text += " (" + at + ")"
		}
		p.labelled(label, text)
		label = ""
	}
	if rest := len(f.Evidence) - shown; rest > 0 {
		p.labelled("", "and "+count(rest, "more fact"))
	}
}

// mend writes where to change what, and what that costs: on one line where it
// fits, else below each other.
func (p *page) mend(label string, f *analysis.Finding) {
	text := f.Fix.Edit
	if text == "" {
		text = f.Fix.Text
	}
	cost := p.cost(f)
	at := at(f)
	left := p.width - len(indent) - labelColumn - width(at) - len("  ") - width(text)
	switch {
	case at == "" || text == "":
		p.labelled(label, at+text)
	case left >= 0:
		line := indent + p.ink.faint.Render(pad(label, labelColumn)) + p.ink.cool.Render(at) + "  " + p.ink.strong.Render(text)
		if len("  ")+width(cost) <= left {
			line, cost = line+"  "+cost, ""
		}
		p.line(line)
	default:
		p.labelled(label, at)
		p.under(text)
	}
	if cost != "" {
		p.under(cost)
	}
}

// inAccount names what is at fault as the account does, where it has another name
// and its place was not that.
func (p *page) inAccount(f *analysis.Finding) {
	if f.ARN != "" && !isLive(f.Origin) {
		p.under(f.ARN)
	}
}

// at says where a finding is mended: at its lines, or where there are none, in the
// account.
func at(f *analysis.Finding) string {
	if isLive(f.Origin) {
		return cmp.Or(f.ARN, f.Address)
	}
	return mendable(f.Origin)
}

// whereIs says where a finding is, in one word.
func whereIs(f *analysis.Finding) string {
	if isLive(f.Origin) {
		return cmp.Or(f.ARN, f.Origin.String())
	}
	return f.Origin.String()
}

// atAgain does so where the whole was said before.
func atAgain(f *analysis.Finding) string {
	if isLive(f.Origin) {
		return f.Address
	}
	return mendable(f.Origin)
}

// isLive reports whether an origin is a call of an API, and no line.
func isLive(o estate.Origin) bool { return o.File == "" && o.API != "" }

// mendable says where to change something: what stands in an installed module
// is changed at the call of it.
func mendable(o estate.Origin) string {
	at, ours := place{}.shown(o)
	if !ours || at.Compare(o) == 0 {
		return o.String()
	}
	return at.String() + ", which calls " + o.String()
}
