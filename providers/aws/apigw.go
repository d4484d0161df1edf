package aws

import (
	"cmp"
	"slices"
	"strings"

	"spof/estate"
	"spof/inventory"
)

var apiTypes = []string{"aws_api_gateway_rest_api", "aws_apigatewayv2_api"}

var apiMeanings = []meaning{
	{[]string{"aws_api_gateway_vpc_link", "aws_apigatewayv2_vpc_link"}, (*model).vpcLink},
	{apiTypes, (*model).api},
	{[]string{"aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name"}, (*model).customDomain},
}

// vpcLink means the way of an API into a network: over the zones of its
// subnets, or of the network balancer that it leads to.
func (m *model) vpcLink(r *inventory.Resource) {
	b := attrs(r)
	link := m.whole(r, estate.VPCLink)
	t := &estate.VPCLinkTraits{}
	link.Traits = t
	if r.Type == "aws_apigatewayv2_vpc_link" {
		seats, in, open := m.seatsIn(b, "subnet_ids")
		tenants(in)
		t.Spread = spreadOf(seats, open, b.at("subnet_ids"))
		need := estate.Need{Quorum: 1, Why: "enters the network in", Origin: t.Spread.Origin, Open: t.Spread.Open, Settles: t.Spread.Settles}
		for _, z := range t.Spread.Zones {
			p := m.part(link, "in "+z.Name)
			p.Placement = estate.Placement{Scope: estate.Zone, Region: z.Region, Zones: []estate.Domain{z}, Origin: t.Spread.Origin}
			need.Members = append(need.Members, estate.Member{Address: p.Address})
		}
		link.Needs = append(link.Needs, need)
		return
	}
	list, _ := b.texts("target_arns")
	for _, e := range list {
		if lb := m.index.named(e.value.Or(""), "", "aws_lb", "aws_alb"); lb != nil {
			link.Needs = append(link.Needs, estate.On(lb.Address, "leads to", e.value.Origin()))
			m.linkBalancers[link.Address] = lb.Address
		}
	}
}

// api means an API of API Gateway, v1 or v2: AWS runs it over all zones of its
// region; an edge-optimised one, too, lives in one region.
func (m *model) api(r *inventory.Resource) {
	b := attrs(r)
	api := m.whole(r, estate.API)
	api.Fails = estate.FailsChanged
	t := &estate.APITraits{Product: estate.APIGatewayV2, Private: estate.Default(false, r.Origin)}
	if r.Type == "aws_api_gateway_rest_api" {
		t.Product = estate.APIGatewayV1
		config, _ := b.first("endpoint_configuration")
		types, _ := config.texts("types")
		if slices.ContainsFunc(types, func(e element) bool { return e.value.Or("") == "PRIVATE" }) {
			t.Private = estate.Set(true, config.at("types"))
		}
	}
	api.Traits = t
	api.Entry = estate.Set(!t.Private.Or(false), r.Origin)
}

// finishAPIs joins APIs with their integrations.
func (m *model) finishAPIs() {
	for _, r := range m.types["aws_api_gateway_integration"] {
		b := attrs(r)
		if api := m.resource(b, "rest_api_id", apiTypes...); api != nil {
			m.integrate(api, b, uriV1(b), m.routeV1(b))
		}
	}
	for _, r := range m.types["aws_apigatewayv2_integration"] {
		b := attrs(r)
		if api := m.resource(b, "api_id", apiTypes...); api != nil {
			m.integrate(api, b, "integration_uri", m.routeV2(r))
		}
	}
	for _, link := range sortedKeys(m.linkBalancers) {
		m.linkSpread(link, m.linkBalancers[link])
	}
	for _, t := range apiTypes {
		for _, r := range m.types[t] {
			m.readTarget(r)
			m.readBody(r)
			m.needIntegrations(m.made[r.Address])
		}
	}
}

// uriV1 is the attribute that says where an integration of a REST API leads: the
// balancer, where a link of version 2 leads there, whose host is only a name.
// See https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html.
func uriV1(b block) string {
	if !b.absent("integration_target") {
		return "integration_target"
	}
	return "uri"
}

// integrate adds one integration to an API.
func (m *model) integrate(api *inventory.Resource, b block, uri, route string) {
	t, ok := m.made[api.Address].Traits.(*estate.APITraits)
	if !ok {
		return
	}
	kind := b.text("type", "").Or("") + b.text("integration_type", "").Or("")
	if kind == "MOCK" {
		return
	}
	target := b.text(uri, "")
	in := estate.Integration{Address: b.r.Address, Route: route, Origin: b.at(uri), Open: !target.Known(), Settles: target.SettledBy()}
	m.whole(b.r, estate.Plumbing).Placement = estate.Placement{Scope: estate.Global}
	for _, v := range m.staged(api, target) {
		in.Targets = append(in.Targets, m.targetsIn(v)...)
	}
	in.Authorizer = m.authorizerOf(b)
	for _, id := range m.staged(api, b.text("connection_id", "")) {
		link := m.index.named(id.Or(""), b.r.Region.Or(""), "aws_api_gateway_vpc_link", "aws_apigatewayv2_vpc_link")
		if link != nil && in.Link == "" {
			m.useLink(&in, api, link)
		}
	}
	t.Integrations = append(t.Integrations, in)
}

// useLink sends an integration through a VPC link; a v1 link leads to its
// balancer, whatever host the address names.
func (m *model) useLink(in *estate.Integration, api, link *inventory.Resource) {
	in.Link = link.Address
	if t, ok := m.made[link.Address].Traits.(*estate.VPCLinkTraits); ok && !slices.Contains(t.Uses, api.Address) {
		t.Uses = append(t.Uses, api.Address)
	}
	if lb := m.linkBalancers[link.Address]; lb != "" {
		in.Targets, in.Open = []estate.Target{{Address: lb, Origin: in.Origin}}, false
	}
}

// linkSpread tells a v1 link that it reaches into the zones of its balancer.
func (m *model) linkSpread(link, lb string) {
	t, ok := m.made[link].Traits.(*estate.VPCLinkTraits)
	if !ok {
		return
	}
	if b, ok := m.made[lb].Traits.(*estate.BalancerTraits); ok {
		t.Spread = b.Spread
		t.Spread.Origin = attrs(m.raw[link]).at("target_arns")
	}
}

// needIntegrations makes an API need what its routes lead to: each serves a
// part of the users.
func (m *model) needIntegrations(api *estate.Resource) {
	t, ok := api.Traits.(*estate.APITraits)
	if !ok {
		return
	}
	need := estate.Need{Quorum: 1, Why: "routes to", Origin: api.Origin}
	at := map[string]int{}
	for _, in := range t.Integrations {
		for _, a := range m.behind(api, in) {
			i, seen := at[a]
			if !seen {
				at[a] = len(need.Members)
				need.Members = append(need.Members, estate.Member{Address: a, Part: in.Route, Default: defaultRouteKey(in.Route)})
				need.Origin = in.Origin
				continue
			}
			need.Members[i].Part += ", " + in.Route
			need.Members[i].Default = need.Members[i].Default || defaultRouteKey(in.Route)
		}
	}
	if len(need.Members) == 0 {
		return
	}
	need.Split = len(need.Members) > 1
	api.Needs = append(api.Needs, need)
}

// behind returns what one integration needs: its target, and the link and the
// authorizer before it.
func (m *model) behind(api *estate.Resource, in estate.Integration) []string {
	var out []string
	for _, t := range in.Targets {
		if t.Address != "" {
			out = append(out, t.Address)
		}
	}
	before := []estate.Need{}
	if in.Authorizer != "" {
		before = append(before, estate.On(in.Authorizer, "asks about each request", in.Origin))
	}
	if in.Link != "" {
		before = append(before, estate.On(in.Link, "goes through", in.Origin))
	}
	if len(before) == 0 {
		return out
	}
	end := in.Link
	if len(out) > 0 {
		end = out[0]
		before = append(before, estate.On(end, "leads to", in.Origin))
	}
	name := "way to " + end
	if in.Authorizer != "" {
		name += " past " + in.Authorizer
	}
	way := m.part(api, name)
	if len(way.Needs) == 0 {
		way.Needs = before
	}
	return []string{way.Address}
}

func defaultRouteKey(route string) bool {
	return strings.Contains(route, "$default") || strings.Contains(route, "{proxy+}") || strings.HasSuffix(route, " /")
}

// customDomain means a custom domain of API Gateway, and the APIs mapped to it.
func (m *model) customDomain(r *inventory.Resource) {
	b := attrs(r)
	d := m.whole(r, estate.DomainName)
	if s := m.shownText(b.text("domain_name", "")); s != "" {
		d.Name = s
	}
	need := estate.Need{Quorum: 1, Why: "is mapped to", Origin: r.Origin}
	for _, t := range []string{"aws_api_gateway_base_path_mapping", "aws_apigatewayv2_api_mapping"} {
		for _, mapping := range m.types[t] {
			mb := attrs(mapping)
			if m.resource(mb, "domain_name", r.Type) != r {
				continue
			}
			if api := m.resource(mb, "api_id", apiTypes...); api != nil {
				path := cmp.Or(mb.text("base_path", "").Or(""), mb.text("api_mapping_key", "").Or(""))
				need.Members = append(need.Members, estate.Member{Address: api.Address, Part: "/" + path, Default: path == ""})
				need.Origin = mb.at("api_id")
			}
		}
	}
	if len(need.Members) > 0 {
		need.Split = len(need.Members) > 1
		d.Needs = append(d.Needs, need)
	}
}
