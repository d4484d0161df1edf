package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/apigatewayv2"
	"github.com/aws/aws-sdk-go-v2/service/apigatewayv2/types"
)

func (h httpReader) integrations(ctx context.Context, of *httpPart) error {
	pages := Listing(func(ctx context.Context, token *string, options ...httpOptions) (*apigatewayv2.GetIntegrationsOutput, error) {
		return h.api.GetIntegrations(ctx, &apigatewayv2.GetIntegrationsInput{ApiId: &of.api, NextToken: token}, options...)
	})
	return Pages(ctx, pages, func(page *apigatewayv2.GetIntegrationsOutput) {
		for _, i := range page.Items {
			v := Values{}
			v.Text("id", i.IntegrationId)
			Word(v, "integration_type", i.IntegrationType)
			v.Text("integration_uri", i.IntegrationUri)
			Word(v, "connection_type", i.ConnectionType)
			v.Text("connection_id", i.ConnectionId)
			if i.ConnectionType == types.ConnectionTypeVpcLink && i.ConnectionId == nil {
				v.Unknown("connection_id")
			}
			of.add("aws_apigatewayv2_integration", "/integrations/"+text(i.IntegrationId), v)
		}
	})
}

func (h httpReader) routes(ctx context.Context, of *httpPart) error {
	pages := Listing(func(ctx context.Context, token *string, options ...httpOptions) (*apigatewayv2.GetRoutesOutput, error) {
		return h.api.GetRoutes(ctx, &apigatewayv2.GetRoutesInput{ApiId: &of.api, NextToken: token}, options...)
	})
	return Pages(ctx, pages, func(page *apigatewayv2.GetRoutesOutput) {
		for _, r := range page.Items {
			v := Values{}
			v.Text("id", r.RouteId)
			v.Text("route_key", r.RouteKey)
			v.Text("target", r.Target)
			Word(v, "authorization_type", r.AuthorizationType)
			v.Text("authorizer_id", r.AuthorizerId)
			of.guarded = of.guarded || r.AuthorizerId != nil
			of.add("aws_apigatewayv2_route", "/routes/"+text(r.RouteId), v)
		}
	})
}

func (h httpReader) authorizers(ctx context.Context, of *httpPart) error {
	if !of.guarded {
		return nil
	}
	pages := Listing(func(ctx context.Context, token *string, options ...httpOptions) (*apigatewayv2.GetAuthorizersOutput, error) {
		return h.api.GetAuthorizers(ctx, &apigatewayv2.GetAuthorizersInput{ApiId: &of.api, NextToken: token}, options...)
	})
	return Pages(ctx, pages, func(page *apigatewayv2.GetAuthorizersOutput) {
		for _, a := range page.Items {
			v := Values{}
			v.Text("id", a.AuthorizerId)
			v.Text("name", a.Name)
			Word(v, "authorizer_type", a.AuthorizerType)
			v.Text("authorizer_uri", a.AuthorizerUri)
			of.add("aws_apigatewayv2_authorizer", "/authorizers/"+text(a.AuthorizerId), v)
		}
	})
}

func (h httpReader) stages(ctx context.Context, of *httpPart) error {
	pages := Listing(func(ctx context.Context, token *string, options ...httpOptions) (*apigatewayv2.GetStagesOutput, error) {
		return h.api.GetStages(ctx, &apigatewayv2.GetStagesInput{ApiId: &of.api, NextToken: token}, options...)
	})
	return Pages(ctx, pages, func(page *apigatewayv2.GetStagesOutput) {
		for _, s := range page.Items {
			path := "/stages/" + text(s.StageName)
			arn, execution := of.arn+path, of.call.ARN("execute-api", of.api+"/"+text(s.StageName))
			v := Values{}
			v.Text("id", s.StageName)
			v.Text("arn", &arn)
			v.Text("name", s.StageName)
			v.Text("execution_arn", &execution)
			v.Secrets("stage_variables", s.StageVariables)
			v.Tags(s.Tags)
			of.add("aws_apigatewayv2_stage", path, v)
		}
	})
}
