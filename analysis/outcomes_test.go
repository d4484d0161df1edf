package analysis_test

import (
	"strings"
	"testing"

	"spof/analysis"
	"spof/estate"
)

const (
	site = "shop.example.com"
	allA = "zone:us-east-1a"
	allB = "zone:us-east-1b"
	allC = "zone:us-east-1c"
	east = "region:us-east-1"
)

// shop is a record that leads to a balancer with servers.
func shop(servers ...string) *estateBuilder {
	b := &estateBuilder{}
	b.add("aws_route53_record.shop", estate.RecordSet, named(site), needs("aws_lb.main"))
	b.add("aws_lb.main", estate.LoadBalancer, deletable, regional, needs("aws_lb_target_group.web"))
	b.add("aws_lb_target_group.web", estate.TargetGroup, needsOne(servers...))
	return b
}

func TestOneZoneHoldsAll(t *testing.T) {
	t.Parallel()
	b := shop("aws_instance.web[0]", "aws_instance.web[1]")
	b.add("aws_instance.web[0]", estate.Server, unit, in(zoneA), needs("aws_db_instance.main"))
	b.add("aws_instance.web[1]", estate.Server, unit, in(zoneA), needs("aws_db_instance.main"))
	b.add("aws_db_instance.main", estate.Datastore, unit, in(zoneA))
	a := b.run(t, analysis.Options{})
	expect(t, a, site, allA, "down")
	expect(t, a, site, east, "down")
	expect(t, a, site, "aws_db_instance.main", "down")
	expect(t, a, site, "aws_instance.web[0]", "survives")
	if n := len(a.Services); n != 1 {
		t.Errorf("%d services, want 1", n)
	}
}

func TestGroupSpreadOverZonesSurvives(t *testing.T) {
	t.Parallel()
	b := shop("aws_autoscaling_group.web")
	b.add("aws_autoscaling_group.web", estate.ServerGroup, needsOne("aws_autoscaling_group.web#1", "aws_autoscaling_group.web#2"))
	b.add("aws_autoscaling_group.web#1", estate.ServerGroup, part, unit, in(zoneA))
	b.add("aws_autoscaling_group.web#2", estate.ServerGroup, part, unit, in(zoneB))
	a := b.run(t, analysis.Options{})
	expect(t, a, site, allA, "survives")
	expect(t, a, site, allB, "survives")
	o := outcome(t, a, site, allA)
	if got := strings.Join(o.Because, "; "); got != "aws_autoscaling_group.web keeps 1 of 2" {
		t.Errorf("survives because %q", got)
	}
	expect(t, a, site, east, "down")
	expect(t, a, site, "aws_autoscaling_group.web", "survives")
}

func TestRelaunchHeals(t *testing.T) {
	t.Parallel()
	b := shop("aws_autoscaling_group.web")
	b.add("aws_autoscaling_group.web", estate.ServerGroup, need(estate.Need{Quorum: 1, Why: "runs", Members: []estate.Member{
		{Address: "aws_autoscaling_group.web#1"}, {Address: "aws_autoscaling_group.web#again", Takeover: estate.Relaunch},
	}}))
	b.add("aws_autoscaling_group.web#1", estate.ServerGroup, part, unit, in(zoneA, zoneB))
	b.add("aws_autoscaling_group.web#again", estate.ServerGroup, part, needsOne("aws_nat_gateway.a", "aws_nat_gateway.b"))
	b.add("aws_nat_gateway.a", estate.Egress, unit, in(zoneA))
	b.add("aws_nat_gateway.b", estate.Egress, unit, in(zoneB))
	a := b.run(t, analysis.Options{})
	expect(t, a, site, "aws_autoscaling_group.web", "heals")
	if got := outcome(t, a, site, "aws_autoscaling_group.web").Because; len(got) != 1 || got[0] != "aws_autoscaling_group.web is replaced by AWS" {
		t.Errorf("heals because %q", got)
	}
	expect(t, a, site, "zone-of:aws_autoscaling_group.web", "heals")
	expect(t, a, site, allA, "survives")
	expectFindings(t, a,
		"resource-takes-down-service aws_autoscaling_group.web medium",
		"zone-takes-down-service aws_autoscaling_group.web medium",
		"region-takes-down-service aws_lb.main us-east-1 medium")
}

func TestRelaunchWithoutAWayOutIsDown(t *testing.T) {
	t.Parallel()
	b := shop("aws_autoscaling_group.web")
	b.add("aws_autoscaling_group.web", estate.ServerGroup, need(estate.Need{Quorum: 1, Why: "runs", Members: []estate.Member{
		{Address: "aws_autoscaling_group.web#1"}, {Address: "aws_autoscaling_group.web#again", Takeover: estate.Relaunch},
	}}))
	b.add("aws_autoscaling_group.web#1", estate.ServerGroup, part, unit, in(zoneA, zoneB), startsWith("aws_nat_gateway.a"))
	b.add("aws_autoscaling_group.web#again", estate.ServerGroup, part, starts, startsWith("aws_nat_gateway.a"))
	b.add("aws_nat_gateway.a", estate.Egress, unit, in(zoneA))
	a := b.run(t, analysis.Options{})
	o := outcome(t, a, site, "zone-of:aws_autoscaling_group.web")
	if o.Outcome != analysis.Down || o.Event.Worst != "us-east-1a" {
		t.Errorf("the zone of the group: %s in %q, want down in us-east-1a", o.Outcome, o.Event.Worst)
	}
	expect(t, a, site, "aws_autoscaling_group.web", "heals")
	expect(t, a, site, "aws_nat_gateway.a", "survives")
}

func TestStandbyByHandRecovers(t *testing.T) {
	t.Parallel()
	b := &estateBuilder{}
	b.add("aws_route53_record.shop", estate.RecordSet, named(site), need(estate.Need{Quorum: 1, Why: "reads from", Members: []estate.Member{
		{Address: "aws_db_instance.main"}, {Address: "aws_db_instance.standby", Takeover: estate.ByHand},
	}}))
	b.add("aws_db_instance.main", estate.Datastore, unit, in(zoneA))
	b.add("aws_db_instance.standby", estate.Datastore, unit, inWest)
	a := b.run(t, analysis.Options{})
	expect(t, a, site, "aws_db_instance.main", "recovers")
	expect(t, a, site, east, "recovers")
	expect(t, a, site, "region:us-west-2", "survives")
	expectFindings(t, a,
		"resource-takes-down-service aws_db_instance.main high",
		"zone-takes-down-service aws_db_instance.main us-east-1a high",
		"region-takes-down-service aws_db_instance.main us-east-1 note")
	if got := strings.Join(outcome(t, a, site, east).Because, ";"); got != "aws_route53_record.shop reads from aws_db_instance.standby once somebody has brought it up" {
		t.Errorf("recovers because %q", got)
	}
}

func TestSplitIsDownInPart(t *testing.T) {
	t.Parallel()
	routes := func(first estate.Member) *estateBuilder {
		b := &estateBuilder{}
		first.Address = "aws_instance.a"
		b.add("aws_apigatewayv2_api.shop", estate.API, entry, need(estate.Need{Split: true, Why: "routes to", Members: []estate.Member{
			first, {Address: "aws_instance.b", Part: "route GET /b"},
		}}))
		b.add("aws_instance.a", estate.Server, unit, in(zoneA))
		b.add("aws_instance.b", estate.Server, unit, in(zoneB))
		return b
	}
	a := routes(estate.Member{Part: "route GET /a"}).run(t, analysis.Options{})
	expect(t, a, "aws_apigatewayv2_api.shop", "aws_instance.a", "down in part")
	expect(t, a, "aws_apigatewayv2_api.shop", allA, "down in part")
	expect(t, a, "aws_apigatewayv2_api.shop", east, "down")
	if got := outcome(t, a, "aws_apigatewayv2_api.shop", allA).Parts; len(got) != 1 || got[0] != "route GET /a" {
		t.Errorf("parts lost: %q", got)
	}
	severities := func(a *analysis.Audit) string {
		for _, f := range a.Findings {
			if f.Rule.ID == "resource-takes-down-service" && f.Address == "aws_instance.a" {
				return f.Severity.String()
			}
		}
		return "none"
	}
	if got := severities(a); got != "high" {
		t.Errorf("a part is %s, want high", got)
	}
	if got := severities(routes(estate.Member{Default: true}).run(t, analysis.Options{})); got != "critical" {
		t.Errorf("the default part is %s, want critical", got)
	}
	if got := severities(routes(estate.Member{Weight: 51}).run(t, analysis.Options{})); got != "critical" {
		t.Errorf("more than half the weight is %s, want critical", got)
	}
}

func TestUnlessWithdrawsTheMember(t *testing.T) {
	t.Parallel()
	build := func(check string) *analysis.Audit {
		b := &estateBuilder{}
		b.add("aws_route53_record.shop", estate.RecordSet, named(site),
			need(estate.Need{Quorum: 1, Members: []estate.Member{{Address: "aws_lb.a"}}, Unless: check, Why: "answers with"}),
			needsOne("aws_lb.a", "aws_lb.b"))
		b.add("aws_route53_health_check.a", estate.HealthCheck, needs("aws_lb.a"))
		b.add("aws_lb.a", estate.LoadBalancer, unit, in(zoneA))
		b.add("aws_lb.b", estate.LoadBalancer, unit, in(zoneB))
		return b.run(t, analysis.Options{})
	}
	expect(t, build(""), site, allA, "down")
	checked := build("aws_route53_health_check.a")
	expect(t, checked, site, allA, "survives")
	if got := strings.Join(outcome(t, checked, site, allA).Because, ";"); !strings.Contains(got, "aws_route53_health_check.a fails with aws_lb.a") {
		t.Errorf("survives because %q", got)
	}
}

func TestSoftNeedDegrades(t *testing.T) {
	t.Parallel()
	b := shop("aws_instance.web[0]", "aws_instance.web[1]")
	cache := need(estate.Need{Quorum: 1, Strength: estate.Soft, Why: "caches in", Members: []estate.Member{{Address: "aws_elasticache_cluster.main"}}})
	b.add("aws_instance.web[0]", estate.Server, unit, in(zoneA), cache)
	b.add("aws_instance.web[1]", estate.Server, unit, in(zoneB), cache)
	b.add("aws_elasticache_cluster.main", estate.Cache, unit, in(zoneB))
	a := b.run(t, analysis.Options{})
	expect(t, a, site, "aws_elasticache_cluster.main", "degrades")
	expect(t, a, site, allB, "degrades")
	expect(t, a, site, allA, "survives")
	expectFindings(t, a,
		"resource-takes-down-service aws_elasticache_cluster.main low",
		"zone-takes-down-service aws_elasticache_cluster.main us-east-1b low",
		"region-takes-down-service aws_lb.main us-east-1 medium")
}
