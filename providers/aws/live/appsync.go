package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/appsync"
)

// graphCollector reads that there are APIs of AppSync.
var graphCollector = Collector{
	Service: "appsync",
	Actions: []string{"appsync:ListGraphqlApis"},
	Types:   []string{"aws_appsync_graphql_api"},
	Collect: func(ctx context.Context, c *Call) { collectGraphs(ctx, c, appsync.NewFromConfig(c.Config)) },
}

func collectGraphs(ctx context.Context, c *Call, api appsync.ListGraphqlApisAPIClient) {
	c.Try(ctx, graphReader{api}.apis, "aws_appsync_graphql_api")
}

type graphReader struct {
	api appsync.ListGraphqlApisAPIClient
}

func (g graphReader) apis(ctx context.Context, c *Call) error {
	pages := appsync.NewListGraphqlApisPaginator(g.api, &appsync.ListGraphqlApisInput{})
	return Pages(ctx, pages, func(page *appsync.ListGraphqlApisOutput) {
		for i := range page.GraphqlApis {
			api := &page.GraphqlApis[i]
			v := Values{}
			v.Text("id", api.ApiId)
			v.Text("arn", api.Arn)
			v.Text("name", api.Name)
			v.Tags(api.Tags)
			c.Add("aws_appsync_graphql_api", text(api.Arn), v, "appsync:ListGraphqlApis")
		}
	})
}
