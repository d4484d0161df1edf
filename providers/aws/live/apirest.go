package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/apigateway/types"
)

// restAPI is what is asked of API Gateway, version 1.
type restAPI interface {
	apigateway.GetBasePathMappingsAPIClient
	apigateway.GetDomainNamesAPIClient
	apigateway.GetResourcesAPIClient
	apigateway.GetRestApisAPIClient
	apigateway.GetVpcLinksAPIClient
	GetAuthorizers(context.Context, *apigateway.GetAuthorizersInput, ...func(*apigateway.Options)) (*apigateway.GetAuthorizersOutput, error)
	GetStages(context.Context, *apigateway.GetStagesInput, ...func(*apigateway.Options)) (*apigateway.GetStagesOutput, error)
}

type restReader struct{ api restAPI }

func (r restReader) list(ctx context.Context, c *Call) error {
	pages := apigateway.NewGetRestApisPaginator(r.api, &apigateway.GetRestApisInput{Limit: aws.Int32(restPage)})
	return Pages(ctx, pages, func(page *apigateway.GetRestApisOutput) {
		Each(page.Items, func(api types.RestApi) { r.restAPI(ctx, c, api) })
	})
}

// restAPI adds an API and what it is made of. Deployments are not asked for: the
// addresses in them hold the API's id, as those of stages do.
func (r restReader) restAPI(ctx context.Context, c *Call, api types.RestApi) {
	arn := gatewayARN(c, "/restapis/"+text(api.Id))
	execution := c.ARN("execute-api", text(api.Id))
	v := Values{}
	v.Text("id", api.Id)
	v.Text("arn", &arn)
	v.Text("name", api.Name)
	v.Text("execution_arn", &execution)
	v.Text("root_resource_id", api.RootResourceId)
	v.Blocks("endpoint_configuration", endpointConfiguration(api.EndpointConfiguration))
	v.Tags(api.Tags)
	c.Add("aws_api_gateway_rest_api", arn, v, gatewayGet)
	of := &restPart{call: c, api: text(api.Id), arn: arn}
	for _, ask := range []func(context.Context, *restPart) error{r.resources, r.authorizers, r.stages} {
		if err := ask(ctx, of); err != nil {
			c.Missing(ctx, err, arn)
		}
	}
}

// endpointConfiguration says whether an API, or a domain name, is public.
func endpointConfiguration(e *types.EndpointConfiguration) Values {
	v := Values{}
	if e == nil {
		v.Unknown("types")
		return v
	}
	Texts(v, "types", e.Types)
	Texts(v, "vpc_endpoint_ids", e.VpcEndpointIds)
	return v
}

// A restPart is the API whose parts are asked for.
type restPart struct {
	call     *Call
	api, arn string
	guarded  bool // a method has an authorizer
}

// add adds a part of an API.
func (p *restPart) add(typ, path string, v Values) {
	v.Text("rest_api_id", &p.api)
	p.call.Add(typ, p.arn+path, v, gatewayGet)
}

func (r restReader) authorizers(ctx context.Context, of *restPart) error {
	if !of.guarded {
		return nil
	}
	pages := Listing(func(ctx context.Context, token *string, options ...func(*apigateway.Options)) (*apigateway.GetAuthorizersOutput, error) {
		return r.api.GetAuthorizers(ctx, &apigateway.GetAuthorizersInput{RestApiId: &of.api, Position: token, Limit: aws.Int32(restPage)}, options...)
	})
	return Pages(ctx, pages, func(page *apigateway.GetAuthorizersOutput) {
		for _, a := range page.Items {
			path := "/authorizers/" + text(a.Id)
			arn := of.arn + path
			v := Values{}
			v.Text("id", a.Id)
			v.Text("arn", &arn)
			v.Text("name", a.Name)
			Word(v, "type", a.Type)
			v.Text("authorizer_uri", a.AuthorizerUri)
			of.add("aws_api_gateway_authorizer", path, v)
		}
	})
}

func (r restReader) stages(ctx context.Context, of *restPart) error {
	out, err := r.api.GetStages(ctx, &apigateway.GetStagesInput{RestApiId: &of.api})
	if err != nil {
		return err //nolint:wrapcheck // it names the service and the operation
	}
	for _, s := range out.Item {
		name := text(s.StageName)
		path, id := "/stages/"+name, "ags-"+of.api+"-"+name
		arn, execution := of.arn+path, of.call.ARN("execute-api", of.api+"/"+name)
		v := Values{}
		v.Text("id", &id)
		v.Text("arn", &arn)
		v.Text("stage_name", s.StageName)
		v.Text("execution_arn", &execution)
		v.Secrets("variables", s.Variables)
		v.Tags(s.Tags)
		of.add("aws_api_gateway_stage", path, v)
	}
	return nil
}

// links reads the ways into networks, to network load balancers.
func (r restReader) links(ctx context.Context, c *Call) error {
	pages := apigateway.NewGetVpcLinksPaginator(r.api, &apigateway.GetVpcLinksInput{Limit: aws.Int32(restPage)})
	return Pages(ctx, pages, func(page *apigateway.GetVpcLinksOutput) {
		for _, l := range page.Items {
			if l.Status == types.VpcLinkStatusDeleting || l.Status == types.VpcLinkStatusFailed {
				continue
			}
			arn := gatewayARN(c, "/vpclinks/"+text(l.Id))
			v := Values{}
			v.Text("id", l.Id)
			v.Text("arn", &arn)
			v.Text("name", l.Name)
			Texts(v, "target_arns", l.TargetArns)
			v.Tags(l.Tags)
			c.Add(restLinkType, arn, v, gatewayGet)
		}
	})
}
