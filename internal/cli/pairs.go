package cli

import (
	"path"
	"strings"

	"spof/analysis"
)

// A pair is one root, before and after; nil where it was not there.
type pair struct{ before, after *analysis.Audit }

// A side is what was read of one of two inputs.
type side struct {
	audits []*analysis.Audit
	name   string // as the command line has it, "" where it does not
}

// pairs finds the audits of the same root: by their paths, then by what these
// are below the directory that was asked for, or that all stand in. The only
// root of each side is the same one, whatever its name. First come those that
// are there after.
func pairs(before, after side) []pair {
	if len(before.audits) == 1 && len(after.audits) == 1 {
		return []pair{{before.audits[0], after.audits[0]}}
	}
	m := matched{before: map[*analysis.Audit]*analysis.Audit{}, taken: map[*analysis.Audit]bool{}}
	m.match(before.audits, path.Clean, after.audits, path.Clean)
	m.match(before.audits, before.below(), after.audits, after.below())
	var out []pair
	for _, a := range after.audits {
		out = append(out, pair{m.before[a], a})
	}
	for _, b := range before.audits {
		if !m.taken[b] {
			out = append(out, pair{before: b})
		}
	}
	return out
}

// matched holds the audits of which the same root was found.
type matched struct {
	before map[*analysis.Audit]*analysis.Audit // by that after
	taken  map[*analysis.Audit]bool
}

// match finds those of the same name among the rest.
func (m matched) match(before []*analysis.Audit, nameBefore func(string) string, after []*analysis.Audit, nameAfter func(string) string) {
	named := map[string]*analysis.Audit{}
	for _, b := range before {
		if !m.taken[b] {
			named[nameBefore(b.Input.Path)] = b
		}
	}
	for _, a := range after {
		if b := named[nameAfter(a.Input.Path)]; b != nil && m.before[a] == nil && !m.taken[b] {
			m.before[a], m.taken[b] = b, true
		}
	}
}

// below returns what a path of the side is below the directory that was asked
// for, or else below the one that all of its roots stand in.
func (s side) below() func(string) string {
	top := path.Clean(s.name)
	for i, a := range s.audits {
		if s.name != "" && isBelow(a.Input.Path, top) {
			continue
		}
		if i == 0 {
			top = path.Dir(a.Input.Path)
		}
		for top != "." && top != "/" && !isBelow(a.Input.Path, top) {
			top = path.Dir(top)
		}
	}
	return func(name string) string {
		if name = path.Clean(name); isBelow(name, top) {
			return strings.TrimPrefix(strings.TrimPrefix(name, top), "/")
		}
		return name
	}
}

func isBelow(name, top string) bool {
	name = path.Clean(name)
	return name == top || strings.HasPrefix(name, strings.TrimSuffix(top, "/")+"/")
}
