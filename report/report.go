// Package report shows what an audit found, in one format or another.
//
// It knows how to say things: which finding comes first, what fits on a line,
// what a code scanner accepts. It does not read, and it decides nothing: every
// judgement stands in the audits that it is given.
package report

import (
	"io"

	"spof/analysis"
)

// A Report is everything that one run shows.
type Report struct {
	Version string            // of spof
	Audits  []*analysis.Audit // one for each root, in the order they were asked for
	// Base is the directory that files are named from, relative to the root of
	// its repository, slash-separated; "" when it is the root itself.
	Base string
	// Width is how many columns a line of text may have; 0 means 80.
	Width int
	// Color says that text may be coloured.
	Color bool
}

// A Format is one way of writing a report.
type Format struct {
	Name  string
	About string
	Write func(io.Writer, Report) error
}

// Formats lists the formats that `--output` takes.
func Formats() []Format {
	return []Format{
		{"text", "for people: what goes down, why, and what mends it", Text},
		{"json", "everything that was found; docs/json.md describes it", JSON},
		{"markdown", "for a comment on a pull request: what the change does, folded to fit", Markdown},
		{"sarif", "SARIF 2.1.0, for code scanning on GitHub and elsewhere", SARIF},
	}
}

// FormatNamed returns the format with a name.
func FormatNamed(name string) (Format, bool) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}
