package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/apigatewayv2"
	"github.com/aws/aws-sdk-go-v2/service/apigatewayv2/types"
)

// httpAPI is what is asked of API Gateway, version 2.
type httpAPI interface {
	GetApiMappings(context.Context, *apigatewayv2.GetApiMappingsInput, ...func(*apigatewayv2.Options)) (*apigatewayv2.GetApiMappingsOutput, error)
	GetApis(context.Context, *apigatewayv2.GetApisInput, ...func(*apigatewayv2.Options)) (*apigatewayv2.GetApisOutput, error)
	GetAuthorizers(context.Context, *apigatewayv2.GetAuthorizersInput, ...func(*apigatewayv2.Options)) (*apigatewayv2.GetAuthorizersOutput, error)
	GetDomainNames(context.Context, *apigatewayv2.GetDomainNamesInput, ...func(*apigatewayv2.Options)) (*apigatewayv2.GetDomainNamesOutput, error)
	GetIntegrations(context.Context, *apigatewayv2.GetIntegrationsInput, ...func(*apigatewayv2.Options)) (*apigatewayv2.GetIntegrationsOutput, error)
	GetRoutes(context.Context, *apigatewayv2.GetRoutesInput, ...func(*apigatewayv2.Options)) (*apigatewayv2.GetRoutesOutput, error)
	GetStages(context.Context, *apigatewayv2.GetStagesInput, ...func(*apigatewayv2.Options)) (*apigatewayv2.GetStagesOutput, error)
	GetVpcLinks(context.Context, *apigatewayv2.GetVpcLinksInput, ...func(*apigatewayv2.Options)) (*apigatewayv2.GetVpcLinksOutput, error)
}

type httpReader struct {
	api  httpAPI
	apis map[string]bool // the ids of all that there are
}

// httpOptions are what each call of version 2 may be given.
type httpOptions = func(*apigatewayv2.Options)

func (h httpReader) list(ctx context.Context, c *Call) error {
	pages := Listing(func(ctx context.Context, token *string, options ...httpOptions) (*apigatewayv2.GetApisOutput, error) {
		return h.api.GetApis(ctx, &apigatewayv2.GetApisInput{NextToken: token}, options...)
	})
	return Pages(ctx, pages, func(page *apigatewayv2.GetApisOutput) {
		for _, api := range page.Items {
			h.apis[text(api.ApiId)] = true
		}
		Each(page.Items, func(api types.Api) { h.httpAPI(ctx, c, api) })
	})
}

// httpAPI adds an API and what it is made of.
func (h httpReader) httpAPI(ctx context.Context, c *Call, api types.Api) {
	arn := gatewayARN(c, "/apis/"+text(api.ApiId))
	execution := c.ARN("execute-api", text(api.ApiId))
	v := Values{}
	v.Text("id", api.ApiId)
	v.Text("arn", &arn)
	v.Text("name", api.Name)
	v.Text("api_endpoint", api.ApiEndpoint)
	v.Text("execution_arn", &execution)
	Word(v, "protocol_type", api.ProtocolType)
	v.Tags(api.Tags)
	c.Add("aws_apigatewayv2_api", arn, v, gatewayGet)
	of := &httpPart{call: c, api: text(api.ApiId), arn: arn}
	for _, ask := range []func(context.Context, *httpPart) error{h.integrations, h.routes, h.authorizers, h.stages} {
		if err := ask(ctx, of); err != nil {
			c.Missing(ctx, err, arn)
		}
	}
}

// An httpPart is the API whose parts are asked for.
type httpPart struct {
	call     *Call
	api, arn string
	guarded  bool // a route has an authorizer
}

// add adds a part of an API.
func (p *httpPart) add(typ, path string, v Values) {
	v.Text("api_id", &p.api)
	p.call.Add(typ, p.arn+path, v, gatewayGet)
}

// links reads the ways into networks, over their subnets. One that was not used
// for weeks is inactive, and comes back when it is.
func (h httpReader) links(ctx context.Context, c *Call) error {
	pages := Listing(func(ctx context.Context, token *string, options ...httpOptions) (*apigatewayv2.GetVpcLinksOutput, error) {
		return h.api.GetVpcLinks(ctx, &apigatewayv2.GetVpcLinksInput{NextToken: token}, options...)
	})
	return Pages(ctx, pages, func(page *apigatewayv2.GetVpcLinksOutput) {
		for _, l := range page.Items {
			if l.VpcLinkStatus == types.VpcLinkStatusDeleting || l.VpcLinkStatus == types.VpcLinkStatusFailed {
				continue
			}
			arn := gatewayARN(c, "/vpclinks/"+text(l.VpcLinkId))
			v := Values{}
			v.Text("id", l.VpcLinkId)
			v.Text("arn", &arn)
			v.Text("name", l.Name)
			Texts(v, "subnet_ids", l.SubnetIds)
			Texts(v, "security_group_ids", l.SecurityGroupIds)
			v.Tags(l.Tags)
			c.Add(httpLinkType, arn, v, gatewayGet)
		}
	})
}
