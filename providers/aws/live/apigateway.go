package live

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/apigatewayv2"
)

// gatewayCollector reads API Gateway by both of its APIs, version 1 of REST APIs
// and version 2 of HTTP and WebSocket APIs: they share the action of IAM, and
// the custom domain names.
var gatewayCollector = Collector{
	Service: "apigateway",
	Actions: []string{gatewayGet},
	Types:   slices.Concat(restTypes, httpTypes, domainTypes, mappingTypes, []string{restLinkType, httpLinkType}),
	Collect: func(ctx context.Context, c *Call) {
		collectGateway(ctx, c, apigateway.NewFromConfig(c.Config), apigatewayv2.NewFromConfig(c.Config))
	},
}

// gatewayGet is the action of all calls of API Gateway that get something: most
// of its actions are methods of HTTP.
const gatewayGet = "apigateway:GET"

const (
	restLinkType = "aws_api_gateway_vpc_link"
	httpLinkType = "aws_apigatewayv2_vpc_link"
)

var (
	restTypes = []string{
		"aws_api_gateway_rest_api", "aws_api_gateway_resource", "aws_api_gateway_method", "aws_api_gateway_integration",
		"aws_api_gateway_authorizer", "aws_api_gateway_stage",
	}
	httpTypes = []string{
		"aws_apigatewayv2_api", "aws_apigatewayv2_integration", "aws_apigatewayv2_route",
		"aws_apigatewayv2_authorizer", "aws_apigatewayv2_stage",
	}
)

func collectGateway(ctx context.Context, c *Call, one restAPI, two httpAPI) {
	r, h := restReader{one}, httpReader{two, map[string]bool{}}
	c.Try(ctx, r.list, restTypes...)
	c.Try(ctx, r.links, restLinkType)
	c.Try(ctx, h.list, httpTypes...)
	c.Try(ctx, h.links, httpLinkType)
	collectDomains(ctx, c, one, two, h.apis)
}

// gatewayARN makes an ARN of API Gateway, which names no account.
func gatewayARN(c *Call, path string) string {
	return "arn:" + c.Partition + ":apigateway:" + c.Region + "::" + path
}

// restPage is how many things of a list version 1 is asked for at once: as many
// as it gives. Version 2 does not say how many it gives.
const restPage = 500
