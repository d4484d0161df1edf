package aws

import (
	"spof/estate"
	"spof/inventory"
)

var computeMeanings = []meaning{
	{[]string{"aws_instance", "aws_spot_instance_request"}, (*model).instance},
	{[]string{"aws_autoscaling_group"}, (*model).scalingGroup},
	{[]string{"aws_lambda_function"}, (*model).function},
}

// instance means a single EC2 instance: one unit in the zone of its subnet.
// Nothing replaces it.
func (m *model) instance(r *inventory.Resource) {
	b := attrs(r)
	server := m.whole(r, estate.Server)
	home, in := m.instanceSeat(b)
	tenants(in)
	host := m.part(server, "host")
	host.Fails = estate.FailsAlone
	host.Placement = m.placement(regionName(r), []seat{home}, home.origin)
	if home.chosen {
		host.Placement.Chosen = true
	}
	m.together(host, b, home)
	server.Placement = estate.Placement{Scope: estate.Global}
	c := &consumer{r: r, networks: networksOf(in)}
	c.script(b, "user_data")
	c.script(b, "user_data_base64")
	c.secure(b, "vpc_security_group_ids")
	c.secure(b, "security_groups")
	m.launch(c, b)
	needs, internet := m.needs(c)
	server.Needs = append(server.Needs, estate.On(host.Address, "runs on", r.Origin))
	server.Needs = append(server.Needs, needs...)
	server.Needs = append(server.Needs, exitNeeds(in, internet)...)
	zone, _ := host.Placement.Zone()
	m.unitsOf[r.Address] = []unit{{serves: server.Address, host: host.Address, zone: zone}}
	traits := serverTraits(b, in, m.openToWorld(c.groups))
	if g := m.placementGroupOf(b, home); g != nil {
		traits.Subnet = g.Address
	}
	server.Traits = traits
}

// serverTraits are the facts about an instance; open says that anybody may
// reach its ports.
func serverTraits(b block, in []*subnet, open bool) *estate.ServerTraits {
	t := &estate.ServerTraits{
		Exempt: exempt(b.r.Address, tagName(b)), Count: estate.Default(1, b.r.Origin),
		Serves: estate.Default(open && public(b, in), b.r.Origin),
	}
	switch {
	case len(in) > 0:
		t.Subnet = in[0].r.Address
	case b.r.Alike["subnet_id"]:
		t.Subnet = "the subnet of " + blockAddress(b.r.Address)
	}
	if b.r.Unexpanded {
		t.Serves = estate.Unknown[bool](b.r.Origin, b.r.Settles...)
		t.Count = estate.Unknown[int](b.r.Origin, b.r.Settles...)
	}
	return t
}

// instanceSeat reads where an instance runs: its subnet's zone where the subnet
// was read, the one it names, or one that AWS chooses in the default network.
func (m *model) instanceSeat(b block) (seat, []*subnet) {
	if b.absent("subnet_id") {
		return m.seatOf(b), nil
	}
	s, sn := m.seatOfSubnet(b)
	if sn != nil {
		return s, []*subnet{sn}
	}
	if named := m.seatOf(b); named.known() {
		return named, nil
	}
	return s, nil
}

// public reports whether an instance has a public address of its own.
func public(b block, in []*subnet) bool {
	if b.boolean("associate_public_ip_address", false).Or(false) {
		return true
	}
	for _, sn := range in {
		if sn.public && attrs(sn.r).boolean("map_public_ip_on_launch", false).Or(false) {
			return true
		}
	}
	return false
}

func tagName(b block) string {
	tags, _ := b.raw("tags")
	return block{b.r, tags, "tags."}.mapText("Name")
}

// mapText reads a key of a map of strings.
func (b block) mapText(key string) string {
	out := ""
	if b.v.IsNull() || !b.v.IsKnown() || !b.v.CanIterateElements() {
		return out
	}
	for it := b.v.ElementIterator(); it.Next(); {
		k, v := it.Element()
		if k.IsKnown() && k.Type().FriendlyName() == "string" && k.AsString() == key && v.IsKnown() && !v.IsNull() && v.Type() == k.Type() {
			out = v.AsString()
		}
	}
	return out
}

// launch adds what a launch template gives an instance or a group.
func (m *model) launch(c *consumer, b block) {
	lt := m.launchTemplate(b)
	if lt == nil {
		return
	}
	tb := attrs(lt)
	c.script(tb, "user_data")
	c.script(tb, "user_data_base64")
	c.secure(tb, "vpc_security_group_ids")
	c.secure(tb, "security_groups")
	nics, _ := tb.blocks("network_interfaces")
	for _, nic := range nics {
		c.secure(nic, "security_groups")
	}
}

func (m *model) launchTemplate(b block) *inventory.Resource {
	if lc := m.resource(b, "launch_configuration", "aws_launch_configuration"); lc != nil {
		return lc
	}
	spec, ok := b.first("launch_template")
	if !ok {
		policy, _ := b.first("mixed_instances_policy")
		outer, _ := policy.first("launch_template")
		spec, _ = outer.first("launch_template_specification")
	}
	for _, name := range []string{"id", "name", "launch_template_id", "launch_template_name"} {
		if lt := m.resource(spec, name, "aws_launch_template"); lt != nil {
			return lt
		}
	}
	return nil
}
