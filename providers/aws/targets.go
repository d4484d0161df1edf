package aws

import (
	"net/url"

	"spof/estate"
	"spof/inventory"
)

// hops are the types that stand for another resource, and the attribute that
// names it.
var hops = map[string]struct {
	attribute string
	types     []string
}{
	"aws_lb_listener":                     {"load_balancer_arn", []string{"aws_lb", "aws_alb"}},
	"aws_alb_listener":                    {"load_balancer_arn", []string{"aws_lb", "aws_alb"}},
	"aws_lambda_alias":                    {"function_name", []string{"aws_lambda_function"}},
	"aws_lambda_function_url":             {"function_name", []string{"aws_lambda_function"}},
	"aws_api_gateway_stage":               {"rest_api_id", []string{"aws_api_gateway_rest_api"}},
	"aws_api_gateway_deployment":          {"rest_api_id", []string{"aws_api_gateway_rest_api"}},
	"aws_apigatewayv2_stage":              {"api_id", []string{"aws_apigatewayv2_api"}},
	"aws_s3_bucket_website_configuration": {"bucket", []string{"aws_s3_bucket"}},
}

// leadsTo returns the address of what answers behind a resource that names it:
// the balancer of a listener, the instance of an address, the API of a stage.
// It is "" where nothing that can be judged does.
func (m *model) leadsTo(r *inventory.Resource) string {
	b := attrs(r)
	if hop, ok := hops[r.Type]; ok {
		to := m.resource(b, hop.attribute, hop.types...)
		if to == nil || to == r {
			return ""
		}
		return m.leadsTo(to)
	}
	switch r.Type {
	case "aws_eip":
		return m.holderOf(b)
	case "aws_network_interface":
		return m.interfaceOwner(b.text("id", "").Or(""))
	case "aws_route53_record":
		return m.setOf(r)
	}
	if served := m.served(r); served != r.Address {
		return served
	}
	if m.made[r.Address] != nil || answers[r.Type] {
		return r.Address
	}
	return ""
}

// holderOf returns the instance that an elastic address belongs to.
func (m *model) holderOf(eip block) string {
	if i := m.resource(eip, "instance", "aws_instance"); i != nil {
		return i.Address
	}
	if a := m.associated(eip); a != "" {
		return a
	}
	return m.interfaceOwner(eip.text("network_interface", "").Or(""))
}

// answers are the types that can be led to, made by now or not.
var answers = map[string]bool{
	"aws_lb": true, "aws_alb": true, "aws_elb": true, "aws_api_gateway_rest_api": true, "aws_apigatewayv2_api": true,
	"aws_api_gateway_domain_name": true, "aws_apigatewayv2_domain_name": true, "aws_cloudfront_distribution": true,
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

// shownText is a text that people may see: "" where it is unknown, sensitive or
// made of synthetic identities.
func (m *model) shownText(v estate.Value[string]) string {
	s := v.Or("")
	if v.Sensitive() || m.inv.Identities.Holds(s) {
		return ""
	}
	return s
}

// targetsIn returns what a text leads to: resources that it names, else itself
// as a literal address. An elastic address that nobody answers is no machine's.
func (m *model) targetsIn(v estate.Value[string]) []estate.Target {
	text, at := v.Or(""), v.Origin()
	var out []estate.Target
	for _, r := range m.index.mentions(text) {
		if a := m.leadsTo(r); a != "" {
			out = append(out, estate.Target{Address: a, Origin: at})
			return out
		}
	}
	if v.Sensitive() {
		return []estate.Target{{Literal: "(sensitive)", Origin: at}}
	}
	if held := m.index.identity(text, "aws_eip"); len(held) == 1 {
		return []estate.Target{{Literal: held[0].Address, Origin: at}}
	}
	if text != "" {
		out = append(out, estate.Target{Literal: m.shown(host(text)), Origin: at})
	}
	return out
}
