package rules

import (
	"spof/analysis"
	"spof/estate"
)

var lbSingleAZ = &analysis.Rule{
	ID:       "lb-single-az",
	Severity: analysis.High,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.LoadBalancer},
	Doc: analysis.Doc{
		Title: "Load balancer stands in one availability zone",
		Why:   "AWS keeps a load balancer's nodes in the zones that it is enabled for. With one zone, nobody gets through when it fails, however many zones the targets run in.",
		Fix:   "Enable the load balancer in subnets of at least two zones.",
		Sources: []string{
			"https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
			"https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html",
		},
		Since: "0.1.0",
	},
	Run: inOneZone(func(_ *analysis.Pass, r *estate.Resource, lb *estate.BalancerTraits) (span, bool) {
		lost, kind := "nobody gets through", lb.Type.Or("")
		if kind == "application" {
			lost += "; AWS refuses an application load balancer with fewer than two zones"
		}
		_, _, known := only(lb.Spread)
		// What AWS refuses is not there, whatever is not known of it.
		settled := known || kind != "application"
		return span{
			spread: lb.Spread,
			does:   "stands",
			lost:   lost,
			finish: func(f *analysis.Finding) {
				f.Cost = order{of: r, units: 1}.acrossZones().cost()
				f.Evidence = append(f.Evidence, fact(r, "type", lb.Type))
			},
			// A gateway load balancer is meant to be one in each zone.
		}, kind != "gateway" && settled
	}),
}
