package live_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/google/go-cmp/cmp"
)

// distributions answers with pages, each of one distribution.
func distributions(pages ...types.DistributionSummary) func(string, any) (any, error) {
	return func(_ string, in any) (any, error) {
		at := 0
		if input, ok := in.(*cloudfront.ListDistributionsInput); ok && input.Marker != nil {
			at = int((*input.Marker)[0] - '0')
		}
		list := &types.DistributionList{IsTruncated: aws.Bool(at+1 < len(pages)), Items: pages[at : at+1]}
		if *list.IsTruncated {
			list.NextMarker = aws.String(string(rune('1' + at)))
		}
		return &cloudfront.ListDistributionsOutput{DistributionList: list}, nil
	}
}

func TestDistributions(t *testing.T) {
	t.Parallel()
	origin := func(id, domain string) types.Origin { return types.Origin{Id: &id, DomainName: &domain} }
	bare := types.DistributionSummary{
		ARN: aws.String("arn:aws:cloudfront::123456789012:distribution/E1"), Id: aws.String("E1"), Enabled: aws.Bool(false),
		Origins:              &types.Origins{Items: []types.Origin{origin("one", "one.example.com")}},
		DefaultCacheBehavior: &types.DefaultCacheBehavior{TargetOriginId: aws.String("one")},
	}
	full := types.DistributionSummary{
		ARN: aws.String("arn:aws:cloudfront::123456789012:distribution/E2"), Id: aws.String("E2"), Enabled: aws.Bool(true),
		DomainName: aws.String("d2.cloudfront.net"), Aliases: &types.Aliases{Items: []string{"www.example.com"}},
		Origins: &types.Origins{Items: []types.Origin{origin("one", "one.example.com"), origin("two", "two.example.com")}},
		OriginGroups: &types.OriginGroups{Items: []types.OriginGroup{{
			Id: aws.String("both"), Members: &types.OriginGroupMembers{Items: []types.OriginGroupMember{{OriginId: aws.String("one")}, {OriginId: aws.String("two")}}},
		}}},
		DefaultCacheBehavior: &types.DefaultCacheBehavior{TargetOriginId: aws.String("both")},
		CacheBehaviors:       &types.CacheBehaviors{Items: []types.CacheBehavior{{PathPattern: aws.String("/api/*"), TargetOriginId: aws.String("two")}}},
	}
	inv := readFake(t, fake{"CloudFront ListDistributions": distributions(bare, full)}, collector(t, "cloudfront"))
	if len(inv.Gaps) != 0 || len(inv.Resources) != 2 {
		t.Fatalf("%d resources, gaps %v", len(inv.Resources), inv.Gaps)
	}
	requireValues(t, find(t, inv, "aws_cloudfront_distribution", "E1"), map[string]string{
		"enabled": "false", "aliases": "", "origin_group": "", "ordered_cache_behavior": "", "default_cache_behavior": `[{"target_origin_id":"one"}]`,
	})
	requireValues(t, find(t, inv, "aws_cloudfront_distribution", "E2"), map[string]string{
		"enabled": "true", "aliases": `["www.example.com"]`, "domain_name": `"d2.cloudfront.net"`,
		"origin":                 `[{"domain_name":"one.example.com","origin_id":"one"},{"domain_name":"two.example.com","origin_id":"two"}]`,
		"origin_group":           `[{"member":[{"origin_id":"one"},{"origin_id":"two"}],"origin_id":"both"}]`,
		"default_cache_behavior": `[{"target_origin_id":"both"}]`,
		"ordered_cache_behavior": `[{"path_pattern":"/api/*","target_origin_id":"two"}]`,
	})
}

// TestADistributionThatDoesNotTell requires that it is in doubt where its
// origins are not told, and that tenants are said not to be judged.
func TestADistributionThatDoesNotTell(t *testing.T) {
	t.Parallel()
	silent := types.DistributionSummary{ARN: aws.String("arn:aws:cloudfront::123456789012:distribution/E3"), ConnectionMode: types.ConnectionModeTenantOnly}
	inv := readFake(t, fake{"CloudFront ListDistributions": distributions(silent)}, collector(t, "cloudfront"))
	want := []string{
		"cloudfront in us-east-1 of account 123456789012: it does not tell the origins",
		"the tenants of arn:aws:cloudfront::123456789012:distribution/E3: what they survive, and who needs them, is not judged yet",
	}
	if diff := cmp.Diff(want, whatIsMissing(inv)); diff != "" || len(inv.Unread) != 1 || inv.Unread[0].Of != *silent.ARN {
		t.Errorf("unread %v, gaps (-want +got)\n%s", inv.Unread, diff)
	}
	requireValues(t, find(t, inv, "aws_cloudfront_distribution", "E3"), map[string]string{"origin": "unknown", "enabled": "unknown"})
}

// TestDistributionsWithoutEnd requires that it is found out that a list leads to
// itself, which CloudFront tells in a place of its own.
func TestDistributionsWithoutEnd(t *testing.T) {
	t.Parallel()
	inv := readFake(t, fake{"CloudFront ListDistributions": answer(&cloudfront.ListDistributionsOutput{DistributionList: &types.DistributionList{
		IsTruncated: aws.Bool(true), NextMarker: aws.String("again"), Items: []types.DistributionSummary{{
			ARN: aws.String("arn:1"), Origins: &types.Origins{}, DefaultCacheBehavior: &types.DefaultCacheBehavior{},
		}},
	}})}, collector(t, "cloudfront"))
	if len(inv.Gaps) != 1 || len(inv.Unread) != 1 || inv.Gaps[0].Origin.API != "cloudfront:ListDistributions" {
		t.Errorf("gaps %v, unread %v", inv.Gaps, inv.Unread)
	}
}
