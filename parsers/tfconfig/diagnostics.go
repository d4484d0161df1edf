package tfconfig

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// tidy drops repeated diagnostics, a module that is called twice reports
// everything twice, and puts the rest in the order of the files.
func tidy(diags hcl.Diagnostics) hcl.Diagnostics {
	type key struct {
		summary, detail, file string
		line, column          int
	}
	seen := map[key]bool{}
	var out hcl.Diagnostics
	for _, d := range diags {
		k := key{summary: d.Summary, detail: d.Detail}
		if d.Subject != nil {
			k.file, k.line, k.column = d.Subject.Filename, d.Subject.Start.Line, d.Subject.Start.Column
		}
		if !seen[k] {
			seen[k] = true
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, compareDiagnostics)
	return out
}

func compareDiagnostics(a, b *hcl.Diagnostic) int {
	x, y := subject(a), subject(b)
	return cmp.Or(strings.Compare(x.Filename, y.Filename), cmp.Compare(x.Start.Byte, y.Start.Byte))
}

func subject(d *hcl.Diagnostic) hcl.Range {
	if d.Subject == nil {
		return hcl.Range{}
	}
	return *d.Subject
}
