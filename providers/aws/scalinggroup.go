package aws

import (
	"slices"

	"spof/estate"
	"spof/inventory"
)

// scalingGroup means an auto scaling group: units over the zones of its
// subnets, evenly, each replaced by itself when lost. It keeps min_size of
// them at least; desired_capacity, where nothing scales it.
// See https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html.
func (m *model) scalingGroup(r *inventory.Resource) {
	b := attrs(r)
	g := m.whole(r, estate.ServerGroup)
	seats, in, open := m.groupSeats(b)
	at := b.at("vpc_zone_identifier")
	if b.absent("vpc_zone_identifier") {
		at = b.at("availability_zones")
	}
	spread := spreadOf(seats, open, at)
	c := &consumer{r: r, networks: networksOf(in)}
	m.launch(c, b)
	needs, internet := m.needs(c)
	count, decides := counted(b, m.capacity(b)), "min_size"
	for _, name := range []string{"max_size", "desired_capacity"} {
		if b.written(name) && count.Origin().Compare(b.at(name)) == 0 {
			decides = name
		}
	}
	g.Traits = &estate.GroupTraits{
		Product: estate.AutoScaling, Min: count, MinName: decides, Max: b.number("max_size", 0), Spread: spread,
		Standby: count.Known() && count.Or(0) == 0, Serves: estate.Default(false, r.Origin),
	}
	if count.Or(1) > 0 {
		tenants(in)
	}
	m.settle(&crowd{whole: g, noun: "instance", count: count, spread: spread, in: in, needs: needs, internet: internet, relaunch: true})
	m.registerGroup(b, g)
}

// groupSeats returns where a group's instances may run: in its subnets, else in
// the zones that it names. A state names the zones of the subnets as well.
func (m *model) groupSeats(b block) (seats []seat, in []*subnet, open bool) {
	if !b.absent("vpc_zone_identifier") {
		seats, in, open = m.seatsIn(b, "vpc_zone_identifier")
		unread := slices.ContainsFunc(seats, func(s seat) bool { return !s.known() })
		if !unread || b.absent("availability_zones") {
			return seats, in, open
		}
	}
	seats, open = m.zonesNamed(b, "availability_zones")
	return seats, in, open
}

// capacity is how many units a group keeps up: desired_capacity where nothing
// changes it, but no more than max_size; else min_size.
func (m *model) capacity(b block) estate.Value[int] {
	low, desired := b.count("min_size", 0), b.number("desired_capacity", 0)
	n, known := low.Get()
	if !known {
		return low
	}
	ignored := b.ignored("desired_capacity")
	scaled := ignored || m.isScaled(b.r)
	if b.absent("desired_capacity") || ignored {
		return leastOf(b, low, scaled)
	}
	d, sure := desired.Get()
	if most := b.number("max_size", 0); sure && most.Or(d) < d {
		// A maximum below it lowers it, although a plan still has the old one:
		// https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_UpdateAutoScalingGroup.html.
		desired, d = most, most.Or(d)
	}
	if !sure && n < 2 || d > n && (!scaled || n == 0) {
		return desired
	}
	return low
}

// counted is how many instances a capacity means. Where it is told in virtual
// processors or in memory, more than one of those may be one instance or several.
// See https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html.
func counted(b block, capacity estate.Value[int]) estate.Value[int] {
	kind := b.text("desired_capacity_type", "units")
	if kind.Or("units") == "units" || capacity.Or(2) < 2 {
		return capacity
	}
	return estate.Unknown[int](capacity.Origin(), "the instances that "+b.r.Address+" is made of")
}

// leastOf is min_size, except that a group which is scaled up from none has a
// number that only its run time tells.
func leastOf(b block, low estate.Value[int], scaled bool) estate.Value[int] {
	if low.Or(1) == 0 && scaled && b.number("max_size", 0).Or(1) > 0 {
		return estate.Unknown[int](low.Origin(), b.r.Address+".desired_capacity at run time")
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
