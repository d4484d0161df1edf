package cli

import (
	"github.com/hashicorp/hcl/v2"

	"spof/estate"
	"spof/parsers/tfconfig"
)

// unsaid turns the errors of a reader that no gap tells of into gaps, so that
// nothing is lost between the two, and nothing is said twice.
func unsaid(gaps []estate.Gap, diags hcl.Diagnostics, display func(string) string) []estate.Gap {
	told := make(map[string]bool)
	for _, g := range gaps {
		told[g.Origin.String()] = true
	}
	var out []estate.Gap
	for _, d := range diags {
		if _, slip := hcl.DiagnosticExtra[tfconfig.UndeclaredVariable](d); slip || d.Severity != hcl.DiagError {
			continue
		}
		g := estate.Gap{What: d.Summary, Why: d.Detail}
		if d.Subject != nil {
			g.Origin = estate.Origin{
				File:  display(d.Subject.Filename),
				Start: estate.Position(d.Subject.Start), End: estate.Position(d.Subject.End),
			}
		}
		// A broken line breaks those after it: the first error speaks for all
		// of its kind in a file.
		kind := g.Origin.File + ": " + d.Summary
		if !told[kind] && !told[g.Origin.File] && !told[g.Origin.String()] {
			out = append(out, g)
		}
		told[kind] = true
	}
	return out
}

// undeclared returns the variables of the command line that a root module does
// not have.
func undeclared(diags hcl.Diagnostics) []string {
	var names []string
	for _, d := range diags {
		if name, ok := hcl.DiagnosticExtra[tfconfig.UndeclaredVariable](d); ok {
			names = append(names, string(name))
		}
	}
	return names
}
