package rules

import (
	"fmt"
	"slices"
	"strings"

	"spof/analysis"
	"spof/estate"
)

// report tells of each event of some kinds that services do not survive, and
// of each doubt whose first event is of one of the kinds.
func report(p *analysis.Pass, kinds ...analysis.EventKind) {
	for _, h := range p.Failures.Hits(kinds...) {
		text := subject(h) + " " + effect(h) + reason(h)
		if own := ofItself(h); own != "" {
			text = h.Event.Name + " " + own
		}
		f := p.Hitf(h, "%s", text)
		f.Fix.Text = fix(h, p.Rule.Scope, f.Fix.Text)
	}
	for _, d := range p.Failures.Doubts() {
		for _, kind := range kinds {
			if d.Events[0].Kind == kind {
				p.HitDoubtf(d, "%s: %s", doubtful(d), unknown(d))
			}
		}
	}
}

// ofItself says what becomes of a resource that is the only service that its
// failure hits.
func ofItself(h *analysis.Hit) string {
	if h.Event.Address == "" || len(h.Services) > 1 || h.Services[0].Name != h.Event.Address || h.InPart {
		return ""
	}
	switch h.Outcome {
	case analysis.Down:
		return "has nothing that takes its place when " + ownFailure(h)
	case analysis.Heals:
		return "is down when " + ownFailure(h) + until(h)
	case analysis.Recovers:
		return "is down when " + ownFailure(h) + until(h)
	case analysis.Degrades, analysis.Survives:
	}
	return ""
}

// until says how long an outage lasts that is not for good, with what AWS
// publishes of it.
func until(h *analysis.Hit) string {
	var standbys, published []string
	for _, t := range h.Takeovers {
		if !slices.Contains(standbys, t.Address) {
			standbys = append(standbys, t.Address)
		}
		if t.Figures != "" && !slices.Contains(published, t.Figures) {
			published = append(published, t.Figures)
		}
	}
	out := " until AWS has replaced what is lost"
	if h.Outcome == analysis.Recovers {
		out = " until somebody brings up the standby"
		if len(standbys) > 0 {
			out = " until somebody brings up " + listed(standbys)
		}
	}
	if len(published) > 0 {
		out += " (" + strings.Join(published, "; ") + ")"
	}
	return out
}

func ownFailure(h *analysis.Hit) string {
	what := "it"
	if h.Units > 1 {
		what = "one of its units"
	}
	switch {
	case h.Event.Kind != analysis.ZoneOfEvent:
		return what + " fails"
	case h.Units > 1:
		return "the zone of " + what + " fails"
	}
	return "its zone fails"
}

// subject names what fails.
func subject(h *analysis.Hit) string {
	name := h.Event.Name
	if h.Units > 1 {
		name = "one unit of " + name
	}
	switch h.Event.Kind {
	case analysis.ZoneOfEvent:
		return "the zone of " + name
	case analysis.ZoneEvent:
		return estate.ZoneOf("", name).Words()
	case analysis.RegionEvent:
		return estate.RegionOf(name).Words()
	case analysis.UnitEvent, analysis.LogicalEvent:
	}
	return name
}

// effect says what becomes of the services.
func effect(h *analysis.Hit) string {
	who := services(h.Services)
	if h.InPart {
		who = "part of " + who
		if len(h.Parts) > 0 {
			who += " (" + listed(h.Parts) + ")"
		}
	}
	switch h.Outcome {
	case analysis.Degrades:
		return "degrades " + who
	case analysis.Heals:
		return "takes down " + who + until(h)
	case analysis.Recovers:
		return "takes down " + who + until(h)
	case analysis.Down, analysis.Survives:
	}
	return "takes down " + who
}

// reason says what of the services a domain holds.
func reason(h *analysis.Hit) string {
	if h.Event.Address != "" {
		return ""
	}
	if len(h.Services) == 1 && len(h.Struck) == 1 && h.Struck[0].Address == h.Services[0].Name {
		return ", which runs only there"
	}
	its := "its "
	if len(h.Services) > 1 {
		its = "their "
	}
	order, count := onlyThere(h)
	n := 0
	var words []string
	for _, k := range order {
		n += count[k]
		words = append(words, its+plural(string(k), count[k]))
	}
	verb := " run only there"
	switch n {
	case 0:
		return ""
	case 1:
		verb = " runs only there"
	}
	return ": " + listed(words) + verb
}

// onlyThere counts, by kind, what an event strikes that runs nowhere else.
func onlyThere(h *analysis.Hit) (order []estate.Kind, count map[estate.Kind]int) {
	count = map[estate.Kind]int{}
	for _, r := range h.Struck {
		if r.Kind == estate.Plumbing || elsewhere(r, h.Event) {
			continue
		}
		if count[r.Kind]++; count[r.Kind] == 1 {
			order = append(order, r.Kind)
		}
	}
	return order, count
}

// elsewhere says whether a resource is known to run in other zones too than the
// one that fails: what it leads to does not.
func elsewhere(r *estate.Resource, e analysis.Event) bool {
	if e.Kind != analysis.ZoneEvent {
		return false
	}
	switch t := r.Traits.(type) {
	case *estate.BalancerTraits:
		return len(t.Spread.Zones) > 1
	case *estate.GroupTraits:
		return len(t.Spread.Zones) > 1
	case *estate.VPCLinkTraits:
		return len(t.Spread.Zones) > 1
	default:
		return false
	}
}

func plural(noun string, n int) string {
	switch {
	case n == 1:
		return noun
	case strings.HasSuffix(noun, "s"):
		return noun + "es"
	}
	return noun + "s"
}

// services names services. Lone buckets and functions are counted, where there
// are others to name.
func services(all []*analysis.Service) string {
	var names []string
	var kinds []estate.Kind
	lone := map[estate.Kind]int{}
	for _, s := range all {
		if !s.IsLone() || len(all) == 1 {
			names = append(names, s.Name)
			continue
		}
		if lone[s.Kind]++; lone[s.Kind] == 1 {
			kinds = append(kinds, s.Kind)
		}
	}
	names = headed(names)
	for _, k := range kinds {
		names = append(names, counted(lone[k], string(k)))
	}
	return list(names)
}

// doubtful says what may happen.
func doubtful(d *analysis.Doubt) string {
	who, what := services(d.Services), losses(d.Events)
	if who == what {
		return who + " may have nothing that takes its place when it fails"
	}
	return who + " may not survive the loss of " + what
}

// losses names the events that a doubt leaves open.
func losses(events []analysis.Event) string {
	var names []string
	for _, e := range events {
		switch e.Kind {
		case analysis.ZoneEvent, analysis.RegionEvent:
			names = append(names, string(e.Kind)+" "+e.Name)
		case analysis.ZoneOfEvent:
			names = append(names, "the zone of "+e.Name)
		case analysis.UnitEvent, analysis.LogicalEvent:
			names = append(names, e.Name)
		}
	}
	return listed(names)
}

// unknown says what is not known.
func unknown(d *analysis.Doubt) string {
	switch len(d.What) {
	case 0:
		return "what it needs was not read"
	case 1:
		return d.What[0] + " is not known"
	}
	return listed(d.What) + " are not known"
}

// listed joins words as in a sentence, at most five of them.
func listed(words []string) string { return list(headed(words)) }

// headed keeps five words at most, and counts the rest.
func headed(words []string) []string {
	const most = 5
	if more := len(words) - most; more > 0 {
		return append(words[:most:most], fmt.Sprintf("%d more", more))
	}
	return words
}
