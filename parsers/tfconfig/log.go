package tfconfig

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/hashicorp/hcl/v2"

	"spof/estate"
)

// A log gathers what could not be read.
type log struct {
	display func(name string) string
	diags   hcl.Diagnostics
	gaps    []estate.Gap
}

// add takes over what another log gathered.
func (l *log) add(other log) {
	l.diags = append(l.diags, other.diags...)
	l.gaps = append(l.gaps, other.gaps...)
}

// unread records a file of which nothing could be read.
func (l *log) unread(name string, err error) {
	l.diags = append(l.diags, &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "unreadable file",
		Detail:   fmt.Sprintf("%s could not be read: %s", l.display(name), reason(err)),
		Subject:  &hcl.Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos},
	})
	l.gaps = append(l.gaps, estate.Gap{
		What:   l.display(name),
		Why:    "it could not be read: " + reason(err),
		Origin: estate.Origin{File: l.display(name)},
	})
}

// broken records the errors in a file of which the rest was read.
func (l *log) broken(name string, diags hcl.Diagnostics) {
	l.diags = append(l.diags, diags...)
	for _, d := range diags {
		if d.Severity != hcl.DiagError {
			continue
		}
		gap := estate.Gap{
			What:   "part of " + l.display(name),
			Why:    "syntax error: " + d.Summary,
			Advice: "run terraform validate",
			Origin: estate.Origin{File: l.display(name)},
		}
		if d.Subject != nil {
			gap.Origin = l.origin(*d.Subject)
		}
		l.gaps = append(l.gaps, gap)
		return
	}
}

// reason leaves the path out of a file error, which says it in its own words.
func reason(err error) string {
	if pathErr := new(fs.PathError); errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}

// origin says where a range stands, as the user would open it.
func (l *log) origin(r hcl.Range) estate.Origin {
	return estate.Origin{
		File:  l.display(r.Filename),
		Start: estate.Position{Line: r.Start.Line, Column: r.Start.Column, Byte: r.Start.Byte},
		End:   estate.Position{Line: r.End.Line, Column: r.End.Column, Byte: r.End.Byte},
	}
}
