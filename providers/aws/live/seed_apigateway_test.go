package live_test

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	resttypes "github.com/aws/aws-sdk-go-v2/service/apigateway/types"
	"github.com/aws/aws-sdk-go-v2/service/apigatewayv2"
	httptypes "github.com/aws/aws-sdk-go-v2/service/apigatewayv2/types"
)

var gatewaySowing = sowing{sow: (*seed).gateways, want: map[string]int{
	"aws_api_gateway_authorizer": 1, "aws_api_gateway_base_path_mapping": 1, "aws_api_gateway_domain_name": 1, "aws_api_gateway_integration": 1,
	"aws_api_gateway_method": 1, "aws_api_gateway_resource": 1, "aws_api_gateway_rest_api": 1, "aws_api_gateway_stage": 1, "aws_api_gateway_vpc_link": 1,
	"aws_apigatewayv2_api": 1, "aws_apigatewayv2_api_mapping": 1, "aws_apigatewayv2_domain_name": 1,
	"aws_apigatewayv2_integration": 1, "aws_apigatewayv2_route": 1, "aws_apigatewayv2_stage": 1, "aws_apigatewayv2_vpc_link": 1,
}, unanswered: []string{"apigateway:GET"}} // of the authorizers of an HTTP API

const handler = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:orders/invocations"

// gateways makes an API of each kind, with a way into the network and a name of
// its own.
func (s *seed) gateways(ctx context.Context) {
	s.restAPI(ctx, apigateway.NewFromConfig(s.config))
	s.httpAPI(ctx, apigatewayv2.NewFromConfig(s.config))
}

func (s *seed) restAPI(ctx context.Context, api *apigateway.Client) {
	a, err := api.CreateRestApi(ctx, &apigateway.CreateRestApiInput{
		Name: aws.String("shop"), EndpointConfiguration: &resttypes.EndpointConfiguration{Types: []resttypes.EndpointType{resttypes.EndpointTypeRegional}},
	})
	id := made(s, a, err).Id
	asked, err := api.CreateAuthorizer(ctx, &apigateway.CreateAuthorizerInput{
		RestApiId: id, Name: aws.String("who"), Type: resttypes.AuthorizerTypeToken, AuthorizerUri: aws.String(handler), IdentitySource: aws.String("method.request.header.Authorization"),
	})
	path, err2 := api.CreateResource(ctx, &apigateway.CreateResourceInput{RestApiId: id, ParentId: a.RootResourceId, PathPart: aws.String("{proxy+}")})
	_, err3 := api.PutMethod(ctx, &apigateway.PutMethodInput{
		RestApiId: id, ResourceId: made(s, path, err2).Id, HttpMethod: aws.String("ANY"), AuthorizationType: aws.String("CUSTOM"), AuthorizerId: made(s, asked, err).Id,
	})
	made(s, 0, err3)
	_, err = api.PutIntegration(ctx, &apigateway.PutIntegrationInput{
		RestApiId: id, ResourceId: path.Id, HttpMethod: aws.String("ANY"), Type: resttypes.IntegrationTypeAwsProxy,
		IntegrationHttpMethod: aws.String("POST"), Uri: aws.String(handler),
	})
	made(s, 0, err)
	deployed, err := api.CreateDeployment(ctx, &apigateway.CreateDeploymentInput{RestApiId: id})
	_, err2 = api.CreateStage(ctx, &apigateway.CreateStageInput{RestApiId: id, StageName: aws.String("live"), DeploymentId: made(s, deployed, err).Id})
	made(s, 0, err2)
	_, err = api.CreateVpcLink(ctx, &apigateway.CreateVpcLinkInput{Name: aws.String("shop"), TargetArns: []string{"arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/shop/1"}})
	made(s, 0, err)
	name, err := api.CreateDomainName(ctx, &apigateway.CreateDomainNameInput{DomainName: aws.String("shop.example.com")})
	_, err2 = api.CreateBasePathMapping(ctx, &apigateway.CreateBasePathMappingInput{DomainName: made(s, name, err).DomainName, RestApiId: id, Stage: aws.String("live")})
	made(s, 0, err2)
}

func (s *seed) httpAPI(ctx context.Context, api *apigatewayv2.Client) {
	a, err := api.CreateApi(ctx, &apigatewayv2.CreateApiInput{Name: aws.String("orders"), ProtocolType: httptypes.ProtocolTypeHttp})
	id := made(s, a, err).ApiId
	asked, err := api.CreateAuthorizer(ctx, &apigatewayv2.CreateAuthorizerInput{
		ApiId: id, Name: aws.String("who"), AuthorizerType: httptypes.AuthorizerTypeRequest, AuthorizerUri: aws.String(handler),
		AuthorizerPayloadFormatVersion: aws.String("2.0"), IdentitySource: []string{"$request.header.Authorization"},
	})
	link, err2 := api.CreateVpcLink(ctx, &apigatewayv2.CreateVpcLinkInput{Name: aws.String("orders"), SubnetIds: s.subnets})
	to, err3 := api.CreateIntegration(ctx, &apigatewayv2.CreateIntegrationInput{
		ApiId: id, IntegrationType: httptypes.IntegrationTypeHttpProxy, IntegrationUri: aws.String("https://orders.example.com"), IntegrationMethod: aws.String("ANY"),
		ConnectionType: httptypes.ConnectionTypeVpcLink, ConnectionId: made(s, link, err2).VpcLinkId,
	})
	_, err2 = api.CreateRoute(ctx, &apigatewayv2.CreateRouteInput{
		ApiId: id, RouteKey: aws.String("$default"), Target: aws.String("integrations/" + *made(s, to, err3).IntegrationId),
		AuthorizationType: httptypes.AuthorizationTypeCustom, AuthorizerId: made(s, asked, err).AuthorizerId,
	})
	made(s, 0, err2)
	_, err = api.CreateStage(ctx, &apigatewayv2.CreateStageInput{ApiId: id, StageName: aws.String("$default")})
	made(s, 0, err)
	name, err := api.CreateDomainName(ctx, &apigatewayv2.CreateDomainNameInput{
		DomainName: aws.String("orders.example.com"), DomainNameConfigurations: []httptypes.DomainNameConfiguration{{EndpointType: httptypes.EndpointTypeRegional}},
	})
	_, err2 = api.CreateApiMapping(ctx, &apigatewayv2.CreateApiMappingInput{
		DomainName: made(s, name, err).DomainName, ApiId: id, Stage: aws.String("$default"), ApiMappingKey: aws.String("v1"),
	})
	made(s, 0, err2)
}
