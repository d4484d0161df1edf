package report

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"spof/analysis"
)

// Markdown writes a report as a comment on a pull request: what the change
// adds and removes, what each service survives, then the findings, and folded
// away what was there before, what could not be decided and what was not read.
// It holds less than 65,000 characters, and says what it has no room for.
func Markdown(w io.Writer, r Report) error {
	views := make([]view, len(r.Audits))
	for i, a := range short(r.Audits) {
		views[i] = newView(a)
	}
	m := markdown{views: views, mended: map[*analysis.Finding]bool{}, costs: newPage(0, false)}
	m.opening()
	m.services()
	m.shifts()
	m.findings()
	m.rest()
	if n, ok := m.costs.costNote(); ok {
		m.add("<sub>" + plainly(n.text) + "</sub>")
	}
	return m.writeTo(w)
}

// A markdown is a sheet of what several views hold.
type markdown struct {
	sheet

	views  []view
	mended map[*analysis.Finding]bool // the causes that were told
	costs  *page                      // the costs that were shown
}

// opening says the whole in a sentence.
func (m *markdown) opening() {
	compared := slices.DeleteFunc(slices.Clone(m.views), func(v view) bool { return v.audit.Compared == nil })
	if len(compared) > 0 {
		for _, text := range comparison(compared) {
			m.add("**" + plainly(text) + "**")
		}
	}
	var findings []*analysis.Finding
	undecided, gaps := 0, 0
	for _, v := range m.views {
		findings = append(findings, v.findings...)
		undecided += len(v.undecided)
		gaps += len(v.audit.Gaps)
	}
	said := []string{"no finding"}
	if len(compared) > 0 {
		said[0] = "no new finding"
	}
	if n := len(findings); n > 0 {
		said[0] = count(n, "finding") + ": " + strings.Join(tally(findings), ", ")
	}
	if undecided > 0 {
		said = append(said, count(undecided, "undecided", "undecided"))
	}
	if gaps > 0 {
		said = append(said, count(gaps, "thing")+" not read")
	}
	text := strings.Join(said, "; ") + "."
	m.add(strings.ToUpper(text[:1]) + text[1:])
}

// services answers for each service which losses it survives.
func (m *markdown) services() {
	b := block{head: "| survives the loss of | any resource? | any zone? | a region? |\n|---|---|---|---|\n", what: services}
	for _, v := range m.views {
		shown, lone := apart(v.audit.Services)
		for _, r := range rows(shown) {
			name := "**" + plainly(r.name) + "**"
			if len(m.views) > 1 {
				name += " in " + plainly(inputName(v.audit.Input))
			}
			b.items = append(b.items, "| "+name+" | "+plainly(r.cells[0].String())+" | "+plainly(r.cells[1].String())+" | "+plainly(r.cells[2].String())+" |\n")
		}
		if text := loneWords(lone); text != "" {
			b.items = append(b.items, "| "+plainly(text)+" | | | |\n")
		}
	}
	m.block(b)
}

func services(n int) string { return count(n, "service") }

// shifts lists what events do to services that they did not do before.
func (m *markdown) shifts() {
	b := block{title: "Outcomes, before → now", what: func(n int) string { return count(n, "changed outcome") }}
	for _, v := range m.views {
		if v.audit.Compared == nil || v.audit.Compared.Baseline {
			continue
		}
		for _, s := range v.audit.Compared.Shifts {
			b.items = append(b.items, "- "+mark(s.Is.Outcome)+" "+plainly(s.Service+", "+eventWords(s.Event)+": "+effectWords(s.Was))+" → **"+effectWords(s.Is)+"**\n")
		}
	}
	m.block(b)
}

// findings lists what is new, what is gone, and folded away what was there
// before.
func (m *markdown) findings() {
	fresh := block{title: "Findings", what: findings}
	before := block{folded: true, what: func(n int) string { return findings(n) + " that were there before" }}
	gone := block{what: func(n int) string { return count(n, "removed one") }}
	for _, t := range m.tellings() {
		if t.finding.Change != analysis.Uncompared {
			fresh.title = "Added"
		}
		if isNew(t.finding) {
			fresh.items = append(fresh.items, m.finding(t))
		} else {
			before.items = append(before.items, m.finding(t))
		}
	}
	for _, v := range m.views {
		if v.audit.Compared == nil || v.audit.Compared.Baseline {
			continue
		}
		removed := goneOf(v.audit)
		for _, f := range slices.Concat(removed.findings, removed.causesGone()) {
			gone.items = append(gone.items, "- "+f.Severity.String()+": "+plainly(removedWords(removed, f))+"\n")
		}
	}
	gone.title = "Removed"
	before.title = "There before: " + findings(len(before.items))
	m.block(fresh)
	m.block(gone)
	m.block(before)
}

func findings(n int) string { return count(n, "finding") }

// A markdownTelling is a finding with the view that it is told in.
type markdownTelling struct {
	view    view
	finding *analysis.Finding
}

// tellings returns the findings of all views in the order in which they are
// read, so that what is said once is said at the first: what is new before what
// was there before, and of both the worst first.
func (m *markdown) tellings() []markdownTelling {
	var out []markdownTelling
	for _, v := range m.views {
		for _, f := range v.findings {
			out = append(out, markdownTelling{v, f})
		}
	}
	slices.SortStableFunc(out, func(a, b markdownTelling) int {
		if isNew(a.finding) != isNew(b.finding) {
			if isNew(a.finding) {
				return -1
			}
			return 1
		}
		return -cmp.Compare(a.finding.Severity, b.finding.Severity)
	})
	return out
}

// finding writes one: what fails, how users reach it, and what mends it.
func (m *markdown) finding(t markdownTelling) string {
	f, v := t.finding, t.view
	_, sign := m.costs.ink.severity(f.Severity)
	lines := []string{"- " + sign + " **" + f.Severity.String() + "** " + plainly(f.Message)}
	if f.Was != nil {
		lines = append(lines, "before: "+plainly(wasWords(f)))
	}
	if len(f.Proof) > 1 {
		lines = append(lines, "path: "+plainly(strings.Join(labels(f.Proof), " → ")))
	}
	for _, o := range v.also[f] {
		lines = append(lines, plainly("or when "+alsoWords(f, o)+" fails"))
	}
	causes := placesOf(v.causes(f))
	if len(causes) == 0 {
		lines = append(lines, m.ownMend(f)...)
	}
	for _, same := range causes[:head(len(causes), causesShown)] {
		lines = append(lines, m.cause(same, f))
	}
	if rest := len(causes) - head(len(causes), causesShown); rest > 0 {
		lines = append(lines, "and "+count(rest, "more place"))
	}
	return strings.Join(lines, "\n  - ") + "\n"
}

// ownMend says what mends a finding that nothing else explains, if that is known.
func (m *markdown) ownMend(f *analysis.Finding) []string {
	if mend := m.mend(f); mend != "" {
		return []string{"mend: " + mend}
	}
	return nil
}

// cause says why a failure is one and what mends it, the latter once.
func (m *markdown) cause(same []*analysis.Finding, of *analysis.Finding) string {
	c := same[0]
	rule := " [" + c.Rule.ID + "]"
	if isNew(c) && !isNew(of) {
		rule += " (new)"
	}
	if m.mended[c] {
		return "as above: " + code(atAgain(c)) + " " + plainly(rule)
	}
	var others []string
	for _, o := range same {
		m.mended[o] = true
		others = append(others, o.Address)
	}
	text := c.Message
	if len(others) > 1 {
		text += ", and so for " + list(others[1:], factsShown)
	}
	return plainly(text+rule) + "; mend: " + m.mend(c)
}

// mend says where to change what, and what that costs.
func (m *markdown) mend(f *analysis.Finding) string {
	text := code(f.Fix.Edit)
	if text == "" {
		text = plainly(f.Fix.Text)
	}
	parts := joined([]string{code(at(f)), text}, " ")
	if cost := m.costs.cost(f); cost != "" {
		parts += " (" + plainly(cost) + ")"
	}
	if f.ARN != "" && !isLive(f.Origin) {
		parts += ", " + code(f.ARN) + " in AWS"
	}
	return parts
}
