package aws

import (
	"strconv"

	"spof/estate"
)

// A unit is one instance, task or member of something, as a target group sees
// it: what serves, and the machine below.
type unit struct {
	serves   string // address of what serves: up only with all that it needs
	host     string // address of the machine: up whatever it needs
	zone     estate.Domain
	takeover estate.Takeover
}

// A crowd is a number of equal units that AWS keeps up over some zones.
type crowd struct {
	whole  *estate.Resource
	noun   string // "instance", "task", "node"
	count  estate.Value[int]
	spread estate.Spread
	in     []*subnet
	// needs are what each unit needs to serve; each starts with its network's
	// way out.
	needs    []estate.Need
	internet estate.Strength // of the way out, beside the start: Soft, or Hard where each request leaves the network
	relaunch bool            // AWS replaces a lost unit by itself
}

// settle makes the units of a crowd and what the whole needs of them: one,
// unless its owner says otherwise.
func (m *model) settle(c *crowd) {
	n, known := c.count.Get()
	var members []estate.Member
	need := estate.Need{Quorum: 1, Why: "runs on", Origin: c.whole.Origin}
	switch {
	case known && n == 0:
		standby := m.unitNode(c, "standby", c.in)
		standby.Starts = true
		members = append(members, m.enlist(c, standby.Address, standby.Address, estate.Domain{}, estate.ByHand))
	case !known:
		n = 1
		fallthrough
	default:
		members = append(members, m.running(c, n)...)
		if c.relaunch {
			members = append(members, m.replacements(c)...)
		}
	}
	need.Members = members
	c.whole.Needs = append(c.whole.Needs, need)
	m.pin(c)
}

// pin keeps the whole to its zone where all of its units are in one.
func (m *model) pin(c *crowd) {
	if single, sure := c.spread.Single(); sure && single {
		place := m.part(c.whole, "zone")
		place.Placement = estate.Placement{
			Scope: estate.Zone, Region: c.spread.Zones[0].Region, Zones: c.spread.Zones,
			Assumed: c.spread.Assumed, Origin: c.spread.Origin,
		}
		c.whole.Needs = append(c.whole.Needs, estate.On(place.Address, "runs only in "+c.spread.Zones[0].Name, c.spread.Origin))
	}
}

// running makes the units that run, over the zones evenly. More than two in
// each zone change nothing.
func (m *model) running(c *crowd, n int) []estate.Member {
	zones := c.spread.Zones
	n = min(n, 2*max(len(zones), 1))
	var out []estate.Member
	for i := range n {
		p := m.unitPlacement(c, i, n)
		zone, _ := p.Zone()
		name := c.noun + " " + strconv.Itoa(i+1)
		host := m.part(c.whole, name+" host")
		host.Fails, host.Placement = estate.FailsAlone, p
		serves := m.unitNode(c, name, inZone(c.in, zone))
		runs := estate.On(host.Address, "runs on", c.whole.Origin)
		if !c.count.Known() {
			// There may be others like it: they share its needs, but not its machine.
			runs.Open, runs.Settles = true, c.count.SettledBy()
		}
		serves.Needs = append(serves.Needs, runs)
		out = append(out, m.enlist(c, serves.Address, host.Address, zone, estate.Running))
	}
	return out
}

func (m *model) unitPlacement(c *crowd, i, n int) estate.Placement {
	region := c.whole.Placement.Region
	if c.spread.Open || len(c.spread.Zones) == 0 {
		return estate.Placement{
			Scope: estate.Zone, Region: region, Zones: union(m.zonesOf(region), c.spread.Zones), Origin: c.spread.Origin, Settles: c.spread.Settles, Assumed: true,
		}
	}
	zones := c.spread.Zones
	if n > 1 {
		zones = zones[i%len(zones) : i%len(zones)+1]
	}
	return estate.Placement{
		Scope: estate.Zone, Region: region, Zones: zones, Chosen: len(zones) > 1,
		Assumed: c.spread.Assumed || len(c.spread.Zones) > 1, Origin: c.spread.Origin,
	}
}

// replacements makes the units that AWS would start after a loss, one in each
// zone that is open to them.
func (m *model) replacements(c *crowd) []estate.Member {
	var out []estate.Member
	if c.spread.Open || len(c.spread.Zones) == 0 {
		r := m.unitNode(c, "replacement", c.in)
		r.Starts = true
		return []estate.Member{m.enlist(c, r.Address, r.Address, estate.Domain{}, estate.Relaunch)}
	}
	for _, z := range c.spread.Zones {
		r := m.unitNode(c, "replacement in "+z.Name, inZone(c.in, z))
		r.Starts = true
		r.Placement = estate.Placement{Scope: estate.Zone, Region: z.Region, Zones: []estate.Domain{z}, Origin: c.spread.Origin}
		out = append(out, m.enlist(c, r.Address, r.Address, z, estate.Relaunch))
	}
	return out
}

// unitNode makes what serves in a unit, with what it needs.
func (m *model) unitNode(c *crowd, name string, in []*subnet) *estate.Resource {
	r := m.part(c.whole, name)
	r.Needs = append(r.Needs, c.needs...)
	r.Needs = append(r.Needs, exitNeeds(in, c.internet)...)
	return r
}

func (m *model) enlist(c *crowd, serves, host string, zone estate.Domain, t estate.Takeover) estate.Member {
	m.unitsOf[c.whole.Address] = append(m.unitsOf[c.whole.Address], unit{serves, host, zone, t})
	member := estate.Member{Address: serves, Takeover: t}
	switch t {
	case estate.Running:
	case estate.Relaunch:
		member.Figures = figures("asg-replace")
	case estate.ByHand:
		member.Figures = figures("pilot-light")
	}
	return member
}

// inZone returns the subnets of a zone; all of them where none is known to be.
func inZone(in []*subnet, zone estate.Domain) []*subnet {
	var out []*subnet
	for _, sn := range in {
		if sn.seat.zone == zone {
			out = append(out, sn)
		}
	}
	if len(out) == 0 {
		return in
	}
	return out
}

// exitNeeds are what tenants of subnets need of the ways out: to start, and in
// steady state as strength says.
func exitNeeds(in []*subnet, strength estate.Strength) []estate.Need {
	gateways := exits(in)
	if len(gateways) == 0 {
		return nil
	}
	need := estate.Need{Quorum: 1, Strength: estate.Startup, Why: "leaves its network through", Origin: in[0].exitAt}
	for _, g := range gateways {
		need.Members = append(need.Members, estate.Member{Address: g})
	}
	steady := need
	steady.Strength = strength
	if strength == estate.Soft {
		steady.Assumed = true
	}
	return []estate.Need{need, steady}
}
