package rules

import (
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
			who := listed(addresses)
			if len(circle) == 1 {
				who = "parts of " + who
			}
			p.Failf(circle[0], circle[0].Origin, "%s need each other to start: once all of them are down, none comes up again", who)
		}
	},
}
