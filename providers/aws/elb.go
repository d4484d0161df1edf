package aws

import (
	"slices"
	"strings"

	"spof/estate"
	"spof/inventory"
)

var balancerTypes = []string{"aws_lb", "aws_alb", "aws_elb"}

var groupTypes = []string{"aws_lb_target_group", "aws_alb_target_group"}

var balancerMeanings = []meaning{
	{groupTypes, (*model).targetGroup},
	{[]string{"aws_lb_target_group_attachment", "aws_alb_target_group_attachment"}, (*model).attachment},
	{[]string{"aws_autoscaling_attachment"}, (*model).groupAttachment},
	{[]string{"aws_elb_attachment"}, (*model).classicAttachment},
	{[]string{"aws_lb", "aws_alb"}, (*model).balancer},
	{[]string{"aws_elb"}, (*model).classicBalancer},
}

// A registered target is what a target group or a classic balancer sends
// requests to.
type registered struct {
	address string // of a server, a group, a function or another balancer; "" for a literal
	origin  estate.Origin
}

func (m *model) register(group, target string, at estate.Origin) {
	m.targets[group] = append(m.targets[group], registered{target, at})
}

// registerGroup registers a group of units with the target groups and classic
// balancers that it names.
func (m *model) registerGroup(b block, g *estate.Resource) {
	for _, name := range []string{"target_group_arns", "load_balancers"} {
		list, _ := b.texts(name)
		for _, e := range list {
			if to := m.index.named(e.value.Or(""), b.r.Region.Or(""), slices.Concat(groupTypes, balancerTypes)...); to != nil {
				m.register(to.Address, g.Address, e.value.Origin())
			}
		}
	}
	sources, _ := b.blocks("traffic_source")
	for _, s := range sources {
		if to := m.resource(s, "identifier", slices.Concat(groupTypes, balancerTypes)...); to != nil {
			m.register(to.Address, g.Address, s.at("identifier"))
		}
	}
}

func (m *model) attachment(r *inventory.Resource) {
	b := attrs(r)
	group := m.resource(b, "target_group_arn", groupTypes...)
	if group == nil {
		return
	}
	id := b.text("target_id", "")
	target := ""
	for _, t := range m.index.identity(id.Or("")) {
		if a := m.leadsTo(t); a != "" {
			target = a
			break
		}
	}
	if target == "" && (!id.Known() || r.Unexpanded) {
		m.openGroups[group.Address] = append(m.openGroups[group.Address], slices.Concat(id.SettledBy(), r.Settles)...)
		return
	}
	if r.Unexpanded {
		m.openGroups[group.Address] = append(m.openGroups[group.Address], r.Settles...)
	}
	m.register(group.Address, target, b.at("target_id"))
}

func (m *model) groupAttachment(r *inventory.Resource) {
	b := attrs(r)
	g := m.resource(b, "autoscaling_group_name", "aws_autoscaling_group")
	if g == nil {
		return
	}
	for _, name := range []string{"lb_target_group_arn", "alb_target_group_arn", "elb"} {
		if to := m.resource(b, name, slices.Concat(groupTypes, balancerTypes)...); to != nil {
			m.register(to.Address, g.Address, b.at(name))
		}
	}
}

func (m *model) classicAttachment(r *inventory.Resource) {
	b := attrs(r)
	elb, i := m.resource(b, "elb", "aws_elb"), m.resource(b, "instance", "aws_instance")
	if elb != nil && i != nil {
		m.register(elb.Address, i.Address, b.at("instance"))
	}
}

// targetGroup means a target group. AWS checks its targets unless told
// otherwise, by HTTP behind an application balancer and by TCP behind a
// network one.
func (m *model) targetGroup(r *inventory.Resource) {
	b := attrs(r)
	g := m.whole(r, estate.TargetGroup)
	g.Placement = estate.Placement{Scope: estate.Global}
	protocol := b.text("protocol", "HTTP")
	check := estate.Default("HTTP", r.Origin)
	if p := protocol.Or("HTTP"); !strings.HasPrefix(p, "HTTP") {
		check = estate.Default("TCP", r.Origin)
	}
	if hc, ok := b.first("health_check"); ok && !hc.absent("protocol") {
		check = hc.text("protocol", "HTTP")
	}
	g.Traits = &estate.TargetGroupTraits{
		TargetType: b.text("target_type", "instance"), CheckType: check,
		CrossZone: isMode(b.text("load_balancing_cross_zone_enabled", "use_load_balancer_configuration"), "true"),
	}
}

// balancer means an application, network or gateway load balancer. Its nodes
// are AWS's; what fails is a zone, or all targets.
// See https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html.
func (m *model) balancer(r *inventory.Resource) {
	b := attrs(r)
	seats, in, open := m.seatsIn(b, "subnets")
	at := b.at("subnets")
	if b.absent("subnets") {
		maps, mapsOpen := b.blocks("subnet_mapping")
		open = mapsOpen
		for _, sm := range maps {
			one, sn := m.seatOfSubnet(sm, "subnet_id")
			seats = append(seats, one)
			at = sm.at("subnet_id")
			if sn != nil {
				in = append(in, sn)
			}
		}
	}
	tenants(in)
	typ := b.text("load_balancer_type", "application")
	cross := b.boolean("enable_cross_zone_load_balancing", false)
	if typ.Or("") == "application" {
		cross = estate.Default(true, r.Origin)
	}
	m.makeBalancer(r, &estate.BalancerTraits{
		Type: typ, Internal: b.boolean("internal", false), CrossZone: cross, Spread: spreadOf(seats, open, at),
	})
}

// seatOfSubnet reads one subnet's zone.
func (m *model) seatOfSubnet(b block, name string) (seat, *subnet) {
	id := b.text(name, "")
	if sn := m.subnet(id.Or(""), b.r); sn != nil {
		s := sn.seat
		s.origin = id.Origin()
		return s, sn
	}
	return seat{settles: b.settles(name), origin: id.Origin()}, nil
}

// classicBalancer means a Classic Load Balancer. Terraform turns cross-zone
// balancing on unless told otherwise.
func (m *model) classicBalancer(r *inventory.Resource) {
	b := attrs(r)
	seats, in, open := m.seatsIn(b, "subnets")
	at := b.at("subnets")
	if b.absent("subnets") {
		seats, open = zonesNamed(b, "availability_zones")
		at = b.at("availability_zones")
	}
	tenants(in)
	list, listOpen := b.texts("instances")
	for _, e := range list {
		if i := m.index.named(e.value.Or(""), "", "aws_instance"); i != nil {
			m.register(r.Address, i.Address, e.value.Origin())
		}
	}
	if listOpen {
		m.openGroups[r.Address] = b.settles("instances")
	}
	m.makeBalancer(r, &estate.BalancerTraits{
		Type: estate.Default("classic", r.Origin), Internal: b.boolean("internal", false),
		CrossZone: b.boolean("cross_zone_load_balancing", true), Spread: spreadOf(seats, open, at),
	})
}

func (m *model) makeBalancer(r *inventory.Resource, t *estate.BalancerTraits) {
	b := attrs(r)
	lb := m.whole(r, estate.LoadBalancer)
	lb.Fails, lb.Guards, lb.Traits = estate.FailsChanged, guards(b), t
	switch internal, known := t.Internal.Get(); {
	case !known:
		lb.Entry = estate.Unknown[bool](t.Internal.Origin(), t.Internal.SettledBy()...)
	default:
		lb.Entry = estate.Set(!internal, t.Internal.Origin())
	}
}

// A share is the part of a balancer's users that one target group serves.
type share struct {
	group  string
	name   string
	first  bool // the default action
	weight int
	origin estate.Origin
}

// shares returns the target groups that the listeners of a balancer lead to.
func (m *model) shares(lb *inventory.Resource) []share {
	var out []share
	add := func(b block, s share) {
		for _, g := range m.forwards(b) {
			s := s
			s.group, s.origin = g.group, g.origin
			if !slices.ContainsFunc(out, func(o share) bool { return o.group == s.group && (o.first || !s.first) }) {
				out = append(slices.DeleteFunc(out, func(o share) bool { return o.group == s.group }), s)
			}
		}
	}
	for _, lt := range []string{"aws_lb_listener", "aws_alb_listener"} {
		for _, l := range m.types[lt] {
			lb2 := m.resource(attrs(l), "load_balancer_arn", "aws_lb", "aws_alb")
			if lb2 != lb {
				continue
			}
			actions, _ := attrs(l).blocks("default_action")
			for _, a := range actions {
				add(a, share{name: "the default action of " + l.Address, first: true})
			}
			m.ruleShares(l, add)
		}
	}
	return out
}

func (m *model) ruleShares(listener *inventory.Resource, add func(block, share)) {
	for _, rt := range []string{"aws_lb_listener_rule", "aws_alb_listener_rule"} {
		for _, rule := range m.types[rt] {
			if m.resource(attrs(rule), "listener_arn", "aws_lb_listener", "aws_alb_listener") != listener {
				continue
			}
			actions, _ := attrs(rule).blocks("action")
			for _, a := range actions {
				add(a, share{name: "the rule " + rule.Address})
			}
		}
	}
}

// forwards returns the target groups that one action sends to.
func (m *model) forwards(action block) []share {
	if g := m.resource(action, "target_group_arn", groupTypes...); g != nil {
		return []share{{group: g.Address, origin: action.at("target_group_arn")}}
	}
	var out []share
	forward, _ := action.first("forward")
	groups, _ := forward.blocks("target_group")
	for _, tg := range groups {
		if g := m.resource(tg, "arn", groupTypes...); g != nil {
			out = append(out, share{group: g.Address, weight: tg.number("weight", 0).Or(0), origin: tg.at("arn")})
		}
	}
	return out
}

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
	g.Needs = append(g.Needs, groupNeed(units, t, g.Origin))
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

func groupNeed(units []unit, t *estate.TargetGroupTraits, at estate.Origin) estate.Need {
	need := estate.Need{Quorum: 1, Why: "sends requests to", Origin: at, Open: t.TargetsOpen, Settles: t.Settles}
	for _, u := range units {
		need.Members = append(need.Members, estate.Member{Address: u.serves, Takeover: u.takeover})
	}
	return need
}

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
		node := m.part(lb, "node in another zone")
		node.Placement = lb.Placement
		node.Needs = m.nodeNeeds(lb, t, shares, estate.Domain{})
		need.Members = append(need.Members, estate.Member{Address: node.Address})
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
		part.Needs = append(part.Needs, groupNeed(reached, gt, g.Origin))
	}
	return part.Address
}
