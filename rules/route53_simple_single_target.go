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
	chosen, policyKnown := routed(m.facts)
	ends := endsOf(p.Estate, m.facts.Targets)
	switch one := oneMachine(m.facts, ends); {
	case chosen || one == no:
	case one == maybe:
		p.Doubtf(m.Resource, targetAt(m), m.facts.Settles, "%s leads %s to targets that are not all known: there may be only one machine", m.Address, theName(set.Name))
	case !policyKnown:
		p.Doubtf(m.Resource, targetAt(m), m.facts.Policy.SettledBy(), "%s leads %s to one machine by a routing policy that is not known", m.Address, theName(set.Name))
	default:
		reportSimple(p, m, set, ends)
	}
}

// oneMachine reports whether a record leads to one machine that users have
// business with.
func oneMachine(rec *estate.RecordTraits, ends []end) answer {
	switch {
	case len(ends) > 1, len(ends) == 1 && (!ends[0].box() || exempt(ends[0])):
		return no
	case len(ends) == 1 && !rec.TargetsOpen:
		return yes
	case rec.Alias:
		// An alias never leads to a machine of its own.
		return no
	case len(ends) == 0 && rec.TargetCount.Or(0) == 1 && rec.Type != "CNAME":
		// Whatever the address is, it is one; an unknown name may be a
		// balancer's.
		return yes
	}
	return maybe
}

// reportSimple reports a name that leads to one machine, read or not.
func reportSimple(p *analysis.Pass, m member, set *estate.RecordSetTraits, ends []end) {
	target := "one address"
	if len(ends) > 0 {
		target = ends[0].String()
	}
	f := p.Failf(m.Resource, targetAt(m), "%s leads %s to %s only; when it fails, the name still answers with it", m.Address, theName(set.Name), target)
	f.Evidence = append(f.Evidence, fact(m.Resource, "routing policy", m.facts.Policy), analysis.Evidence{
		Fact: "target of " + m.Address, Value: target, Origin: targetAt(m),
	})
	yield(f, ec2SingleInstance, target)
}

// exempt reports whether an end is a machine that users have no business with.
func exempt(e end) bool {
	if e.resource == nil {
		return false
	}
	s, ok := e.resource.Traits.(*estate.ServerTraits)
	return ok && s.Exempt != ""
}
