// Package ruledocs makes the pages of docs/rules from the rules themselves and
// from their fixtures, so that a page cannot say what the program does not.
package ruledocs

import (
	"fmt"
	"strings"

	"spof/analysis"
	"spof/estate"
)

// An Example shows a rule at work.
type Example struct {
	Fixture string // the directory that it is taken from, seen from docs/rules
	Block   string // the smallest block of the fixture that fails, as Terraform
	Output  string // what the program says of it
}

// Markdown returns the page of a rule.
func Markdown(r *analysis.Rule, e Example) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n**%s.** %s\n\n", r.ID, r.Doc.Title, r.Doc.Why)
	fmt.Fprintf(&b, "| | |\n|---|---|\n| worst severity | %s |\n| what fails | %s |\n", r.Severity, fails(r.Scope))
	if len(r.Kinds) > 0 {
		fmt.Fprintf(&b, "| looks at | %s |\n", kinds(r.Kinds))
	}
	fmt.Fprintf(&b, "| since | %s |\n\n", r.Doc.Since)
	fmt.Fprintf(&b, "## Example\n\n```terraform\n%s\n```\n\n", strings.TrimSpace(e.Block))
	fmt.Fprintf(&b, "`spof audit` says of it, in its [fixture](%s):\n\n```text\n%s\n```\n\n", e.Fixture, strings.Trim(e.Output, "\n"))
	fmt.Fprintf(&b, "## How to mend it\n\n%s\n\n", r.Doc.Fix)
	fmt.Fprintf(&b, "To accept it instead, write on its line or on the line before:\n\n```terraform\n# spof:ignore %s -- the reason\n```\n\n", r.ID)
	b.WriteString("## Sources\n\n")
	for _, s := range r.Doc.Sources {
		fmt.Fprintf(&b, "- <%s>\n", s)
	}
	return []byte(b.String())
}

// Index returns the page that lists the rules, in their order.
func Index(rules []*analysis.Rule) []byte {
	var b strings.Builder
	b.WriteString("# Rules\n\nFailure rules say what each failure takes down; all others explain a weakness at the line where it is mended.\n\n")
	b.WriteString("| rule | worst severity | what fails | what it finds |\n|---|---|---|---|\n")
	for _, r := range rules {
		fmt.Fprintf(&b, "| [%s](%s.md) | %s | %s | %s |\n", r.ID, r.ID, r.Severity, fails(r.Scope), r.Doc.Title)
	}
	return []byte(b.String())
}

// fails says in words what fails where a rule finds something.
func fails(s estate.Scope) string {
	switch s {
	case estate.Unit:
		return "one unit"
	case estate.Zone:
		return "an availability zone"
	case estate.Region:
		return "a region"
	case estate.Global:
	}
	return "whatever it should notice or outlive"
}

func kinds(all []estate.Kind) string {
	words := make([]string, len(all))
	for i, k := range all {
		words[i] = string(k)
	}
	return strings.Join(words, ", ")
}
