package rules_test

import (
	"testing"

	"spof/analysis"
	"spof/estate"
)

func api(t *estate.APITraits) *estate.Resource {
	if !t.Private.Known() {
		t.Private = no()
	}
	return thing("aws_apigatewayv2_api.shop", estate.API, t)
}

func TestAPIGWSingleRegion(t *testing.T) {
	t.Parallel()
	play(t, "apigw-single-region", []scene{
		{"one region", []*estate.Resource{api(&estate.APITraits{Regions: []string{"us-east-1"}})}, []string{
			"proven: aws_apigatewayv2_api.shop runs in us-east-1 only; when us-east-1 fails, nothing answers in its place",
		}},
		{"perhaps a twin", []*estate.Resource{api(&estate.APITraits{Regions: []string{"us-east-1"}, RegionsOpen: true})}, []string{
			"undecided: aws_apigatewayv2_api.shop may be the only API behind its name: whether it has a twin in another region was not read",
		}},
		{"two regions", []*estate.Resource{api(&estate.APITraits{Regions: []string{"us-east-1", "us-west-2"}})}, nil},
		{"private", []*estate.Resource{api(&estate.APITraits{Private: yes()})}, nil},
	})
}

func TestAPIGWVPCLinkSingleAZ(t *testing.T) {
	t.Parallel()
	link := func(s estate.Spread, uses ...string) []*estate.Resource {
		return []*estate.Resource{thing("aws_apigatewayv2_vpc_link.main", estate.VPCLink, &estate.VPCLinkTraits{Spread: s, Uses: uses})}
	}
	play(t, "apigw-vpc-link-single-az", []scene{
		{"one zone", link(over("a"), "aws_apigatewayv2_api.shop"), []string{
			"proven: aws_apigatewayv2_vpc_link.main reaches into the network in us-east-1a only; when us-east-1a fails, aws_apigatewayv2_api.shop can reach nothing through it",
		}},
		{"unknown", link(unsure("a")), []string{
			"undecided: aws_apigatewayv2_vpc_link.main reaches into the network in zones that are not all known: there may be only one",
		}},
		{"two zones", link(over("ab")), nil},
	})
}

func TestAPIGWIntegrationSingleTarget(t *testing.T) {
	t.Parallel()
	to := func(i estate.Integration, more ...*estate.Resource) []*estate.Resource {
		i.Route, i.Origin = "GET /orders", line(5)
		return append(more, api(&estate.APITraits{Integrations: []estate.Integration{i, i}}))
	}
	behind := func(addresses ...string) []*estate.Resource {
		tg := targets(over("a"), addresses...)
		return []*estate.Resource{balancer("application", over("ab"), tg.Address), tg, thing("aws_instance.web", estate.Server, &estate.ServerTraits{})}
	}
	balanced := estate.Integration{Targets: []estate.Target{{Address: "aws_lb.main"}}}
	open := behind("aws_instance.web")
	open[1] = changed(open[1], func(g *estate.TargetGroupTraits) { g.TargetsOpen = true })
	play(t, "apigw-integration-single-target", []scene{
		{"an address", to(estate.Integration{Targets: []estate.Target{{Literal: "203.0.113.10"}}}), []string{
			"proven: aws_apigatewayv2_api.shop sends route GET /orders to 203.0.113.10 only; when it fails, nothing answers",
		}},
		{"one target behind a balancer", to(balanced, behind("aws_instance.web")...), []string{
			"proven: aws_apigatewayv2_api.shop sends route GET /orders to aws_instance.web only; when it fails, nothing answers",
		}},
		{"perhaps more behind it", to(balanced, open...), []string{
			"undecided: aws_apigatewayv2_api.shop sends route GET /orders to aws_lb.main, whose targets are not all known: there may be only one",
		}},
		{"unknown", to(estate.Integration{Open: true}), []string{
			"undecided: aws_apigatewayv2_api.shop sends route GET /orders to a target that is not known: it may be one machine",
		}},
		{"two targets behind a balancer", to(balanced, behind("aws_instance.web", "aws_instance.other")...), nil},
		{"somebody else's name", to(estate.Integration{Targets: []estate.Target{{Literal: "orders.example.net"}}}), nil},
		{"a function", to(estate.Integration{Targets: []estate.Target{{Address: "f"}}}, thing("f", estate.Function, nil)), nil},
	})
}

// pair makes a name that is served from two regions by servers with needs.
func pair(east, west []string, more ...*estate.Resource) []*estate.Resource {
	set := thing("set", estate.RecordSet, &estate.RecordSetTraits{Name: shop, Type: "A"}, "aws_instance.east", "aws_instance.west")
	set.Name = shop
	return append(more, set,
		thing("aws_instance.east", estate.Server, &estate.ServerTraits{}, east...),
		in("us-west-2", thing("aws_instance.west", estate.Server, &estate.ServerTraits{}, west...)),
	)
}

func TestRegionPairDataNotReplicated(t *testing.T) {
	t.Parallel()
	const db = "aws_db_instance.orders"
	replicated := database(&estate.DatastoreTraits{Copies: []estate.Copy{{Address: "replica", Region: is("us-west-2"), Standby: true}}})
	unknown := database(&estate.DatastoreTraits{Copies: []estate.Copy{{Address: "replica", Region: dunno[string](), Standby: true}}})
	foreign := database(&estate.DatastoreTraits{Copies: []estate.Copy{{Address: "replica", Region: is("us-west-2"), Standby: true}}})
	foreign.Needs = append(foreign.Needs, estate.On("aws_kms_key.west", "is encrypted with", line(1)))
	key := in("us-west-2", thing("aws_kms_key.west", estate.Key, nil))
	secret := thing("aws_secretsmanager_secret.payments", estate.Secret, nil)
	kept := func(what string) []string {
		return []string{"proven: " + what + " is kept in us-east-1 only, while shop.example.com is served from us-east-1 and us-west-2; when us-east-1 fails, the users of us-west-2 are left without it"}
	}
	play(t, "region-pair-data-not-replicated", []scene{
		{"one database for both", pair([]string{db}, []string{db}, database(&estate.DatastoreTraits{})), kept(db)},
		{"a secret read from afar", pair(nil, []string{secret.Address}, secret), kept(secret.Address)},
		{"a copy somewhere", pair([]string{db}, []string{db}, unknown), []string{
			"undecided: aws_db_instance.orders may not be replicated to us-west-2, from where shop.example.com is served too",
		}},
		{"a replica in the other region", pair([]string{db}, []string{db}, replicated), nil},
		{"the key of a copy", pair([]string{db}, []string{db}, foreign, key), nil},
		{"used in its own region only", pair([]string{db}, nil, database(&estate.DatastoreTraits{})), nil},
		{"a cache", pair([]string{"aws_elasticache_replication_group.sessions"}, []string{"aws_elasticache_replication_group.sessions"}, cache(&estate.DatastoreTraits{})), nil},
	})
}

// A database that serves two regions is told of once, where it hurts most.
func TestRegionPairStandsForNoStandby(t *testing.T) {
	t.Parallel()
	resources := pair([]string{"aws_db_instance.orders"}, []string{"aws_db_instance.orders"}, database(&estate.DatastoreTraits{MultiZone: yes()}))
	var got []string
	for _, f := range judge(t, resources, allRules(t)...) {
		if f.Address == "aws_db_instance.orders" && f.Verdict == analysis.Proven {
			got = append(got, f.Rule.ID)
		}
	}
	if len(got) != 1 || got[0] != "region-pair-data-not-replicated" {
		t.Errorf("findings = %v", got)
	}
}
