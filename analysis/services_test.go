package analysis_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/estate"
)

func serviceNames(a *analysis.Audit) []string {
	var names []string
	for _, s := range a.Services {
		name := s.Name
		if s.Unread {
			name += " (users not read)"
		}
		names = append(names, name)
	}
	return names
}

func expectServices(t *testing.T, a *analysis.Audit, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, serviceNames(a)); diff != "" {
		t.Errorf("services (-want +got):\n%s", diff)
	}
}

func TestAnEntryPointThatAnotherNeedsIsNoServiceOfItsOwn(t *testing.T) {
	t.Parallel()
	b := &estateBuilder{}
	b.add("aws_lb.main", estate.LoadBalancer, entry)
	b.add("aws_route53_record.shop", estate.RecordSet, named(site), needs("aws_cloudfront_distribution.main"))
	b.add("aws_cloudfront_distribution.main", estate.CDN, named("cdn.example.com"), needs("aws_lb.main"))
	b.add("aws_lb.other", estate.LoadBalancer, entry)
	expectServices(t, b.run(t, analysis.Options{}), "aws_lb.other", site)
}

func TestEntryPointsThatNeedEachOtherAreOneService(t *testing.T) {
	t.Parallel()
	b := &estateBuilder{}
	b.add("aws_lb.a", estate.LoadBalancer, entry, needs("aws_lb.b"))
	b.add("aws_lb.b", estate.LoadBalancer, entry, needs("aws_lb.c"))
	b.add("aws_lb.c", estate.LoadBalancer, entry, needs("aws_lb.a"))
	b.add("aws_lb.d", estate.LoadBalancer, entry, needs("aws_lb.e"))
	b.add("aws_lb.e", estate.LoadBalancer, entry)
	expectServices(t, b.run(t, analysis.Options{}), "aws_lb.a", "aws_lb.d")
}

func TestRecordsOfOneNameAreOneService(t *testing.T) {
	t.Parallel()
	b := &estateBuilder{}
	b.add("aws_route53_record.a", estate.RecordSet, named(site), needs("aws_instance.old"))
	b.add("aws_route53_record.aaaa", estate.RecordSet, named(site), needs("aws_instance.new"))
	b.add("aws_instance.old", estate.Server, unit, in(zoneA))
	b.add("aws_instance.new", estate.Server, unit, in(zoneB))
	a := b.run(t, analysis.Options{})
	expectServices(t, a, site)
	expect(t, a, site, allA, "down in part")
	expect(t, a, site, east, "down")
	if diff := cmp.Diff([]string{"aws_route53_record.a", "aws_route53_record.aaaa"}, a.Services[0].Entry); diff != "" {
		t.Error(diff)
	}
	if got := outcome(t, a, site, allA).Parts; len(got) != 1 || got[0] != "aws_route53_record.a" {
		t.Errorf("parts lost: %q", got)
	}
}

func TestNothingEscapesForWantOfAnEntryPoint(t *testing.T) {
	t.Parallel()
	b := &estateBuilder{}
	b.add("aws_autoscaling_group.worker", estate.ServerGroup, needs("aws_db_instance.jobs"))
	b.add("aws_db_instance.jobs", estate.Datastore, unit, in(zoneA))
	b.add("aws_db_instance.reports", estate.Datastore, unit, in(zoneB))
	b.add("aws_instance.bastion", estate.Server, unit, in(zoneA), with(&estate.ServerTraits{Exempt: "bastion"}))
	b.add("aws_ecs_service.off", estate.ContainerService, with(&estate.GroupTraits{Standby: true}))
	b.add("aws_instance.app", estate.Server, unit, in(zoneA), with(&estate.ServerTraits{}))
	b.add("aws_lambda_function.nightly", estate.Function, regional)
	b.add("aws_nat_gateway.a", estate.Egress, unit, in(zoneA))
	b.add("aws_subnet.a", estate.Subnet, in(zoneA))
	b.add("aws_rds_cluster.x", estate.Datastore)
	b.add("aws_rds_cluster.x#writer", estate.Datastore, part, unit, in(zoneA))
	a := b.run(t, analysis.Options{})
	expectServices(t, a,
		"aws_autoscaling_group.worker (users not read)", "aws_db_instance.reports (users not read)",
		"aws_instance.app (users not read)", "aws_lambda_function.nightly (users not read)",
		"aws_nat_gateway.a (users not read)", "aws_rds_cluster.x (users not read)")
	expect(t, a, "aws_autoscaling_group.worker", "aws_db_instance.jobs", "down")
}

func TestWhatMayBeAnEntryPointIsTakenForOneAndSaysSo(t *testing.T) {
	t.Parallel()
	b := &estateBuilder{}
	b.add("aws_lb.main", estate.LoadBalancer, func(r *estate.Resource) {
		r.Entry = estate.Unknown[bool](r.Origin, "var.internal")
	})
	a := b.run(t, analysis.Options{})
	expectServices(t, a, "aws_lb.main")
	want := []string{"aws_lb.main is taken for an entry point: whether users come in there is not known before var.internal is"}
	if diff := cmp.Diff(want, a.Notes); diff != "" {
		t.Error(diff)
	}
}

func TestServiceKnowsWhatItHasOneOf(t *testing.T) {
	t.Parallel()
	b := &estateBuilder{}
	b.add("aws_route53_record.shop", estate.RecordSet, named(site), needs("aws_apigatewayv2_api.shop"))
	b.add("aws_apigatewayv2_api.shop", estate.API, deletable, needsOne("aws_lb.a", "aws_lb.b"), needs("aws_db_instance.main"))
	b.add("aws_lb.a", estate.LoadBalancer, deletable)
	b.add("aws_lb.b", estate.LoadBalancer, deletable)
	b.add("aws_db_instance.main", estate.Datastore, deletable, needsOne("aws_db_instance.main#primary", "aws_db_instance.main#standby"),
		func(r *estate.Resource) { r.Guards = []string{"deletion protection"} })
	b.add("aws_db_instance.main#primary", estate.Datastore, part, unit, in(zoneA))
	b.add("aws_db_instance.main#standby", estate.Datastore, part, unit, in(zoneB))
	a := b.run(t, analysis.Options{})
	var got []string
	for _, o := range a.Services[0].Only {
		got = append(got, string(o.Kind)+" "+o.Address)
	}
	if diff := cmp.Diff([]string{"API aws_apigatewayv2_api.shop", "datastore aws_db_instance.main"}, got); diff != "" {
		t.Error(diff)
	}
	if got := a.Services[0].Only[1].Guards; len(got) != 1 || got[0] != "deletion protection" {
		t.Errorf("guards: %q", got)
	}
	if n := a.Services[0].Needs; n != 5 {
		t.Errorf("it stands on %d resources, want 5", n)
	}
	for _, o := range a.Services[0].Outcomes {
		if o.Event.Kind == analysis.LogicalEvent {
			t.Errorf("a deletion is an outcome: %v", o.Event)
		}
	}
}

func TestPeersThatNobodyNeedsAreOneService(t *testing.T) {
	t.Parallel()
	b := &estateBuilder{}
	peers := []string{"aws_eks_node_group.a", "aws_eks_node_group.b"}
	b.add(peers[0], estate.NodeGroup, unit, in(zoneA), with(&estate.GroupTraits{Peers: peers}))
	b.add(peers[1], estate.NodeGroup, unit, in(zoneB), with(&estate.GroupTraits{Peers: peers}))
	a := b.run(t, analysis.Options{})
	name := peers[0] + " and its peer"
	expectServices(t, a, name+" (users not read)")
	expect(t, a, name, allA, "survives")
	expect(t, a, name, east, "down")
	if diff := cmp.Diff(peers, a.Services[0].Entry); diff != "" {
		t.Error(diff)
	}
}

func TestGatewaysThatServeTheirOwnZonesAreOneService(t *testing.T) {
	t.Parallel()
	gateway := func(zone estate.Domain, tenants ...estate.Domain) option {
		facts := &estate.EgressTraits{
			Network: estate.Set("aws_vpc.main", line(1)), Spread: estate.Spread{Zones: []estate.Domain{zone}},
		}
		for _, z := range tenants {
			facts.Tenants = append(facts.Tenants, estate.Tenant{Zone: estate.Set(z, line(1))})
		}
		return with(facts)
	}
	b := &estateBuilder{}
	b.add("aws_nat_gateway.a", estate.Egress, unit, in(zoneA), gateway(zoneA, zoneA))
	b.add("aws_nat_gateway.b", estate.Egress, unit, in(zoneB), gateway(zoneB, zoneB))
	b.add("aws_nat_gateway.c", estate.Egress, unit, in(zoneC), gateway(zoneC, zoneC))
	b.add("aws_nat_gateway.shared", estate.Egress, unit, in(zoneA), gateway(zoneA, zoneA, zoneB))
	a := b.run(t, analysis.Options{})
	expectServices(t, a, "aws_nat_gateway.a and its 2 peers (users not read)", "aws_nat_gateway.shared (users not read)")
	expect(t, a, "aws_nat_gateway.a and its 2 peers", "aws_nat_gateway.a", "survives")
	expect(t, a, "aws_nat_gateway.shared", allA, "down")
}

func TestLoneBucketIsOneForItsRegionOnly(t *testing.T) {
	t.Parallel()
	b := &estateBuilder{}
	b.add("aws_s3_bucket.logs", estate.Bucket, deletable, regional)
	b.add("aws_lambda_function.zonal", estate.Function, needs("aws_lambda_function.zonal#zone"))
	b.add("aws_lambda_function.zonal#zone", estate.Function, part, in(zoneA))
	a := b.run(t, analysis.Options{})
	for _, s := range a.Services {
		if want := s.Name == "aws_s3_bucket.logs"; s.IsLone() != want {
			t.Errorf("%s is lone: %t", s.Name, s.IsLone())
		}
	}
	expectFindings(t, a,
		"zone-takes-down-service aws_lambda_function.zonal us-east-1a high",
		"region-takes-down-service aws_lambda_function.zonal us-east-1 medium")

	b = &estateBuilder{}
	b.add("aws_s3_bucket.logs", estate.Bucket, deletable, regional)
	expectFindings(t, b.run(t, analysis.Options{}), "region-takes-down-service aws_s3_bucket.logs us-east-1 note")
}

func TestCacheAloneIsNotVital(t *testing.T) {
	t.Parallel()
	for _, alone := range []bool{true, false} {
		b := &estateBuilder{}
		b.add("aws_elasticache_cluster.pages", estate.Cache, unit, in(zoneA))
		want := "aws_elasticache_cluster.pages"
		if !alone {
			b.add("aws_route53_record.pages", estate.RecordSet, named("pages.example.com"), needs("aws_elasticache_cluster.pages"))
		}
		expectFindings(t, b.run(t, analysis.Options{}),
			"resource-takes-down-service "+want+" high",
			"zone-takes-down-service "+want+" us-east-1a high",
			"region-takes-down-service "+want+" us-east-1 medium")
	}
}

func TestPartsAreNamedOnlyWhereOthersAreLeft(t *testing.T) {
	t.Parallel()
	b := &estateBuilder{}
	for _, set := range []string{"aws_route53_record.a", "aws_route53_record.aaaa"} {
		b.add(set, estate.RecordSet, named(site), needs("aws_lb.main"))
	}
	b.add("aws_lb.main", estate.LoadBalancer, need(estate.Need{Quorum: 1, Split: true, Members: []estate.Member{
		{Address: "aws_instance.old", Part: "/old"}, {Address: "aws_instance.new", Part: "/new"},
	}}))
	b.add("aws_instance.old", estate.Server, unit, in(zoneA))
	b.add("aws_instance.new", estate.Server, unit, in(zoneB))
	a := b.run(t, analysis.Options{})
	if got := outcome(t, a, site, "aws_instance.old"); !got.InPart || len(got.Parts) != 1 || got.Parts[0] != "/old" {
		t.Errorf("in part %t: %q", got.InPart, got.Parts)
	}
}
