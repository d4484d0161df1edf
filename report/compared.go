package report

import (
	"slices"
	"strconv"
	"strings"

	"spof/analysis"
)

// How much of what a change did is listed before the list is folded.
const (
	removedShown = 30
	shiftsShown  = 12
)

// headline says in a sentence or two what became of all that was compared.
func (p *page) headline(views []view) {
	compared := slices.DeleteFunc(slices.Clone(views), func(v view) bool { return v.audit.Compared == nil })
	if len(compared) == 0 {
		return
	}
	for _, text := range comparison(compared) {
		p.wrap("", 2, p.ink.strong, text)
	}
	p.gap()
}

// headlineOf says it of one root of several.
func (p *page) headlineOf(v view) {
	if v.audit.Compared == nil {
		return
	}
	p.gap()
	for _, text := range comparison([]view{v}) {
		p.wrap("", 2, p.ink.plain, text)
	}
}

// comparison says what a change did, how much is not shown of what was known,
// and how much of a baseline is gone.
func comparison(views []view) []string {
	parts := map[bool][]view{}
	for _, v := range views {
		baseline := v.audit.Compared.Baseline
		parts[baseline] = append(parts[baseline], v)
	}
	var out []string
	if changed := parts[false]; len(changed) > 0 {
		out = append(out, changeWords(changed)...)
	}
	if known := parts[true]; len(known) > 0 {
		out = append(out, baselineWords(known))
	}
	return append(out, unreadWords(views)...)
}

// unreadWords warns of what is gone only because it was not read.
func unreadWords(views []view) []string {
	n := 0
	for _, v := range views {
		if c := v.audit.Compared; len(c.Removed) > 0 {
			n += c.Unread
		}
	}
	if n == 0 {
		return nil
	}
	return []string{count(n, "thing") + " more " + verb(n, "was", "were") + " not read than before: what is gone may only be unread."}
}

// with names what views are compared with, and knownTo counts what is not shown
// of them.
func with(views []view) string {
	var names []string
	for _, v := range views {
		if name := v.audit.Compared.With; name != "" && !slices.Contains(names, name) {
			names = append(names, inputName(analysis.Input{Path: name}))
		}
	}
	return list(names, 3)
}

func knownTo(views []view) int {
	n := 0
	for _, v := range views {
		n += len(v.known)
	}
	return n
}

func changeWords(views []view) []string {
	var c change
	for _, v := range views {
		c = c.plus(changeOf(v.audit))
	}
	text := "This change " + c.String() + "."
	if name := with(views); name != "" {
		text = "Compared with " + name + ", this change " + c.String() + "."
	}
	out := []string{text}
	if n := knownTo(views); n > 0 {
		out = append(out, count(n, "finding")+" that "+verb(n, "was", "were")+" there before "+verb(n, "is", "are")+" not shown.")
	}
	return out
}

func baselineWords(views []view) string {
	known, gone := knownTo(views), 0
	for _, v := range views {
		gone += goneOf(v.audit).told()
	}
	text := "No known finding of " + with(views) + " is here"
	if known > 0 {
		text = count(known, "known finding") + " of " + with(views) + " " + verb(known, "is", "are") + " not shown"
	}
	if gone > 0 {
		text += "; " + strconv.Itoa(gone) + " of the baseline " + verb(gone, "is", "are") + " gone: save it anew"
	}
	return text + "."
}

// told counts what is told by itself.
func (v view) told() int { return len(v.findings) + len(v.notes) + len(v.undecided) }

// compared writes what a change did to services, and what it took away.
func (p *page) compared(v view) {
	c := v.audit.Compared
	if c == nil || c.Baseline {
		return
	}
	p.came("New "+verb(len(c.Appeared), "service", "services"), c.Appeared)
	p.came("No longer a service", c.Vanished)
	p.shifts(c.Shifts)
}

func (p *page) came(what string, services []string) {
	if len(services) > 0 {
		p.gap()
		p.wrap("", 4, p.ink.strong, what+": "+list(services, 6))
	}
}

// shifts writes what events do to services that they did not do before.
func (p *page) shifts(shifts []analysis.Shift) {
	if len(shifts) == 0 {
		return
	}
	p.heading("Outcomes, before → now")
	shown := shifts[:head(len(shifts), shiftsShown)]
	named := 0
	for _, s := range shown {
		named = max(named, width(eventWords(s.Event)))
	}
	service := ""
	for _, s := range shown {
		if s.Service != service {
			service = s.Service
			p.wrap("  ", 4, p.ink.plain, service)
		}
		p.shift(s, named)
	}
	if rest := len(shifts) - len(shown); rest > 0 {
		p.wrap("  ", 4, p.ink.faint, "and "+count(rest, "more", "more")+"; `--output json` lists them")
	}
}

// shift writes one, in two columns where they fit.
func (p *page) shift(s analysis.Shift, named int) {
	style := p.ink.good
	if s.IsWorse() {
		style = p.ink.bad
	}
	begin := indent + style.Render(mark(s.Is.Outcome)) + " "
	what := effectWords(s.Was) + " → " + effectWords(s.Is)
	if line := begin + pad(eventWords(s.Event), named) + "  " + what; width(line) <= p.width {
		p.line(line)
		return
	}
	p.wrap(begin, 8, p.ink.plain, eventWords(s.Event)+": "+what)
}

func effectWords(e analysis.Effect) string {
	if e.Verdict == analysis.Undecided {
		return "undecided"
	}
	text := e.Outcome.String()
	if e.InPart {
		text += " in part"
	}
	return text
}

// removed lists what a change took away.
func (p *page) removed(v view) {
	if v.audit.Compared == nil || v.audit.Compared.Baseline {
		return
	}
	gone := goneOf(v.audit)
	all := slices.Concat(gone.findings, gone.causesGone())
	if len(tellings(gone)) == 0 {
		return
	}
	p.heading("Removed: " + list(tellings(gone), 4))
	shown := all[:head(len(all), removedShown)]
	for _, f := range shown {
		p.wrap(p.ink.good.Render("-")+" "+p.ink.faint.Render(pad(f.Severity.String(), 10))+"  ", 4, p.ink.plain, removedWords(gone, f))
	}
	if rest := len(all) - len(shown); rest > 0 {
		p.wrap("  ", 4, p.ink.faint, "and "+count(rest, "more", "more")+"; `--output json` lists them")
	}
}

func removedWords(gone view, f *analysis.Finding) string {
	texts := []string{f.Message}
	for _, o := range gone.also[f] {
		texts = append(texts, "or when "+alsoWords(f, o)+" fails")
	}
	return strings.Join(texts, "; ") + " [" + f.Rule.ID + "]"
}

// tellings counts what is gone, by what it was.
func tellings(v view) []string {
	var out []string
	if n := len(v.findings); n > 0 {
		out = append(out, count(n, "finding"))
	}
	if n := len(v.causesGone()); n > 0 {
		out = append(out, count(n, "cause"))
	}
	if n := len(v.notes); n > 0 {
		out = append(out, count(n, "note"))
	}
	if n := len(v.undecided); n > 0 {
		out = append(out, count(n, "undecided", "undecided"))
	}
	return out
}

// changeMark is the sign of what became of a finding, with a space after it, ""
// where nothing is compared.
func (p *page) changeMark(f *analysis.Finding) string {
	switch f.Change {
	case analysis.Added:
		return p.ink.bad.Render("+") + " "
	case analysis.Worse:
		return p.ink.bad.Render("↑") + " "
	case analysis.Better:
		return p.ink.good.Render("↓") + " "
	case analysis.Unchanged, analysis.Removed:
		return "  "
	case analysis.Uncompared:
	}
	return ""
}

// was says what a finding was before, where that was better or worse.
func (p *page) was(f *analysis.Finding) {
	if f.Was != nil {
		p.labelled("before", wasWords(f))
	}
}

func wasWords(f *analysis.Finding) string {
	if slices.Equal(f.Was.Services, f.Services) || len(f.Was.Services) == 0 {
		return f.Was.Severity.String()
	}
	return f.Was.Severity.String() + ", of " + list(f.Was.Services, 3)
}
