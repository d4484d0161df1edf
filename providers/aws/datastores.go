package aws

import (
	"strconv"

	"spof/estate"
	"spof/inventory"
	"spof/providers/aws/facts"
)

var datastoreMeanings = []meaning{
	{[]string{"aws_db_instance"}, (*model).dbInstance},
	{[]string{"aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"}, (*model).dbCluster},
	{[]string{"aws_elasticache_replication_group"}, (*model).replicationGroup},
	{[]string{"aws_elasticache_cluster"}, (*model).cacheCluster},
	{[]string{"aws_opensearch_domain", "aws_elasticsearch_domain"}, (*model).searchDomain},
	{[]string{"aws_efs_file_system"}, (*model).fileSystem},
	{[]string{"aws_dynamodb_table"}, (*model).table},
	{[]string{"aws_s3_bucket"}, (*model).bucket},
	{[]string{"aws_db_subnet_group", "aws_elasticache_subnet_group", "aws_docdb_subnet_group", "aws_neptune_subnet_group"}, (*model).subnetGroup},
}

// subnetGroup records the zones that datastores may be placed in by it.
func (m *model) subnetGroup(r *inventory.Resource) {
	g := m.whole(r, estate.SubnetGroup)
	g.Placement = estate.Placement{Scope: estate.Global}
	b := attrs(r)
	seats, _, open := m.seatsIn(b, "subnet_ids")
	product := estate.RDS
	if r.Type == "aws_elasticache_subnet_group" {
		product = estate.ElastiCache
	}
	g.Traits = &estate.SubnetGroupTraits{Product: product, Spread: spreadOf(seats, open, b.at("subnet_ids"))}
}

// seatsOfGroup returns the seats that a datastore may take by the subnet group
// that it names, and notes that it uses the group.
func (m *model) seatsOfGroup(b block, name string, types ...string) (seats []seat, open bool) {
	g := m.resource(b, name, types...)
	if g == nil {
		return nil, true
	}
	m.groupUsers[g.Address] = append(m.groupUsers[g.Address], b.r.Address)
	gb := attrs(g)
	seats, _, open = m.seatsIn(gb, "subnet_ids")
	return seats, open
}

// dbInstance means an RDS instance. multi_az is false unless it is set; a
// Multi-AZ instance keeps a standby in another zone that takes over by itself:
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html.
func (m *model) dbInstance(r *inventory.Resource) {
	b := attrs(r)
	db := m.whole(r, estate.Datastore)
	db.Fails, db.Guards = estate.FailsChanged, guards(b)
	seats, open := m.dbSeats(b)
	multi := b.boolean("multi_az", false)
	t := &estate.DatastoreTraits{
		Product: estate.RDS, Engine: b.text("engine", ""), MultiZone: multi, Failover: multi, Class: b.text("instance_class", ""),
		Members: estate.Default(1, r.Origin), Spread: spreadOf(seats, open, b.at("multi_az")), Replica: estate.Default(!b.absent("replicate_source_db"), b.at("replicate_source_db")),
	}
	if source := m.resource(b, "replicate_source_db", "aws_db_instance", "aws_rds_cluster"); source != nil {
		t.Source = source.Address
	}
	db.Traits = t
	m.oneDatabase(db, t, seats)
	m.needsKey(db, b)
	m.guard(r, db.Address, "vpc_security_group_ids", b.port())
}

// dbSeats returns where a database instance may run: the zone that it names,
// else those of its subnet group. A Multi-AZ instance can't name a zone: the one
// that a state tells is where its primary is for now.
func (m *model) dbSeats(b block) (seats []seat, open bool) {
	own := m.seatOf(b)
	if !own.chosen && !b.boolean("multi_az", false).Or(false) {
		return []seat{own}, false
	}
	seats, open = m.seatsOfGroup(b, "db_subnet_group_name", "aws_db_subnet_group", "aws_docdb_subnet_group", "aws_neptune_subnet_group")
	if len(seats) == 0 {
		own.settles = append(own.settles, b.settles("db_subnet_group_name")...)
		return []seat{own}, true
	}
	return seats, open
}

// oneDatabase makes the machines of a database instance: one in its zone, and
// a standby in another when it is Multi-AZ.
func (m *model) oneDatabase(db *estate.Resource, t *estate.DatastoreTraits, seats []seat) {
	here := m.here(db)
	multi, known := t.MultiZone.Get()
	if known && multi {
		m.pair(here, "rds-multi-az", t.MultiZone.Origin())
		if single, sure := t.Spread.Single(); sure && single && seats[0].in != "" {
			zone := m.place(db, seats, db.Origin)
			here.Needs = append(here.Needs, estate.On(zone.Address, "has no other zone for its standby than", db.Origin))
		}
		return
	}
	host := m.part(db, "instance")
	host.Fails = estate.FailsAlone
	host.Placement = m.placement(here.Placement.Region, seats, db.Origin)
	need := estate.On(host.Address, "runs on", db.Origin)
	if !known {
		need.Open, need.Settles = true, t.MultiZone.SettledBy()
	}
	here.Needs = append(here.Needs, need)
}

// pair makes two machines in different zones, of which one is enough. Which
// zones they are makes no difference: none takes both.
func (m *model) pair(here *estate.Resource, takeover string, at estate.Origin) {
	need := estate.Need{Quorum: 1, Why: "runs on one of two zones,", Origin: at}
	for _, name := range []string{"instance", "standby instance"} {
		host := m.part(m.made[here.Of], name)
		host.Fails, host.Placement = estate.FailsAlone, here.Placement
		need.Members = append(need.Members, estate.Member{Address: host.Address, Figures: figures(takeover)})
	}
	here.Needs = append(here.Needs, need)
}

// figures are what AWS publishes of one way of taking over.
func figures(takeover string) string { return facts.Takeovers()[takeover].String() }

// here makes the part of a datastore that is its own region's: the whole lives
// on with a copy elsewhere.
func (m *model) here(db *estate.Resource) *estate.Resource {
	here := m.part(db, "primary")
	here.Placement = db.Placement
	db.Placement = estate.Placement{Scope: estate.Global}
	db.Needs = append(db.Needs, estate.On(here.Address, "is served by", db.Origin))
	return here
}

// guards says what protects a datastore from deletion.
func guards(b block) []string {
	for _, name := range []string{"deletion_protection", "deletion_protection_enabled", "enable_deletion_protection"} {
		if b.boolean(name, false).Or(false) {
			return []string{"deletion protection"}
		}
	}
	return nil
}

// port is the port that a datastore listens on. Readers fill in the engine's
// own where none is written; where they do not, it is unknown.
func (b block) port() estate.Value[int] {
	if b.absent("port") {
		return estate.Unknown[int](b.at("port"), b.settles("port")...)
	}
	return b.number("port", 0)
}

// needsKey makes the need of a customer's key: of the datastore where it is,
// since a copy elsewhere has a key of its own.
func (m *model) needsKey(db *estate.Resource, b block) {
	if here := m.made[db.Address+"#primary"]; here != nil {
		db = here
	}
	if key := m.resource(b, "kms_key_id", "aws_kms_key", "aws_kms_replica_key"); key != nil {
		db.Needs = append(db.Needs, estate.On(key.Address, "is encrypted with", b.at("kms_key_id")))
	}
}

// maxHosts is how many machines of one datastore stand for all that it has.
// AWS's largest clusters have hundreds; a slip of the pen has a thousand million.
const maxHosts = 1000

// hosts makes the machines of a datastore over its zones, evenly, and returns
// the need of at least quorum of them.
func (m *model) hosts(db *estate.Resource, noun string, n, quorum int, spread estate.Spread, at estate.Origin) estate.Need {
	if n > maxHosts {
		n, quorum = maxHosts, max(min(quorum, 1), int(float64(quorum)/float64(n)*maxHosts))
	}
	need := estate.Need{Quorum: quorum, Why: "runs on", Origin: at}
	region := db.Region.Or(unknownRegion)
	for i := range n {
		host := m.part(db, noun+" "+strconv.Itoa(i+1))
		host.Fails = estate.FailsAlone
		host.Placement = estate.Placement{Scope: estate.Region, Region: region, Origin: at}
		if z := spread.Zones; len(z) > 0 && !spread.Open {
			host.Placement = estate.Placement{Scope: estate.Zone, Region: region, Zones: z[i%len(z) : i%len(z)+1], Assumed: true, Origin: at}
		}
		need.Members = append(need.Members, estate.Member{Address: host.Address})
	}
	return need
}

// place makes the one zone that all members of a datastore share.
func (m *model) place(db *estate.Resource, seats []seat, at estate.Origin) *estate.Resource {
	p := m.part(db, "zone")
	p.Placement = m.placement(db.Region.Or(unknownRegion), seats, at)
	return p
}
