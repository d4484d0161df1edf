package live_test

import (
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	rest "github.com/aws/aws-sdk-go-v2/service/apigateway/types"
	"github.com/aws/aws-sdk-go-v2/service/apigatewayv2"
	http "github.com/aws/aws-sdk-go-v2/service/apigatewayv2/types"
	"github.com/google/go-cmp/cmp"
)

func emptyGateway() fake {
	return fake{
		"API Gateway GetDomainNames":  answer(&apigateway.GetDomainNamesOutput{}),
		"API Gateway GetRestApis":     answer(&apigateway.GetRestApisOutput{}),
		"API Gateway GetStages":       answer(&apigateway.GetStagesOutput{}),
		"API Gateway GetVpcLinks":     answer(&apigateway.GetVpcLinksOutput{}),
		"ApiGatewayV2 GetApis":        answer(&apigatewayv2.GetApisOutput{}),
		"ApiGatewayV2 GetDomainNames": answer(&apigatewayv2.GetDomainNamesOutput{}),
		"ApiGatewayV2 GetStages":      answer(&apigatewayv2.GetStagesOutput{}),
		"ApiGatewayV2 GetVpcLinks":    answer(&apigatewayv2.GetVpcLinksOutput{}),
	}
}

const restARN = "arn:aws:apigateway:eu-west-1::/restapis/"

// TestRestAPIs requires all pages of APIs and of their resources, and that
// authorizers are asked for where a method has one: nobody answers for the other.
func TestRestAPIs(t *testing.T) {
	t.Parallel()
	f := emptyGateway()
	f["API Gateway GetRestApis"] = func(_ string, in any) (any, error) {
		if input, ok := in.(*apigateway.GetRestApisInput); ok && input.Position == nil {
			return &apigateway.GetRestApisOutput{Position: aws.String("2"), Items: []rest.RestApi{{
				Id: aws.String("open"), RootResourceId: aws.String("root"),
				EndpointConfiguration: &rest.EndpointConfiguration{Types: []rest.EndpointType{"NEWER"}},
			}}}, nil
		}
		return &apigateway.GetRestApisOutput{Items: []rest.RestApi{{Id: aws.String("bare")}}}, nil
	}
	f["API Gateway GetResources"] = resourcesOf
	f["API Gateway GetAuthorizers"] = func(_ string, in any) (any, error) {
		switch input, ok := in.(*apigateway.GetAuthorizersInput); {
		case !ok || *input.RestApiId != "open":
			return nil, errors.New("it has none")
		case input.Position == nil:
			return &apigateway.GetAuthorizersOutput{Position: aws.String("2"), Items: []rest.Authorizer{{Id: aws.String("first")}}}, nil
		}
		return &apigateway.GetAuthorizersOutput{Items: []rest.Authorizer{{Id: aws.String("who"), AuthorizerUri: aws.String("arn:who")}}}, nil
	}
	inv := readFake(t, f, collector(t, "apigateway"))
	if len(inv.Gaps) != 0 || len(inv.Resources) != 12 {
		t.Fatalf("%d resources, gaps %v", len(inv.Resources), inv.Gaps)
	}
	requireValues(t, find(t, inv, "aws_api_gateway_rest_api", "open"), map[string]string{
		"endpoint_configuration": `[{"types":["NEWER"]}]`, "execution_arn": `"arn:aws:execute-api:eu-west-1:123456789012:open"`,
	})
	requireValues(t, find(t, inv, "aws_api_gateway_rest_api", "bare"), map[string]string{"endpoint_configuration": "unknown"})
	requireValues(t, find(t, inv, "aws_api_gateway_authorizer", "who"), map[string]string{"authorizer_uri": `"arn:who"`, "rest_api_id": `"open"`})
	requireValues(t, find(t, inv, "aws_api_gateway_resource", "pets"), map[string]string{
		"parent_id": `"root"`, "path_part": `"pets"`, "rest_api_id": `"open"`, "arn": "",
	})
	requireValues(t, find(t, inv, "aws_api_gateway_method", "/resources/pets/methods/GET"), map[string]string{
		"id": `"agm-open-pets-GET"`, "authorizer_id": `"who"`, "http_method": `"GET"`, "resource_id": `"pets"`,
	})
	requireValues(t, find(t, inv, "aws_api_gateway_integration", "/resources/pets/methods/GET/integration"), map[string]string{
		"id": `"agi-open-pets-GET"`, "type": `"HTTP_PROXY"`, "uri": `"http://pets.example.com"`, "connection_id": `"link"`,
	})
	requireValues(t, find(t, inv, "aws_api_gateway_integration", "/root/methods/ANY/integration"), map[string]string{"connection_id": "unknown", "connection_type": `"VPC_LINK"`})
	requireValues(t, find(t, inv, "aws_api_gateway_integration", "/root/methods/PUT/integration"), map[string]string{"uri": "unknown", "type": ""})
}

// resourcesOf answers with the resources of the API "open", on two pages: with a
// method that leads nowhere yet, and one of which nothing is told but its name.
func resourcesOf(_ string, in any) (any, error) {
	input, ok := in.(*apigateway.GetResourcesInput)
	if !ok || *input.RestApiId != "open" {
		return &apigateway.GetResourcesOutput{}, nil
	}
	if len(input.Embed) != 1 || input.Embed[0] != "methods" {
		return nil, errors.New("the methods are not asked for")
	}
	method := func(verb string, to *rest.Integration) rest.Method {
		return rest.Method{HttpMethod: &verb, MethodIntegration: to}
	}
	if input.Position == nil {
		return &apigateway.GetResourcesOutput{Position: aws.String("2"), Items: []rest.Resource{{
			Id: aws.String("root"), Path: aws.String("/"), ResourceMethods: map[string]rest.Method{
				"ANY": method("ANY", &rest.Integration{Type: rest.IntegrationTypeHttp, ConnectionType: rest.ConnectionTypeVpcLink}),
				"PUT": {}, "POST": method("POST", nil),
			},
		}}}, nil
	}
	get := method("GET", &rest.Integration{
		Type: rest.IntegrationTypeHttpProxy, Uri: aws.String("http://pets.example.com"), ConnectionType: rest.ConnectionTypeVpcLink, ConnectionId: aws.String("link"),
	})
	get.AuthorizerId = aws.String("who")
	return &apigateway.GetResourcesOutput{Items: []rest.Resource{{
		Id: aws.String("pets"), ParentId: aws.String("root"), PathPart: aws.String("pets"), ResourceMethods: map[string]rest.Method{"GET": get},
	}}}, nil
}

// TestAnAPIOfWhichAPartIsDenied requires that the API is in doubt, and that its
// other parts are read.
func TestAnAPIOfWhichAPartIsDenied(t *testing.T) {
	t.Parallel()
	for _, operation := range []string{"GetResources", "GetAuthorizers", "GetStages"} {
		f := emptyGateway()
		f["API Gateway GetRestApis"] = answer(&apigateway.GetRestApisOutput{Items: []rest.RestApi{{Id: aws.String("open")}}})
		f["API Gateway GetResources"] = resourcesOf
		f["API Gateway GetAuthorizers"] = answer(&apigateway.GetAuthorizersOutput{})
		f["API Gateway "+operation] = denyIt
		inv := readFake(t, f, collector(t, "apigateway"))
		if len(inv.Gaps) != 1 || !cmp.Equal(inv.Gaps[0].Unsettles, []string{restARN + "open"}) || len(inv.Unread) != 1 || inv.Unread[0].Of != restARN+"open" {
			t.Errorf("%s: gaps %v, unread %v", operation, inv.Gaps, inv.Unread)
		}
	}
	for _, operation := range []string{"GetIntegrations", "GetRoutes", "GetAuthorizers", "GetStages"} {
		f := emptyGateway()
		f["ApiGatewayV2 GetApis"] = answer(&apigatewayv2.GetApisOutput{Items: []http.Api{{ApiId: aws.String("orders")}}})
		f["ApiGatewayV2 GetIntegrations"] = answer(&apigatewayv2.GetIntegrationsOutput{})
		f["ApiGatewayV2 GetRoutes"] = answer(&apigatewayv2.GetRoutesOutput{Items: []http.Route{{RouteId: aws.String("r"), AuthorizerId: aws.String("who")}}})
		f["ApiGatewayV2 GetAuthorizers"] = answer(&apigatewayv2.GetAuthorizersOutput{})
		f["ApiGatewayV2 "+operation] = denyIt
		inv := readFake(t, f, collector(t, "apigateway"))
		if len(inv.Unread) != 1 || inv.Unread[0].Of != "arn:aws:apigateway:eu-west-1::/apis/orders" {
			t.Errorf("%s: gaps %v, unread %v", operation, inv.Gaps, inv.Unread)
		}
	}
}

// TestHTTPAPIs requires all pages of what version 2 lists, for which the SDK has
// no paginators.
func TestHTTPAPIs(t *testing.T) {
	t.Parallel()
	f := emptyGateway()
	f["ApiGatewayV2 GetApis"] = func(_ string, in any) (any, error) {
		if input, ok := in.(*apigatewayv2.GetApisInput); ok && input.NextToken == nil {
			return &apigatewayv2.GetApisOutput{NextToken: aws.String("2"), Items: []http.Api{{ApiId: aws.String("orders"), ProtocolType: "NEWER"}}}, nil
		}
		return &apigatewayv2.GetApisOutput{Items: []http.Api{{ApiId: aws.String("last")}}}, nil
	}
	f["ApiGatewayV2 GetIntegrations"] = func(_ string, in any) (any, error) {
		if input, ok := in.(*apigatewayv2.GetIntegrationsInput); !ok || *input.ApiId != "orders" {
			return &apigatewayv2.GetIntegrationsOutput{}, nil
		}
		return &apigatewayv2.GetIntegrationsOutput{Items: []http.Integration{{
			IntegrationId: aws.String("to"), IntegrationType: http.IntegrationTypeHttpProxy, IntegrationUri: aws.String("arn:listener"), ConnectionType: http.ConnectionTypeVpcLink,
		}}}, nil
	}
	f["ApiGatewayV2 GetRoutes"] = func(_ string, in any) (any, error) {
		input, ok := in.(*apigatewayv2.GetRoutesInput)
		switch {
		case !ok || *input.ApiId != "orders":
			return &apigatewayv2.GetRoutesOutput{}, nil
		case input.NextToken == nil:
			return &apigatewayv2.GetRoutesOutput{NextToken: aws.String("2"), Items: []http.Route{{RouteId: aws.String("r1")}}}, nil
		}
		return &apigatewayv2.GetRoutesOutput{Items: []http.Route{{
			RouteId: aws.String("r2"), RouteKey: aws.String("$default"), Target: aws.String("integrations/to"), AuthorizerId: aws.String("who"),
		}}}, nil
	}
	f["ApiGatewayV2 GetAuthorizers"] = answer(&apigatewayv2.GetAuthorizersOutput{Items: []http.Authorizer{{AuthorizerId: aws.String("who"), AuthorizerUri: aws.String("arn:who")}}})
	inv := readFake(t, f, collector(t, "apigateway"))
	if len(inv.Gaps) != 0 || len(inv.Resources) != 6 {
		t.Fatalf("%d resources, gaps %v", len(inv.Resources), inv.Gaps)
	}
	requireValues(t, find(t, inv, "aws_apigatewayv2_api", "orders"), map[string]string{"protocol_type": `"NEWER"`})
	requireValues(t, find(t, inv, "aws_apigatewayv2_integration", "to"), map[string]string{"integration_uri": `"arn:listener"`, "connection_id": "unknown", "api_id": `"orders"`})
	requireValues(t, find(t, inv, "aws_apigatewayv2_route", "r2"), map[string]string{"route_key": `"$default"`, "target": `"integrations/to"`, "authorizer_id": `"who"`})
	requireValues(t, find(t, inv, "aws_apigatewayv2_authorizer", "who"), map[string]string{"authorizer_uri": `"arn:who"`})

	f["ApiGatewayV2 GetApis"] = answer(&apigatewayv2.GetApisOutput{NextToken: aws.String("again")})
	if inv := readFake(t, f, collector(t, "apigateway")); len(inv.Gaps) != 1 || inv.Gaps[0].Origin.API != "apigateway:GET" {
		t.Errorf("a list without end: gaps %v", inv.Gaps)
	}
}

// TestLinks requires that those are left out that are being deleted or failed,
// and no others.
func TestLinks(t *testing.T) {
	t.Parallel()
	f := emptyGateway()
	f["API Gateway GetVpcLinks"] = answer(&apigateway.GetVpcLinksOutput{Items: []rest.VpcLink{
		{Id: aws.String("one"), Status: rest.VpcLinkStatusAvailable, TargetArns: []string{"arn:lb"}},
		{Id: aws.String("gone"), Status: rest.VpcLinkStatusDeleting},
		{Id: aws.String("failed"), Status: rest.VpcLinkStatusFailed},
	}})
	f["ApiGatewayV2 GetVpcLinks"] = answer(&apigatewayv2.GetVpcLinksOutput{Items: []http.VpcLink{
		{VpcLinkId: aws.String("two"), VpcLinkStatus: http.VpcLinkStatusInactive, SubnetIds: []string{"subnet-1", "subnet-2"}},
		{VpcLinkId: aws.String("gone2"), VpcLinkStatus: http.VpcLinkStatusDeleting},
		{VpcLinkId: aws.String("failed2"), VpcLinkStatus: http.VpcLinkStatusFailed},
	}})
	inv := readFake(t, f, collector(t, "apigateway"))
	if len(inv.Resources) != 2 {
		t.Fatalf("resources %v", inv.Resources)
	}
	requireValues(t, find(t, inv, "aws_api_gateway_vpc_link", "one"), map[string]string{"id": `"one"`, "target_arns": `["arn:lb"]`})
	requireValues(t, find(t, inv, "aws_apigatewayv2_vpc_link", "two"), map[string]string{"subnet_ids": `["subnet-1","subnet-2"]`})
}
