package rules

import (
	"spof/analysis"
	"spof/estate"
)

var apigwVPCLinkSingleAZ = &analysis.Rule{
	ID:       "apigw-vpc-link-single-az",
	Severity: analysis.High,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.VPCLink},
	Doc: analysis.Doc{
		Title: "VPC link reaches into one availability zone",
		Why:   "A VPC link keeps network interfaces in the zones of its subnets. With one zone, the API loses its way to everything behind the link when that zone fails.",
		Fix:   "Give the link subnets of at least two zones; for a REST API, a network load balancer over at least two.",
		Sources: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html",
		},
		Since: "0.1.0",
	},
	Run: inOneZone(func(p *analysis.Pass, r *estate.Resource, link *estate.VPCLinkTraits) (span, bool) {
		lost := "the API behind it loses its way to its servers"
		if len(link.Uses) > 0 {
			lost = list(link.Uses) + " can reach nothing through it"
		}
		return span{
			spread: link.Spread,
			does:   "reaches into the network",
			lost:   lost,
			finish: func(f *analysis.Finding) {
				yield(f, lbSingleAZ, needed(p.Estate, r, estate.LoadBalancer)...)
			},
		}, true
	}),
}

// needed returns the addresses of the resources of a kind that r needs itself.
func needed(e *estate.Estate, r *estate.Resource, kind estate.Kind) []string {
	var out []string
	for _, n := range r.Needs {
		for _, m := range n.Members {
			if x := e.Find(m.Address); x != nil && x.Kind == kind {
				out = append(out, m.Address)
			}
		}
	}
	return out
}
