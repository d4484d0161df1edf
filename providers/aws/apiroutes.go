package aws

import (
	"slices"
	"strings"

	"spof/estate"
	"spof/inventory"
)

// routeV1 gives the method and the path of an integration.
func (m *model) routeV1(b block) string {
	path := "/"
	for r := m.resource(b, "resource_id", "aws_api_gateway_resource"); r != nil && len(path) < 1000; r = m.resource(attrs(r), "parent_id", "aws_api_gateway_resource") {
		path = "/" + attrs(r).text("path_part", "…").Or("…") + strings.TrimSuffix(path, "/")
	}
	return b.text("http_method", "ANY").Or("ANY") + " " + path
}

// routeV2 gives the keys of the routes that lead to an integration.
func (m *model) routeV2(r *inventory.Resource) string {
	id := attrs(r).text("id", "").Or("")
	var keys []string
	for _, route := range m.types["aws_apigatewayv2_route"] {
		b := attrs(route)
		if id != "" && b.text("target", "").Or("") == "integrations/"+id {
			keys = append(keys, b.text("route_key", "$default").Or("$default"))
		}
	}
	slices.Sort(keys)
	return strings.Join(keys, ", ")
}

// readTarget reads the integration that "target" of an HTTP API makes.
func (m *model) readTarget(r *inventory.Resource) {
	b := attrs(r)
	t, ok := m.made[r.Address].Traits.(*estate.APITraits)
	if !ok || r.Type != "aws_apigatewayv2_api" || b.absent("target") {
		return
	}
	target := b.text("target", "")
	t.Integrations = append(t.Integrations, estate.Integration{
		Address: r.Address, Route: "$default", Targets: m.targetsIn(target), Open: !target.Known(), Settles: target.SettledBy(), Origin: b.at("target"),
	})
}

// readBody finds the integrations that an OpenAPI document holds.
func (m *model) readBody(r *inventory.Resource) {
	b := attrs(r)
	t, ok := m.made[r.Address].Traits.(*estate.APITraits)
	body, _ := b.raw("body")
	if !ok || len(t.Integrations) > 0 || body.IsNull() {
		return
	}
	if !body.IsKnown() {
		t.Integrations = append(t.Integrations, estate.Integration{Route: "the OpenAPI body", Open: true, Origin: b.at("body")})
		return
	}
	leaves(r, body, func(s string) {
		for _, named := range m.index.mentions(s) {
			a := m.leadsTo(named)
			if a == "" || a == r.Address {
				continue
			}
			t.Integrations = append(t.Integrations, estate.Integration{
				Route: "the OpenAPI body", Targets: []estate.Target{{Address: a, Origin: b.at("body")}}, Origin: b.at("body"),
			})
		}
	})
}

// authorizerOf returns the address of the function that is asked about the
// requests of an integration, by its method or one of its routes; "" for none.
func (m *model) authorizerOf(integration block) string {
	if integration.r.Type == "aws_api_gateway_integration" {
		for _, method := range m.types["aws_api_gateway_method"] {
			b := attrs(method)
			if sameText(b, integration, "rest_api_id") && sameText(b, integration, "resource_id") && sameText(b, integration, "http_method") {
				return m.authorizer(b)
			}
		}
		return ""
	}
	id := integration.text("id", "").Or("")
	for _, route := range m.types["aws_apigatewayv2_route"] {
		b := attrs(route)
		if id != "" && b.text("target", "").Or("") == "integrations/"+id {
			if a := m.authorizer(b); a != "" {
				return a
			}
		}
	}
	return ""
}

// authorizer returns the address of the function behind the authorizer that a
// method or route names.
func (m *model) authorizer(b block) string {
	a := m.resource(b, "authorizer_id", "aws_api_gateway_authorizer", "aws_apigatewayv2_authorizer")
	if a == nil {
		return ""
	}
	for _, t := range m.targetsIn(attrs(a).text("authorizer_uri", "")) {
		if t.Address != "" {
			return t.Address
		}
	}
	return ""
}

func sameText(a, b block, name string) bool {
	s := a.text(name, "").Or("")
	return s != "" && s == b.text(name, "").Or("")
}
