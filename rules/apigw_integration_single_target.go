package rules

import (
	"spof/analysis"
	"spof/estate"
)

var apigwIntegrationSingleTarget = &analysis.Rule{
	ID:       "apigw-integration-single-target",
	Severity: analysis.High,
	Scope:    estate.Unit,
	Kinds:    []estate.Kind{estate.API},
	Doc: analysis.Doc{
		Title: "API integration leads to one machine",
		Why:   "The routes behind the integration work only while that one machine does: API Gateway has nothing else to send their requests to.",
		Fix:   "Integrate with a load balancer that has targets in several zones.",
		Sources: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for r, api := range estate.Each[*estate.APITraits](p.Estate) {
			reported := map[string]bool{}
			for _, i := range api.Integrations {
				// Several routes may share an integration.
				if !reported[i.Address+i.Origin.String()] {
					reported[i.Address+i.Origin.String()] = true
					judgeIntegration(p, r, i)
				}
			}
		}
	},
}

func judgeIntegration(p *analysis.Pass, api *estate.Resource, i estate.Integration) {
	r := api
	if own := p.Estate.Find(i.Address); own != nil {
		r = own
	}
	ends := endsOf(p.Estate, i.Targets)
	if len(ends) == 0 {
		if i.Open {
			p.Doubtf(r, at(i.Origin, r), i.Settles, "%s sends %s to a target that is not known: it may be one machine", r.Address, routeName(i))
		}
		return
	}
	if len(ends) > 1 {
		return
	}
	target, sole, known := soleMachine(p.Estate, ends[0])
	switch {
	case !known:
		p.Doubtf(r, at(i.Origin, r), target.settles, "%s sends %s to %s, whose targets are not all known: there may be only one", r.Address, routeName(i), ends[0])
	case sole:
		f := p.Failf(r, at(i.Origin, r), "%s sends %s to %s only; when it fails, nothing answers", r.Address, routeName(i), target.name)
		f.Evidence = append(f.Evidence, analysis.Evidence{Fact: "target of " + r.Address, Value: target.name, Origin: at(i.Origin, r)})
		yield(f, targetGroupSingleTarget, target.groups...)
		yield(f, ec2SingleInstance, target.name)
	}
}

func routeName(i estate.Integration) string {
	if i.Route == "" {
		return "its requests"
	}
	return "route " + i.Route
}

// A machine is the only one that an end leads to.
type machine struct {
	name    string
	groups  []string // target groups on the way
	settles []string
}

// soleMachine looks behind an end, through a load balancer and its target
// groups, for the only machine that is there.
func soleMachine(e *estate.Estate, at end) (m machine, sole, known bool) {
	if at.resource == nil || at.box() {
		return machine{name: at.String()}, at.box(), true
	}
	balancer, ok := at.resource.Traits.(*estate.BalancerTraits)
	if !ok {
		return m, false, true
	}
	targets := map[string]bool{}
	open, other := false, false
	for _, address := range balancer.Groups {
		tg, ok := traitsAt[*estate.TargetGroupTraits](e, address)
		if !ok {
			continue
		}
		open, other = open || tg.TargetsOpen, other || tg.TargetsOther
		m.settles = append(m.settles, tg.Settles...)
		for _, t := range tg.Targets {
			targets[t] = true
			m.name = t
			other = other || !isServer(e, t)
		}
		m.groups = append(m.groups, address)
	}
	if other || len(targets) > 1 {
		return m, false, true
	}
	return m, len(targets) == 1, !open
}
