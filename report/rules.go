package report

import (
	"cmp"
	"io"
	"strings"

	"spof/analysis"
	"spof/estate"
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

// RulesJSON writes the rules as JSON.
func RulesJSON(w io.Writer, rules []*analysis.Rule) error {
	return writeJSON(w, rulesJSON{SchemaVersion, each(rules, newRule)})
}

type rulesJSON struct {
	Schema int        `json:"schema"`
	Rules  []ruleJSON `json:"rules"`
}

// Explain writes all that a rule says of itself, with an example of what it
// finds, which is shown as it is written.
func Explain(w io.Writer, r *analysis.Rule, example string, columns int, color bool) error {
	p := newPage(columns, color)
	p.wrap("", 4, p.ink.strong, r.ID+": "+cmp.Or(r.Doc.Title, r.ID))
	p.gap()
	for _, text := range []string{r.Doc.Why, r.Doc.Fix} {
		if text != "" {
			p.wrap("", 0, p.ink.plain, text)
			p.gap()
		}
	}
	about := func(label, text string) {
		p.wrap(p.ink.faint.Render(pad(label, labelColumn)), labelColumn, p.ink.plain, text)
	}
	kinds := make([]string, len(r.Kinds))
	for i, k := range r.Kinds {
		kinds[i] = string(k)
	}
	about("severity", r.Severity.String()+" at worst")
	about("what fails", scopeWords(r))
	if len(kinds) > 0 {
		about("looks at", strings.Join(kinds, ", "))
	}
	for _, s := range r.Doc.Sources {
		about("source", s)
	}
	if example != "" {
		p.heading("For example")
		for line := range strings.Lines(example) {
			p.line("  ", strings.TrimRight(line, "\n"))
		}
	}
	p.heading("To accept it, write on its line or the line before")
	p.wrap("  ", 4, p.ink.cool, "# spof:ignore "+r.ID+" -- the reason")
	return p.writeTo(w)
}

func scopeWords(r *analysis.Rule) string {
	switch r.Scope {
	case estate.Zone:
		return "a zone"
	case estate.Region:
		return "a region"
	case estate.Global:
		return "something outside"
	case estate.Unit:
	}
	return "a resource"
}
