package live_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	rest "github.com/aws/aws-sdk-go-v2/service/apigateway/types"
	"github.com/aws/aws-sdk-go-v2/service/apigatewayv2"
	http "github.com/aws/aws-sdk-go-v2/service/apigatewayv2/types"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	edge "github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	elb "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2"
	balancer "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2/types"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	function "github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/aws-sdk-go-v2/service/route53"
	dns "github.com/aws/aws-sdk-go-v2/service/route53/types"

	"spof/estate"
	meaning "spof/providers/aws"
)

const (
	functionARN = "arn:aws:lambda:eu-west-1:123456789012:function:"
	balancerARN = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/"
	invoked     = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/" + functionARN
)

// TestFrontDoorsLead requires that what is read of one service is found by what
// another one calls it: an alias leads to the domain name, that to its APIs, and
// those to functions and through links to balancers.
func TestFrontDoorsLead(t *testing.T) {
	t.Parallel()
	f := emptyGateway()
	maps.Copy(f, restDoors())
	maps.Copy(f, httpDoors())
	maps.Copy(f, balancersAndFunctions())
	maps.Copy(f, namesAndEdge())
	services := []string{"apigateway", "lambda", "elasticloadbalancing", "route53", "cloudfront"}
	inv := readFake(t, f, collectorsOf(t, services...)...)
	if len(inv.Gaps) != 0 {
		t.Fatalf("gaps %v", inv.Gaps)
	}
	e := meaning.Mean(inv)
	const api, link = "arn:aws:apigateway:eu-west-1::/restapis/shop1", "arn:aws:apigateway:eu-west-1::/vpclinks/"
	for from, all := range map[string][]string{
		"route53/Z1/shop.example.com/A":                    {"arn:aws:apigateway:eu-west-1::/domainnames/shop.example.com", api, functionARN + "orders", functionARN + "who", balancerARN + "net/pets/1", link + "link1", balancerARN + "app/web/1"},
		"route53/Z1/orders.example.com/A":                  {"arn:aws:apigateway:eu-west-1::/domainnames/orders.example.com", "arn:aws:apigateway:eu-west-1::/apis/http1", balancerARN + "app/web/1", functionARN + "who", link + "link2"},
		"arn:aws:cloudfront::123456789012:distribution/E1": {api, functionARN + "pages"},
	} {
		reached := reachedFrom(e, from)
		for _, to := range all {
			if !slices.ContainsFunc(reached, func(a string) bool { return a == to || strings.HasPrefix(a, to+"#") }) {
				t.Errorf("%s does not lead to %s, but to %v", from, to, reached)
			}
		}
	}
	if spread := e.Find(functionARN + "orders"); spread == nil || spread.Kind != estate.Function {
		t.Errorf("the function is %+v", spread)
	}
}

// reachedFrom returns all that something needs, and what that needs.
func reachedFrom(e *estate.Estate, address string) []string {
	out := []string{address}
	for i := 0; i < len(out); i++ {
		r := e.Find(out[i])
		if r == nil {
			continue
		}
		for _, n := range r.Needs {
			for _, m := range n.Members {
				if !slices.Contains(out, m.Address) {
					out = append(out, m.Address)
				}
			}
		}
	}
	return out[1:]
}

func restDoors() fake {
	to := func(kind rest.IntegrationType, uri, link string) *rest.Integration {
		i := &rest.Integration{Type: kind, Uri: &uri}
		if link != "" {
			i.ConnectionType, i.ConnectionId = rest.ConnectionTypeVpcLink, &link
		}
		return i
	}
	method := rest.Method{HttpMethod: aws.String("ANY"), MethodIntegration: to(rest.IntegrationTypeAwsProxy, invoked+"${stageVariables.function}/invocations", ""), AuthorizerId: aws.String("asks1")}
	linked := rest.Method{HttpMethod: aws.String("GET"), MethodIntegration: to(rest.IntegrationTypeHttpProxy, "http://pets.internal/", "${stageVariables.link}")}
	balanced := rest.Method{HttpMethod: aws.String("PUT"), MethodIntegration: to(rest.IntegrationTypeHttpProxy, "https://web.internal/", "link2")}
	balanced.MethodIntegration.IntegrationTarget = aws.String(balancerARN + "app/web/1")
	return fake{
		"API Gateway GetRestApis": answer(&apigateway.GetRestApisOutput{Items: []rest.RestApi{{Id: aws.String("shop1"), RootResourceId: aws.String("root1")}}}),
		"API Gateway GetResources": answer(&apigateway.GetResourcesOutput{Items: []rest.Resource{
			{Id: aws.String("root1"), ResourceMethods: map[string]rest.Method{"ANY": method}},
			{Id: aws.String("pets1"), ParentId: aws.String("root1"), PathPart: aws.String("pets"), ResourceMethods: map[string]rest.Method{"GET": linked, "PUT": balanced}},
		}}),
		"API Gateway GetStages":      answer(&apigateway.GetStagesOutput{Item: []rest.Stage{{StageName: aws.String("live"), Variables: map[string]string{"function": "orders", "link": "link1"}}}}),
		"API Gateway GetAuthorizers": answer(&apigateway.GetAuthorizersOutput{Items: []rest.Authorizer{{Id: aws.String("asks1"), AuthorizerUri: aws.String(invoked + "who/invocations")}}}),
		"API Gateway GetVpcLinks":    answer(&apigateway.GetVpcLinksOutput{Items: []rest.VpcLink{{Id: aws.String("link1"), TargetArns: []string{balancerARN + "net/pets/1"}}}}),
		"API Gateway GetDomainNames": answer(&apigateway.GetDomainNamesOutput{Items: []rest.DomainName{
			{DomainName: aws.String("shop.example.com"), RegionalDomainName: aws.String("d-shop.execute-api.eu-west-1.amazonaws.com")},
			{DomainName: aws.String("orders.example.com"), RegionalDomainName: aws.String("d-orders.execute-api.eu-west-1.amazonaws.com")},
		}}),
		"API Gateway GetBasePathMappings": func(_ string, in any) (any, error) {
			if input, ok := in.(*apigateway.GetBasePathMappingsInput); ok && *input.DomainName == "shop.example.com" {
				return &apigateway.GetBasePathMappingsOutput{Items: []rest.BasePathMapping{{BasePath: aws.String("(none)"), RestApiId: aws.String("shop1"), Stage: aws.String("live")}}}, nil
			}
			return &apigateway.GetBasePathMappingsOutput{}, nil
		},
	}
}

func httpDoors() fake {
	return fake{
		"ApiGatewayV2 GetApis": answer(&apigatewayv2.GetApisOutput{Items: []http.Api{{ApiId: aws.String("http1")}}}),
		"ApiGatewayV2 GetIntegrations": answer(&apigatewayv2.GetIntegrationsOutput{Items: []http.Integration{{
			IntegrationId: aws.String("int1"), IntegrationType: http.IntegrationTypeHttpProxy, ConnectionType: http.ConnectionTypeVpcLink, ConnectionId: aws.String("link2"),
			IntegrationUri: aws.String(strings.Replace(balancerARN, ":loadbalancer/", ":listener/", 1) + "app/web/1/2"),
		}}}),
		"ApiGatewayV2 GetRoutes": answer(&apigatewayv2.GetRoutesOutput{Items: []http.Route{{
			RouteId: aws.String("route1"), RouteKey: aws.String("$default"), Target: aws.String("integrations/int1"), AuthorizerId: aws.String("asks2"),
		}}}),
		"ApiGatewayV2 GetAuthorizers": answer(&apigatewayv2.GetAuthorizersOutput{Items: []http.Authorizer{{AuthorizerId: aws.String("asks2"), AuthorizerUri: aws.String(invoked + "who/invocations")}}}),
		"ApiGatewayV2 GetVpcLinks":    answer(&apigatewayv2.GetVpcLinksOutput{Items: []http.VpcLink{{VpcLinkId: aws.String("link2"), SubnetIds: []string{"subnet-1"}}}}),
		"ApiGatewayV2 GetDomainNames": answer(&apigatewayv2.GetDomainNamesOutput{Items: []http.DomainName{{
			DomainName:               aws.String("orders.example.com"),
			DomainNameConfigurations: []http.DomainNameConfiguration{{ApiGatewayDomainName: aws.String("d-orders.execute-api.eu-west-1.amazonaws.com")}},
		}}}),
		"ApiGatewayV2 GetApiMappings": answer(&apigatewayv2.GetApiMappingsOutput{Items: []http.ApiMapping{{ApiMappingId: aws.String("map1"), ApiId: aws.String("http1")}}}),
	}
}

func balancersAndFunctions() fake {
	listener := strings.Replace(balancerARN, ":loadbalancer/", ":listener/", 1) + "app/web/1/2"
	functions := functionsOf(
		function.FunctionConfiguration{FunctionName: aws.String("orders")},
		function.FunctionConfiguration{FunctionName: aws.String("who")},
		function.FunctionConfiguration{FunctionName: aws.String("pages")},
	)
	maps.Copy(functions, fake{
		"Lambda ListFunctionUrlConfigs": func(_ string, in any) (any, error) {
			if input, ok := in.(*lambda.ListFunctionUrlConfigsInput); ok && *input.FunctionName == "pages" {
				return &lambda.ListFunctionUrlConfigsOutput{FunctionUrlConfigs: []function.FunctionUrlConfig{{
					FunctionArn: aws.String(functionARN + "pages"), FunctionUrl: aws.String("https://pages.lambda-url.eu-west-1.on.aws/"),
				}}}, nil
			}
			return &lambda.ListFunctionUrlConfigsOutput{}, nil
		},
		"Elastic Load Balancing v2 DescribeLoadBalancers": answer(&elb.DescribeLoadBalancersOutput{LoadBalancers: []balancer.LoadBalancer{
			{LoadBalancerArn: aws.String(balancerARN + "net/pets/1"), Type: balancer.LoadBalancerTypeEnumNetwork, Scheme: balancer.LoadBalancerSchemeEnumInternal},
			{LoadBalancerArn: aws.String(balancerARN + "app/web/1"), Type: balancer.LoadBalancerTypeEnumApplication, Scheme: balancer.LoadBalancerSchemeEnumInternal},
		}}),
		"Elastic Load Balancing v2 DescribeLoadBalancerAttributes": answer(&elb.DescribeLoadBalancerAttributesOutput{}),
		"Elastic Load Balancing v2 DescribeTargetGroups":           answer(&elb.DescribeTargetGroupsOutput{}),
		"Elastic Load Balancing v2 DescribeListeners": func(_ string, in any) (any, error) {
			if input, ok := in.(*elb.DescribeListenersInput); ok && strings.Contains(*input.LoadBalancerArn, "/app/") {
				return &elb.DescribeListenersOutput{Listeners: []balancer.Listener{{ListenerArn: &listener, LoadBalancerArn: input.LoadBalancerArn}}}, nil
			}
			return &elb.DescribeListenersOutput{}, nil
		},
		"Elastic Load Balancing v2 DescribeRules": answer(&elb.DescribeRulesOutput{}),
	})
	return functions
}

func namesAndEdge() fake {
	alias := func(name, target string) dns.ResourceRecordSet {
		return dns.ResourceRecordSet{Name: &name, Type: dns.RRTypeA, AliasTarget: &dns.AliasTarget{DNSName: &target}}
	}
	origin := func(id, domain string) edge.Origin { return edge.Origin{Id: &id, DomainName: &domain} }
	return fake{
		"Route 53 ListHealthChecks": answer(&route53.ListHealthChecksOutput{}),
		"Route 53 ListHostedZones":  answer(&route53.ListHostedZonesOutput{HostedZones: []dns.HostedZone{{Id: aws.String("/hostedzone/Z1"), Name: aws.String("example.com.")}}}),
		"Route 53 ListResourceRecordSets": answer(&route53.ListResourceRecordSetsOutput{ResourceRecordSets: []dns.ResourceRecordSet{
			alias("shop.example.com.", "d-shop.execute-api.eu-west-1.amazonaws.com."), alias("orders.example.com.", "d-orders.execute-api.eu-west-1.amazonaws.com."),
		}}),
		"CloudFront ListDistributions": answer(&cloudfront.ListDistributionsOutput{DistributionList: &edge.DistributionList{Items: []edge.DistributionSummary{{
			ARN:                  aws.String("arn:aws:cloudfront::123456789012:distribution/E1"),
			Origins:              &edge.Origins{Items: []edge.Origin{origin("api", "shop1.execute-api.eu-west-1.amazonaws.com"), origin("pages", "pages.lambda-url.eu-west-1.on.aws")}},
			DefaultCacheBehavior: &edge.DefaultCacheBehavior{TargetOriginId: aws.String("pages")},
			CacheBehaviors:       &edge.CacheBehaviors{Items: []edge.CacheBehavior{{PathPattern: aws.String("/api/*"), TargetOriginId: aws.String("api")}}},
		}}}}),
	}
}
