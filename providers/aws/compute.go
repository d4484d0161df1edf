package aws

import (
	"cmp"
	"slices"
	"strings"

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
	host.Placement = placement(regionName(r), []seat{home}, home.origin)
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
	server.Traits = &estate.ServerTraits{
		Exempt: exempt(r.Address, tagName(b)), Count: estate.Default(1, r.Origin),
		Serves: estate.Default(m.openToWorld(c.groups) && public(b, in), r.Origin),
	}
	if len(in) > 0 {
		server.Traits.(*estate.ServerTraits).Subnet = in[0].r.Address //nolint:forcetypeassert // set in the line above.
	}
	if r.Unexpanded {
		server.Traits.(*estate.ServerTraits).Serves = estate.Unknown[bool](r.Origin, r.Settles...) //nolint:forcetypeassert // set in the line above.
		server.Traits.(*estate.ServerTraits).Count = estate.Unknown[int](r.Origin, r.Settles...)   //nolint:forcetypeassert // set in the line above.
	}
	server.Entry = estate.Default(false, r.Origin)
}

// instanceSeat reads where an instance runs: its subnet's zone, the one it
// names, or one that AWS chooses in the default network.
func (m *model) instanceSeat(b block) (seat, []*subnet) {
	if !b.absent("subnet_id") {
		id := b.text("subnet_id", "")
		if sn := m.subnet(id.Or(""), b.r); sn != nil {
			s := sn.seat
			s.origin = id.Origin()
			return s, []*subnet{sn}
		}
		settles := id.SettledBy()
		if id.Known() {
			settles = []string{"the zone of subnet " + m.shown(id.Or(""))}
		}
		return seat{settles: settles, origin: id.Origin()}, nil
	}
	return seatOf(b), nil
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
func (m *model) launch(c *consumer, b block) *inventory.Resource {
	lt := m.launchTemplate(b)
	if lt == nil {
		return nil
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
	return lt
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

// scalingGroup means an auto scaling group: units over the zones of its
// subnets, evenly, each replaced by itself when lost. It keeps min_size of
// them at least; desired_capacity, where nothing scales it.
// See https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html.
func (m *model) scalingGroup(r *inventory.Resource) {
	b := attrs(r)
	g := m.whole(r, estate.ServerGroup)
	seats, in, open := m.seatsIn(b, "vpc_zone_identifier")
	at := b.at("vpc_zone_identifier")
	if b.absent("vpc_zone_identifier") {
		seats, open = zonesNamed(b, "availability_zones")
		at = b.at("availability_zones")
	}
	spread := spreadOf(seats, open, at)
	c := &consumer{r: r, networks: networksOf(in)}
	m.launch(c, b)
	needs, internet := m.needs(c)
	count := m.capacity(b)
	g.Traits = &estate.GroupTraits{
		Product: estate.AutoScaling, Min: count, Max: b.number("max_size", 0), Spread: spread,
		Standby: count.Known() && count.Or(0) == 0, Serves: estate.Default(false, r.Origin),
	}
	if count.Or(1) > 0 {
		tenants(in)
	}
	m.settle(&crowd{whole: g, noun: "instance", count: count, spread: spread, in: in, needs: needs, internet: internet, relaunch: true})
	m.registerGroup(b, g)
}

// capacity is how many units a group keeps up.
func (m *model) capacity(b block) estate.Value[int] {
	low, desired := b.number("min_size", 0), b.number("desired_capacity", 0)
	n, known := low.Get()
	d, dKnown := desired.Get()
	scaled := slices.ContainsFunc(b.r.IgnoreChanges, func(s string) bool { return strings.HasPrefix(s, "desired_capacity") || s == "all" })
	switch {
	case !known:
		return low
	case b.absent("desired_capacity") || scaled:
		if n == 0 && b.number("max_size", 0).Or(1) > 0 && (scaled || m.isScaled(b.r)) {
			return estate.Unknown[int](low.Origin(), b.r.Address+".desired_capacity at run time")
		}
		return low
	case !dKnown:
		if n >= 2 {
			return low
		}
		return desired
	}
	if d > n && !m.isScaled(b.r) {
		return desired
	}
	if n == 0 && d > 0 {
		return desired
	}
	return low
}

// isScaled reports whether a policy or a schedule changes a group's capacity.
func (m *model) isScaled(r *inventory.Resource) bool {
	for _, t := range []string{"aws_autoscaling_policy", "aws_autoscaling_schedule"} {
		for _, p := range m.types[t] {
			if m.resource(attrs(p), "autoscaling_group_name", "aws_autoscaling_group") == r {
				return true
			}
		}
	}
	return false
}

// function means a Lambda function: over all zones, unless it runs in the
// subnets of a network.
func (m *model) function(r *inventory.Resource) {
	b := attrs(r)
	f := m.whole(r, estate.Function)
	f.Fails = estate.FailsNever
	vpc, inVPC := b.first("vpc_config")
	seats, in, open := m.seatsIn(vpc, "subnet_ids")
	tenants(in)
	c := &consumer{r: r, networks: networksOf(in)}
	env, _ := b.first("environment")
	c.read(env, "variables", "environment")
	c.secure(vpc, "security_group_ids")
	if image := b.text("image_uri", "").Or(""); image != "" {
		c.images = append(c.images, sourced{image, b.at("image_uri"), "image"})
	}
	needs, internet := m.needs(c)
	f.Needs = append(f.Needs, needs...)
	traits := &estate.GroupTraits{Product: estate.Lambda, Min: estate.Default(2, r.Origin), Serves: estate.Default(false, r.Origin)}
	f.Traits = traits
	if !inVPC || (len(seats) == 0 && !open) {
		return
	}
	traits.Spread = spreadOf(seats, open, vpc.at("subnet_ids"))
	f.Needs = append(f.Needs, m.zonal(f, traits.Spread, in, internet)...)
}

// zonal makes the need of one zone at least, where AWS runs something in each
// of several; each zone's part leaves the network by itself.
func (m *model) zonal(whole *estate.Resource, s estate.Spread, in []*subnet, internet estate.Strength) []estate.Need {
	need := estate.Need{Quorum: 1, Why: "runs in", Origin: s.Origin, Open: s.Open || len(s.Zones) == 0, Settles: s.Settles}
	for _, z := range s.Zones {
		p := m.part(whole, "in "+z.Name)
		p.Placement = estate.Placement{Scope: estate.Zone, Region: z.Region, Zones: []estate.Domain{z}, Assumed: s.Assumed, Origin: s.Origin}
		p.Needs = exitNeeds(inZone(in, z), internet)
		need.Members = append(need.Members, estate.Member{Address: p.Address})
	}
	return []estate.Need{need}
}

// finishServers finds which servers and groups serve, and who their peers are.
func (m *model) finishServers() {
	m.publicAddresses()
	peers := map[string][]string{}
	for _, group := range sortedKeys(m.targets) {
		for _, t := range m.targets[group] {
			peers["target "+group] = append(peers["target "+group], t.address)
			m.serves(t.address, t.origin, group)
		}
	}
	for _, r := range m.out {
		if r.Of == "" && (r.Kind == estate.Server || r.Kind == estate.ServerGroup || r.Kind == estate.NodeGroup) {
			peers["block "+blockAddress(r.Address)] = append(peers["block "+blockAddress(r.Address)], r.Address)
		}
	}
	for _, key := range sortedKeys(peers) {
		for _, a := range peers[key] {
			switch t := m.made[a].Traits.(type) {
			case *estate.ServerTraits:
				t.Peers = mergeSorted(t.Peers, peers[key])
			case *estate.GroupTraits:
				if strings.HasPrefix(key, "target ") {
					t.Peers = mergeSorted(t.Peers, peers[key])
				}
			}
		}
	}
}

// blockAddress is an address without the key of its last part, which all
// instances of one block share.
func blockAddress(address string) string {
	if i := strings.LastIndexByte(address, '['); i > 0 && strings.HasSuffix(address, "]") {
		return address[:i]
	}
	return address
}

func mergeSorted(a, b []string) []string {
	out := slices.Concat(a, b)
	slices.SortFunc(out, cmp.Compare)
	return slices.Compact(out)
}

// serves notes that somebody depends on a server or group.
func (m *model) serves(address string, at estate.Origin, through string) {
	r := m.made[address]
	if r == nil {
		return
	}
	switch t := r.Traits.(type) {
	case *estate.ServerTraits:
		t.Serves, t.Through = estate.Set(true, at), cmp.Or(t.Through, through)
	case *estate.GroupTraits:
		t.Serves = estate.Set(true, at)
	}
}

// publicAddresses makes public instances entry points: those with an elastic
// address, and those with a public address that anybody may reach.
func (m *model) publicAddresses() {
	for _, r := range m.types["aws_eip"] {
		m.publish(attrs(r), "instance")
	}
	for _, r := range m.types["aws_eip_association"] {
		m.publish(attrs(r), "instance_id")
	}
	for _, r := range m.out {
		if t, ok := r.Traits.(*estate.ServerTraits); ok && t.Serves.Or(false) && t.Exempt == "" {
			r.Entry = estate.Set(true, t.Serves.Origin())
		}
	}
}

func (m *model) publish(b block, name string) {
	i := m.resource(b, name, "aws_instance")
	if i == nil {
		return
	}
	t, ok := m.made[i.Address].Traits.(*estate.ServerTraits)
	if !ok {
		return
	}
	list := attrs(i)
	c := &consumer{r: i}
	c.secure(list, "vpc_security_group_ids")
	if len(c.groups) == 0 || m.openToWorld(c.groups) {
		t.Serves, t.Through = estate.Set(true, b.at(name)), b.r.Address
	}
}
