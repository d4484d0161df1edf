package aws

import (
	"cmp"
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
	{[]string{"aws_autoscaling_attachment", "aws_autoscaling_traffic_source_attachment"}, (*model).groupAttachment},
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
	m.registerSources(b, g.Address)
}

// registerSources registers a group of units with the sources of its traffic.
func (m *model) registerSources(b block, group string) {
	sources, _ := b.blocks("traffic_source")
	for _, s := range sources {
		if to := m.resource(s, "identifier", slices.Concat(groupTypes, balancerTypes)...); to != nil {
			m.register(to.Address, group, s.at("identifier"))
		}
	}
}

func (m *model) attachment(r *inventory.Resource) {
	b := attrs(r)
	group := m.resource(b, "target_group_arn", groupTypes...)
	if group == nil {
		m.lostTargets = append(m.lostTargets, b.text("target_group_arn", "").SettledBy()...)
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
	m.registerSources(b, g.Address)
}

func (m *model) classicAttachment(r *inventory.Resource) {
	b := attrs(r)
	elb, i := m.resource(b, "elb", "aws_elb"), m.resource(b, "instance", "aws_instance")
	switch id := b.text("instance", ""); {
	case elb == nil:
		m.lostTargets = append(m.lostTargets, b.text("elb", "").SettledBy()...)
	case i != nil:
		m.register(elb.Address, i.Address, b.at("instance"))
	case !id.Known():
		m.openGroups[elb.Address] = append(m.openGroups[elb.Address], id.SettledBy()...)
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
		CrossZone: ownCrossZone(b),
	}
}

// ownCrossZone reads whether a target group is balanced across zones. Left to
// the balancer, in words or without, it is not said here.
// See https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html.
func ownCrossZone(group block) estate.Value[bool] {
	const asTheBalancer = "use_load_balancer_configuration"
	mode := group.text("load_balancing_cross_zone_enabled", asTheBalancer)
	if mode.Or("") == asTheBalancer {
		return estate.Default(false, mode.Origin())
	}
	return isMode(mode, "true")
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
			one, sn := m.seatOfSubnet(sm)
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

// classicBalancer means a Classic Load Balancer. Terraform turns cross-zone
// balancing on unless told otherwise.
func (m *model) classicBalancer(r *inventory.Resource) {
	b := attrs(r)
	seats, in, open := m.seatsIn(b, "subnets")
	at := b.at("subnets")
	if b.absent("subnets") {
		seats, open = m.zonesNamed(b, "availability_zones")
		at = b.at("availability_zones")
	}
	tenants(in)
	list, listOpen := b.texts("instances")
	for _, e := range list {
		if i := m.index.named(e.value.Or(""), "", "aws_instance"); i != nil {
			m.register(r.Address, i.Address, e.value.Origin())
		}
	}
	// They are a set, in the order of identities that apply gives.
	slices.SortStableFunc(m.targets[r.Address], func(a, b registered) int { return cmp.Compare(a.address, b.address) })
	if listOpen {
		m.openGroups[r.Address] = append(m.openGroups[r.Address], b.settles("instances")...)
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
