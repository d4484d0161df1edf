package aws

import (
	"slices"

	"spof/estate"
	"spof/inventory"
)

// A guarded resource is one that only admits certain security groups.
type guarded struct {
	address string
	groups  []string
	port    estate.Value[int]
	d       dependence
}

// An opening is a rule that lets one security group reach another.
type opening struct {
	from, to string
	low, top int // ports; both 0 where all are open or it is unknown
	origin   estate.Origin
}

// admitted returns the needs that only security groups tell of: the consumer's
// group is let in to a datastore's port, and nothing stronger names the
// datastore. They are assumed.
func (m *model) admitted(c *consumer, found map[string]bool) []estate.Need {
	var out []estate.Need
	for _, g := range m.guards {
		if found[g.address] {
			continue
		}
		for _, o := range m.openings() {
			if !slices.Contains(c.groups, o.from) || !slices.Contains(g.groups, o.to) || !o.covers(g.port) {
				continue
			}
			n := estate.On(g.address, g.d.why+" (its security group admits it)", o.origin)
			n.Strength, n.Assumed = g.d.strength, true
			out = append(out, n)
			break
		}
	}
	return out
}

func (o opening) covers(port estate.Value[int]) bool {
	p, known := port.Get()
	return !known || (o.low == 0 && o.top == 0) || o.low == -1 || (o.low <= p && p <= o.top)
}

// openings gathers the rules of all security groups, once.
func (m *model) openings() []opening {
	if m.doors != nil {
		return m.doors
	}
	m.doors = []opening{}
	for _, t := range []string{"aws_security_group", "aws_default_security_group"} {
		for _, r := range m.types[t] {
			b := attrs(r)
			rules, _ := b.blocks("ingress")
			for _, rule := range rules {
				m.open(b.text("id", "").Or(""), rule, "security_groups")
			}
		}
	}
	for _, r := range m.types["aws_security_group_rule"] {
		if b := attrs(r); b.text("type", "").Or("") == "ingress" {
			m.open(b.text("security_group_id", "").Or(""), b, "source_security_group_id")
		}
	}
	for _, r := range m.types["aws_vpc_security_group_ingress_rule"] {
		b := attrs(r)
		m.open(b.text("security_group_id", "").Or(""), b, "referenced_security_group_id")
	}
	return m.doors
}

func (m *model) open(to string, rule block, sources string) {
	list, _ := rule.texts(sources)
	for _, e := range list {
		if from := e.value.Or(""); from != "" && to != "" {
			m.doors = append(m.doors, opening{
				from: from, to: to, low: rule.number("from_port", 0).Or(0), top: rule.number("to_port", 0).Or(0), origin: rule.at(sources),
			})
		}
	}
}

// guard remembers which security groups stand before a datastore.
func (m *model) guard(r *inventory.Resource, address, groups string, port estate.Value[int]) {
	g := guarded{address: address, port: port, d: dependences[r.Type]}
	list, _ := attrs(r).texts(groups)
	for _, e := range list {
		if id := e.value.Or(""); id != "" {
			g.groups = append(g.groups, id)
		}
	}
	if len(g.groups) > 0 {
		m.guards = append(m.guards, g)
	}
}

// openToWorld reports whether one of the security groups lets anybody in.
func (m *model) openToWorld(groups []string) bool {
	for _, t := range []string{"aws_security_group", "aws_default_security_group"} {
		for _, r := range m.types[t] {
			rules, _ := attrs(r).blocks("ingress")
			inline := func(rule block) bool { return worldRule(rule, "cidr_blocks") }
			if slices.Contains(groups, attrs(r).text("id", "").Or("")) && slices.ContainsFunc(rules, inline) {
				return true
			}
		}
	}
	return m.worldRules(groups, "aws_security_group_rule", "cidr_blocks") || m.worldRules(groups, "aws_vpc_security_group_ingress_rule", "cidr_ipv4")
}

// worldRules reports whether a rule of its own lets anybody in to one of the
// security groups.
func (m *model) worldRules(groups []string, typ, cidrs string) bool {
	return slices.ContainsFunc(m.types[typ], func(r *inventory.Resource) bool {
		b := attrs(r)
		return b.text("type", "ingress").Or("") == "ingress" && slices.Contains(groups, b.text("security_group_id", "").Or("")) && worldRule(b, cidrs)
	})
}

// worldRule reports whether a rule lets anybody in to more than the port by
// which people administer.
func worldRule(rule block, cidrs string) bool {
	list, _ := rule.texts(cidrs)
	for _, e := range list {
		if e.value.Or("") == "0.0.0.0/0" && rule.number("to_port", 0).Or(0) != 22 {
			return true
		}
	}
	return false
}
