package report

import (
	"cmp"
	"strings"

	"spof/analysis"
)

// descriptionLimit is how long GitHub lets a rule's description be.
const descriptionLimit = 1024

func newSarifRule(r *analysis.Rule) sarifRule {
	title := cmp.Or(r.Doc.Title, r.ID)
	out := sarifRule{
		ID: r.ID, Name: r.ID,
		ShortDescription: sarifMessage{Text: limit(title)},
		FullDescription:  sarifMessage{Text: limit(cmp.Or(r.Doc.Why, title))},
		Help:             sarifMessage{Text: helpText(r), Markdown: helpMarkdown(r)},
		Default:          sarifDefault{level(r.Severity)},
		Properties: sarifProperties{
			Precision: "high", // only what the facts prove becomes a result
			Severity:  problemSeverity(r.Severity),
			Tags:      []string{"availability", "aws", "single-point-of-failure", r.Scope.String()},
		},
	}
	if len(r.Doc.Sources) > 0 {
		out.HelpURI = r.Doc.Sources[0]
	}
	return out
}

func helpText(r *analysis.Rule) string {
	parts := []string{cmp.Or(r.Doc.Title, r.ID) + ".", r.Doc.Why, r.Doc.Fix}
	if len(r.Doc.Sources) > 0 {
		parts = append(parts, "See "+strings.Join(r.Doc.Sources, ", "))
	}
	parts = append(parts, "To accept it, write on its line: # spof:ignore "+r.ID+" -- the reason")
	return joined(parts, "\n")
}

func helpMarkdown(r *analysis.Rule) string {
	var parts []string
	parts = append(parts, "**"+cmp.Or(r.Doc.Title, r.ID)+".** "+r.Doc.Why)
	if r.Doc.Fix != "" {
		parts = append(parts, "## How to mend it\n\n"+r.Doc.Fix)
	}
	if len(r.Doc.Sources) > 0 {
		parts = append(parts, "## Sources\n\n- <"+strings.Join(r.Doc.Sources, ">\n- <")+">")
	}
	parts = append(parts, "## How to accept it\n\nOn its line, or the line before, with a reason:\n\n```hcl\n# spof:ignore "+r.ID+" -- the reason\n```")
	return joined(parts, "\n\n")
}

// joined joins what is there to join.
func joined(parts []string, with string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, with)
}

// limit shortens a text to what a description may hold.
func limit(s string) string {
	runes := []rune(s)
	if len(runes) <= descriptionLimit {
		return s
	}
	return string(runes[:descriptionLimit-1]) + "…"
}

func level(s analysis.Severity) string {
	switch s {
	case analysis.Critical, analysis.High:
		return "error"
	case analysis.Medium:
		return "warning"
	case analysis.Low, analysis.Note:
	}
	return "note"
}

func problemSeverity(s analysis.Severity) string {
	switch s {
	case analysis.Critical, analysis.High:
		return "error"
	case analysis.Medium:
		return "warning"
	case analysis.Low, analysis.Note:
	}
	return "recommendation"
}
