package rules

import (
	"cmp"

	"spof/analysis"
	"spof/estate"
)

var natInstance = &analysis.Rule{
	ID:       "nat-instance",
	Severity: analysis.High,
	Scope:    estate.Unit,
	Kinds:    []estate.Kind{estate.Egress, estate.RouteTable},
	Doc: analysis.Doc{
		Title: "Route leads through one instance",
		Why:   "A NAT instance or appliance is one machine. When it fails, every subnet that is routed through it is cut off until somebody changes the route or repairs it.",
		Fix:   "Use a NAT gateway in each zone; for an appliance, a gateway load balancer over several of them.",
		Sources: []string{
			"https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-comparison.html",
			"https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for r, t := range estate.Each[*estate.EgressTraits](p.Estate) {
			if t.Instance {
				judgeHop(p, r, t)
			}
		}
	},
}

// judgeHop looks for the machine that a route leads through. A network
// interface that was not read may be one that AWS manages.
func judgeHop(p *analysis.Pass, r *estate.Resource, t *estate.EgressTraits) {
	route := cmp.Or(r.Of, r.Address)
	boxes := needed(p.Estate, r, estate.Server)
	if len(boxes) == 0 {
		var settles []string
		for _, n := range r.Needs {
			settles = append(settles, n.Settles...)
		}
		p.Doubtf(r, r.Origin, settles, "%s may lead through one machine: whose network interface it is, is not known", route)
		return
	}
	lost := "whatever is routed there is cut off"
	if n := len(t.Tenants); n > 0 {
		lost = counted(n, "subnet") + pick(n, " loses", " lose") + " that way out"
	}
	f := p.Failf(r, r.Origin, "%s leads through one machine, %s; when it fails, %s", route, boxes[0], lost)
	f.Evidence = append(f.Evidence, analysis.Evidence{Fact: "next hop of " + route, Value: boxes[0], Origin: r.Origin})
}
