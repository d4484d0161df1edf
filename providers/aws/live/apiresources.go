package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/apigateway/types"
)

// resources reads the paths of a REST API, with their methods and what those
// lead to, which one call tells together.
func (r restReader) resources(ctx context.Context, of *restPart) error {
	pages := apigateway.NewGetResourcesPaginator(r.api, &apigateway.GetResourcesInput{
		RestApiId: &of.api, Embed: []string{"methods"}, Limit: aws.Int32(restPage),
	})
	return Pages(ctx, pages, func(page *apigateway.GetResourcesOutput) {
		for _, resource := range page.Items {
			if resource.ParentId != nil { // the root is part of the API
				v := Values{}
				v.Text("id", resource.Id)
				v.Text("parent_id", resource.ParentId)
				v.Text("path", resource.Path)
				v.Text("path_part", resource.PathPart)
				of.add("aws_api_gateway_resource", "/resources/"+text(resource.Id), v)
			}
			for verb, method := range resource.ResourceMethods {
				of.method(text(resource.Id), verb, method)
			}
		}
	})
}

// method adds a method of a path, and the integration that it leads to.
func (p *restPart) method(resource, verb string, m types.Method) {
	path, id := "/resources/"+resource+"/methods/"+verb, p.api+"-"+resource+"-"+verb
	v := p.ofMethod("agm-"+id, resource, verb)
	v.Text("authorization", m.AuthorizationType)
	v.Text("authorizer_id", m.AuthorizerId)
	p.guarded = p.guarded || m.AuthorizerId != nil
	p.add("aws_api_gateway_method", path, v)
	told := m.HttpMethod != nil
	if told && m.MethodIntegration == nil {
		return // it leads nowhere yet
	}
	v = p.ofMethod("agi-"+id, resource, verb)
	if told {
		integration(v, m.MethodIntegration)
	} else {
		v.Unknown("uri") // the answer only names the method
	}
	p.add("aws_api_gateway_integration", path+"/integration", v)
}

// ofMethod are the values by which Terraform tells whose method it is.
func (p *restPart) ofMethod(id, resource, verb string) Values {
	v := Values{}
	v.Text("id", &id)
	v.Text("resource_id", &resource)
	v.Text("http_method", &verb)
	return v
}

func integration(v Values, i *types.Integration) {
	Word(v, "type", i.Type)
	v.Text("uri", i.Uri)
	Word(v, "connection_type", i.ConnectionType)
	v.Text("connection_id", i.ConnectionId)
	if i.ConnectionType == types.ConnectionTypeVpcLink && i.ConnectionId == nil {
		v.Unknown("connection_id")
	}
	v.Text("integration_target", i.IntegrationTarget)
}
