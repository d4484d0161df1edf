package aws

import (
	"strings"

	"spof/estate"
	"spof/inventory"
)

var dnsMeanings = []meaning{
	{[]string{"aws_route53_health_check"}, (*model).healthCheck},
}

// policies are the blocks by which a record says how Route 53 chooses it.
var policies = map[string]string{
	"failover_routing_policy":     "failover",
	"weighted_routing_policy":     "weighted",
	"latency_routing_policy":      "latency",
	"geolocation_routing_policy":  "geolocation",
	"geoproximity_routing_policy": "geoproximity",
	"cidr_routing_policy":         "cidr",
}

// setKey tells the records of one zone, name and type from others. A name that
// is unknown is told by what would settle it.
func (m *model) setKey(r *inventory.Resource) string {
	b := attrs(r)
	zone := b.text("zone_id", "")
	name := b.text("name", "")
	return strings.Join([]string{
		zone.Or(strings.Join(zone.SettledBy(), " ")), m.recordName(b),
		strings.Join(name.SettledBy(), " "), b.text("type", "").Or(""),
	}, "|")
}

// recordName is the full name of a record where it is known, "" otherwise.
func (m *model) recordName(b block) string {
	name := strings.TrimSuffix(strings.ToLower(b.text("name", "").Or("")), ".")
	if !b.text("name", "").Known() || m.inv.Identities.Holds(name) {
		return ""
	}
	zone := m.resource(b, "zone_id", "aws_route53_zone")
	if zone == nil {
		return name
	}
	suffix := strings.TrimSuffix(strings.ToLower(attrs(zone).text("name", "").Or("")), ".")
	switch {
	case m.inv.Identities.Holds(suffix):
		return ""
	case suffix == "" || name == suffix || strings.HasSuffix(name, "."+suffix):
		return name
	case name == "" || name == "@":
		return suffix
	}
	return name + "." + suffix
}

// gatherSets finds the record sets, before anything asks for them.
func (m *model) gatherSets() {
	first := map[string]string{}
	for _, r := range m.types["aws_route53_record"] {
		key := m.setKey(r)
		if attrs(r).absent("set_identifier") {
			key += "|" + r.Address
		}
		if first[key] == "" {
			first[key] = r.Address + "#set"
		}
		m.sets[r.Address] = first[key]
		if name := m.recordName(attrs(r)); name != "" {
			m.setByName[name] = first[key]
		}
	}
}

// setOf returns the address of the record set that a record belongs to.
func (m *model) setOf(r *inventory.Resource) string { return m.sets[r.Address] }

// finishNames makes the records and their sets, and runs what had to wait.
func (m *model) finishNames() {
	for _, f := range m.pending {
		f()
	}
	members := map[string][]*estate.Resource{}
	for _, r := range m.types["aws_route53_record"] {
		record := m.record(r)
		members[m.setOf(r)] = append(members[m.setOf(r)], record)
	}
	for _, address := range sortedKeys(members) {
		m.recordSet(address, members[address])
	}
	m.joinPeers(members)
	m.joinNames()
}
