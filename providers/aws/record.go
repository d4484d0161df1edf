package aws

import (
	"cmp"
	"slices"
	"strings"

	"spof/estate"
	"spof/inventory"
)

// record means one record: what it answers with, and what is checked of it.
func (m *model) record(r *inventory.Resource) *estate.Resource {
	b := attrs(r)
	rec := m.whole(r, estate.Record)
	rec.Placement = estate.Placement{Scope: estate.Global}
	t := &estate.RecordTraits{
		Set: m.setOf(r), Name: m.recordName(b), Type: b.text("type", "").Or(""), Policy: policyOf(b), Check: estate.Default("", b.at("health_check_id")),
		Weight: estate.Default(0, r.Origin), EvaluateHealth: estate.Default(false, r.Origin), Evaluable: estate.Default(true, r.Origin),
	}
	if b.text("name", "").Sensitive() {
		t.Name = ""
	}
	rec.Traits = t
	rec.Name = cmp.Or(t.Name, r.Address)
	if failover, ok := b.first("failover_routing_policy"); ok {
		t.Role = roleOf(failover)
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

// answer reads what a record answers with.
func (m *model) answer(b block, t *estate.RecordTraits) {
	if alias, ok := b.first("alias"); ok {
		m.answerAlias(alias, t)
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
		if !e.value.Known() {
			t.TargetsOpen, t.Settles = true, e.value.SettledBy()
			continue
		}
		targets := m.targetsIn(e.value)
		if t.Type == "CNAME" {
			targets = m.orName(targets, e.value.Or(""))
		}
		t.Targets = append(t.Targets, targets...)
	}
	// The values are a set, in the order of identities that apply gives.
	slices.SortStableFunc(t.Targets, func(a, b estate.Target) int {
		return cmp.Or(cmp.Compare(a.Address, b.Address), cmp.Compare(a.Literal, b.Literal))
	})
}

// answerAlias reads an alias. Evaluating its health says nothing where the
// target is an API or a distribution.
// See https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias-common.html.
func (m *model) answerAlias(alias block, t *estate.RecordTraits) {
	name := alias.text("name", "")
	t.Alias, t.TargetsAt, t.TargetCount = true, alias.at("name"), estate.Set(1, alias.at("name"))
	t.EvaluateHealth = alias.boolean("evaluate_target_health", false)
	t.TargetsOpen, t.Settles = !name.Known(), name.SettledBy()
	t.Targets = m.orName(m.targetsIn(name), name.Or(""))
	blind := strings.HasSuffix(name.Or(""), ".cloudfront.net")
	for _, target := range t.Targets {
		if r := m.made[target.Address]; r != nil {
			blind = blind || r.Kind == estate.API || r.Kind == estate.CDN || r.Kind == estate.DomainName
		}
	}
	if blind {
		t.Evaluable = estate.Default(false, alias.at("evaluate_target_health"))
	}
}

// orName turns a literal that is the name of a record set into the set.
func (m *model) orName(targets []estate.Target, name string) []estate.Target {
	if set := m.nameLeadsTo(name); set != "" && len(targets) == 1 && targets[0].Address == "" {
		return []estate.Target{{Address: set, Origin: targets[0].Origin}}
	}
	return targets
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

// roleOf is the role of a record in a failover pair. Route 53 knows two.
// https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
func roleOf(failover block) estate.Value[string] {
	role := failover.text("type", "")
	if v, known := role.Get(); known && v != "PRIMARY" && v != "SECONDARY" && v != "" {
		return estate.Unknown[string](role.Origin(), failover.r.Address+"."+failover.path+"type, which is neither PRIMARY nor SECONDARY")
	}
	return role
}
