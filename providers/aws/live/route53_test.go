package live_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/route53"
	"github.com/aws/aws-sdk-go-v2/service/route53/types"
)

func TestRecords(t *testing.T) {
	t.Parallel()
	record := func(name, set string, r types.ResourceRecordSet) types.ResourceRecordSet {
		r.Name, r.Type = &name, types.RRTypeA
		if set != "" {
			r.SetIdentifier = &set
		}
		return r
	}
	f := fake{
		"Route 53 ListHealthChecks": answer(&route53.ListHealthChecksOutput{HealthChecks: []types.HealthCheck{{
			Id: aws.String("check"), HealthCheckConfig: &types.HealthCheckConfig{Type: types.HealthCheckTypeCalculated, HealthThreshold: aws.Int32(0), ChildHealthChecks: []string{"a", "b"}},
		}}}),
		"Route 53 ListHostedZones": answer(&route53.ListHostedZonesOutput{HostedZones: []types.HostedZone{
			{Id: aws.String("/hostedzone/Z1"), Name: aws.String("example.com."), Config: &types.HostedZoneConfig{PrivateZone: true}},
		}}),
		"Route 53 GetHostedZone": answer(&route53.GetHostedZoneOutput{VPCs: []types.VPC{{VPCId: aws.String("vpc-1"), VPCRegion: types.VPCRegionEuWest1}}}),
		"Route 53 ListResourceRecordSets": answer(&route53.ListResourceRecordSetsOutput{ResourceRecordSets: []types.ResourceRecordSet{
			{Name: aws.String("example.com."), Type: types.RRTypeNs},
			record(`\052.example.com.`, "", types.ResourceRecordSet{AliasTarget: &types.AliasTarget{DNSName: aws.String("dualstack.lb.amazonaws.com."), EvaluateTargetHealth: true}}),
			record("geo.example.com.", "all", types.ResourceRecordSet{GeoLocation: &types.GeoLocation{CountryCode: aws.String("*")}}),
			record("www.example.com.", "one", types.ResourceRecordSet{Failover: types.ResourceRecordSetFailoverPrimary, HealthCheckId: aws.String("check")}),
			record("www.example.com.", "two", types.ResourceRecordSet{Weight: aws.Int64(0)}),
			record("www.example.com.", "three", types.ResourceRecordSet{MultiValueAnswer: aws.Bool(true), ResourceRecords: []types.ResourceRecord{{Value: aws.String("192.0.2.1")}}}),
		}}),
	}
	inv := readFake(t, f, collector(t, "route53"))
	if len(inv.Gaps) != 0 || len(inv.Resources) != 7 {
		t.Fatalf("%d resources, gaps %v", len(inv.Resources), inv.Gaps)
	}
	requireValues(t, find(t, inv, "aws_route53_zone", "Z1"), map[string]string{"name": `"example.com"`, "vpc": `[{"vpc_id":"vpc-1","vpc_region":"eu-west-1"}]`})
	requireValues(t, find(t, inv, "aws_route53_record", "route53/Z1/*.example.com/A"), map[string]string{
		"id": `"Z1_*.example.com_A"`, "alias": `[{"evaluate_target_health":true,"name":"dualstack.lb.amazonaws.com"}]`,
	})
	requireValues(t, find(t, inv, "aws_route53_record", "/all"), map[string]string{"geolocation_routing_policy": `[{"country":"*"}]`})
	requireValues(t, find(t, inv, "aws_route53_record", "/one"), map[string]string{"failover_routing_policy": `[{"type":"PRIMARY"}]`, "health_check_id": `"check"`})
	requireValues(t, find(t, inv, "aws_route53_record", "/two"), map[string]string{"weighted_routing_policy": `[{"weight":0}]`})
	requireValues(t, find(t, inv, "aws_route53_record", "/three"), map[string]string{"multivalue_answer_routing_policy": "true", "records": `["192.0.2.1"]`})
	requireValues(t, find(t, inv, "aws_route53_health_check", "check"), map[string]string{"child_health_threshold": "0", "child_healthchecks": `["a","b"]`, "disabled": ""})
}
