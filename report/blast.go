package report

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"spof/analysis"
	"spof/estate"
)

// A Blast is what one event does to one estate.
type Blast struct {
	Input string
	Event analysis.Event
	Hits  []Hit // the services that do not survive it, or might not
	// Survivors are the services that it leaves up.
	Survivors []Survivor
	Down      []*estate.Resource // what it takes down before any standby takes over, parts left out
	Maybe     []*estate.Resource // what AWS may have put into the zone, or not
}

// A Hit is a service that an event does something to.
type Hit struct {
	Service string
	Outcome analysis.EventOutcome
	Proof   []analysis.Step
}

// A Survivor is a service that an event leaves up, and what that stands on.
type Survivor struct {
	Service string
	Because []string
	// Unless is what the service does not survive the zone of, and which may be
	// in the zone that fails.
	Unless []analysis.EventOutcome
}

// downShown is how many resources are listed before the list is folded.
const downShown = 30

// BlastText writes for people what events do. Width and Color of the report
// count.
func BlastText(w io.Writer, r Report, blasts []Blast) error {
	p := newPage(r.Width, r.Color)
	for i, b := range blasts {
		if i > 0 {
			p.gap()
		}
		p.blast(shortBlast(b))
	}
	return p.writeTo(w)
}

func (p *page) blast(b Blast) {
	p.wrap("", 4, p.ink.strong, "When "+eventWords(b.Event)+" fails, in "+inputName(analysis.Input{Path: b.Input})+":")
	slices.SortStableFunc(b.Hits, func(x, y Hit) int {
		return cmp.Or(
			cmp.Compare(x.Outcome.Verdict, y.Outcome.Verdict),
			-cmp.Compare(x.Outcome.Outcome, y.Outcome.Outcome),
			cmp.Compare(x.Service, y.Service),
		)
	})
	p.gap()
	for _, h := range b.Hits {
		p.hit(h)
	}
	for _, s := range b.Survivors {
		p.survivor(s)
	}
	if len(b.Hits)+len(b.Survivors) == 0 {
		p.line("  there is no service")
	}
	p.resources("Down before anything takes over", b.Down)
	p.resources("May be in it: their zones are left to AWS, or not known", b.Maybe)
}

func (p *page) hit(h Hit) {
	o := h.Outcome
	style, mark := p.ink.outcome(cell{worst: o.Outcome, inPart: o.InPart}), outcomeMark(o)
	text := h.Service + " " + hitWords(o)
	p.wrap("  "+style.Render(mark)+" ", 4, p.ink.strong, text)
	p.path(&analysis.Finding{Proof: h.Proof})
	if len(o.Parts) > 0 {
		p.labelled("lost", list(o.Parts, 6))
	}
	if len(o.Because) > 0 {
		p.labelled("because", strings.Join(o.Because, "; "))
	}
}

func (p *page) survivor(s Survivor) {
	style, sign, text := p.ink.good, "✓", s.Service+" survives"
	if len(s.Unless) > 0 {
		names := make([]string, len(s.Unless))
		worst := s.Unless[0]
		for i, o := range s.Unless {
			names[i] = o.Event.Address
			if o.Outcome > worst.Outcome {
				worst = o
			}
		}
		style, sign = p.ink.warn, "?"
		text += ", unless " + strings.Join(names, " or ") + " is in that zone: then it " + hitWords(worst)
	}
	p.wrap("  "+style.Render(sign)+" ", 4, p.ink.strong, text)
	if len(s.Because) > 0 {
		p.labelled("because", strings.Join(s.Because, "; "))
	}
}

// resources lists what an event takes with it, or may.
func (p *page) resources(title string, resources []*estate.Resource) {
	if len(resources) == 0 {
		return
	}
	p.heading(title + ": " + count(len(resources), "resource"))
	shown := resources[:head(len(resources), downShown)]
	kind := 0
	for _, r := range shown {
		kind = max(kind, width(string(r.Kind)))
	}
	for _, r := range shown {
		text := r.Address
		if at := r.Origin.String(); at != "" {
			text += " (" + at + ")"
		}
		p.wrap("  "+p.ink.faint.Render(pad(string(r.Kind), kind))+"  ", kind+6, p.ink.plain, text)
	}
	if rest := len(resources) - len(shown); rest > 0 {
		p.wrap("  ", 4, p.ink.faint, "and "+count(rest, "more", "more")+"; `--output json` lists them")
	}
}

func eventWords(e analysis.Event) string {
	switch e.Kind {
	case analysis.ZoneEvent:
		return "zone " + e.Name
	case analysis.RegionEvent:
		return estate.RegionOf(e.Name).Words()
	case analysis.ZoneOfEvent:
		return "the zone of " + e.Name
	case analysis.UnitEvent, analysis.LogicalEvent:
	}
	return e.Name
}

func outcomeMark(o analysis.EventOutcome) string {
	if o.Verdict == analysis.Undecided {
		return "?"
	}
	return mark(o.Outcome)
}

// hitWords says what an outcome is: the sentence goes on from the service.
func hitWords(o analysis.EventOutcome) string {
	might := o.Verdict == analysis.Undecided
	words := map[analysis.Outcome][2]string{
		analysis.Down:     {"goes down", "might go down"},
		analysis.Recovers: {"is down until a person acts", "might be down until a person acts"},
		analysis.Heals:    {"is down until a replacement runs, which starts by itself", "might be down until a replacement runs"},
		analysis.Degrades: {"runs on, degraded", "might run on degraded"},
		analysis.Survives: {"survives", "survives"},
	}[o.Outcome]
	text := words[0]
	if might {
		text = words[1]
	}
	if o.InPart {
		text += ", in part"
	}
	return text
}
