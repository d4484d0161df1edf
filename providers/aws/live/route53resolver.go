package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/route53resolver"
	"github.com/aws/aws-sdk-go-v2/service/route53resolver/types"
)

// resolverCollector reads the endpoints of resolvers.
var resolverCollector = Collector{
	Service: "route53resolver",
	Actions: []string{"route53resolver:ListResolverEndpoints"},
	Types:   []string{"aws_route53_resolver_endpoint"},
	Collect: func(ctx context.Context, c *Call) {
		api := route53resolver.NewFromConfig(c.Config)
		c.Try(ctx, func(ctx context.Context, c *Call) error { return resolvers(ctx, c, api) }, "aws_route53_resolver_endpoint")
	},
}

func resolvers(ctx context.Context, c *Call, api route53resolver.ListResolverEndpointsAPIClient) error {
	pages := route53resolver.NewListResolverEndpointsPaginator(api, &route53resolver.ListResolverEndpointsInput{MaxResults: aws.Int32(resolversAPage)})
	return Pages(ctx, pages, func(page *route53resolver.ListResolverEndpointsOutput) {
		for i := range page.ResolverEndpoints {
			e := &page.ResolverEndpoints[i]
			if e.Status == types.ResolverEndpointStatusDeleting {
				continue
			}
			v := Values{}
			v.Text("id", e.Id)
			v.Text("arn", e.Arn)
			v.Text("name", e.Name)
			c.Add("aws_route53_resolver_endpoint", text(e.Arn), v, "route53resolver:ListResolverEndpoints")
		}
	})
}

// resolversAPage is how many endpoints are on a page at most.
const resolversAPage = 100
