package report

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"spof/estate"
)

// A place turns origins into locations of the repository.
type place struct{ base string }

// inside returns the path of a file from the root of the repository, and
// whether it is part of it: not outside, and not in a module that was
// installed beside the code.
func (p place) inside(file string) (string, bool) {
	if file == "" || path.IsAbs(file) || strings.Contains(file, ":") {
		return file, false
	}
	full := path.Join(p.base, file)
	ours := full != ".." && !strings.HasPrefix(full, "../") &&
		!slices.Contains(strings.Split(full, "/"), ".terraform")
	return full, ours
}

// shown returns the origin that stands for o in the repository: o itself, or
// the innermost module call that led there and that the repository holds.
func (p place) shown(o estate.Origin) (at estate.Origin, ok bool) {
	for _, c := range append([]estate.Origin{o}, o.Callers...) {
		if _, ours := p.inside(c.File); ours {
			return c, true
		}
	}
	return o, false
}

// physical returns where an origin is, on one line: GitHub comments on a pull
// request only where all lines of a region are in its diff.
func (p place) physical(o estate.Origin) sarifPhysical {
	full, ours := p.inside(o.File)
	out := sarifPhysical{Artifact: sarifArtifact{URI: (&url.URL{Path: full}).String()}}
	if ours {
		out.Artifact.Base = "%SRCROOT%"
	}
	if o.Start.Line > 0 {
		out.Region = region(o)
	}
	return out
}

func region(o estate.Origin) *sarifRegion {
	r := &sarifRegion{StartLine: o.Start.Line, StartColumn: max(o.Start.Column, 1), EndLine: o.Start.Line}
	r.EndColumn = r.StartColumn + 1
	if o.End.Line == o.Start.Line && o.End.Column > r.StartColumn {
		r.EndColumn = o.End.Column
	}
	return r
}
