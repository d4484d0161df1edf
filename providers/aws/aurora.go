package aws

import (
	"slices"

	"spof/estate"
	"spof/inventory"
)

var clusterTypes = []string{"aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"}

var globalTypes = []string{"aws_rds_global_cluster", "aws_docdb_global_cluster", "aws_neptune_global_cluster"}

var memberTypes = []string{"aws_rds_cluster_instance", "aws_docdb_cluster_instance", "aws_neptune_cluster_instance"}

// dbCluster means an Aurora, DocumentDB or Neptune cluster: its storage spans
// three zones, its instances are what fails. A Multi-AZ DB cluster (with
// db_cluster_instance_class) always has three instances in three zones.
// See https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html.
func (m *model) dbCluster(r *inventory.Resource) {
	b := attrs(r)
	db := m.whole(r, estate.Datastore)
	db.Fails, db.Guards = estate.FailsChanged, guards(b)
	engine := b.text("engine", clusterEngine(r.Type))
	t := &estate.DatastoreTraits{Product: estate.Aurora, Engine: engine, Replica: estate.Default(false, r.Origin)}
	db.Traits = t
	if source := m.resource(b, "replication_source_identifier", "aws_rds_cluster", "aws_db_instance"); source != nil {
		t.Source, t.Replica = source.Address, estate.Set(true, b.at("replication_source_identifier"))
	}
	if g := m.resource(b, "global_cluster_identifier", globalTypes...); g != nil {
		t.Global = g.Address
	}
	switch {
	case !b.absent("db_cluster_instance_class"):
		m.threeZoneCluster(db, t, b)
	case b.text("engine_mode", "").Or("") == "serverless":
		m.serverlessCluster(db, t, b)
	default:
		m.auroraMembers(db, t, b)
	}
	m.needsKey(db, b)
	m.guard(r, db.Address, "vpc_security_group_ids", b.port())
}

func clusterEngine(typ string) string {
	switch typ {
	case "aws_docdb_cluster":
		return "docdb"
	case "aws_neptune_cluster":
		return "neptune"
	}
	return "aurora"
}

func (m *model) threeZoneCluster(db *estate.Resource, t *estate.DatastoreTraits, b block) {
	at := b.at("db_cluster_instance_class")
	t.Members, t.MultiZone, t.Failover = estate.Default(3, at), estate.Default(true, at), estate.Default(true, at)
	here := m.here(db)
	m.pair(here, "rds-multi-az-cluster", at)
}

// serverlessCluster means Aurora Serverless v1, which AWS starts again in
// another zone by itself.
func (m *model) serverlessCluster(db *estate.Resource, t *estate.DatastoreTraits, b block) {
	at := b.at("engine_mode")
	t.Members, t.MultiZone, t.Failover = estate.Default(2, at), estate.Default(true, at), estate.Default(true, at)
	here := m.here(db)
	need := m.hosts(db, "capacity", 1, 1, estate.Spread{}, at)
	spare := m.part(db, "new capacity")
	spare.Starts = true
	need.Members = append(need.Members, estate.Member{Address: spare.Address, Takeover: estate.Relaunch})
	here.Needs = append(here.Needs, need)
}

// auroraMembers makes the instances of a cluster. AWS spreads those that name
// no zone over the zones of the subnet group; a lost one is made anew in its
// own zone.
func (m *model) auroraMembers(db *estate.Resource, t *estate.DatastoreTraits, b block) {
	members, open := m.membersOf(b)
	seats, groupOpen := m.clusterSeats(b)
	here := m.here(db)
	need := estate.Need{Quorum: 1, Why: "runs on", Origin: b.r.Origin, Open: open}
	if open {
		need.Settles = m.settleMembers(b)
	}
	countMembers(t, len(members), need)
	if open && len(members) == 0 {
		need.Members = m.someMember(db, seats)
	}
	pinnedAt := b.r.Origin
	var taken []seat
	for i, member := range members {
		s := m.memberSeats(member, seats, i, len(members))
		if own := m.seatOf(attrs(member)); !own.chosen && !t.Pinned {
			t.Pinned, pinnedAt = true, own.origin
		}
		taken = append(taken, s...)
		need.Members = append(need.Members, m.auroraMember(db, member, s)...)
	}
	t.Spread = spreadOf(taken, open || len(members) > 0 && len(taken) == 0, pinnedAt)
	if len(members) == 1 {
		t.Spread = spreadOf(seats, groupOpen, b.r.Origin)
		t.Class = attrs(members[0]).text("instance_class", "")
	}
	here.Needs = append(here.Needs, need)
}

// someMember stands for the instances of a cluster of which none was read.
func (m *model) someMember(db *estate.Resource, seats []seat) []estate.Member {
	host := m.part(db, "instance")
	host.Fails = estate.FailsAlone
	host.Placement = m.placement(db.Region.Or(unknownRegion), seats, db.Origin)
	return []estate.Member{{Address: host.Address}}
}

// clusterSeats returns where the instances of a cluster may run: in the zones
// of its subnet group, or in those that it names.
func (m *model) clusterSeats(b block) (seats []seat, open bool) {
	name := "db_subnet_group_name"
	if b.r.Type == "aws_neptune_cluster" {
		name = "neptune_subnet_group_name"
	}
	seats, open = m.seatsOfGroup(b, name, "aws_db_subnet_group", "aws_docdb_subnet_group", "aws_neptune_subnet_group")
	if len(seats) > 0 {
		return seats, open
	}
	zones, _ := m.zonesNamed(b, "availability_zones")
	return zones, open && len(zones) == 0
}

// countMembers records how many instances a cluster has. With two, the other
// takes over by itself.
func countMembers(t *estate.DatastoreTraits, n int, need estate.Need) {
	at := need.Origin
	if !need.Open {
		t.Members = estate.Set(n, at)
		t.MultiZone, t.Failover = estate.Default(n > 1, at), estate.Default(n > 1, at)
		t.Headless = estate.Set(n == 0, at)
		return
	}
	t.Members = estate.Unknown[int](at, need.Settles...)
	t.MultiZone, t.Failover = estate.Unknown[bool](at, need.Settles...), estate.Unknown[bool](at, need.Settles...)
	t.Headless = estate.Set(false, at)
	if n == 0 {
		t.Headless = estate.Unknown[bool](at, need.Settles...)
	}
}

// memberSeats returns where one of n members runs: where it says, else where
// AWS spreads it.
func (m *model) memberSeats(member *inventory.Resource, seats []seat, i, n int) []seat {
	if own := m.seatOf(attrs(member)); !own.chosen {
		return []seat{own}
	}
	distinct := spreadOf(seats, false, member.Origin)
	zones := distinct.Zones
	if distinct.Open || len(zones) == 0 {
		// A subnet group spans two zones at least: AWS refuses any other. Which
		// they are makes no difference to members that are spread over them.
		zones = union(zones, m.zonesOf(regionName(member)))
	}
	if n > 1 {
		return []seat{{zone: zones[i%len(zones)], assumed: true, origin: member.Origin}}
	}
	return seats
}

// auroraMember makes one instance: it runs in its zone, one of the region's
// where its subnet group was not read, and AWS makes it anew there when it is
// lost.
func (m *model) auroraMember(db *estate.Resource, member *inventory.Resource, seats []seat) []estate.Member {
	host := m.whole(member, estate.Datastore)
	host.Fails = estate.FailsAlone
	host.Placement = estate.Placement{Scope: estate.Region, Region: db.Region.Or(unknownRegion), Origin: member.Origin}
	place := m.part(host, "zone")
	place.Placement = m.placement(db.Region.Or(unknownRegion), seats, member.Origin)
	host.Needs = append(host.Needs, estate.On(place.Address, "runs in", place.Placement.Origin))
	again := m.part(host, "replacement")
	again.Starts = true
	again.Needs = append(again.Needs, estate.On(place.Address, "is made in", place.Placement.Origin))
	return []estate.Member{{Address: host.Address}, {Address: again.Address, Takeover: estate.Relaunch, Figures: figures("aurora-recreate")}}
}

// membersOf returns the instances of a cluster, and whether there may be
// others: of unknown number, or of a cluster that is not known.
func (m *model) membersOf(b block) (members []*inventory.Resource, open bool) {
	for _, t := range memberTypes {
		for _, r := range m.types[t] {
			switch sure, perhaps := m.isMember(r, b); {
			case perhaps:
				open = true
			case sure:
				members = append(members, r)
			}
		}
	}
	return members, open
}

// isMember reports whether an instance is one of a cluster's, surely or
// perhaps.
func (m *model) isMember(r *inventory.Resource, b block) (sure, perhaps bool) {
	if m.resource(attrs(r), "cluster_identifier", clusterTypes...) == b.r {
		return true, r.Unexpanded
	}
	return false, r.Type == b.r.Type+"_instance" && !attrs(r).text("cluster_identifier", "").Known()
}

// settleMembers names what would settle which instances a cluster has.
func (m *model) settleMembers(b block) []string {
	var out []string
	for _, t := range memberTypes {
		for _, r := range m.types[t] {
			_, perhaps := m.isMember(r, b)
			switch {
			case !perhaps:
			case r.Unexpanded:
				out = append(out, r.Settles...)
			default:
				out = append(out, attrs(r).settles("cluster_identifier")...)
			}
		}
	}
	return out
}

// finishGlobalClusters lets the secondaries of a global database take over
// from its primary, by hand, if they have an instance.
func (m *model) finishGlobalClusters() {
	byGlobal := map[string][]*estate.Resource{}
	for _, r := range m.out {
		if t, ok := r.Traits.(*estate.DatastoreTraits); ok && t.Global != "" {
			byGlobal[t.Global] = append(byGlobal[t.Global], r)
		}
	}
	for _, address := range sortedKeys(byGlobal) {
		if !m.joinFarMembers(address, byGlobal[address]) {
			m.joinGlobal(byGlobal[address])
		}
	}
}

// joinGlobal makes the secondaries of a global database copies of its primary:
// the cluster that has the master's user, which a secondary may not have.
func (m *model) joinGlobal(clusters []*estate.Resource) {
	primary := m.writer(clusters)
	if primary == nil {
		m.joinEqually(clusters)
		return
	}
	pt, ok := primary.Traits.(*estate.DatastoreTraits)
	if !ok {
		return
	}
	for _, c := range clusters {
		t, ok := c.Traits.(*estate.DatastoreTraits)
		if !ok || c == primary || t.Source != "" {
			continue
		}
		t.Source, t.Replica = primary.Address, estate.Set(true, c.Origin)
		if t.Headless.Or(false) {
			pt.Copies = append(pt.Copies, estate.Copy{Address: c.Address, Region: c.Region, Origin: c.Origin})
		}
	}
}

// writer returns the cluster of a global database that is its primary: the one
// that AWS says is the writer, where it was asked; else one that has the
// master's user.
func (m *model) writer(clusters []*estate.Resource) *estate.Resource {
	for _, c := range clusters {
		if m.writes(c.Address) {
			return c
		}
	}
	for _, c := range clusters {
		if m.hasMaster(c.Address) {
			return c
		}
	}
	return nil
}

// writes reports whether a global database says that a cluster is its writer.
func (m *model) writes(address string) bool {
	return slices.ContainsFunc(globalTypes, func(typ string) bool {
		return slices.ContainsFunc(m.types[typ], func(global *inventory.Resource) bool { return m.namesWriter(global, address) })
	})
}

func (m *model) namesWriter(global *inventory.Resource, address string) bool {
	members, _ := attrs(global).blocks("global_cluster_members")
	return slices.ContainsFunc(members, func(member block) bool {
		c := m.resource(member, "db_cluster_arn", clusterTypes...)
		return member.boolean("is_writer", false).Or(false) && c != nil && c.Address == address
	})
}

// joinEqually makes each cluster of a global database a standby of the others,
// where which one writes today is not told.
func (m *model) joinEqually(clusters []*estate.Resource) {
	for _, c := range clusters {
		for _, other := range clusters {
			if t, ok := other.Traits.(*estate.DatastoreTraits); ok && c != other && !t.Headless.Or(false) {
				m.addStandby(c, other)
			}
		}
	}
}

// hasMaster reports whether a cluster is given its master's user, or a
// snapshot that has one.
func (m *model) hasMaster(address string) bool {
	for _, t := range clusterTypes {
		for _, r := range m.types[t] {
			if r.Address != address {
				continue
			}
			b := attrs(r)
			return b.written("master_username") && !b.absent("master_username") || !b.absent("snapshot_identifier") ||
				m.namedBy("aws_rds_global_cluster", "source_db_cluster_identifier", r)
		}
	}
	return false
}

// namedBy reports whether some resource of a type names r by an attribute.
func (m *model) namedBy(typ, name string, r *inventory.Resource) bool {
	for _, other := range m.types[typ] {
		if m.resource(attrs(other), name, r.Type) == r {
			return true
		}
	}
	return false
}
