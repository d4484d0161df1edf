package rules

import (
	"slices"

	"spof/analysis"
	"spof/estate"
)

var route53SimpleSingleTarget = &analysis.Rule{
	ID:       "route53-simple-single-target",
	Severity: analysis.High,
	Scope:    estate.Unit,
	Kinds:    []estate.Kind{estate.RecordSet, estate.Record},
	Doc: analysis.Doc{
		Title: "DNS name leads to one machine",
		Why:   "A simple record answers with the same machine whether it is alive or not, so everybody who uses the name goes down with it until a person changes the record and the old answer has left every cache.",
		Fix:   "Let the name be an alias of a load balancer over several zones, or give it failover or multivalue records with health checks.",
		Sources: []string{
			"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-simple.html",
			"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for _, set := range estate.Each[*estate.RecordSetTraits](p.Estate) {
			if !set.Validation && slices.Contains([]string{"A", "AAAA", "CNAME"}, set.Type) {
				judgeSimpleSet(p, set)
			}
		}
	},
}

// judgeSimpleSet looks at the only record of a set without a routing policy.
func judgeSimpleSet(p *analysis.Pass, set *estate.RecordSetTraits) {
	members := membersOf(p.Estate, set)
	if len(members) != 1 {
		return
	}
	m := members[0]
	if chosen, known := routed(m.facts); known && chosen {
		return
	}
	ends := endsOf(p.Estate, m.facts.Targets)
	switch {
	case len(ends) > 1 || len(ends) == 1 && !ends[0].box():
	case len(ends) == 0 && m.facts.TargetCount.Or(0) == 1 && set.Type != "CNAME":
		// Whatever the address is, it is one.
		f := p.Failf(m.Resource, targetAt(m), "%s leads %s to one address; when what has it fails, the name still answers with it", m.Address, set.Name)
		f.Evidence = append(f.Evidence, fact(m.Resource, "number of targets", m.facts.TargetCount))
	case m.facts.TargetsOpen || len(ends) == 0:
		if !m.facts.Alias {
			p.Doubtf(m.Resource, targetAt(m), m.facts.Settles, "%s leads %s to targets that are not all known: there may be only one machine", m.Address, set.Name)
		}
	case exempt(ends[0]):
	case !m.facts.Policy.Known():
		p.Doubtf(m.Resource, targetAt(m), m.facts.Policy.SettledBy(), "%s leads %s to %s by a routing policy that is not known", m.Address, set.Name, ends[0])
	default:
		f := p.Failf(m.Resource, targetAt(m), "%s leads %s to %s only; when it fails, the name still answers with it", m.Address, set.Name, ends[0])
		f.Evidence = append(f.Evidence, fact(m.Resource, "routing policy", m.facts.Policy), analysis.Evidence{
			Fact: "target of " + m.Address, Value: ends[0].String(), Origin: targetAt(m),
		})
		yield(f, ec2SingleInstance, ends[0].String())
	}
}

// exempt reports whether an end is a machine that users have no business with.
func exempt(e end) bool {
	if e.resource == nil {
		return false
	}
	s, ok := e.resource.Traits.(*estate.ServerTraits)
	return ok && s.Exempt != ""
}
