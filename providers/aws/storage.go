package aws

import (
	"slices"

	"spof/estate"
	"spof/inventory"
)

// fileSystem means an EFS file system: regional, unless it names one zone.
func (m *model) fileSystem(r *inventory.Resource) {
	b := attrs(r)
	fs := m.whole(r, estate.FileSystem)
	fs.Fails = estate.FailsChanged
	t := &estate.DatastoreTraits{Product: estate.EFS, Members: estate.Default(1, r.Origin), Replica: estate.Default(m.isDestination(r), r.Origin)}
	fs.Traits = t
	zone := b.text("availability_zone_name", "")
	switch home := m.seatIn(b, "availability_zone_name", zone); {
	case zone.Or("?") == "":
		t.MultiZone = estate.Default(true, r.Origin)
	case !home.known():
		t.MultiZone = estate.Unknown[bool](zone.Origin(), home.settles...)
	default:
		t.MultiZone = estate.Set(false, zone.Origin())
		t.Spread = estate.Spread{Zones: []estate.Domain{home.zone}, Origin: zone.Origin()}
		fs.Placement = estate.Placement{Scope: estate.Zone, Region: regionName(r), Zones: t.Spread.Zones, Origin: zone.Origin()}
	}
	t.Failover = t.MultiZone
	for _, rep := range m.types["aws_efs_replication_configuration"] {
		rb := attrs(rep)
		if m.resource(rb, "source_file_system_id", "aws_efs_file_system") != r {
			continue
		}
		dest, _ := rb.first("destination")
		t.Copies = append(t.Copies, estate.Copy{Address: rep.Address, Region: dest.region("region"), Standby: true, Origin: rep.Origin})
	}
	m.needsKey(fs, b)
}

// isDestination reports whether a file system is kept as the copy of another.
func (m *model) isDestination(r *inventory.Resource) bool {
	return slices.ContainsFunc(m.types["aws_efs_replication_configuration"], func(rep *inventory.Resource) bool {
		dest, _ := attrs(rep).first("destination")
		return m.resource(dest, "file_system_id", "aws_efs_file_system") == r
	})
}

// table means a DynamoDB table: over three zones always. With replicas, its
// name means the replica of the caller's own region.
func (m *model) table(r *inventory.Resource) {
	b := attrs(r)
	db := m.whole(r, estate.Table)
	db.Fails, db.Guards = estate.FailsChanged, guards(b)
	t := regionalStore(r, estate.DynamoDB)
	db.Traits = t
	replicas, open := b.blocks("replica")
	t.CopyOpen = open
	if open {
		t.CopySettles = b.settles("replica")
	}
	for _, rep := range replicas {
		t.Copies = append(t.Copies, estate.Copy{Address: r.Address, Region: rep.region("region_name"), Standby: true, Origin: rep.at("region_name")})
	}
	for _, rep := range m.types["aws_dynamodb_table_replica"] {
		if m.resource(attrs(rep), "global_table_arn", "aws_dynamodb_table") == r {
			t.Copies = append(t.Copies, estate.Copy{Address: rep.Address, Region: rep.Region, Standby: true, Origin: rep.Origin})
		}
	}
	if len(t.Copies) > 0 || t.CopyOpen {
		m.everywhere(db, t)
	}
}

// everywhere lets any region's replica of a store serve, by itself: a name
// means the replica where the caller is.
func (m *model) everywhere(db *estate.Resource, t *estate.DatastoreTraits) {
	home := m.part(db, replicaIn(db.Region.Or(unknownRegion)))
	home.Placement = db.Placement
	db.Placement = estate.Placement{Scope: estate.Global}
	need := estate.Need{
		Quorum: 1, Why: "is served by", Origin: db.Origin, Members: []estate.Member{{Address: home.Address}},
		Open: t.CopyOpen, Settles: t.CopySettles,
	}
	for _, c := range t.Copies {
		region, known := c.Region.Get()
		if !known {
			need.Open, need.Settles = true, c.Region.SettledBy()
			continue
		}
		rep := m.part(db, replicaIn(region))
		rep.Placement = estate.Placement{Scope: estate.Region, Region: region, Origin: c.Origin}
		need.Members = append(need.Members, estate.Member{Address: rep.Address})
	}
	db.Needs = append(db.Needs, need)
}

func replicaIn(region string) string { return "replica in " + region }

func regionalStore(r *inventory.Resource, p estate.Product) *estate.DatastoreTraits {
	return &estate.DatastoreTraits{
		Product: p, Members: estate.Default(1, r.Origin), MultiZone: estate.Default(true, r.Origin),
		Failover: estate.Default(true, r.Origin), Replica: estate.Default(false, r.Origin),
	}
}

// bucket means an S3 bucket, and where its objects are replicated to.
func (m *model) bucket(r *inventory.Resource) {
	s3 := m.whole(r, estate.Bucket)
	s3.Fails = estate.FailsChanged
	t := regionalStore(r, estate.S3)
	s3.Traits = t
	for _, rep := range m.types["aws_s3_bucket_replication_configuration"] {
		rb := attrs(rep)
		if m.resource(rb, "bucket", "aws_s3_bucket") != r {
			continue
		}
		rules, open := rb.blocks("rule")
		t.CopyOpen = t.CopyOpen || open
		for _, rule := range rules {
			m.replicated(t, rule)
		}
	}
}

func (m *model) replicated(t *estate.DatastoreTraits, rule block) {
	if rule.text("status", "").Or("Enabled") != "Enabled" {
		return
	}
	dest, _ := rule.first("destination")
	to := m.resource(dest, "bucket", "aws_s3_bucket")
	if to == nil {
		t.CopyOpen = true
		return
	}
	t.Copies = append(t.Copies, estate.Copy{Address: to.Address, Region: to.Region, Standby: true, Origin: dest.at("bucket")})
}

var messagingMeanings = []meaning{
	{[]string{"aws_sqs_queue"}, regional(estate.Queue)},
	{[]string{"aws_sns_topic", "aws_kinesis_stream"}, regional(estate.Topic)},
}

var secretMeanings = []meaning{
	{[]string{"aws_secretsmanager_secret"}, (*model).secret},
	{[]string{"aws_ssm_parameter"}, regional(estate.Parameter)},
	{[]string{"aws_kms_key", "aws_kms_replica_key"}, regional(estate.Key)},
}

// regional means a service that AWS runs over all zones of a region: no
// hardware takes it but the region's.
func regional(kind estate.Kind) func(*model, *inventory.Resource) {
	return func(m *model, r *inventory.Resource) {
		m.whole(r, kind).Fails = estate.FailsChanged
	}
}

// secret means a secret, with its replicas in other regions.
func (m *model) secret(r *inventory.Resource) {
	s := m.whole(r, estate.Secret)
	s.Fails = estate.FailsChanged
	b := attrs(r)
	replicas, open := b.blocks("replica")
	if len(replicas) == 0 && !open {
		return
	}
	t := &estate.DatastoreTraits{CopyOpen: open}
	if open {
		t.CopySettles = b.settles("replica")
	}
	for _, rep := range replicas {
		t.Copies = append(t.Copies, estate.Copy{Address: r.Address, Region: rep.region("region"), Standby: true, Origin: rep.at("region")})
	}
	m.everywhere(s, t)
}
