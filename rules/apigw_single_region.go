package rules

import (
	"slices"

	"spof/analysis"
	"spof/estate"
)

var apigwSingleRegion = &analysis.Rule{
	ID:       "apigw-single-region",
	Severity: analysis.Medium,
	Scope:    estate.Region,
	Kinds:    []estate.Kind{estate.API},
	Doc: analysis.Doc{
		Title: "API runs in one region",
		Why:   "API Gateway survives the loss of a zone by itself, but not that of its region. An edge-optimized API stands in one region too: only its entrance is spread.",
		Fix:   "Deploy the API in a second region, give both a regional custom domain of the same name, and choose between them with failover or latency records and a health check.",
		Sources: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/dns-failover.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for r, api := range estate.Each[*estate.APITraits](p.Estate) {
			judgeRegions(p, r, api)
		}
	},
}

func judgeRegions(p *analysis.Pass, r *estate.Resource, api *estate.APITraits) {
	if api.Private.Or(false) || len(api.Regions) > 1 {
		return
	}
	region := homeRegion(r)
	if len(api.Regions) == 1 && !r.Region.Assumed() {
		region = api.Regions[0]
	}
	switch {
	case api.RegionsOpen:
		p.Doubtf(r, r.Origin, api.Settles, "%s may be the only API behind its name: whether it has a twin in another region was not read", r.Address)
	case !api.Private.Known():
		p.Doubtf(r, at(api.Private.Origin(), r), api.Private.SettledBy(), "%s runs in one region only, and whether it is private is not known", r.Address)
	default:
		f := p.Failf(r, r.Origin, "%s runs in %s only; when %s fails, nothing answers in its place", r.Address, region, region)
		f.Evidence = append(f.Evidence, analysis.Evidence{Fact: "regions of " + r.Address, Value: region, Assumed: r.Region.Assumed(), Origin: r.Origin})
		yieldToPairs(p, f, r)
	}
}

// yieldToPairs leaves the finding about an API to those about the failover pair
// that leads to it: a pair made whole is what it lacks.
func yieldToPairs(p *analysis.Pass, f *analysis.Finding, api *estate.Resource) {
	for r, rec := range estate.Each[*estate.RecordTraits](p.Estate) {
		leads := slices.ContainsFunc(endsOf(p.Estate, rec.Targets), func(e end) bool { return e.resource == api })
		if leads && rec.Policy.Or("") == failover {
			yield(f, route53FailoverIncomplete, r.Address)
			yield(f, route53FailoverSameTarget, r.Address)
		}
	}
}
