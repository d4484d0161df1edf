package aws

import (
	"spof/estate"
	"spof/inventory"
)

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
	mounted, _ := b.blocks("file_system_config")
	f.Needs = append(f.Needs, m.mounts(mounted, "arn")...)
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
	if len(s.Zones) == 0 {
		p := m.part(whole, "in some zone")
		p.Placement = m.placement(whole.Placement.Region, nil, s.Origin)
		p.Placement.Settles = s.Settles
		p.Needs = exitNeeds(in, internet)
		need.Members = append(need.Members, estate.Member{Address: p.Address})
	}
	return []estate.Need{need}
}
