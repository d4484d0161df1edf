package aws

import (
	"slices"
	"strings"

	"spof/estate"
	"spof/inventory"
)

var containerMeanings = []meaning{
	{[]string{"aws_ecs_service"}, (*model).ecsService},
	{[]string{"aws_eks_cluster"}, (*model).eksCluster},
	{[]string{"aws_eks_node_group"}, (*model).nodeGroup},
	{[]string{"aws_eks_fargate_profile"}, (*model).fargateProfile},
}

// ecsService means a service of ECS: tasks over the zones of its subnets, each
// started anew by itself when lost. Without awsvpc networking the tasks are
// where the cluster's instances are.
// See https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html.
func (m *model) ecsService(r *inventory.Resource) {
	b := attrs(r)
	s := m.whole(r, estate.ContainerService)
	network, awsvpc := b.first("network_configuration")
	seats, in, open := m.seatsIn(network, "subnets")
	spread := spreadOf(seats, open, network.at("subnets"))
	if !awsvpc {
		spread, in = m.hostSpread(b)
	}
	c := &consumer{r: r, networks: networksOf(in)}
	c.secure(network, "security_groups")
	if td := m.resource(b, "task_definition", "aws_ecs_task_definition"); td != nil {
		c.read(attrs(td), "container_definitions", "environment")
		c.documents()
	}
	needs, internet := m.needs(c)
	needs = append(needs, m.taskMounts(b)...)
	count, decides := m.tasks(b)
	daemon := b.text("scheduling_strategy", "REPLICA").Or("") == "DAEMON"
	if daemon {
		count = estate.Default(2, b.at("scheduling_strategy"))
	}
	if count.Or(1) > 0 {
		tenants(in)
	}
	s.Traits = &estate.GroupTraits{
		Product: estate.ECS, Min: count, MinName: decides, Max: count, Spread: spread, Daemon: daemon,
		Standby: count.Known() && count.Or(0) == 0, Serves: estate.Default(false, r.Origin),
	}
	m.settle(&crowd{whole: s, noun: "task", count: count, spread: spread, in: in, needs: needs, internet: internet, relaunch: true})
	m.registerService(b, s.Address)
}

// registerService registers a service with its target groups: with the second
// one too that a blue/green deployment moves its tasks to and back.
// See https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html.
func (m *model) registerService(b block, service string) {
	balancers, _ := b.blocks("load_balancer")
	for _, lb := range balancers {
		if to := m.resource(lb, "target_group_arn", groupTypes...); to != nil {
			m.register(to.Address, service, lb.at("target_group_arn"))
		}
		second, _ := lb.first("advanced_configuration")
		if to := m.resource(second, "alternate_target_group_arn", groupTypes...); to != nil {
			m.register(to.Address, service, second.at("alternate_target_group_arn"))
		}
	}
}

// clusterName is the address of the cluster that a service runs in, as far as
// it was read.
func (m *model) clusterName(b block) string {
	if cluster := m.resource(b, "cluster", "aws_ecs_cluster"); cluster != nil {
		return cluster.Address
	}
	return "the cluster of " + b.r.Address
}

// documents splits what was read as JSON documents into their strings, so that
// an image is told from an environment.
func (c *consumer) documents() {
	var texts []sourced
	for _, t := range c.texts {
		texts = append(texts, containerStrings(t)...)
	}
	c.texts = texts
}

// tasks is how many tasks a service keeps up: min_capacity of its scaling
// target where there is one, else desired_count; and the attribute that says so.
func (m *model) tasks(b block) (count estate.Value[int], attribute string) {
	if t := m.scalingTarget(b); t != nil {
		return attrs(t).count("min_capacity", 0), "min_capacity"
	}
	return b.count("desired_count", 0), "desired_count"
}

// scalingTarget returns what Application Auto Scaling keeps of a service, or
// nil. A target whose id is not known, because it holds the environment's name,
// is the service's where each is the only one of its module.
func (m *model) scalingTarget(b block) *inventory.Resource {
	var near []*inventory.Resource
	for _, t := range m.types["aws_appautoscaling_target"] {
		if m.namesService(t, b) {
			return t
		}
		if !attrs(t).text("resource_id", "").Known() && moduleOf(t) == moduleOf(b.r) && attrs(t).text("service_namespace", "ecs").Or("ecs") == "ecs" {
			near = append(near, t)
		}
	}
	services := 0
	for _, s := range m.types["aws_ecs_service"] {
		if moduleOf(s) == moduleOf(b.r) {
			services++
		}
	}
	if len(near) != 1 || services != 1 {
		return nil
	}
	return near[0]
}

// moduleOf returns the address of the module instance that a resource is in,
// "" for the root.
func moduleOf(r *inventory.Resource) string {
	i := strings.LastIndex(r.Address, r.Type+".")
	return r.Address[:max(i, 0)]
}

// namesService reports whether a scaling target's id, "service/CLUSTER/NAME",
// names a service. Each cluster may have one of that name, in each region.
func (m *model) namesService(t *inventory.Resource, b block) bool {
	id, name := attrs(t).text("resource_id", "").Or(""), b.text("name", "").Or("")
	cluster, ofService := strings.CutPrefix(id, "service/")
	if !ofService || t.Region.Or("") != b.r.Region.Or("") && t.Region.Known() && b.r.Region.Known() {
		return false
	}
	named := m.index.mentions(id)
	if slices.Contains(named, b.r) {
		return true
	}
	cluster, of, _ := strings.Cut(cluster, "/")
	return name != "" && of == name && m.mayBeCluster(b, cluster, named)
}

// mayBeCluster reports whether a name may be that of the cluster that a service
// runs in, where the resources are known that the name mentions.
func (m *model) mayBeCluster(service block, name string, mentioned []*inventory.Resource) bool {
	own := service.text("cluster", "")
	if cluster := m.resource(service, "cluster", "aws_ecs_cluster"); cluster != nil {
		if slices.Contains(mentioned, cluster) {
			return true
		}
		own = attrs(cluster).text("name", "")
	}
	known := own.Or("")
	return known == "" || m.inv.Identities.Holds(known) || known[strings.LastIndex(known, "/")+1:] == name
}

// eksCluster means an EKS cluster. What its controllers create is not read:
// its node groups are, and what runs on them needs one.
func (m *model) eksCluster(r *inventory.Resource) {
	m.whole(r, estate.Cluster).Fails = estate.FailsChanged
}

// nodeGroup means a managed node group, one of its cluster's.
func (m *model) nodeGroup(r *inventory.Resource) {
	b := attrs(r)
	g := m.whole(r, estate.NodeGroup)
	seats, in, open := m.seatsIn(b, "subnet_ids")
	spread := spreadOf(seats, open, b.at("subnet_ids"))
	scaling, _ := b.first("scaling_config")
	low, desired := scaling.count("min_size", 0), scaling.count("desired_size", 0)
	count := low
	if d, known := desired.Get(); known && d > low.Or(0) {
		count = desired
	}
	if count.Or(1) > 0 {
		tenants(in)
	}
	t := &estate.GroupTraits{Product: estate.EKS, Min: count, Max: scaling.number("max_size", 0), Spread: spread, Serves: estate.Default(true, r.Origin)}
	g.Traits = t
	c := &consumer{r: r, networks: networksOf(in)}
	needs, internet := m.needs(c)
	m.settle(&crowd{whole: g, noun: "node", count: count, spread: spread, in: in, needs: needs, internet: internet, relaunch: true})
	if cluster := m.resource(b, "cluster_name", "aws_eks_cluster"); cluster != nil {
		m.joinCluster(m.made[cluster.Address], g, b)
	}
}

// fargateProfile means the subnets in which a cluster runs pods without nodes.
// How many pods there are is not read: two are assumed.
func (m *model) fargateProfile(r *inventory.Resource) {
	b := attrs(r)
	g := m.whole(r, estate.NodeGroup)
	seats, in, open := m.seatsIn(b, "subnet_ids")
	tenants(in)
	count := estate.Default(2, r.Origin).Assume()
	spread := spreadOf(seats, open, b.at("subnet_ids"))
	g.Traits = &estate.GroupTraits{Product: estate.EKS, Min: count, Spread: spread, Serves: estate.Default(true, r.Origin)}
	m.settle(&crowd{whole: g, noun: "pod", count: count, spread: spread, in: in, relaunch: true})
	if cluster := m.resource(b, "cluster_name", "aws_eks_cluster"); cluster != nil {
		m.joinCluster(m.made[cluster.Address], g, b)
	}
}

// joinCluster lets the cluster's work run on any unit of its node groups.
func (m *model) joinCluster(cluster, g *estate.Resource, b block) {
	if cluster == nil {
		return
	}
	if len(cluster.Needs) == 0 {
		cluster.Needs = append(cluster.Needs, estate.Need{Quorum: 1, Why: "runs its pods on", Origin: b.at("cluster_name")})
	}
	for _, u := range m.unitsOf[g.Address] {
		cluster.Needs[0].Members = append(cluster.Needs[0].Members, estate.Member{Address: u.serves, Takeover: u.takeover})
	}
	if b.r.Unexpanded {
		cluster.Needs[0].Open, cluster.Needs[0].Settles = true, b.r.Settles
	}
	t, ok := g.Traits.(*estate.GroupTraits)
	if !ok {
		return
	}
	t.Peers = []string{g.Address}
	for _, other := range m.out {
		o, ok := other.Traits.(*estate.GroupTraits)
		if ok && other != g && o.Product == estate.EKS && m.clusterOf[other.Address] == cluster.Address {
			o.Peers = mergeSorted(o.Peers, []string{g.Address})
			t.Peers = mergeSorted(t.Peers, []string{other.Address})
		}
	}
	m.clusterOf[g.Address] = cluster.Address
}
