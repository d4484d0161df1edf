package aws

import (
	"cmp"
	"slices"
	"strings"

	"spof/estate"
)

// finishBalancers joins balancers with their target groups, and those with
// their targets.
func (m *model) finishBalancers() {
	for _, t := range groupTypes {
		for _, r := range m.types[t] {
			m.finishGroup(m.made[r.Address])
		}
	}
	for _, t := range []string{"aws_lb", "aws_alb"} {
		for _, r := range m.types[t] {
			m.finishBalancer(m.made[r.Address], m.shares(r))
		}
	}
	for _, r := range m.types["aws_elb"] {
		lb := m.made[r.Address]
		group := m.part(lb, "instances")
		group.Kind, group.Origin = estate.TargetGroup, attrs(r).at("instances")
		group.Traits = &estate.TargetGroupTraits{TargetType: estate.Default("instance", r.Origin), CheckType: classicCheck(attrs(r)), Balancers: []string{lb.Address}}
		m.targets[group.Address] = m.targets[r.Address]
		m.openGroups[group.Address] = m.openGroups[r.Address]
		m.finishGroup(group)
		m.finishBalancer(lb, []share{{group: group.Address, first: true, origin: r.Origin}})
	}
}

func classicCheck(b block) estate.Value[string] {
	hc, _ := b.first("health_check")
	target := hc.text("target", "TCP:80")
	s, known := target.Get()
	if !known {
		return target
	}
	protocol, _, _ := strings.Cut(s, ":")
	return estate.Set(protocol, target.Origin())
}

// finishGroup gathers the units that a target group sends requests to. A group
// without any that were read is open: a controller registers them.
func (m *model) finishGroup(g *estate.Resource) {
	t, ok := g.Traits.(*estate.TargetGroupTraits)
	if !ok {
		return
	}
	var seats []seat
	units := m.unitsBehind(g.Address)
	for _, reg := range m.targets[g.Address] {
		if reg.address == "" {
			t.TargetsOther = true
			continue
		}
		if !slices.Contains(t.Targets, reg.address) {
			t.Targets = append(t.Targets, reg.address)
		}
	}
	for _, u := range units {
		if u.takeover == estate.ByHand {
			continue
		}
		seats = append(seats, m.unitSeats(u)...)
	}
	open := m.openGroups[g.Address]
	t.TargetsOpen = len(t.Targets) == 0 || len(open) > 0 || t.TargetsOther
	t.Settles = open
	t.Spread = spreadOf(seats, t.TargetsOpen, g.Origin)
	g.Needs = append(g.Needs, groupNeed(targetsOf(g), units, t, g.Origin))
}

// unitSeats returns where a unit may run.
func (m *model) unitSeats(u unit) []seat {
	if u.zone.Name != "" {
		return []seat{{zone: u.zone}}
	}
	host := m.made[u.host]
	if host == nil || host.Placement.Scope != estate.Zone {
		return nil
	}
	if host.Placement.Chosen || len(host.Placement.Zones) > 1 {
		return []seat{{settles: host.Placement.Settles}}
	}
	return nil
}

// groupNeed is what the target group at an address, or a part of it, needs of
// units.
func groupNeed(of string, units []unit, t *estate.TargetGroupTraits, at estate.Origin) estate.Need {
	need := estate.Need{Quorum: 1, Why: "sends requests to", Origin: at, Open: t.TargetsOpen, Settles: t.Settles}
	if need.Open && len(need.Settles) == 0 {
		// A controller, a deployment tool or a hand registers them.
		need.Settles = []string{"what else is registered with " + of}
	}
	for _, u := range units {
		need.Members = append(need.Members, estate.Member{Address: u.serves, Takeover: u.takeover})
	}
	return need
}

// targetsOf is the address that readers know a group of targets by: a classic
// balancer has no other.
func targetsOf(g *estate.Resource) string { return cmp.Or(g.Of, g.Address) }

// unitsBehind returns the units registered with a target group.
func (m *model) unitsBehind(group string) []unit {
	var out []unit
	seen := map[string]bool{}
	for _, reg := range m.targets[group] {
		if reg.address == "" || seen[reg.address] {
			continue
		}
		seen[reg.address] = true
		units := m.unitsOf[reg.address]
		if len(units) == 0 {
			units = []unit{{serves: reg.address, host: reg.address}}
		}
		out = append(out, units...)
	}
	return out
}

// finishBalancer makes the nodes of a balancer, one in each of its zones. Each
// needs, for every target group, a unit in a zone that the balancer is enabled
// for; in its own zone where requests don't cross zones.
func (m *model) finishBalancer(lb *estate.Resource, shares []share) {
	t, ok := lb.Traits.(*estate.BalancerTraits)
	if !ok {
		return
	}
	need := estate.Need{Quorum: 1, Why: "answers in", Origin: t.Spread.Origin}
	for _, z := range t.Spread.Zones {
		node := m.part(lb, "node in "+z.Name)
		node.Placement = estate.Placement{Scope: estate.Zone, Region: z.Region, Zones: []estate.Domain{z}, Assumed: t.Spread.Assumed, Origin: t.Spread.Origin}
		node.Needs = m.nodeNeeds(lb, t, shares, z)
		need.Members = append(need.Members, estate.Member{Address: node.Address})
	}
	if t.Spread.Open || len(t.Spread.Zones) == 0 {
		node := m.unplacedNode(lb, t)
		node.Needs = m.nodeNeeds(lb, t, shares, estate.Domain{})
		need.Members = append(need.Members, estate.Member{Address: node.Address})
		if !t.Spread.One && perhapsOne(t) {
			need.Open, need.Settles = true, t.Spread.Settles
		}
	}
	lb.Needs = append(lb.Needs, need)
	for _, s := range shares {
		t.Groups = append(t.Groups, s.group)
		if g, ok := m.made[s.group]; ok {
			if gt, ok := g.Traits.(*estate.TargetGroupTraits); ok && !slices.Contains(gt.Balancers, lb.Address) {
				gt.Balancers = append(gt.Balancers, lb.Address)
			}
		}
	}
}

// unplacedNode makes a node of a balancer in a zone that is not known: one that
// fails with its zone, unless others are certain to be elsewhere.
func (m *model) unplacedNode(lb *estate.Resource, t *estate.BalancerTraits) *estate.Resource {
	node := m.part(lb, "node in another zone")
	node.Placement = lb.Placement
	if t.Spread.One || perhapsOne(t) {
		node.Placement = m.placement(lb.Placement.Region, nil, t.Spread.Origin)
		node.Placement.Settles = t.Spread.Settles
	}
	return node
}

// perhapsOne reports whether a balancer of which no zone is known may stand in
// one zone: AWS refuses that of an application balancer only.
// See https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html.
func perhapsOne(t *estate.BalancerTraits) bool {
	return len(t.Spread.Zones) == 0 && t.Type.Or("") != "application"
}

// nodeNeeds are what a balancer's node in a zone needs of each target group.
func (m *model) nodeNeeds(lb *estate.Resource, t *estate.BalancerTraits, shares []share, zone estate.Domain) []estate.Need {
	if len(shares) == 0 {
		return nil
	}
	need := estate.Need{Quorum: 1, Split: len(shares) > 1, Why: "sends requests to", Origin: shares[0].origin}
	for _, s := range shares {
		need.Members = append(need.Members, estate.Member{
			Address: m.reachable(lb, t, s.group, zone), Part: s.name, Default: s.first, Weight: s.weight,
		})
	}
	return []estate.Need{need}
}

// reachable returns the address of what a node can reach of a target group:
// the whole group, or a part of it.
func (m *model) reachable(lb *estate.Resource, t *estate.BalancerTraits, group string, zone estate.Domain) string {
	g := m.made[group]
	gt, ok := g.Traits.(*estate.TargetGroupTraits)
	if !ok {
		return group
	}
	cross := t.CrossZone.Or(true)
	if v, known := gt.CrossZone.Get(); known && gt.CrossZone.Written() {
		cross = v
	}
	enabled := func(u unit) bool {
		if u.zone.Name == "" || t.Spread.Open {
			return true
		}
		if !cross && zone.Name != "" {
			return u.zone == zone
		}
		return slices.Contains(t.Spread.Zones, u.zone)
	}
	units := m.unitsBehind(group)
	reached := slices.DeleteFunc(slices.Clone(units), func(u unit) bool { return !enabled(u) })
	if len(reached) == len(units) {
		return group
	}
	name := "targets of " + lb.Address
	if !cross {
		name = "targets in " + zone.Name
	}
	part := m.part(g, name)
	if len(part.Needs) == 0 {
		part.Needs = append(part.Needs, groupNeed(targetsOf(g), reached, gt, g.Origin))
	}
	return part.Address
}
