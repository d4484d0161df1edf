package report

import (
	"io"
	"strings"

	"spof/analysis"
)

// Text writes a report for people. Its first screen says what each service
// survives; the findings follow, worst first, each with what mends it; then
// what could not be decided and what could not be read.
func Text(w io.Writer, r Report) error {
	p := newPage(r.Width, r.Color)
	views := make([]view, len(r.Audits))
	for i, a := range short(r.Audits) {
		views[i] = newView(a)
	}
	p.headline(views)
	p.overview(views)
	for _, v := range views {
		if len(views) > 1 && v.silent() {
			continue
		}
		if len(views) > 1 {
			p.gap()
			p.rule(inputName(v.audit.Input))
			p.headlineOf(v)
		}
		p.details(v)
	}
	p.conclusion(views)
	return p.writeTo(w)
}

// silent reports whether the overview says all that there is to say.
func (v view) silent() bool {
	a := v.audit
	told := v.told() + len(v.ignored) + len(a.Gaps) + len(a.Notes) + len(onlyOnes(a))
	return told == 0 && (a.Compared == nil || len(a.Compared.Removed)+len(a.Compared.Shifts)+len(v.known) == 0)
}

func (p *page) details(v view) {
	p.compared(v)
	p.findings(v)
	p.notes(v)
	p.undecided(v)
	p.gaps(v.audit.Gaps)
}

// heading begins a section.
func (p *page) heading(text string) {
	p.gap()
	p.line(p.ink.strong.Render(text))
}

// rule draws a line that names what stands below it.
func (p *page) rule(name string) {
	name = elide(name, p.width-6)
	p.line(p.ink.faint.Render("── "), p.ink.strong.Render(name), " ",
		p.ink.faint.Render(strings.Repeat("─", max(0, p.width-width(name)-4))))
}

// conclusion counts what was found: in a terminal the last line is read first.
func (p *page) conclusion(views []view) {
	var findings []*analysis.Finding
	var notes, undecided, ignored, gaps int
	for _, v := range views {
		findings = append(findings, v.findings...)
		notes += len(v.notes)
		undecided += len(v.undecided)
		ignored += len(v.ignored)
		gaps += len(v.audit.Gaps)
	}
	p.gap()
	if len(findings) == 0 {
		p.clean(views, notes, undecided+gaps)
	}
	said := []string{count(len(findings), "finding")}
	if worst := tally(findings); len(worst) > 0 {
		said[0] += ": " + strings.Join(worst, ", ")
	}
	for _, also := range []struct {
		n    int
		what string
	}{
		{notes, count(notes, "note")},
		{undecided, count(undecided, "undecided", "undecided")},
		{gaps, count(gaps, "thing") + " not read"},
		{ignored, count(ignored, "ignored with a reason", "ignored with a reason")},
	} {
		if also.n > 0 {
			said = append(said, also.what)
		}
	}
	p.wrap("", 0, p.ink.strong, strings.Join(said, "; ")+".")
	if len(findings) > 0 {
		p.wrap("", 0, p.ink.faint, "`spof explain RULE` tells more of a rule, `spof fail NAME` what one failure takes down.")
	}
}

// clean says in words that nothing was found, and what was not looked at.
func (p *page) clean(views []view, notes, open int) {
	resources, services, known := 0, 0, 0
	for _, v := range views {
		known += len(v.known)
		resources += v.audit.Input.Resources
		services += len(v.audit.Services)
	}
	text := "No single point of failure was found in " + count(resources, "resource")
	if known > 0 {
		text = "Nothing new was found in " + count(resources, "resource")
	}
	if notes > 0 {
		text += ", but for what the notes say"
	}
	text += "."
	switch {
	case services == 0:
		text += " There is no service among them: nothing that users come in by, and nothing that keeps data."
	case open > 0:
		text += " That is not the whole answer: see above what was not decided or not read."
	}
	p.wrap("", 0, p.ink.good, text)
	p.wrap("", 0, p.ink.faint, "Not looked at: how the programs behave, quotas, AWS's own control planes, and whatever is not written here.")
}
