package rules

import (
	"strings"

	"spof/analysis"
	"spof/estate"
)

var route53FailoverSameTarget = &analysis.Rule{
	ID:       "route53-failover-same-target",
	Severity: analysis.High,
	Scope:    estate.Unit,
	Kinds:    []estate.Kind{estate.RecordSet, estate.Record},
	Doc: analysis.Doc{
		Title: "All records of a set lead to the same place",
		Why:   "Failover only helps when the other record leads to something that does not fail at the same time. Where both end at the same load balancer, machine, zone or region, it is failover in name only.",
		Fix:   "Point the secondary at an endpoint of its own: another load balancer, best in another region.",
		Sources: []string{
			"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html",
			"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-failover.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for _, set := range estate.Each[*estate.RecordSetTraits](p.Estate) {
			judgeIndependence(p, set, gather(p.Estate, set))
		}
	},
}

// A choice is the records of a set among which Route 53 chooses, with where
// they lead.
type choice struct {
	members   []member
	ends      [][]end // by member
	pair      bool    // a failover pair
	open      bool    // a target or a record may exist that was not read
	unsettled []string
}

// gather returns what Route 53 chooses from in a set.
func gather(e *estate.Estate, set *estate.RecordSetTraits) choice {
	c := choice{pair: true, open: set.Open, unsettled: set.Settles}
	for _, m := range membersOf(e, set) {
		if is, known := routed(m.facts); !is || !known {
			continue
		}
		c.pair = c.pair && m.facts.Policy.Or("") == failover
		ends := endsOf(e, m.facts.Targets)
		if m.facts.TargetsOpen || len(ends) == 0 {
			c.open = true
			c.unsettled = append(c.unsettled, m.facts.Settles...)
		}
		c.members, c.ends = append(c.members, m), append(c.ends, ends)
	}
	return c
}

func judgeIndependence(p *analysis.Pass, set *estate.RecordSetTraits, c choice) {
	if len(c.members) < 2 {
		return
	}
	shared, scope := c.shared(p.Estate)
	m := c.last()
	switch {
	case c.open && (c.independent() || !c.pair):
	case c.open:
		p.Doubtf(m.Resource, targetAt(m), c.unsettled, "%s may lead %s to the same place as the other records of the set", m.Address, theName(set.Name))
	case shared != "":
		f := p.Failf(m.Resource, targetAt(m), "%s leads %s to %s, as every other record of the set does; when it fails, there is nothing to fail over to", m.Address, theName(set.Name), shared)
		for i, other := range c.members {
			f.Evidence = append(f.Evidence, analysis.Evidence{Fact: "target of " + other.Address, Value: names(c.ends[i]), Origin: targetAt(other)})
		}
		if scope == estate.Zone {
			yieldToServers(p, f, c.ends)
		}
		if scope == estate.Region {
			f.Severity = analysis.Medium
		}
	}
}

// last returns the record to mend: the secondary of a pair, else the last one.
func (c choice) last() member {
	for _, m := range c.members {
		if m.facts.Role.Or("") == secondary {
			return m
		}
	}
	return c.members[len(c.members)-1]
}

// shared returns what all records end at: the same things, one zone, or, for a
// pair, one region.
func (c choice) shared(e *estate.Estate) (what string, scope estate.Scope) {
	if all(c.ends, names) {
		return names(c.ends[0]), estate.Unit
	}
	zone := func(ends []end) string { return zoneOfEnds(e, ends) }
	if all(c.ends, zone) {
		return "zone " + zone(c.ends[0]), estate.Zone
	}
	if c.pair && all(c.ends, regionOfEnds) {
		return "region " + regionOfEnds(c.ends[0]), estate.Region
	}
	return "", estate.Global
}

// independent reports whether what is known already shows two different places.
func (c choice) independent() bool {
	regions := map[string]bool{}
	for _, ends := range c.ends {
		for _, e := range ends {
			if region, known := e.region(); known {
				regions[region] = true
			}
		}
	}
	return len(regions) > 1
}

// all reports whether f gives the same word, not empty, for all.
func all(ends [][]end, f func([]end) string) bool {
	first := f(ends[0])
	for _, e := range ends[1:] {
		if f(e) != first {
			return false
		}
	}
	return first != ""
}

// zoneOfEnds returns the one zone that machines stand in, or "".
func zoneOfEnds(e *estate.Estate, ends []end) string {
	return common(ends, func(x end) string {
		if x.resource == nil || x.resource.Kind != estate.Server {
			return ""
		}
		zone, _ := placeOf(e, x.resource).Zone()
		return zone.Name
	})
}

// regionOfEnds returns the one region of ends that only the loss of their
// region takes away together, or "": a failover between zones is of use, and so
// is a page that says sorry, wherever it stands.
func regionOfEnds(ends []end) string {
	return common(ends, func(e end) string {
		region, _ := e.region()
		if e.resource == nil {
			return ""
		}
		switch t := e.resource.Traits.(type) {
		case *estate.APITraits:
			return region
		case *estate.BalancerTraits:
			if _, single, known := only(t.Spread); known && !single {
				return region
			}
		default:
		}
		return ""
	})
}

// common returns the word that f gives for every end, or "".
func common(ends []end, f func(end) string) string {
	word := ""
	for i, e := range ends {
		w := f(e)
		if w == "" || i > 0 && !strings.EqualFold(w, word) {
			return ""
		}
		word = w
	}
	return word
}

// yieldToServers leaves the finding to the rule about servers in one zone.
func yieldToServers(p *analysis.Pass, f *analysis.Finding, ends [][]end) {
	for _, es := range ends {
		for _, e := range es {
			if s, ok := e.resource.Traits.(*estate.ServerTraits); ok && len(s.Peers) > 1 {
				yield(f, ec2InstancesSameAZ, leader(p, e.resource, s.Peers).Address)
			}
		}
	}
}
