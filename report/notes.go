package report

import (
	"slices"
	"strings"

	"spof/analysis"
)

// How many notes, and how much of each, are shown before they are folded.
const (
	notesShown = 20
	itemsShown = 12
)

// A note is something to know; its items stand below it.
type note struct {
	text  string
	items []string
}

// notes writes what is no weakness but should be known: what recovers by hand,
// what there is only one of, what the survivals stand on.
func (p *page) notes(v view) {
	all := notes(v)
	if n, ok := p.costNote(); ok {
		all = append([]note{n}, all...)
	}
	if len(all) == 0 {
		return
	}
	p.heading("Notes")
	shown := head(len(all), notesShown)
	for _, n := range all[:shown] {
		p.wrap("  · ", 4, p.ink.plain, n.text)
		items := head(len(n.items), itemsShown)
		for _, item := range n.items[:items] {
			p.wrap(indent+"  ", 8, p.ink.plain, item)
		}
		if rest := len(n.items) - items; rest > 0 {
			p.wrap(indent+"  ", 8, p.ink.faint, "and "+count(rest, "more", "more"))
		}
	}
	if rest := len(all) - shown; rest > 0 {
		p.wrap("  ", 4, p.ink.faint, "and "+count(rest, "more note"))
	}
}

func notes(v view) []note {
	var out []note
	for _, f := range v.notes {
		text := f.Message
		if at := whereIs(f); at != "" {
			text += " (" + at + ")"
		}
		out = append(out, note{text: text + " [" + f.Rule.ID + "]"})
	}
	for _, text := range v.audit.Notes {
		out = append(out, note{text: text})
	}
	if v.newOnly() {
		return out
	}
	return slices.Concat(out, onlyOnes(v.audit), loneOnes(v.audit), assumptions(v.audit))
}

// onlyOnes lists what services have one of and no hardware takes away; those
// with the same ones share a note.
func onlyOnes(a *analysis.Audit) []note {
	return shared(a, func(s *analysis.Service) []string {
		return each(s.Only, only)
	}, " has only one of each of these; no hardware takes them away, but a deletion or a bad change does:",
		" have only one of each of these; no hardware takes them away, but a deletion or a bad change does:")
}

func only(o analysis.OnlyOne) string {
	text := string(o.Kind) + " " + o.Address
	if len(o.Guards) > 0 {
		text += ", guarded by " + list(o.Guards, 3)
	} else {
		text += ", unguarded"
	}
	if at := o.Origin.String(); at != "" {
		text += " (" + at + ")"
	}
	return text
}

// assumptions lists what the survivals of services stand on and nobody wrote
// down. What they stand on besides is told by `spof fail`.
func assumptions(a *analysis.Audit) []note {
	return shared(a, func(s *analysis.Service) []string {
		var because []string
		for _, o := range s.Outcomes {
			if o.Outcome == analysis.Down || o.Verdict != analysis.Proven {
				continue
			}
			for _, b := range o.Because {
				if strings.HasSuffix(b, "(assumed)") {
					because = append(because, b)
				}
			}
		}
		slices.Sort(because)
		return slices.Compact(because)
	}, " stays up by what is assumed:", " stay up by what is assumed:")
}

// shared makes one note of all services that have the same items to tell.
func shared(a *analysis.Audit, items func(*analysis.Service) []string, one, many string) []note {
	names := make(map[string][]string)
	var out []note
	services, _ := apart(a.Services)
	for _, s := range services {
		told := items(s)
		if len(told) == 0 {
			continue
		}
		key := strings.Join(told, "\n")
		if names[key] == nil {
			out = append(out, note{items: told})
		}
		names[key] = append(names[key], s.Name)
	}
	for i, n := range out {
		who := names[strings.Join(n.items, "\n")]
		out[i].text = list(who, 3) + verb(len(who), one, many)
	}
	return out
}
