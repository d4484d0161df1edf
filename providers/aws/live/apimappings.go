package live

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/apigatewayv2"
)

// A domainMapping is the API that a path of a domain name leads to. Its id is
// "" where version 1 told it.
type domainMapping struct{ id, api, path, stage string }

// mappings asks each version that tells of a domain for what its paths lead to:
// version 1 knows no paths of several steps, version 2 no private domains.
func (d domainReader) mappings(ctx context.Context, c *Call, one *customDomain) {
	if one.rest != nil {
		if err := d.basePaths(ctx, one); err != nil {
			c.Missing(ctx, err, one.arn)
		}
	}
	if one.http != nil {
		if err := d.apiMappings(ctx, one); err != nil {
			c.Missing(ctx, err, one.arn)
		}
	}
}

// noBasePath is how version 1 writes that a mapping is of all other paths.
const noBasePath = "(none)"

func (d domainReader) basePaths(ctx context.Context, one *customDomain) error {
	pages := apigateway.NewGetBasePathMappingsPaginator(d.rest, &apigateway.GetBasePathMappingsInput{
		DomainName: one.rest.DomainName, DomainNameId: one.rest.DomainNameId, Limit: aws.Int32(restPage),
	})
	return Pages(ctx, pages, func(page *apigateway.GetBasePathMappingsOutput) {
		for _, b := range page.Items {
			path := text(b.BasePath)
			if path == noBasePath {
				path = ""
			}
			one.mappings = append(one.mappings, domainMapping{api: text(b.RestApiId), path: path, stage: text(b.Stage)})
		}
	})
}

// apiMappings leaves out what version 1 has told.
func (d domainReader) apiMappings(ctx context.Context, one *customDomain) error {
	pages := Listing(func(ctx context.Context, token *string, options ...httpOptions) (*apigatewayv2.GetApiMappingsOutput, error) {
		return d.http.GetApiMappings(ctx, &apigatewayv2.GetApiMappingsInput{DomainName: one.http.DomainName, NextToken: token}, options...)
	})
	return Pages(ctx, pages, func(page *apigatewayv2.GetApiMappingsOutput) {
		for _, m := range page.Items {
			path := text(m.ApiMappingKey)
			if slices.ContainsFunc(one.mappings, func(told domainMapping) bool { return told.path == path }) {
				continue
			}
			one.mappings = append(one.mappings, domainMapping{text(m.ApiMappingId), text(m.ApiId), path, text(m.Stage)})
		}
	})
}

func addMapping(c *Call, domain, name string, m domainMapping) {
	v := Values{}
	v.Text("domain_name", &name)
	v.Text("api_id", &m.api)
	if m.id != "" {
		v.Text("id", &m.id)
		v.Text("api_mapping_key", &m.path)
		v.Text("stage", &m.stage)
		c.Add(mappingType, domain+"/apimappings/"+m.id, v, gatewayGet)
		return
	}
	id := name + "/" + m.path
	v.Text("id", &id)
	v.Text("base_path", &m.path)
	v.Text("stage_name", &m.stage)
	c.Add(basePathType, domain+"/basepathmappings/"+m.path, v, gatewayGet)
}
