package schema

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// special makes the identities whose number depends on the configuration.
func (m *maker) special(name string) (v cty.Value, ok bool) {
	switch m.instance.Type {
	case "aws_acm_certificate":
		return m.validationOptions()
	case "aws_appsync_graphql_api":
		return cty.MapVal(map[string]cty.Value{
			"GRAPHQL":  cty.StringVal(m.render("uris", "https://{}.appsync-api.{region}.{suffix}/graphql")),
			"REALTIME": cty.StringVal(m.render("uris", "wss://{}.appsync-realtime-api.{region}.{suffix}/graphql")),
		}), true
	case "aws_elasticache_cluster":
		return m.cacheNodes()
	case "aws_mq_broker":
		return m.brokerInstances()
	case "aws_msk_cluster":
		return m.bootstrapBrokers(name)
	case "aws_vpc_endpoint":
		return m.endpointEntries()
	case "random_shuffle":
		return m.shuffled()
	default:
		return cty.NilVal, false
	}
}

// validationOptions returns one object for each name on a certificate, so that
// the records that validate it can be told apart. A wildcard and its parent
// are validated by the same record.
//
// Source: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html.
func (m *maker) validationOptions() (v cty.Value, ok bool) {
	if authority := field(m.instance.Values, "certificate_authority_arn"); !authority.IsNull() {
		return cty.NilVal, false
	}
	domain, known := str(field(m.instance.Values, "domain_name"))
	others, allKnown := texts(field(m.instance.Values, "subject_alternative_names"))
	if !known || !allKnown {
		return cty.NilVal, false
	}
	var options []cty.Value
	for _, name := range append([]string{domain}, others...) {
		bare := strings.TrimPrefix(name, "*.")
		token := m.mint("domain_validation_options." + bare)
		options = append(options, cty.ObjectVal(map[string]cty.Value{
			"domain_name":          cty.StringVal(name),
			"resource_record_name": cty.StringVal("_" + token + "." + bare + "."),
			// CNAME, today; but only apply tells, and a set may not hold unknowns
			// without losing its length.
			"resource_record_type":  cty.StringVal("CNAME-" + token),
			"resource_record_value": cty.StringVal("_" + token + ".acm-validations.aws."),
		}))
	}
	return cty.SetVal(options), true
}

// maxCacheNodes is above what any cluster may have, which is 60 by default.
// See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html.
const maxCacheNodes = 1000

func (m *maker) cacheNodes() (v cty.Value, ok bool) {
	count, known := integer(field(m.instance.Values, "num_cache_nodes"))
	element, typed := m.element("cache_nodes")
	if !known || !typed || count < 1 || count > maxCacheNodes {
		return cty.NilVal, false
	}
	address := m.render("cache_nodes", "{cluster_id+}.c{account}.{short}.cache.{suffix}")
	var nodes []cty.Value
	for n := range count {
		nodes = append(nodes, build(element, map[string]cty.Value{
			"id":      cty.StringVal(fmt.Sprintf("%04d", n+1)),
			"address": cty.StringVal(fmt.Sprintf("n%d.%s", n+1, address)),
		}))
	}
	return cty.ListVal(nodes), true
}

// brokerInstances returns one instance for a single broker and for a RabbitMQ
// cluster, which has one address, and two for a pair.
func (m *maker) brokerInstances() (v cty.Value, ok bool) {
	// https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/amazon-mq-basic-elements.html
	element, typed := m.element("instances")
	engine, known := str(field(m.instance.Values, "engine_type"))
	if !typed || !known {
		return cty.NilVal, false
	}
	ports := []string{"ssl:61617", "amqp+ssl:5671", "stomp+ssl:61614", "mqtt+ssl:8883", "wss:61619"}
	if strings.EqualFold(engine, "RabbitMQ") {
		ports = []string{"amqps:5671"}
	}
	count := 1
	if mode, _ := m.text("deployment_mode"); mode == "ACTIVE_STANDBY_MULTI_AZ" {
		count = 2
	}
	var instances []cty.Value
	for n := range count {
		host := fmt.Sprintf("%s-%d.mq.%s.%s", m.render("instances", "{id}"), n+1, m.place.region, m.place.suffix)
		var endpoints []cty.Value
		for _, p := range ports {
			scheme, port, _ := strings.Cut(p, ":")
			endpoints = append(endpoints, cty.StringVal(scheme+"://"+host+":"+port))
		}
		instance := build(element, map[string]cty.Value{"console_url": cty.StringVal("https://" + host)}).AsValueMap()
		instance["endpoints"] = cty.ListVal(endpoints)
		instances = append(instances, cty.ObjectVal(instance))
	}
	return cty.ListVal(instances), true
}

// bootstrapBrokers returns the addresses of the first three brokers, as AWS
// does, at the port of a way to connect.
//
// Source: https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html.
func (m *maker) bootstrapBrokers(name string) (v cty.Value, ok bool) {
	const most = 3
	port, listed := map[string]string{
		"bootstrap_brokers":            "9092",
		"bootstrap_brokers_tls":        "9094",
		"bootstrap_brokers_sasl_scram": "9096",
		"bootstrap_brokers_sasl_iam":   "9098",
	}[name]
	count, known := integer(field(m.instance.Values, "number_of_broker_nodes"))
	if !known || !listed {
		return cty.NilVal, false
	}
	host := m.render(name, "{cluster_name}.{#cluster_uuid}.c1.kafka.{region}.{suffix}:"+port)
	var brokers []string
	for n := range min(count, most) {
		brokers = append(brokers, "b-"+strconv.FormatInt(n+1, 10)+"."+host)
	}
	return cty.StringVal(strings.Join(brokers, ",")), true
}

// endpointEntries returns the regional name of an interface endpoint. Names of
// its zones follow it in the real list; how many is not known here.
func (m *maker) endpointEntries() (v cty.Value, ok bool) {
	element, typed := m.element("dns_entry")
	if kind, _ := m.text("vpc_endpoint_type"); kind != "Interface" || !typed {
		return cty.NilVal, false
	}
	return cty.ListVal([]cty.Value{build(element, map[string]cty.Value{
		"dns_name": cty.StringVal(m.render("dns_entry", "{id}.{region}.vpce.{suffix}")),
	})}), true
}

// shuffled returns as many unknown strings as random_shuffle will choose.
func (m *maker) shuffled() (v cty.Value, ok bool) {
	input, known := items(field(m.instance.Values, "input"))
	if !known {
		return cty.NilVal, false
	}
	count := int64(len(input))
	if wanted := field(m.instance.Values, "result_count"); !wanted.IsNull() {
		if count, known = integer(wanted); !known || count < 0 {
			return cty.NilVal, false
		}
	}
	if count == 0 || len(input) == 0 {
		return cty.ListValEmpty(cty.String), true
	}
	chosen := make([]cty.Value, count)
	for i := range chosen {
		chosen[i] = cty.UnknownVal(cty.String)
	}
	return cty.ListVal(chosen), true
}

// element returns the type of the objects in a computed list.
func (m *maker) element(name string) (t cty.Type, ok bool) {
	if m.schema == nil || m.schema.Attributes[name] == nil {
		return cty.NilType, false
	}
	t = m.schema.Attributes[name].Type
	if !t.IsListType() || !t.ElementType().IsObjectType() {
		return cty.NilType, false
	}
	return t.ElementType(), true
}
