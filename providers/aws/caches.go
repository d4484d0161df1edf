package aws

import (
	"slices"
	"strconv"

	"spof/estate"
	"spof/inventory"
)

// replicationGroup means a Redis or Valkey group of ElastiCache. Without
// automatic failover a lost primary is made anew by AWS; without Multi-AZ
// nothing keeps its nodes in different zones.
// See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html.
func (m *model) replicationGroup(r *inventory.Resource) {
	b := attrs(r)
	c := m.whole(r, estate.Cache)
	c.Fails = estate.FailsChanged
	seats, open := m.seatsOfGroup(b, "subnet_group_name", "aws_elasticache_subnet_group")
	t := &estate.DatastoreTraits{
		Product: estate.ElastiCache, Engine: b.text("engine", "redis"), Class: b.text("node_type", ""),
		Failover: b.boolean("automatic_failover_enabled", false), MultiZone: b.boolean("multi_az_enabled", false),
		Members: groupMembers(b), Shards: shardsOf(b), Spread: spreadOf(seats, open, b.at("multi_az_enabled")), Replica: estate.Default(m.isSecondary(b), r.Origin),
	}
	if pinned, pinnedOpen, at := m.pinnedNodes(b); len(pinned) > 0 {
		t.Spread, t.Pinned = spreadOf(pinned, pinnedOpen, at), true
		seats = pinned
	}
	c.Traits = t
	here := m.here(c)
	here.Needs = append(here.Needs, m.cacheNodes(c, t, seats)...)
	m.needsKey(c, b)
	m.guard(r, c.Address, "security_group_ids", b.number("port", 6379))
}

// isSecondary reports whether a group only follows another one: the primary of a
// global datastore is one of its groups too.
func (m *model) isSecondary(b block) bool {
	return !b.absent("global_replication_group_id") && !m.namedBy("aws_elasticache_global_replication_group", "primary_replication_group_id", b.r)
}

// pinnedNodes returns where the nodes of a group are, as far as that is told:
// those of the shard that is in the fewest zones, where each tells its own.
func (m *model) pinnedNodes(b block) (seats []seat, open bool, at estate.Origin) {
	at = b.at("preferred_cache_cluster_azs")
	if seats, open = m.zonesNamed(b, "preferred_cache_cluster_azs"); len(seats) > 0 {
		return seats, open, at
	}
	shards, _ := b.blocks("node_group_configuration")
	for i, shard := range shards {
		nodes, missing := m.shardNodes(shard)
		if len(nodes) == 0 {
			return nil, false, at
		}
		if i == 0 || len(spreadOf(nodes, missing, at).Zones) < len(spreadOf(seats, open, at).Zones) {
			seats, open, at = nodes, missing, shard.at("replica_availability_zones")
		}
	}
	return seats, open, at
}

// shardNodes returns where the nodes of a shard are. Open says that it is not
// told of each.
func (m *model) shardNodes(shard block) (seats []seat, open bool) {
	if !shard.absent("primary_availability_zone") {
		seats = append(seats, m.seatIn(shard, "primary_availability_zone", shard.text("primary_availability_zone", "")))
	}
	replicas, open := m.zonesNamed(shard, "replica_availability_zones")
	seats = append(seats, replicas...)
	if n, known := shard.number("replica_count", 0).Get(); len(seats) > 0 && (open || !known || len(seats) <= n) {
		at := shard.at("replica_availability_zones")
		return append(seats, seat{settles: shard.settles("replica_availability_zones"), origin: at}), true
	}
	return seats, false
}

// groupMembers is how many nodes keep each shard: num_cache_clusters, 1 by
// default, or the replicas of each shard and its primary.
func groupMembers(b block) estate.Value[int] {
	replicas := b
	name := "replicas_per_node_group"
	if mode, ok := b.first("cluster_mode"); ok {
		replicas = mode
	}
	if !replicas.absent(name) {
		v := replicas.count(name, 0)
		n, known := v.Get()
		if !known {
			return v
		}
		return estate.Set(n+1, v.Origin())
	}
	if v, ok := leastReplicas(b); ok {
		return v
	}
	for _, name := range []string{"num_cache_clusters", "number_cache_clusters"} {
		if !b.absent(name) {
			return b.count(name, 1)
		}
	}
	return b.count("num_cache_clusters", 1)
}

// leastReplicas is how many nodes keep the shard that has the fewest, where each
// shard is told by itself, as version 6 of the provider lets one.
func leastReplicas(b block) (n estate.Value[int], told bool) {
	shards, open := b.blocks("node_group_configuration")
	if open {
		return estate.Unknown[int](b.at("node_group_configuration"), b.settles("node_group_configuration")...), true
	}
	for i, shard := range shards {
		v := shard.number("replica_count", 0)
		replicas, known := v.Get()
		if !known {
			return v, true
		}
		if least := n.Or(0); i == 0 || replicas+1 < least {
			n = estate.Set(replicas+1, v.Origin())
		}
	}
	return n, len(shards) > 0
}

// cacheNodes makes the nodes of a group and what takes over from them.
func (m *model) cacheNodes(c *estate.Resource, t *estate.DatastoreTraits, seats []seat) []estate.Need {
	need := estate.Need{Quorum: 1, Why: "runs on", Origin: c.Origin}
	if !t.Members.Known() || !t.MultiZone.Known() || !t.Failover.Known() {
		need.Open = true
		need.Settles = slices.Concat(t.Members.SettledBy(), t.MultiZone.SettledBy(), t.Failover.SettledBy())
	}
	n, failover := max(t.Members.Or(1), 1), t.Failover.Or(false)
	if n > 1 && failover && apart(t) {
		need.Members = m.hosts(c, "node", min(n, 6), 1, t.Spread, t.MultiZone.Origin()).Members
		return []estate.Need{need}
	}
	place := m.place(c, seats, t.MultiZone.Origin())
	primary := m.cacheNode(c, "primary node", place, estate.FailsAlone)
	again := m.cacheNode(c, "replacement node", place, estate.FailsNever)
	again.Starts = true
	need.Members = []estate.Member{{Address: primary.Address}, {Address: again.Address, Takeover: estate.Relaunch, Figures: figures("cache-replace")}}
	if n > 1 {
		replica := m.cacheNode(c, "replica node", place, estate.FailsAlone)
		takeover := estate.ByHand
		if failover {
			takeover = estate.Running
		}
		need.Members = append(need.Members, estate.Member{Address: replica.Address, Takeover: takeover})
	}
	if need.Open && (!t.MultiZone.Or(true) || t.Members.Or(0) == 1) {
		return []estate.Need{m.oneZone(c, t.MultiZone.Origin()), need}
	}
	return []estate.Need{need}
}

// apart reports whether the nodes of a group are in different zones: AWS keeps
// them there, or they were put there. One that is lost is made anew in its zone.
func apart(t *estate.DatastoreTraits) bool {
	return t.MultiZone.Or(false) && (t.Spread.Open || len(t.Spread.Zones) > 1) || t.Pinned && !t.Spread.Open && len(t.Spread.Zones) > 1
}

func (m *model) cacheNode(c *estate.Resource, name string, place *estate.Resource, fails estate.Fails) *estate.Resource {
	node := m.part(c, name)
	node.Fails = fails
	node.Placement = estate.Placement{Scope: estate.Region, Region: c.Region.Or(unknownRegion), Origin: c.Origin}
	node.Needs = append(node.Needs, estate.On(place.Address, "runs in", place.Placement.Origin))
	return node
}

// cacheCluster means a cluster of ElastiCache outside any replication group:
// one Redis node, or Memcached nodes that hold different keys each.
func (m *model) cacheCluster(r *inventory.Resource) {
	b := attrs(r)
	if g := m.resource(b, "replication_group_id", "aws_elasticache_replication_group"); g != nil {
		m.servedBy[r.Address] = g.Address
		return
	}
	c := m.whole(r, estate.Cache)
	c.Fails = estate.FailsChanged
	own := m.seatOf(b)
	seats, open := []seat{own}, false
	// What AWS says of nodes in several zones.
	several := b.text("availability_zone", "").Or("") == "Multiple"
	if own.chosen || several {
		seats, open = m.seatsOfGroup(b, "subnet_group_name", "aws_elasticache_subnet_group")
	}
	cross := isMode(b.text("az_mode", "single-az"), "cross-az")
	t := &estate.DatastoreTraits{
		Product: estate.ElastiCache, Engine: b.text("engine", ""), Members: b.count("num_cache_nodes", 1), Shards: estate.Default(1, r.Origin), Class: b.text("node_type", ""),
		MultiZone: cross, Failover: cross, Spread: spreadOf(seats, open, b.at("az_mode")), Replica: estate.Default(false, r.Origin),
	}
	c.Traits = t
	here := m.here(c)
	here.Needs = append(here.Needs, m.cacheNodes(c, t, seats)...)
	m.guard(r, c.Address, "security_group_ids", b.port())
}

// searchDomain means an OpenSearch domain. Without zone awareness all of its
// nodes are in one zone; with it they are spread over availability_zone_count.
// See https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html.
func (m *model) searchDomain(r *inventory.Resource) {
	b := attrs(r)
	d := m.whole(r, estate.SearchDomain)
	d.Fails = estate.FailsChanged
	config, _ := b.first("cluster_config")
	vpc, _ := b.first("vpc_options")
	seats, in, open := m.seatsIn(vpc, "subnet_ids")
	tenants(in)
	if zones, ok := config.first("zone_awareness_config"); ok && len(seats) == 0 {
		seats = chosenZones(m.zonesOf(regionName(r)), zones.number("availability_zone_count", 2).Or(2))
	}
	aware := config.boolean("zone_awareness_enabled", false)
	if standby := config.boolean("multi_az_with_standby_enabled", false); standby.Or(false) {
		aware = standby
	}
	t := &estate.DatastoreTraits{
		Product: estate.OpenSearch, Engine: b.text("engine_version", ""), Class: config.text("instance_type", ""),
		Members: config.count("instance_count", 1), MultiZone: aware, Failover: aware, Replica: estate.Default(false, r.Origin),
		Spread: spreadOf(seats, open || len(seats) == 0, config.at("zone_awareness_enabled")),
	}
	d.Traits = t
	here := m.here(d)
	here.Needs = append(here.Needs, m.searchNodes(d, t, seats)...)
	m.needsKey(d, b)
	m.guard(r, d.Address, "vpc_options", estate.Set(443, r.Origin))
}

// chosenZones returns the seats of a domain outside any network: AWS takes so
// many of the region's zones.
func chosenZones(zones []estate.Domain, n int) []seat {
	var out []seat
	for _, z := range zones[:min(max(n, 0), len(zones))] {
		out = append(out, seat{zone: z, assumed: true})
	}
	return out
}

// masters reports whether a domain has dedicated master nodes: its data nodes
// then elect nobody.
func masters(r *inventory.Resource) bool {
	config, _ := attrs(r).first("cluster_config")
	return config.boolean("dedicated_master_enabled", false).Or(false)
}

// nodesTogether makes nodes that are all in one zone, and those that AWS makes
// anew there.
func (m *model) nodesTogether(d *estate.Resource, n, quorum int, seats []seat, at estate.Origin) estate.Need {
	place := m.place(d, seats, at)
	need := m.hosts(d, "node", n, max(quorum, 1), estate.Spread{}, at)
	for i := range max(quorum, 1) {
		again := m.part(d, "replacement node "+strconv.Itoa(i+1))
		again.Starts = true
		need.Members = append(need.Members, estate.Member{Address: again.Address, Takeover: estate.Relaunch, Figures: figures("search-replace")})
	}
	for _, member := range need.Members {
		host := m.made[member.Address]
		host.Needs = append(host.Needs, estate.On(place.Address, "runs in", at))
	}
	return need
}

// searchNodes makes the nodes of a domain. Without dedicated masters most of
// them must be up to elect one.
func (m *model) searchNodes(d *estate.Resource, t *estate.DatastoreTraits, seats []seat) []estate.Need {
	n, known := t.Members.Get()
	n = min(n, maxHosts)
	aware, awareKnown := t.MultiZone.Get()
	at := t.MultiZone.Origin()
	var need estate.Need
	quorum := n/2 + 1
	if masters(m.raw[d.Address]) {
		quorum = 1
	}
	if aware && n > 1 {
		need = m.hosts(d, "node", n, quorum, t.Spread, at)
		for _, z := range t.Spread.Zones {
			for i := range quorum {
				again := m.part(d, "replacement node "+strconv.Itoa(i+1)+" in "+z.Name)
				again.Starts = true
				again.Placement = estate.Placement{Scope: estate.Zone, Region: z.Region, Zones: []estate.Domain{z}, Origin: at}
				need.Members = append(need.Members, estate.Member{Address: again.Address, Takeover: estate.Relaunch, Figures: figures("search-replace")})
			}
		}
	} else {
		need = m.nodesTogether(d, max(n, 1), quorum, seats, at)
	}
	if known && awareKnown {
		return []estate.Need{need}
	}
	need.Open, need.Settles = true, slices.Concat(t.Members.SettledBy(), t.MultiZone.SettledBy())
	if awareKnown && !aware {
		return []estate.Need{m.oneZone(d, at), need}
	}
	return []estate.Need{need}
}

// oneZone is the need of the one zone that all members of a datastore share,
// however many they are.
func (m *model) oneZone(db *estate.Resource, at estate.Origin) estate.Need {
	return estate.On(db.Address+"#zone", "runs in", at)
}
