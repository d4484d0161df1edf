package aws

import (
	"slices"
	"strconv"
	"strings"

	"spof/estate"
	"spof/inventory"
)

// egressGateways makes the NAT gateways. A zonal one lives in its subnet's
// zone; a regional one (availability_mode = "regional", since November 2025)
// spans the zones of its network by itself.
// See https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html.
func (m *model) egressGateways() {
	for _, r := range m.types["aws_nat_gateway"] {
		b := attrs(r)
		nat := m.whole(r, estate.Egress)
		regional := isMode(b.text("availability_mode", "zonal"), "regional")
		traits := &estate.EgressTraits{
			Regional: regional,
			Private:  isMode(b.text("connectivity_type", "public"), "private"),
		}
		nat.Traits = traits
		if regional.Or(false) {
			traits.Network = b.text("vpc_id", "")
			m.regionalGateway(b, nat, traits)
			continue
		}
		home, sn := m.seatOfSubnet(b)
		if sn != nil {
			traits.Network = estate.Set(sn.network, b.at("subnet_id"))
		}
		traits.Spread = spreadOf([]seat{home}, false, b.at("subnet_id"))
		if regional.Known() {
			m.zonalGateway(r, nat, m.placement(regionName(r), []seat{home}, b.at("subnet_id")))
		}
		nat.Name = r.Address
	}
}

// regionalGateway puts a regional gateway in the zones that it was given
// addresses in; without any, AWS takes it to each zone of its network. With
// addresses in one zone it is as good as a zonal one.
func (m *model) regionalGateway(b block, nat *estate.Resource, traits *estate.EgressTraits) {
	addresses, _ := b.blocks("availability_zone_address")
	if len(addresses) == 0 {
		return
	}
	at := b.at("availability_zone_address")
	need := estate.Need{Quorum: 1, Why: "has addresses in", Origin: at}
	var seats []seat
	for i, address := range addresses {
		home := m.seatOf(address)
		home.origin = at
		seats = append(seats, home)
		here := m.part(nat, "addresses "+strconv.Itoa(i+1))
		here.Placement = m.placement(regionName(b.r), []seat{home}, at)
		need.Members = append(need.Members, estate.Member{Address: here.Address})
	}
	nat.Needs = append(nat.Needs, need)
	spread := spreadOf(seats, false, at)
	if single, sure := spread.Single(); single && sure {
		traits.Regional, traits.Spread = estate.Set(false, at), spread
	}
}

// zonalGateway puts a gateway in its zone. One that stands for an unknown
// number of them needs any of those.
func (m *model) zonalGateway(r *inventory.Resource, nat *estate.Resource, in estate.Placement) {
	unit := nat
	if r.Unexpanded {
		unit = m.part(nat, "gateway")
		nat.Needs = append(nat.Needs, estate.On(unit.Address, "consists of", r.Origin))
	}
	unit.Fails, unit.Placement = estate.FailsAlone, in
}

// isMode reads whether a text attribute has one certain value.
func isMode(v estate.Value[string], want string) estate.Value[bool] {
	s, known := v.Get()
	switch {
	case !known:
		return estate.Unknown[bool](v.Origin(), v.SettledBy()...)
	case v.Written():
		return estate.Set(s == want, v.Origin())
	}
	return estate.Default(s == want, v.Origin())
}

// applianceRoute makes the way out through one instance or network interface.
func (m *model) applianceRoute(b block) (exit string, at estate.Origin) {
	at = b.at("network_interface_id")
	id := b.text("network_interface_id", "").Or("")
	if !b.absent("instance_id") {
		at, id = b.at("instance_id"), b.text("instance_id", "").Or("")
	}
	box := m.interfaceOwner(id)
	out := m.put(&estate.Resource{
		Address: b.r.Address + "#" + b.path + "appliance", ARN: b.r.ARN, Of: b.r.Address, Type: b.r.Type, Kind: estate.Egress, Name: "the appliance behind " + b.r.Address,
		Region: b.r.Region, Origin: at, Entry: estate.Default(false, at),
		Placement: estate.Placement{Scope: estate.Region, Region: regionName(b.r), Origin: at},
		Traits:    &estate.EgressTraits{Instance: true, Regional: estate.Set(false, at), Private: estate.Set(false, at)},
	})
	if box != "" {
		out.Needs = append(out.Needs, estate.On(box, "routes through", at))
	} else {
		out.Needs = append(out.Needs, estate.Need{Quorum: 1, Open: true, Why: "routes through", Origin: at, Settles: b.settles("network_interface_id")})
	}
	return out.Address, at
}

// interfaceOwner returns the address of the instance that an instance id or a
// network interface's id leads to.
func (m *model) interfaceOwner(id string) string {
	for _, r := range m.index.identity(id, "aws_instance", "aws_spot_instance_request") {
		return r.Address
	}
	for _, r := range m.index.identity(id, "aws_network_interface") {
		return m.attachedTo(r, id)
	}
	return ""
}

// attachedTo returns the instance that a network interface is attached to.
func (m *model) attachedTo(r *inventory.Resource, id string) string {
	list, _ := attrs(r).blocks("attachment")
	for _, a := range list {
		if i := m.resource(a, "instance", "aws_instance"); i != nil {
			return i.Address
		}
	}
	for _, i := range m.types["aws_instance"] {
		own, _ := attrs(i).blocks("network_interface")
		if slices.ContainsFunc(own, func(n block) bool { return n.text("network_interface_id", "").Or("") == id }) {
			return i.Address
		}
	}
	return ""
}

// finishEgress tells each way out who its tenants are, and what other ways out
// its network has.
func (m *model) finishEgress() {
	byNetwork := map[string][]string{}
	join := func(network, exit string) {
		if !slices.Contains(byNetwork[network], exit) {
			byNetwork[network] = append(byNetwork[network], exit)
		}
	}
	for _, address := range sortedKeys(m.subnets) {
		sn := m.subnets[address]
		if t := m.egress(sn.exit); t != nil {
			t.Tenants = append(t.Tenants, sn.tenant(address))
			if !t.Network.Known() {
				t.Network = estate.Set(sn.network, sn.r.Origin)
			}
			join(sn.network, sn.exit)
		}
	}
	m.tellUnknownExits()
	m.tellUnknownTenants()
	for _, r := range m.out {
		if t := m.egress(r.Address); t != nil && !t.Instance {
			join(t.Network.Or(""), r.Address)
		}
	}
	for _, r := range m.out {
		if t := m.egress(r.Address); t != nil {
			t.Others = slices.DeleteFunc(slices.Clone(byNetwork[t.Network.Or("")]), func(a string) bool { return a == r.Address })
		}
	}
}

// tellUnknownExits makes a gap of each default route that leads where nobody
// knows, so that its tenants are not taken for needing no way out.
func (m *model) tellUnknownExits() {
	told := map[string]bool{}
	for _, address := range sortedKeys(m.subnets) {
		sn := m.subnets[address]
		if len(sn.settles) == 0 || sn.tenants == 0 || told[sn.exitAt.String()] {
			continue
		}
		told[sn.exitAt.String()] = true
		m.gaps = append(m.gaps, estate.Gap{
			What: "where " + address + " leaves its network", Why: "its default route hangs on " + strings.Join(sn.settles, " and "),
			Origin: sn.exitAt, Unsettles: []string{address},
		})
	}
}

// tellUnknownTenants makes a gap of the gateways that nobody is known to leave
// through, where it is not known of everybody which way they leave.
func (m *model) tellUnknownTenants() {
	settles := slices.Clone(m.lostRoutes)
	for _, sn := range m.subnets {
		settles = append(settles, sn.settles...)
	}
	if len(settles) == 0 {
		return
	}
	slices.Sort(settles)
	settles = slices.Compact(settles)
	var idle []string
	for _, r := range m.out {
		if t := m.egress(r.Address); t != nil && !t.Instance && len(t.Tenants) == 0 {
			t.Settles = settles
			idle = append(idle, r.Address)
		}
	}
	if len(idle) == 0 {
		return
	}
	slices.Sort(idle)
	m.gaps = append(m.gaps, estate.Gap{
		What: "who leaves through " + andMore(idle), Why: "which way the subnets leave hangs on " + strings.Join(settles[:min(len(settles), maxNamed)], " and "),
		Origin: m.made[idle[0]].Origin, Unsettles: idle,
	})
}

// maxNamed is how many of the things that would settle something are named.
const maxNamed = 4

// egress returns the facts of a way out, or nil.
func (m *model) egress(address string) *estate.EgressTraits {
	r := m.made[address]
	if r == nil {
		return nil
	}
	t, _ := r.Traits.(*estate.EgressTraits)
	return t
}

// tenant is a subnet as its way out sees it.
func (sn *subnet) tenant(address string) estate.Tenant {
	zone := estate.Unknown[estate.Domain](sn.seat.origin, sn.seat.settles...)
	if sn.seat.known() {
		zone = estate.Set(sn.seat.zone, sn.seat.origin)
	}
	return estate.Tenant{Subnet: address, Zone: zone, Used: estate.Set(sn.tenants > 0, sn.r.Origin), Origin: sn.exitAt}
}

// tenants counts that something runs in the subnets.
func tenants(in []*subnet) {
	for _, sn := range in {
		sn.tenants++
	}
}
