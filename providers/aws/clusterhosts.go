package aws

import "spof/estate"

// hostSpread returns where tasks without a network interface of their own run:
// on the instances of the groups behind the service's capacity providers. Of
// instances that join the cluster otherwise nothing says so in a place that is
// read.
// See https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html.
func (m *model) hostSpread(service block) (estate.Spread, []*subnet) {
	names, at, told := m.providersOf(service)
	var seats []seat
	var in []*subnet
	open := !told
	for _, name := range names {
		group := m.groupBehind(name, service)
		if group == nil {
			open = true
			continue
		}
		own, subnets, unsure := m.groupSeats(*group)
		seats, in, open = append(seats, own...), append(in, subnets...), open || unsure || group.r.Unexpanded
	}
	spread := spreadOf(seats, open || len(seats) == 0, at)
	if spread.Open && len(spread.Settles) == 0 {
		spread.Settles = []string{"the zones of the instances of " + m.clusterName(service)}
	}
	return spread, in
}

// providersOf returns the names of a service's capacity providers: its own, or
// else the default ones of its cluster.
func (m *model) providersOf(service block) (names []estate.Value[string], at estate.Origin, told bool) {
	of, strategy := service, "capacity_provider_strategy"
	all, open := of.blocks(strategy)
	if len(all) == 0 && !open && service.absent("launch_type") {
		of, strategy = m.clusterDefaults(service), "default_capacity_provider_strategy"
		all, open = of.blocks(strategy)
	}
	for _, b := range all {
		names = append(names, b.text("capacity_provider", ""))
	}
	return names, of.at(strategy), len(names) > 0 && !open
}

// clusterDefaults returns what the cluster of a service gives to services that
// name no capacity provider; the service itself where nothing of it was read.
func (m *model) clusterDefaults(service block) block {
	cluster := m.resource(service, "cluster", "aws_ecs_cluster")
	for _, r := range m.types["aws_ecs_cluster_capacity_providers"] {
		if cluster != nil && m.resource(attrs(r), "cluster_name", "aws_ecs_cluster") == cluster {
			return attrs(r)
		}
	}
	return service
}

// groupBehind returns the auto scaling group of a capacity provider, or nil.
func (m *model) groupBehind(name estate.Value[string], service block) *block {
	provider := m.index.named(name.Or(""), service.r.Region.Or(""), "aws_ecs_capacity_provider")
	if provider == nil {
		return nil
	}
	managed, _ := attrs(provider).first("auto_scaling_group_provider")
	group := m.resource(managed, "auto_scaling_group_arn", "aws_autoscaling_group")
	if group == nil {
		return nil
	}
	b := attrs(group)
	return &b
}
