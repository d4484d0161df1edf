package rules_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/estate"
)

// priced returns the resource with a price of a dollar figure for one unit, and
// a contract of 99.95 percent in several zones and 99.5 in one.
func priced(r *estate.Resource, monthly float64) *estate.Resource {
	r.Price = estate.Set(estate.Price{Monthly: monthly, Of: "a unit", Region: "us-east-1", Date: "2025-05-28", Source: "a list"}, line(2))
	r.SLA = estate.Default(estate.SLA{Multi: 99.95, Single: 99.5, Date: "2024-01-22", Page: "a page"}, line(1))
	return r
}

func cacheOf(nodes, shards estate.Value[int]) *estate.Resource {
	return thing("aws_elasticache_replication_group.cache", estate.Cache, &estate.DatastoreTraits{
		Product: estate.ElastiCache, Engine: is("redis"), Replica: no(), MultiZone: no(), Failover: no(), Members: nodes, Shards: shards,
	})
}

func search(nodes int) *estate.Resource {
	return thing("aws_opensearch_domain.search", estate.SearchDomain, &estate.DatastoreTraits{Product: estate.OpenSearch, MultiZone: no(), Members: is(nodes)})
}

func gateway(tenants string) *estate.Resource {
	t := &estate.EgressTraits{Regional: no(), Private: no(), Spread: over("a")}
	for _, z := range tenants {
		t.Tenants = append(t.Tenants, estate.Tenant{Subnet: "aws_subnet." + string(z), Zone: is(zone(z)), Used: yes(), Origin: line(3)})
	}
	return thing("aws_nat_gateway.a", estate.Egress, t)
}

// Each formula: what a finding costs a month and how many hours it may save.
func TestCosts(t *testing.T) {
	t.Parallel()
	one := func(product estate.Product, kind estate.Kind) *estate.Resource {
		return thing("aws_group.one", kind, &estate.GroupTraits{Product: product, Min: is(1), MinName: "min_size", Spread: over("ab"), Serves: yes()})
	}
	for _, c := range []struct {
		name, rule     string
		of             *estate.Resource
		monthly, hours float64
	}{
		{"a standby", "rds-single-az", database(&estate.DatastoreTraits{MultiZone: no()}), 10, 39.42},
		{"a replica elsewhere", "rds-no-cross-region-standby", database(&estate.DatastoreTraits{MultiZone: yes()}), 10, 0},
		{"a reader", "aurora-single-instance", cluster("aws_rds_cluster.orders", &estate.DatastoreTraits{Members: is(1)}), 10, 39.42},
		{"a replica of each of three shards", "elasticache-no-failover", cacheOf(is(1), is(3)), 30, 39.42},
		{"replicas that are there", "elasticache-no-failover", cacheOf(is(2), is(3)), 0, 39.42},
		{"nodes for three zones", "opensearch-single-az", search(1), 20, 0},
		{"nodes for three zones, of four", "opensearch-single-az", search(4), 20, 0},
		{"three nodes that are there", "opensearch-single-az", search(3), 0, 0},
		{"a second instance of a group", "asg-single-instance", one(estate.AutoScaling, estate.ServerGroup), 10, 0},
		{"a second task", "ecs-service-single-task", one(estate.ECS, estate.ContainerService), 10, 0},
		{"a second server", "ec2-single-instance", thing("aws_instance.web", estate.Server, &estate.ServerTraits{Serves: yes(), Count: is(1)}), 10, 0},
		{"gateways for two more zones", "nat-single-az", gateway("abc"), 20, 0},
		{"a zone of a balancer", "lb-single-az", thing("aws_lb.front", estate.LoadBalancer, &estate.BalancerTraits{Type: is("network"), Spread: over("a")}), 10, 39.42},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cost := costOf(t, priced(c.of, 10), c.rule)
			if cost == nil || cost.Monthly != c.monthly || cost.Hours != c.hours {
				t.Errorf("cost = %+v, want %v a month for %v hours", cost, c.monthly, c.hours)
			}
		})
	}
}

// costOf returns the cost of the only finding that a rule makes of a resource.
func costOf(t *testing.T, r *estate.Resource, id string) *analysis.Cost {
	t.Helper()
	found := judge(t, []*estate.Resource{r}, ruleOf(t, id))
	if len(found) != 1 {
		t.Fatalf("%d findings, want one", len(found))
	}
	return found[0].Cost
}

// A db.m6g.large of MySQL costs $0.152 an hour: a standby pays off above $34
// for an hour of downtime.
func TestBreakEven(t *testing.T) {
	t.Parallel()
	cost := costOf(t, priced(database(&estate.DatastoreTraits{MultiZone: no()}), 0.152*730), "rds-single-az")
	want := &analysis.Cost{
		Monthly: 110.96, Hours: 39.42, Listed: "2025-05-28",
		Basis: "a unit, us-east-1 list price of 2025-05-28 (a list); not counted: storage, which doubles too; " +
			"hours by AWS's SLA of 2024-01-22 (a page), 99.95% of the time in several zones and 99.5% in one: the contract's floor, not a forecast",
	}
	if diff := cmp.Diff(want, cost); diff != "" {
		t.Errorf("cost (-want +got):\n%s", diff)
	}
	if even, known := cost.BreakEven(); !known || even < 33.5 || even > 34 {
		t.Errorf("break-even is %v (%v), want about 34", even, known)
	}
	if _, known := costOf(t, priced(search(1), 10), "opensearch-single-az").BreakEven(); known {
		t.Error("there is a break-even without a contract that tells one zone from several")
	}
}

func TestWhatIsNotKnownHasNoCost(t *testing.T) {
	t.Parallel()
	unread := gateway("ab")
	as[*estate.EgressTraits](unread).Tenants = append(as[*estate.EgressTraits](unread).Tenants, estate.Tenant{Subnet: "aws_subnet.c", Used: yes()})
	for name, c := range map[string]struct {
		of   *estate.Resource
		rule string
	}{
		"no price":                         {database(&estate.DatastoreTraits{MultiZone: no()}), "rds-single-az"},
		"undecided":                        {priced(database(&estate.DatastoreTraits{MultiZone: dunno[bool]()}), 10), "rds-single-az"},
		"how many nodes is not known":      {priced(cacheOf(dunno[int](), is(1)), 10), "elasticache-no-failover"},
		"how many shards is not known":     {priced(cacheOf(is(1), dunno[int]()), 10), "elasticache-no-failover"},
		"how many zones have no gateway":   {priced(unread, 10), "nat-single-az"},
		"nobody knows what a search costs": {search(2), "opensearch-single-az"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if cost := costOf(t, c.of, c.rule); cost != nil {
				t.Errorf("cost = %+v, want none", cost)
			}
		})
	}
}

// A price of one region is not passed off as that of another.
func TestPricesOfAnotherRegionSaySo(t *testing.T) {
	t.Parallel()
	home := priced(database(&estate.DatastoreTraits{MultiZone: no()}), 10)
	if got := costOf(t, home, "rds-single-az").PricedIn; got != "" {
		t.Errorf("at home it is priced in %q", got)
	}
	if got := costOf(t, in("eu-west-1", home), "rds-single-az").PricedIn; got != "us-east-1" {
		t.Errorf("elsewhere it is priced in %q", got)
	}
	home.Region = dunno[string]()
	if got := costOf(t, home, "rds-single-az"); got.PricedIn != "us-east-1" || !strings.Contains(got.Basis, "us-east-1 list price") {
		t.Errorf("in an unknown region it costs %+v", got)
	}
}
