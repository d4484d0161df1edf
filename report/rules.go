package report

import (
	"cmp"
	"io"
	"strings"

	"spof/analysis"
)

// RuleList writes one line for each rule: its id, the worst that it finds, its
// title. Width is as in [Report].
func RuleList(w io.Writer, rules []*analysis.Rule, columns int, color bool) error {
	p := newPage(columns, color)
	id := 0
	for _, r := range rules {
		id = max(id, width(r.ID))
	}
	id = min(id, p.width/2)
	for _, r := range rules {
		style, _ := p.ink.severity(r.Severity)
		head := p.ink.strong.Render(pad(r.ID, id)) + "  " + style.Render(pad(r.Severity.String(), 8)) + "  "
		p.wrap(head, id+12, p.ink.plain, r.Doc.Title)
	}
	return p.writeTo(w)
}

// RuleDocument returns the rules as JSON shows them.
func RuleDocument(rules []*analysis.Rule) any { return each(rules, newRule) }

// Explain writes all that a rule says of itself.
func Explain(w io.Writer, r *analysis.Rule, columns int, color bool) error {
	p := newPage(columns, color)
	p.wrap("", 4, p.ink.strong, r.ID+": "+cmp.Or(r.Doc.Title, r.ID))
	p.gap()
	for _, text := range []string{r.Doc.Why, r.Doc.Fix} {
		if text != "" {
			p.wrap("", 0, p.ink.plain, text)
			p.gap()
		}
	}
	style, _ := p.ink.severity(r.Severity)
	p.line("severity  ", style.Render(r.Severity.String()), " at worst")
	p.line("what fails  ", p.ink.plain.Render(scopeWords(r)))
	kinds := make([]string, len(r.Kinds))
	for i, k := range r.Kinds {
		kinds[i] = string(k)
	}
	if len(kinds) > 0 {
		p.wrap("looks at  ", 10, p.ink.plain, strings.Join(kinds, ", "))
	}
	for _, s := range r.Doc.Sources {
		p.wrap("source    ", 10, p.ink.faint, s)
	}
	p.gap()
	p.line("To accept it, write on its line or the line before:")
	p.wrap("  ", 4, p.ink.cool, "# spof:ignore "+r.ID+" -- the reason")
	return p.writeTo(w)
}

func scopeWords(r *analysis.Rule) string {
	if s := r.Scope.String(); s != "" {
		return "a " + s
	}
	return "a resource"
}
