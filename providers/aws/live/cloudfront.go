package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

// edgeCollector reads the distributions of CloudFront.
var edgeCollector = Collector{
	Service: "cloudfront", Global: true,
	Actions: []string{listDistributions},
	Types:   []string{"aws_cloudfront_distribution"},
	Collect: func(ctx context.Context, c *Call) { collectEdge(ctx, c, cloudfront.NewFromConfig(c.Config)) },
}

const listDistributions = "cloudfront:ListDistributions"

func collectEdge(ctx context.Context, c *Call, api cloudfront.ListDistributionsAPIClient) {
	c.Try(ctx, edgeReader{api}.distributions, "aws_cloudfront_distribution")
}

type edgeReader struct {
	api cloudfront.ListDistributionsAPIClient
}

// edgePage is how many distributions CloudFront lists at once, at the most.
const edgePage = 100

func (e edgeReader) distributions(ctx context.Context, c *Call) error {
	pages := cloudfront.NewListDistributionsPaginator(e.api, &cloudfront.ListDistributionsInput{MaxItems: aws.Int32(edgePage)})
	return Pages(ctx, pages, func(page *cloudfront.ListDistributionsOutput) {
		if page.DistributionList == nil {
			return
		}
		for i := range page.DistributionList.Items {
			distribution(ctx, c, &page.DistributionList.Items[i])
		}
	})
}

// distribution adds a distribution, of which the list tells all: what it fetches
// from, and which requests are fetched from where.
func distribution(ctx context.Context, c *Call, d *types.DistributionSummary) {
	arn := text(d.ARN)
	v := Values{}
	v.Text("id", d.Id)
	v.Text("arn", d.ARN)
	v.Text("domain_name", d.DomainName)
	v.Flag("enabled", d.Enabled)
	if d.Aliases != nil {
		Texts(v, "aliases", d.Aliases.Items)
	}
	if d.Origins == nil || d.DefaultCacheBehavior == nil {
		v.Unknown("origin", "default_cache_behavior")
		c.Missing(ctx, leftOut(cloudfront.ServiceID, "ListDistributions", failure{"it does not tell the origins", "audit the configuration, or the state, that makes them"}), arn)
	} else {
		v.Blocks("origin", origins(d.Origins.Items)...)
		v.Blocks("origin_group", originGroups(d.OriginGroups)...)
		v.Blocks("default_cache_behavior", behaviour(nil, d.DefaultCacheBehavior.TargetOriginId))
		v.Blocks("ordered_cache_behavior", behaviours(d.CacheBehaviors)...)
	}
	if d.ConnectionMode == types.ConnectionModeTenantOnly {
		c.Unjudged("the tenants of "+arn, listDistributions)
	}
	c.Add("aws_cloudfront_distribution", arn, v, listDistributions)
}

func origins(list []types.Origin) []Values {
	var out []Values
	for _, o := range list {
		b := Values{}
		b.Text("origin_id", o.Id)
		b.Text("domain_name", o.DomainName)
		out = append(out, b)
	}
	return out
}

func originGroups(groups *types.OriginGroups) []Values {
	if groups == nil {
		return nil
	}
	var out []Values
	for _, g := range groups.Items {
		var members []Values
		if g.Members != nil {
			for _, m := range g.Members.Items {
				b := Values{}
				b.Text("origin_id", m.OriginId)
				members = append(members, b)
			}
		}
		b := Values{}
		b.Text("origin_id", g.Id)
		b.Blocks("member", members...)
		out = append(out, b)
	}
	return out
}

// behaviours are which requests are fetched from where, besides the others.
func behaviours(list *types.CacheBehaviors) []Values {
	if list == nil {
		return nil
	}
	var out []Values
	for _, one := range list.Items {
		out = append(out, behaviour(one.PathPattern, one.TargetOriginId))
	}
	return out
}

func behaviour(paths, origin *string) Values {
	v := Values{}
	v.Text("path_pattern", paths)
	v.Text("target_origin_id", origin)
	return v
}
