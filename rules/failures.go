package rules

import (
	"fmt"
	"strings"

	"spof/analysis"
	"spof/estate"
)

var resourceTakesDownService = &analysis.Rule{
	ID:       "resource-takes-down-service",
	Severity: analysis.Critical,
	Scope:    estate.Unit,
	Doc: analysis.Doc{
		Title: "One resource takes a service down",
		Why: "A single unit (an instance, a node, a volume, a gateway in one zone) stands between a service and its users, " +
			"and nothing that already runs takes its place when it fails.",
		Fix:     "Run a second unit that takes over by itself, or put the users behind something that has several.",
		Sources: []string{"https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/design-your-workload-to-withstand-component-failures.html"},
		Since:   "0.1.0",
	},
	Run: func(p *analysis.Pass) { report(p, analysis.UnitEvent) },
}

var zoneTakesDownService = &analysis.Rule{
	ID:       "zone-takes-down-service",
	Severity: analysis.Critical,
	Scope:    estate.Zone,
	Doc: analysis.Doc{
		Title: "One availability zone takes a service down",
		Why: "Everything that could serve the users of a service, or something that it cannot do without, runs in one availability zone. " +
			"When that zone fails, the service is down until the zone returns.",
		Fix:     "Spread every tier of the service over at least two zones.",
		Sources: []string{"https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html"},
		Since:   "0.1.0",
	},
	Run: func(p *analysis.Pass) { report(p, analysis.ZoneOfEvent, analysis.ZoneEvent) },
}

var regionTakesDownService = &analysis.Rule{
	ID:       "region-takes-down-service",
	Severity: analysis.Critical,
	Scope:    estate.Region,
	Doc: analysis.Doc{
		Title:   "One region takes a service down",
		Why:     "The service runs in one region, or cannot do without something that does. When the region fails, so does the service.",
		Fix:     "For a service that must survive its region: run a second region behind failover records, with data that is replicated there.",
		Sources: []string{"https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html"},
		Since:   "0.1.0",
	},
	Run: func(p *analysis.Pass) { report(p, analysis.RegionEvent) },
}

var coldStartCycle = &analysis.Rule{
	ID:       "cold-start-cycle",
	Severity: analysis.Medium,
	Scope:    estate.Global,
	Doc: analysis.Doc{
		Title: "Resources need each other to start",
		Why: "Each of these resources waits for another of them before it starts. They run on together, but once all are down, " +
			"as after the loss of a region, none of them comes up again by itself.",
		Fix:     "Let one of them start without the others.",
		Sources: []string{"https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_mitigate_interaction_failure_graceful_degradation.html"},
		Since:   "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for _, circle := range p.Failures.ColdStarts() {
			var addresses []string
			for _, r := range circle {
				addresses = append(addresses, r.Address)
			}
			p.Failf(circle[0], circle[0].Origin, "%s need each other to start: once all of them are down, none comes up again", listed(addresses))
		}
	},
}

// report tells of each event of some kinds that services do not survive, and
// of each doubt whose first event is of one of the kinds.
func report(p *analysis.Pass, kinds ...analysis.EventKind) {
	for _, h := range p.Failures.Hits(kinds...) {
		p.Hitf(h, "%s %s%s", subject(h), effect(h), reason(h))
	}
	for _, d := range p.Failures.Doubts() {
		for _, kind := range kinds {
			if d.Events[0].Kind == kind {
				p.HitDoubtf(d, "%s may not survive the loss of %s: %s", services(d.Services), losses(d.Events), unknown(d))
			}
		}
	}
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
	case analysis.ZoneEvent, analysis.RegionEvent:
		return string(h.Event.Kind) + " " + name
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
		return "takes down " + who + " until AWS has replaced what is lost"
	case analysis.Recovers:
		return "takes down " + who + " until somebody brings up the standby"
	case analysis.Down, analysis.Survives:
	}
	return "takes down " + who
}

// reason says what of the services a domain holds.
func reason(h *analysis.Hit) string {
	if h.Event.Address != "" {
		return ""
	}
	its := "its "
	if len(h.Services) > 1 {
		its = "their "
	}
	var order []estate.Kind
	count := map[estate.Kind]int{}
	n := 0
	for _, r := range h.Struck {
		if r.Kind == estate.Plumbing {
			continue
		}
		n++
		if count[r.Kind]++; count[r.Kind] == 1 {
			order = append(order, r.Kind)
		}
	}
	var words []string
	for _, k := range order {
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

func plural(noun string, n int) string {
	switch {
	case n == 1:
		return noun
	case strings.HasSuffix(noun, "s"):
		return noun + "es"
	}
	return noun + "s"
}

// services names services.
func services(all []*analysis.Service) string {
	var names []string
	for _, s := range all {
		names = append(names, s.Name)
	}
	return listed(names)
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
func listed(words []string) string {
	const most = 5
	if more := len(words) - most; more > 0 {
		words = append(words[:most:most], fmt.Sprintf("%d more", more))
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
