package aws

import (
	"net/url"

	"spof/estate"
	"spof/inventory"
)

// leadsTo returns the address of what answers behind a resource that names it:
// the balancer of a listener, the instance of an address, the API of a stage.
// It is "" where nothing that can be judged does.
func (m *model) leadsTo(r *inventory.Resource) string {
	b := attrs(r)
	hop := func(name string, types ...string) string {
		if to := m.resource(b, name, types...); to != nil && to != r {
			return m.leadsTo(to)
		}
		return ""
	}
	switch r.Type {
	case "aws_lb_listener", "aws_alb_listener":
		return hop("load_balancer_arn", "aws_lb", "aws_alb")
	case "aws_eip":
		if a := hop("instance", "aws_instance"); a != "" {
			return a
		}
		if a := m.associated(b); a != "" {
			return a
		}
		return m.interfaceOwner(b.text("network_interface", "").Or(""))
	case "aws_network_interface":
		return m.interfaceOwner(b.text("id", "").Or(""))
	case "aws_lambda_alias":
		return hop("function_name", "aws_lambda_function")
	case "aws_lambda_function_url":
		return hop("function_name", "aws_lambda_function")
	case "aws_api_gateway_stage", "aws_api_gateway_deployment":
		return hop("rest_api_id", "aws_api_gateway_rest_api")
	case "aws_apigatewayv2_stage":
		return hop("api_id", "aws_apigatewayv2_api")
	case "aws_s3_bucket_website_configuration":
		return hop("bucket", "aws_s3_bucket")
	case "aws_route53_record":
		return m.setOf(r)
	case "aws_rds_cluster_endpoint", "aws_rds_cluster_instance", "aws_docdb_cluster_instance", "aws_neptune_cluster_instance", "aws_db_proxy", "aws_elasticache_cluster":
		return m.served(r)
	}
	if m.made[r.Address] != nil || answers[r.Type] {
		return r.Address
	}
	return ""
}

// answers are the types that can be led to, made by now or not.
var answers = map[string]bool{
	"aws_lb": true, "aws_alb": true, "aws_elb": true, "aws_api_gateway_rest_api": true, "aws_apigatewayv2_api": true,
	"aws_api_gateway_domain_name": true, "aws_apigatewayv2_domain_name": true, "aws_cloudfront_distribution": true,
	"aws_globalaccelerator_accelerator": false,
}

// associated returns the instance that an elastic address is associated with.
func (m *model) associated(b block) string {
	for _, a := range m.types["aws_eip_association"] {
		ab := attrs(a)
		if m.resource(ab, "allocation_id", "aws_eip") != b.r {
			continue
		}
		if i := m.resource(ab, "instance_id", "aws_instance"); i != nil {
			return i.Address
		}
		return m.interfaceOwner(ab.text("network_interface_id", "").Or(""))
	}
	return ""
}

// host is the host that an address names, or the text itself.
func host(text string) string {
	if u, err := url.Parse(text); err == nil && u.Host != "" {
		return u.Hostname()
	}
	return text
}

// targetsIn returns what a text leads to: resources that it names, else itself
// as a literal address.
func (m *model) targetsIn(text string, at estate.Origin) []estate.Target {
	var out []estate.Target
	for _, r := range m.index.mentions(text) {
		if a := m.leadsTo(r); a != "" {
			out = append(out, estate.Target{Address: a, Origin: at})
			return out
		}
	}
	if text != "" {
		out = append(out, estate.Target{Literal: m.shown(host(text)), Origin: at})
	}
	return out
}
