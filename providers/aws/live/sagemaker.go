package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sagemaker"
	"github.com/aws/aws-sdk-go-v2/service/sagemaker/types"
)

// modelCollector reads the endpoints of SageMaker.
var modelCollector = Collector{
	Service: "sagemaker",
	Actions: []string{"sagemaker:ListEndpoints"},
	Types:   []string{"aws_sagemaker_endpoint"},
	Collect: func(ctx context.Context, c *Call) {
		api := sagemaker.NewFromConfig(c.Config)
		c.Try(ctx, func(ctx context.Context, c *Call) error { return modelEndpoints(ctx, c, api) }, "aws_sagemaker_endpoint")
	},
}

func modelEndpoints(ctx context.Context, c *Call, api sagemaker.ListEndpointsAPIClient) error {
	pages := sagemaker.NewListEndpointsPaginator(api, &sagemaker.ListEndpointsInput{MaxResults: aws.Int32(endpointsAPage)})
	return Pages(ctx, pages, func(page *sagemaker.ListEndpointsOutput) {
		for _, e := range page.Endpoints {
			if e.EndpointStatus == types.EndpointStatusDeleting || e.EndpointStatus == types.EndpointStatusFailed {
				continue
			}
			v := Values{}
			v.Text("id", e.EndpointName)
			v.Text("arn", e.EndpointArn)
			v.Text("name", e.EndpointName)
			c.Add("aws_sagemaker_endpoint", text(e.EndpointArn), v, "sagemaker:ListEndpoints")
		}
	})
}

// endpointsAPage is how many endpoints are on a page at most.
const endpointsAPage = 100
