package report

import (
	"io"

	"spof/analysis"
)

// Finding writes one weakness as [Text] does, apart from all others and
// without colour. Width is as in [Report].
func Finding(w io.Writer, f *analysis.Finding, columns int) error {
	p := newPage(columns, false)
	p.finding(view{}, f, nil)
	return p.writeTo(w)
}
