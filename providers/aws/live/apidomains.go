package live

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	resttypes "github.com/aws/aws-sdk-go-v2/service/apigateway/types"
	"github.com/aws/aws-sdk-go-v2/service/apigatewayv2"
	httptypes "github.com/aws/aws-sdk-go-v2/service/apigatewayv2/types"
)

const (
	restDomainType = "aws_api_gateway_domain_name"
	httpDomainType = "aws_apigatewayv2_domain_name"
	basePathType   = "aws_api_gateway_base_path_mapping"
	mappingType    = "aws_apigatewayv2_api_mapping"
)

var (
	domainTypes  = []string{restDomainType, httpDomainType}
	mappingTypes = []string{basePathType, mappingType}
)

// A customDomain is a custom domain name, as each version tells it.
type customDomain struct {
	arn      string
	rest     *resttypes.DomainName
	http     *httptypes.DomainName
	mappings []domainMapping
}

// collectDomains reads the custom domain names. Each is told by both versions of
// API Gateway, and so are the mappings of one that is public; a state holds it
// once.
func collectDomains(ctx context.Context, c *Call, one restAPI, two httpAPI, isHTTP map[string]bool) {
	d := domainReader{one, two, map[string]*customDomain{}}
	c.Try(ctx, d.listRest, restDomainType, basePathType)
	c.Try(ctx, d.listHTTP, httpDomainType, mappingType)
	all := slices.SortedFunc(maps.Values(d.domains), func(a, b *customDomain) int { return strings.Compare(a.arn, b.arn) })
	Each(all, func(one *customDomain) {
		d.mappings(ctx, c, one)
		addDomain(c, one, isHTTP)
	})
}

type domainReader struct {
	rest    restAPI
	http    httpAPI
	domains map[string]*customDomain // by ARN: private ones may share a name
}

// domain returns the domain of an ARN, which AWS tells of some only.
func (d domainReader) domain(c *Call, arn, name *string) *customDomain {
	a := text(arn)
	if a == "" {
		a = gatewayARN(c, "/domainnames/"+text(name))
	}
	if d.domains[a] == nil {
		d.domains[a] = &customDomain{arn: a}
	}
	return d.domains[a]
}

func (d domainReader) listRest(ctx context.Context, c *Call) error {
	pages := apigateway.NewGetDomainNamesPaginator(d.rest, &apigateway.GetDomainNamesInput{Limit: aws.Int32(restPage)})
	return Pages(ctx, pages, func(page *apigateway.GetDomainNamesOutput) {
		for i := range page.Items {
			one := &page.Items[i]
			d.domain(c, one.DomainNameArn, one.DomainName).rest = one
		}
	})
}

func (d domainReader) listHTTP(ctx context.Context, c *Call) error {
	pages := Listing(func(ctx context.Context, token *string, options ...httpOptions) (*apigatewayv2.GetDomainNamesOutput, error) {
		return d.http.GetDomainNames(ctx, &apigatewayv2.GetDomainNamesInput{NextToken: token}, options...)
	})
	return Pages(ctx, pages, func(page *apigatewayv2.GetDomainNamesOutput) {
		for i := range page.Items {
			one := &page.Items[i]
			d.domain(c, one.DomainNameArn, one.DomainName).http = one
		}
	})
}

// isHTTP reports whether a state would hold a domain as one of version 2, which
// the domain itself does not tell: where it leads to HTTP or WebSocket APIs
// only. One that leads to REST APIs, or nowhere, is said to be of version 1,
// which alone makes private and edge-optimised ones. Both mean the same.
func (one *customDomain) isHTTP(apis map[string]bool) bool {
	if one.rest == nil || one.http == nil {
		return one.rest == nil
	}
	others := slices.ContainsFunc(one.mappings, func(m domainMapping) bool { return !apis[m.api] })
	return len(one.mappings) > 0 && !others
}

// addDomain adds a domain and its mappings.
func addDomain(c *Call, one *customDomain, apis map[string]bool) {
	if one.rest != nil && one.rest.RoutingMode != "" && one.rest.RoutingMode != resttypes.RoutingModeBasePathMappingOnly {
		c.Unjudged("the routing rules of "+text(one.rest.DomainName), gatewayGet)
	}
	typ, v := restDomainType, Values{}
	v.Text("arn", &one.arn)
	if one.isHTTP(apis) {
		typ = httpDomainType
		httpDomain(v, one.http)
	} else {
		restDomain(v, one.rest)
	}
	c.Add(typ, one.arn, v, gatewayGet)
	name := word(v.object(), "domain_name")
	for _, m := range one.mappings {
		addMapping(c, one.arn, name, m)
	}
}

func restDomain(v Values, d *resttypes.DomainName) {
	id := text(d.DomainName)
	if d.DomainNameId != nil {
		id += "/" + *d.DomainNameId
	}
	v.Text("id", &id)
	v.Text("domain_name", d.DomainName)
	v.Text("domain_name_id", d.DomainNameId)
	v.Text("regional_domain_name", d.RegionalDomainName)
	v.Text("regional_zone_id", d.RegionalHostedZoneId)
	v.Text("cloudfront_domain_name", d.DistributionDomainName)
	v.Text("cloudfront_zone_id", d.DistributionHostedZoneId)
	v.Blocks("endpoint_configuration", endpointConfiguration(d.EndpointConfiguration))
	v.Tags(d.Tags)
}

func httpDomain(v Values, d *httptypes.DomainName) {
	v.Text("id", d.DomainName)
	v.Text("domain_name", d.DomainName)
	var all []Values
	for _, one := range d.DomainNameConfigurations {
		b := Values{}
		b.Text("target_domain_name", one.ApiGatewayDomainName)
		b.Text("hosted_zone_id", one.HostedZoneId)
		Word(b, "endpoint_type", one.EndpointType)
		all = append(all, b)
	}
	v.Blocks("domain_name_configuration", all...)
	v.Tags(d.Tags)
}
