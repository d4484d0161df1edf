package report

import (
	"cmp"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"spof/analysis"
)

// servicesShown is how many services the first screen names for one root.
const servicesShown = 12

// A row is a service of the first screen.
type row struct {
	name  string
	cells [3]cell
}

func (r row) worst() analysis.Outcome {
	return max(r.cells[0].worst, r.cells[1].worst, r.cells[2].worst)
}

// overview answers, for each service: does it survive the loss of any
// resource, of any zone, of a region?
func (p *page) overview(views []view) {
	blocks := make([][]row, len(views))
	lone := make([][]*analysis.Service, len(views))
	var all []row
	for i, v := range views {
		var shown []*analysis.Service
		shown, lone[i] = apart(v.audit.Services)
		blocks[i] = rows(shown)
		all = append(all, blocks[i][:head(len(blocks[i]), servicesShown)]...)
	}
	t := newTable(p.width, all)
	if len(views) > 1 && len(all) > 0 {
		t.header(p)
	}
	var without []analysis.Input
	for i, v := range views {
		if len(views) > 1 && len(v.audit.Services) == 0 {
			without = append(without, v.audit.Input)
			continue
		}
		if i > len(without) {
			p.gap()
		}
		p.input(v)
		if len(views) == 1 && len(all) > 0 {
			p.gap()
			t.header(p)
		}
		p.services(t, blocks[i])
		p.lone(lone[i])
	}
	p.without(without)
}

// without names the roots, or accounts, in which there is no service to answer
// for.
func (p *page) without(inputs []analysis.Input) {
	if len(inputs) == 0 {
		return
	}
	kind, resources := inputs[0].Kind, 0
	if kind != "account" {
		kind = "root"
	}
	var names []string
	for _, in := range inputs {
		names = append(names, inputName(in))
		resources += in.Resources
	}
	p.gap()
	p.wrap("", 4, p.ink.faint, "no service in "+count(len(names), kind)+" with "+count(resources, "resource")+": "+list(names, 20))
}

// input says what was read, and how much of it.
func (p *page) input(v view) {
	in := v.audit.Input
	counts := count(in.Resources, "resource") + ", " + count(len(v.audit.Services), "service")
	if in.Resources == 0 && in.Declared > 0 {
		counts = count(in.Declared, "block") + " declared, none read"
	}
	p.wrap("", 4, p.ink.strong, inputName(in)+": "+counts)
}

// inputName names an input where a lone dot would be overlooked.
func inputName(in analysis.Input) string {
	if in.Path == "." {
		return "this directory"
	}
	return in.Path
}

func (p *page) services(t table, rows []row) {
	shown := rows[:head(len(rows), servicesShown)]
	for _, r := range shown {
		t.row(p, r)
	}
	if rest := rows[len(shown):]; len(rest) > 0 {
		p.wrap("  ", 2, p.ink.faint, "and "+count(len(rest), "more service")+": "+outcomes(rest))
	}
}

// outcomes counts services by the worst that can happen to them.
func outcomes(rows []row) string {
	var parts []string
	for _, o := range []struct {
		outcome analysis.Outcome
		words   string
	}{
		{analysis.Down, "can be taken down"},
		{analysis.Recovers, "need a person to recover"},
		{analysis.Heals, "heal by themselves"},
		{analysis.Degrades, "degrade"},
		{analysis.Survives, "survive everything looked at"},
	} {
		n := 0
		for _, r := range rows {
			if r.worst() == o.outcome {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, count(n, o.words, o.words))
		}
	}
	return strings.Join(parts, ", ")
}

// rows returns the services, the worst first.
func rows(services []*analysis.Service) []row {
	out := make([]row, len(services))
	for i, s := range services {
		out[i] = newRow(s)
	}
	slices.SortStableFunc(out, func(a, b row) int {
		return cmp.Or(-cmp.Compare(a.worst(), b.worst()), cmp.Compare(a.name, b.name))
	})
	return out
}

func newRow(s *analysis.Service) row {
	var groups [3][]analysis.EventOutcome
	for _, o := range s.Outcomes {
		switch o.Event.Kind {
		case analysis.UnitEvent:
			groups[0] = append(groups[0], o)
		case analysis.ZoneEvent, analysis.ZoneOfEvent:
			groups[1] = append(groups[1], o)
		case analysis.RegionEvent:
			groups[2] = append(groups[2], o)
		case analysis.LogicalEvent: // no hardware: a note lists them
		}
	}
	name := s.Name
	if s.Unread {
		name += " (users not read)"
	}
	r := row{name: name}
	for i, g := range groups {
		r.cells[i] = newCell(g, i == 0)
	}
	return r
}

// style returns the colour of an outcome.
func (k ink) outcome(c cell) lipgloss.Style {
	switch {
	case c.worst == analysis.Down && !c.inPart:
		return k.bad
	case c.worst >= analysis.Recovers:
		return k.warn
	case c.worst > analysis.Survives || c.undecided > 0:
		return k.cool
	default:
		return k.good
	}
}
