package report

import (
	"slices"
	"strings"

	"spof/analysis"
)

const notesShown = 20

// notes writes what is no weakness but should be known: what recovers by hand,
// what there is only one of, what the survivals stand on.
func (p *page) notes(v view) {
	lines := notes(v)
	if len(lines) == 0 {
		return
	}
	p.heading("Notes")
	for _, l := range lines[:min(len(lines), notesShown)] {
		p.wrap("  · ", 4, p.ink.plain, l)
	}
	if rest := len(lines) - notesShown; rest > 0 {
		p.wrap("  ", 4, p.ink.faint, "and "+count(rest, "more note"))
	}
}

func notes(v view) []string {
	var out []string
	for _, f := range v.notes {
		text := f.Message
		if at := f.Origin.String(); at != "" {
			text += " (" + at + ")"
		}
		out = append(out, text+" ["+f.Rule.ID+"]")
	}
	out = append(out, onlyOnes(v.audit)...)
	out = append(out, assumptions(v.audit)...)
	return append(out, v.audit.Notes...)
}

// onlyOnes lists, for each service, what it has one of and no hardware takes
// away.
func onlyOnes(a *analysis.Audit) []string {
	var out []string
	for _, s := range a.Services {
		if len(s.Only) == 0 {
			continue
		}
		things := make([]string, len(s.Only))
		for i, o := range s.Only {
			things[i] = only(o)
		}
		out = append(out, "Only one of each stands behind "+s.Name+", which no failing hardware takes away but a deletion or a bad change does: "+
			strings.Join(things, "; "))
	}
	return out
}

func only(o analysis.OnlyOne) string {
	text := string(o.Kind) + " " + o.Address
	if at := o.Origin.String(); at != "" {
		text += " (" + at + ")"
	}
	if len(o.Guards) == 0 {
		return text + ", unguarded"
	}
	return text + ", guarded by " + list(o.Guards, 3)
}

// assumptions lists what the survivals of each service stand on.
func assumptions(a *analysis.Audit) []string {
	var out []string
	for _, s := range a.Services {
		var because []string
		for _, o := range s.Outcomes {
			if o.Outcome != analysis.Down && o.Verdict == analysis.Proven {
				because = append(because, o.Because...)
			}
		}
		slices.Sort(because)
		if because = slices.Compact(because); len(because) > 0 {
			out = append(out, "What "+s.Name+" survives stands on: "+strings.Join(because, "; "))
		}
	}
	return out
}
