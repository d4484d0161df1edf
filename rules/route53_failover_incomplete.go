package rules

import (
	"spof/analysis"
	"spof/estate"
)

var route53FailoverIncomplete = &analysis.Rule{
	ID:       "route53-failover-incomplete",
	Severity: analysis.High,
	Scope:    estate.Global,
	Kinds:    []estate.Kind{estate.RecordSet, estate.Record},
	Doc: analysis.Doc{
		Title: "Failover record has no other half",
		Why:   "A failover pair needs a PRIMARY and a SECONDARY record of the same name and type. With one of them missing, Route 53 has nothing to fail over to and keeps answering with what is there, dead or alive.",
		Fix:   "Add the missing PRIMARY or SECONDARY record of the same name and type.",
		Sources: []string{
			"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-failover.html",
			"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for _, set := range estate.Each[*estate.RecordSetTraits](p.Estate) {
			judgePair(p, set)
		}
	},
}

// judgePair looks for the half that a failover set lacks.
func judgePair(p *analysis.Pass, set *estate.RecordSetTraits) {
	halves := map[string][]member{}
	var unsettled []string
	unknown := set.Open
	for _, m := range membersOf(p.Estate, set) {
		policy, known := m.facts.Policy.Get()
		role, roleKnown := m.facts.Role.Get()
		switch {
		case !known:
			unknown, unsettled = true, append(unsettled, m.facts.Policy.SettledBy()...)
		case policy == failover && !roleKnown:
			unknown, unsettled = true, append(unsettled, m.facts.Role.SettledBy()...)
			halves[""] = append(halves[""], m)
		case policy == failover:
			halves[role] = append(halves[role], m)
		}
	}
	for _, side := range [][2]string{{primary, secondary}, {secondary, primary}} {
		have, lack := side[0], side[1]
		if len(halves[have]) > 0 && len(halves[lack]) == 0 {
			lacking(p, halves[have][0], set, lack, unknown, append(unsettled, set.Settles...))
		}
	}
	if m := halves[""]; len(m) == 1 && len(halves) == 1 {
		lacking(p, m[0], set, "other half", true, append(unsettled, set.Settles...))
	}
}

// lacking reports the half that is there for the one that is not.
func lacking(p *analysis.Pass, m member, set *estate.RecordSetTraits, lack string, unknown bool, settles []string) {
	where := at(m.facts.Role.Origin(), m.Resource)
	if unknown {
		p.Doubtf(m.Resource, where, settles, "%s has no %s record beside it for %s among the records that were read", m.Address, lack, theName(set.Name))
		return
	}
	f := p.Failf(m.Resource, where, "%s is half of a failover pair for %s that has no %s; when its target fails, there is nothing to fail over to", m.Address, theName(set.Name), lack)
	f.Evidence = append(f.Evidence, fact(m.Resource, "failover role", m.facts.Role))
}
