package live_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	rest "github.com/aws/aws-sdk-go-v2/service/apigateway/types"
	"github.com/aws/aws-sdk-go-v2/service/apigatewayv2"
	http "github.com/aws/aws-sdk-go-v2/service/apigatewayv2/types"
	"github.com/google/go-cmp/cmp"
)

const privateARN = "arn:aws:apigateway:eu-west-1:123456789012:/domainnames/inside.example.com+abc"

// domains has both versions tell the same domains, as AWS does.
func domains() fake {
	f := emptyGateway()
	f["ApiGatewayV2 GetApis"] = answer(&apigatewayv2.GetApisOutput{Items: []http.Api{{ApiId: aws.String("http1")}}})
	f["ApiGatewayV2 GetIntegrations"] = answer(&apigatewayv2.GetIntegrationsOutput{})
	f["ApiGatewayV2 GetRoutes"] = answer(&apigatewayv2.GetRoutesOutput{})
	one := func(name string) rest.DomainName {
		return rest.DomainName{DomainName: &name, RegionalDomainName: aws.String("d-" + name)}
	}
	edge, inside := rest.DomainName{DomainName: aws.String("edge.example.com"), DistributionDomainName: aws.String("d1.cloudfront.net")}, one("inside.example.com")
	inside.DomainNameArn, inside.DomainNameId = aws.String(privateARN), aws.String("abc")
	f["API Gateway GetDomainNames"] = answer(&apigateway.GetDomainNamesOutput{Items: []rest.DomainName{
		one("both.example.com"), one("http.example.com"), one("bare.example.com"), edge, inside,
	}})
	two := func(name string) http.DomainName {
		return http.DomainName{DomainName: &name, DomainNameConfigurations: []http.DomainNameConfiguration{{ApiGatewayDomainName: aws.String("d-" + name)}}}
	}
	f["ApiGatewayV2 GetDomainNames"] = answer(&apigatewayv2.GetDomainNamesOutput{Items: []http.DomainName{
		two("both.example.com"), two("http.example.com"), two("bare.example.com"), two("edge.example.com"),
	}})
	f["API Gateway GetBasePathMappings"] = basePaths
	f["ApiGatewayV2 GetApiMappings"] = apiMappings
	return f
}

func basePaths(_ string, in any) (any, error) {
	input, _ := in.(*apigateway.GetBasePathMappingsInput)
	paths := map[string][]rest.BasePathMapping{
		"both.example.com": {{BasePath: aws.String("(none)"), RestApiId: aws.String("rest1"), Stage: aws.String("live")}},
		"edge.example.com": {{BasePath: aws.String("(none)"), RestApiId: aws.String("rest1")}},
	}[*input.DomainName]
	if input.DomainNameId != nil {
		paths = []rest.BasePathMapping{{BasePath: aws.String("pets"), RestApiId: aws.String("rest1")}}
	}
	return &apigateway.GetBasePathMappingsOutput{Items: paths}, nil
}

func apiMappings(_ string, in any) (any, error) {
	input, _ := in.(*apigatewayv2.GetApiMappingsInput)
	mappings := map[string][]http.ApiMapping{
		"both.example.com": {
			{ApiMappingId: aws.String("m1"), ApiId: aws.String("rest1"), ApiMappingKey: aws.String("")},
			{ApiMappingId: aws.String("m2"), ApiId: aws.String("http1"), ApiMappingKey: aws.String("orders/v1")},
		},
		"http.example.com": {{ApiMappingId: aws.String("m3"), ApiId: aws.String("http1"), Stage: aws.String("$default")}},
		"edge.example.com": {{ApiMappingId: aws.String("m4"), ApiId: aws.String("rest1")}},
	}[*input.DomainName]
	return &apigatewayv2.GetApiMappingsOutput{Items: mappings}, nil
}

// TestCustomDomains requires that what both versions tell is told once: the
// domain as that of the version whose APIs it leads to, a mapping as that of the
// version that tells it first.
func TestCustomDomains(t *testing.T) {
	t.Parallel()
	inv := readFake(t, domains(), collector(t, "apigateway"))
	if len(inv.Gaps) != 0 {
		t.Fatalf("gaps %v", inv.Gaps)
	}
	want := map[string]int{
		"aws_api_gateway_domain_name": 4, "aws_apigatewayv2_domain_name": 1, "aws_api_gateway_base_path_mapping": 3, "aws_apigatewayv2_api_mapping": 2,
		"aws_apigatewayv2_api": 1,
	}
	if diff := cmp.Diff(want, countTypes(inv)); diff != "" {
		t.Errorf("types (-want +got)\n%s", diff)
	}
	requireValues(t, find(t, inv, "aws_api_gateway_domain_name", "both.example.com"), map[string]string{
		"id": `"both.example.com"`, "arn": `"arn:aws:apigateway:eu-west-1::/domainnames/both.example.com"`, "regional_domain_name": `"d-both.example.com"`,
	})
	requireValues(t, find(t, inv, "aws_api_gateway_base_path_mapping", "both.example.com/basepathmappings/"), map[string]string{
		"id": `"both.example.com/"`, "base_path": "", "api_id": `"rest1"`, "stage_name": `"live"`, "domain_name": `"both.example.com"`,
	})
	requireValues(t, find(t, inv, "aws_apigatewayv2_api_mapping", "m2"), map[string]string{"api_mapping_key": `"orders/v1"`, "domain_name": `"both.example.com"`})
	requireValues(t, find(t, inv, "aws_apigatewayv2_domain_name", "http.example.com"), map[string]string{
		"domain_name_configuration": `[{"target_domain_name":"d-http.example.com"}]`,
	})
	requireValues(t, find(t, inv, "aws_api_gateway_domain_name", "edge.example.com"), map[string]string{"cloudfront_domain_name": `"d1.cloudfront.net"`, "regional_domain_name": ""})
	requireValues(t, find(t, inv, "aws_api_gateway_domain_name", "inside.example.com+abc"), map[string]string{"id": `"inside.example.com/abc"`, "arn": `"` + privateARN + `"`})
	requireValues(t, find(t, inv, "aws_api_gateway_base_path_mapping", "+abc/basepathmappings/pets"), map[string]string{"base_path": `"pets"`})
}

// TestADomainWhoseMappingsAreDenied requires that it is in doubt, and that what
// one version does not tell is told by the other.
func TestADomainWhoseMappingsAreDenied(t *testing.T) {
	t.Parallel()
	f := domains()
	f["API Gateway GetBasePathMappings"] = denyIt
	inv := readFake(t, f, collector(t, "apigateway"))
	if len(inv.Gaps) != 1 || len(inv.Gaps[0].Unsettles) != 5 {
		t.Errorf("gaps %v", inv.Gaps)
	}
	requireValues(t, find(t, inv, "aws_apigatewayv2_api_mapping", "m1"), map[string]string{"api_id": `"rest1"`})
	f = domains()
	f["ApiGatewayV2 GetDomainNames"] = denyIt
	inv = readFake(t, f, collector(t, "apigateway"))
	if len(inv.Unread) != 2 || inv.Unread[0].Type != "aws_apigatewayv2_domain_name" || countTypes(inv)["aws_api_gateway_domain_name"] != 5 {
		t.Errorf("unread %v", inv.Unread)
	}
	f = domains()
	f["ApiGatewayV2 GetApiMappings"] = denyIt
	if inv = readFake(t, f, collector(t, "apigateway")); len(inv.Gaps) != 1 || len(inv.Gaps[0].Unsettles) != 4 {
		t.Errorf("gaps %v", inv.Gaps)
	}
}
