package aws

import (
	"strings"

	"spof/estate"
	"spof/inventory"
)

// A subnet is where tenants are placed, and how they leave their network.
type subnet struct {
	r       *inventory.Resource
	seat    seat
	network string // id of its VPC
	public  bool   // its default route leads to an internet gateway
	exit    string // address of its egress gateway; "" for none
	exitAt  estate.Origin
	settles []string // what would settle an exit that is not known
	tenants int
}

// network reads subnets, their route tables and the ways out, on which every
// placement rests.
func (m *model) network() {
	m.subnets = map[string]*subnet{}
	for _, t := range []string{"aws_subnet", "aws_default_subnet"} {
		for _, r := range m.types[t] {
			b := attrs(r)
			m.whole(r, estate.Subnet).Placement = estate.Placement{Scope: estate.Global}
			m.subnets[r.Address] = &subnet{r: r, seat: m.subnetSeat(b), network: b.networkID()}
		}
	}
	m.tellSeats()
	m.egressGateways()
	m.associate(m.defaultRoutes())
	m.endpoints()
	m.placementGroups()
}

// networkID is the id of the network that something is in. Where that is not
// known, what hangs on the same is taken to be in the same network.
func (b block) networkID() string {
	id := b.text("vpc_id", "")
	if !id.Known() {
		return "hanging on " + strings.Join(b.settles("vpc_id"), " and ")
	}
	return id.Or("")
}

func (m *model) subnetSeat(b block) seat {
	s := m.seatOf(b)
	s.in = b.r.Address
	return s
}

// subnet returns the subnet with an id, or nil when it was not read.
func (m *model) subnet(id string) *subnet {
	for _, r := range m.index.identity(id, "aws_subnet", "aws_default_subnet") {
		return m.subnets[r.Address]
	}
	return nil
}

// A way is where the default route of a route table leads.
type way struct {
	internet bool
	exit     string // address in the estate
	origin   estate.Origin
	settles  []string
}

// defaultRoutes returns the way out of each route table, by its address.
func (m *model) defaultRoutes() map[string]way {
	out := map[string]way{}
	for _, t := range []string{"aws_route_table", "aws_default_route_table"} {
		for _, r := range m.types[t] {
			inline, _ := attrs(r).blocks("route")
			for _, route := range inline {
				m.addRoute(out, r.Address, route)
			}
		}
	}
	for _, r := range m.types["aws_route"] {
		b := attrs(r)
		if table := m.resource(b, "route_table_id", "aws_route_table", "aws_default_route_table", "aws_vpc", "aws_default_vpc"); table != nil {
			m.addRoute(out, table.Address, b)
			continue
		}
		if id := b.text("route_table_id", ""); !id.Known() {
			m.lostRoutes = append(m.lostRoutes, b.settles("route_table_id")...)
		}
		// The main route table of a VPC is named by an attribute of the VPC.
		for _, vpc := range m.index.mentions(b.text("route_table_id", "").Or("")) {
			m.addRoute(out, vpc.Address, b)
		}
	}
	return out
}

// addRoute records a default route: to everywhere, over IPv4 or by NAT64.
func (m *model) addRoute(out map[string]way, table string, b block) {
	if !defaultRoute(b) {
		if throughBox(b) {
			m.applianceRoute(b)
		}
		return
	}
	w, leads := m.wayOf(b)
	if old := out[table]; leads && old.exit == "" && !old.internet {
		out[table] = w
	}
}

// throughBox reports whether a route leads through one instance or network
// interface.
func throughBox(b block) bool { return !b.absent("network_interface_id") || !b.absent("instance_id") }

// wayOf reads where a route leads, and whether that is out of the network.
func (m *model) wayOf(b block) (w way, leads bool) {
	gateway := b.text("gateway_id", "")
	switch {
	case !b.absent("nat_gateway_id"):
		w.origin = b.at("nat_gateway_id")
		if nat := m.resource(b, "nat_gateway_id", "aws_nat_gateway"); nat != nil {
			w.exit = nat.Address
		} else {
			w.settles = b.settles("nat_gateway_id")
		}
	case throughBox(b):
		w.exit, w.origin = m.applianceRoute(b)
	case !b.absent("gateway_id") && gateway.Or("") != "local":
		w.internet, w.origin = true, gateway.Origin()
	default:
		return way{}, false
	}
	return w, true
}

func defaultRoute(b block) bool {
	for _, name := range []string{"destination_cidr_block", "cidr_block"} {
		if b.text(name, "").Or("") == "0.0.0.0/0" {
			return true
		}
	}
	return b.text("destination_ipv6_cidr_block", "").Or("") == "64:ff9b::/96" || b.text("ipv6_cidr_block", "").Or("") == "64:ff9b::/96"
}

// associate gives each subnet the way out of its own route table, else of its
// network's main one.
func (m *model) associate(ways map[string]way) {
	main := m.mainWays(ways)
	for _, sn := range m.subnets {
		sn.leave(main[sn.network])
	}
	for _, r := range m.types["aws_route_table_association"] {
		b := attrs(r)
		table := m.resource(b, "route_table_id", "aws_route_table", "aws_default_route_table")
		id := b.text("subnet_id", "")
		sn := m.subnet(id.Or(""))
		switch {
		case table != nil && sn != nil:
			sn.leave(ways[table.Address])
		case sn != nil && !b.text("route_table_id", "").Known():
			sn.leave(way{origin: b.at("route_table_id"), settles: b.settles("route_table_id")})
		case !id.Known() && b.written("subnet_id"):
			m.lostRoutes = append(m.lostRoutes, b.settles("subnet_id")...)
		}
	}
}

// mainWays returns the way out of each network's main route table, by the
// network's id.
func (m *model) mainWays(ways map[string]way) map[string]way {
	main := map[string]way{}
	for _, t := range []string{"aws_vpc", "aws_default_vpc"} {
		for _, vpc := range m.types[t] {
			if w, ok := ways[vpc.Address]; ok {
				main[attrs(vpc).text("id", "").Or("")] = w
			}
		}
	}
	for _, r := range m.types["aws_default_route_table"] {
		for _, vpc := range m.index.mentions(attrs(r).text("default_route_table_id", "").Or("")) {
			main[attrs(vpc).text("id", "").Or("")] = ways[r.Address]
		}
	}
	for _, r := range m.types["aws_main_route_table_association"] {
		b := attrs(r)
		if table := m.resource(b, "route_table_id", "aws_route_table"); table != nil {
			main[b.text("vpc_id", "").Or("")] = ways[table.Address]
		}
	}
	return main
}

func (sn *subnet) leave(w way) {
	sn.public, sn.exit, sn.exitAt, sn.settles = w.internet, w.exit, w.origin, w.settles
}

// exits returns the distinct egress gateways of subnets, in their order.
func exits(in []*subnet) []string {
	var out []string
	seen := map[string]bool{}
	for _, sn := range in {
		if sn.exit != "" && !seen[sn.exit] {
			seen[sn.exit] = true
			out = append(out, sn.exit)
		}
	}
	return out
}

// exempt says why a resource is no business of users, by what people call it;
// "" when nothing says so.
func exempt(names ...string) string {
	for _, n := range names {
		n = strings.ToLower(n)
		for _, word := range []string{"bastion", "jumphost", "jump-host", "jumpbox", "jump_box"} {
			if strings.Contains(n, word) {
				return "bastion"
			}
		}
	}
	return ""
}
