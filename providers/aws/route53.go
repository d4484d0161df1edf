package aws

import (
	"slices"
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

// healthCheck means a Route 53 health check and what it probes.
func (m *model) healthCheck(r *inventory.Resource) {
	b := attrs(r)
	c := m.whole(r, estate.HealthCheck)
	c.Placement = estate.Placement{Scope: estate.Global}
	children, open := b.texts("child_healthchecks")
	count := estate.Set(len(children), b.at("child_healthchecks"))
	if open {
		count = estate.Unknown[int](b.at("child_healthchecks"), b.settles("child_healthchecks")...)
	}
	t := &estate.HealthCheckTraits{
		Type: b.text("type", ""), Disabled: b.boolean("disabled", false), Inverted: b.boolean("invert_healthcheck", false),
		ChildThreshold: b.number("child_health_threshold", 0), Children: count,
		InsufficientData: b.text("insufficient_data_health_status", "LastKnownStatus"),
	}
	c.Traits = t
	for _, name := range []string{"ip_address", "fqdn"} {
		if v := b.text(name, ""); v.Or("") != "" {
			t.Probes = m.probed(v)
			break
		}
	}
	for _, child := range children {
		if k := m.index.named(child.value.Or(""), "", "aws_route53_health_check"); k != nil {
			m.pending = append(m.pending, func() { m.inheritProbes(t, k.Address) })
		}
	}
}

// probed returns what a health check's address leads to: a resource, or the
// record set whose name it is.
func (m *model) probed(v estate.Value[string]) []estate.Target {
	targets := m.targetsIn(v.Or(""), v.Origin())
	if len(targets) > 0 && targets[0].Address == "" {
		if set := m.nameLeadsTo(v.Or("")); set != "" {
			return []estate.Target{{Address: set, Origin: v.Origin()}}
		}
		if d := m.domainNamed(v.Or("")); d != "" {
			return []estate.Target{{Address: d, Origin: v.Origin()}}
		}
	}
	return targets
}

// domainNamed returns the custom domain or distribution with a name.
func (m *model) domainNamed(name string) string {
	for _, r := range m.out {
		if (r.Kind == estate.DomainName || r.Kind == estate.CDN) && strings.EqualFold(r.Name, name) {
			return r.Address
		}
	}
	return ""
}

func (m *model) inheritProbes(t *estate.HealthCheckTraits, child string) {
	if c, ok := m.made[child].Traits.(*estate.HealthCheckTraits); ok {
		t.Probes = append(t.Probes, c.Probes...)
	}
}

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

// record means one record: what it answers with, and what is checked of it.
func (m *model) record(r *inventory.Resource) *estate.Resource {
	b := attrs(r)
	rec := m.whole(r, estate.Record)
	rec.Placement = estate.Placement{Scope: estate.Global}
	t := &estate.RecordTraits{
		Set: m.setOf(r), Name: m.recordName(b), Type: b.text("type", "").Or(""), Policy: policyOf(b), Check: estate.Default("", b.at("health_check_id")),
		Weight: estate.Default(0, r.Origin), EvaluateHealth: estate.Default(false, r.Origin), Evaluable: estate.Default(true, r.Origin),
	}
	rec.Traits = t
	rec.Name = cmpOr(t.Name, r.Address)
	if failover, ok := b.first("failover_routing_policy"); ok {
		t.Role = failover.text("type", "")
	}
	if weighted, ok := b.first("weighted_routing_policy"); ok {
		t.Weight = weighted.number("weight", 0)
	}
	if !b.absent("health_check_id") {
		id := b.text("health_check_id", "")
		t.Check = id
		if c := m.resource(b, "health_check_id", "aws_route53_health_check"); c != nil {
			t.Check = estate.Set(c.Address, id.Origin())
		}
	}
	m.answer(b, t)
	m.needTargets(rec, t)
	return rec
}

func policyOf(b block) estate.Value[string] {
	for _, name := range sortedKeys(policies) {
		list, open := b.blocks(name)
		if open {
			return estate.Unknown[string](b.at(name), b.settles(name)...)
		}
		if len(list) > 0 {
			return estate.Set(policies[name], b.at(name))
		}
	}
	multi := b.boolean("multivalue_answer_routing_policy", false)
	if multi.Or(false) {
		return estate.Set("multivalue", multi.Origin())
	}
	return estate.Default("simple", b.r.Origin)
}

// answer reads what a record answers with. Evaluating the health of an alias
// says nothing where the target is an API or a distribution.
// See https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias-common.html.
func (m *model) answer(b block, t *estate.RecordTraits) {
	if alias, ok := b.first("alias"); ok {
		t.Alias = true
		t.TargetsAt, t.TargetCount = alias.at("name"), estate.Set(1, alias.at("name"))
		t.EvaluateHealth = alias.boolean("evaluate_target_health", false)
		name := alias.text("name", "")
		t.TargetsOpen, t.Settles = !name.Known(), name.SettledBy()
		t.Targets = m.targetsIn(name.Or(""), alias.at("name"))
		if len(t.Targets) == 1 && t.Targets[0].Address == "" {
			if set := m.nameLeadsTo(name.Or("")); set != "" {
				t.Targets[0] = estate.Target{Address: set, Origin: alias.at("name")}
			}
		}
		for _, target := range t.Targets {
			if r := m.made[target.Address]; r != nil && (r.Kind == estate.API || r.Kind == estate.CDN || r.Kind == estate.DomainName) {
				t.Evaluable = estate.Default(false, alias.at("evaluate_target_health"))
			}
		}
		if strings.HasSuffix(name.Or(""), ".cloudfront.net") {
			t.Evaluable = estate.Default(false, alias.at("evaluate_target_health"))
		}
		return
	}
	list, open := b.texts("records")
	t.TargetsOpen, t.TargetsAt = open, b.at("records")
	t.TargetCount = estate.Set(len(list), b.at("records"))
	if open {
		t.TargetCount = estate.Unknown[int](b.at("records"), b.settles("records")...)
		t.Settles = b.settles("records")
	}
	for _, e := range list {
		s, known := e.value.Get()
		if !known {
			t.TargetsOpen, t.Settles = true, e.value.SettledBy()
			continue
		}
		targets := m.targetsIn(s, e.value.Origin())
		if len(targets) == 1 && targets[0].Address == "" {
			if set := m.nameLeadsTo(s); set != "" && t.Type == "CNAME" {
				targets[0] = estate.Target{Address: set, Origin: e.value.Origin()}
			}
		}
		t.Targets = append(t.Targets, targets...)
	}
}

// needTargets makes a record need what it answers with; each of several
// addresses serves a part of the users.
func (m *model) needTargets(rec *estate.Resource, t *estate.RecordTraits) {
	need := estate.Need{Quorum: 1, Why: "answers with", Origin: rec.Origin}
	for _, target := range t.Targets {
		a := target.Address
		if a == "" || a == t.Set || slices.ContainsFunc(need.Members, func(o estate.Member) bool { return o.Address == a }) {
			continue
		}
		need.Members = append(need.Members, estate.Member{Address: a, Part: "those who get " + m.nameOf(a)})
		need.Origin = target.Origin
	}
	if len(need.Members) == 0 {
		return
	}
	need.Split = len(need.Members) > 1
	rec.Needs = append(rec.Needs, need)
	m.serves(need.Members[0].Address, need.Origin, rec.Address)
	for _, member := range need.Members[1:] {
		m.serves(member.Address, need.Origin, rec.Address)
	}
}

func (m *model) nameOf(address string) string {
	if r := m.made[address]; r != nil {
		return r.Name
	}
	return address
}

// joinPeers makes peers of the servers that one record set answers with.
func (m *model) joinPeers(members map[string][]*estate.Resource) {
	for _, set := range sortedKeys(members) {
		var servers []string
		for _, record := range members[set] {
			if t, ok := record.Traits.(*estate.RecordTraits); ok {
				for _, target := range t.Targets {
					servers = append(servers, target.Address)
				}
			}
		}
		for _, a := range servers {
			if r := m.made[a]; r != nil {
				if t, ok := r.Traits.(*estate.ServerTraits); ok {
					t.Peers = mergeSorted(t.Peers, m.onlyServers(servers))
				}
			}
		}
	}
}

func (m *model) onlyServers(addresses []string) []string {
	return slices.DeleteFunc(slices.Clone(addresses), func(a string) bool {
		return m.made[a] == nil || m.made[a].Kind != estate.Server
	})
}

// joinNames tells each API in which regions the names that lead to it are
// answered.
func (m *model) joinNames() {
	apis := map[string][]string{} // set -> APIs behind it
	for _, r := range m.out {
		if r.Kind == estate.RecordSet {
			for _, a := range m.reach(r, map[string]bool{}) {
				if m.made[a].Kind == estate.API {
					apis[r.Address] = append(apis[r.Address], a)
				}
			}
		}
	}
	for _, r := range m.out {
		t, ok := r.Traits.(*estate.APITraits)
		if !ok {
			continue
		}
		var regions []string
		add := func(region estate.Value[string]) {
			if name, known := region.Get(); known {
				regions = append(regions, name)
				return
			}
			t.RegionsOpen, t.Settles = true, append(t.Settles, region.SettledBy()...)
		}
		add(r.Region)
		for _, set := range sortedKeys(apis) {
			if !slices.Contains(apis[set], r.Address) {
				continue
			}
			for _, other := range apis[set] {
				add(m.made[other].Region)
			}
			if st, ok := m.made[set].Traits.(*estate.RecordSetTraits); ok && st.Open {
				t.RegionsOpen, t.Settles = true, append(t.Settles, st.Settles...)
			}
		}
		t.Regions = mergeSorted(nil, regions)
	}
}

// reach returns the addresses of all that a resource needs, itself included.
func (m *model) reach(r *estate.Resource, seen map[string]bool) []string {
	if seen[r.Address] {
		return nil
	}
	seen[r.Address] = true
	out := []string{r.Address}
	for _, n := range r.Needs {
		for _, member := range n.Members {
			if next := m.made[member.Address]; next != nil {
				out = append(out, m.reach(next, seen)...)
			}
		}
	}
	return out
}
