package aws

import (
	"spof/estate"
	"spof/inventory"
)

// placementGroups makes the zone that all instances of a cluster placement
// group share, whichever it is.
// See https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html.
func (m *model) placementGroups() {
	for _, r := range m.types["aws_placement_group"] {
		if attrs(r).text("strategy", "").Or("") != "cluster" {
			continue
		}
		g := m.whole(r, estate.Plumbing)
		g.Placement = m.placement(regionName(r), nil, r.Origin)
		g.Placement.Chosen = true
	}
}

// together places the machine of an instance with its cluster placement group,
// where it has one and names no zone itself.
func (m *model) together(host *estate.Resource, b block, home seat) {
	g := m.placementGroupOf(b, home)
	if g == nil {
		return
	}
	region := estate.Placement{Scope: estate.Region, Region: regionName(b.r), Origin: host.Placement.Origin}
	host.Placement = region
	host.Needs = append(host.Needs, estate.On(g.Address, "runs in the zone of", b.at("placement_group")))
}

// placementGroupOf returns the cluster placement group that says in which zone
// an instance runs, or nil.
func (m *model) placementGroupOf(b block, home seat) *inventory.Resource {
	for _, name := range []string{"placement_group", "placement_group_id"} {
		if g := m.resource(b, name, "aws_placement_group"); g != nil && m.made[g.Address] != nil && !home.known() {
			return g
		}
	}
	return nil
}
