package report

import (
	"slices"

	"spof/analysis"
	"spof/estate"
)

// apart parts services that a reader should look at one by one from those that
// are lone things: a bucket or a function of which nothing is to be said but
// that a region takes it.
func apart(services []*analysis.Service) (shown, lone []*analysis.Service) {
	for _, s := range services {
		if s.IsLone() {
			lone = append(lone, s)
		} else {
			shown = append(shown, s)
		}
	}
	return shown, lone
}

// lone says in one sentence what there is of lone things.
func (p *page) lone(services []*analysis.Service) {
	if text := loneWords(services); text != "" {
		p.wrap("  ", 2, p.ink.faint, text)
	}
}

func loneWords(services []*analysis.Service) string {
	if len(services) == 0 {
		return ""
	}
	var kinds []estate.Kind
	n := map[estate.Kind]int{}
	var regions []string
	for _, s := range services {
		if n[s.Kind]++; n[s.Kind] == 1 {
			kinds = append(kinds, s.Kind)
		}
		regions = append(regions, takenBy(s)...)
	}
	slices.Sort(regions)
	var words []string
	for _, k := range kinds {
		words = append(words, count(n[k], string(k)))
	}
	text := "also " + list(words, len(words)) + " (users not read), in every zone"
	if regions = slices.Compact(regions); len(regions) > 0 {
		text += " of " + list(regions, len(regions))
	}
	return text
}

// takenBy names the regions that take a service down, which it runs in.
func takenBy(s *analysis.Service) []string {
	var names []string
	for _, o := range s.Outcomes {
		if o.Outcome == analysis.Down && o.Verdict == analysis.Proven {
			names = append(names, eventName(o.Event))
		}
	}
	return names
}

// loneOnes lists the stores among lone things: nothing but a deletion or a bad
// change of theirs is to be told of each.
func loneOnes(a *analysis.Audit) []note {
	_, lone := apart(a.Services)
	n := note{text: "nothing that was read uses these; no hardware takes them away, but a deletion or a bad change does:"}
	for _, s := range lone {
		n.items = append(n.items, each(s.Only, only)...)
	}
	if len(n.items) == 0 {
		return nil
	}
	return []note{n}
}
