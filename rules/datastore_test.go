package rules_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/estate"
)

func database(t *estate.DatastoreTraits) *estate.Resource {
	t.Product = estate.RDS
	if !t.Replica.Known() {
		t.Replica = no()
	}
	return thing("aws_db_instance.orders", estate.Datastore, t)
}

func cluster(address string, t *estate.DatastoreTraits) *estate.Resource {
	t.Product = estate.Aurora
	if !t.Engine.Known() {
		t.Engine = is("aurora-postgresql")
	}
	t.Replica = no()
	return thing(address, estate.Datastore, t)
}

func TestRDSSingleAZ(t *testing.T) {
	t.Parallel()
	play(t, "rds-single-az", []scene{
		{"off", []*estate.Resource{database(&estate.DatastoreTraits{MultiZone: no()})}, []string{
			"proven: aws_db_instance.orders has no standby in another zone; when its zone fails, the database is down",
		}},
		{"off in a known zone", []*estate.Resource{database(&estate.DatastoreTraits{MultiZone: no(), Spread: over("a")})}, []string{
			"proven: aws_db_instance.orders has no standby in another zone; when us-east-1a fails, the database is down",
		}},
		{"off with a replica at hand", []*estate.Resource{database(&estate.DatastoreTraits{
			MultiZone: no(), Copies: []estate.Copy{{Address: "aws_db_instance.replica", Region: is("us-east-1"), Standby: true}},
		})}, []string{
			"proven: aws_db_instance.orders has no standby in another zone; when its zone fails, the database is down until somebody promotes aws_db_instance.replica",
		}},
		{"unknown", []*estate.Resource{database(&estate.DatastoreTraits{MultiZone: dunno[bool]()})}, []string{
			"undecided: aws_db_instance.orders sets multi_az to a value that is not known: it may be off",
		}},
		{"on", []*estate.Resource{database(&estate.DatastoreTraits{MultiZone: yes()})}, nil},
		{"a replica", []*estate.Resource{database(&estate.DatastoreTraits{MultiZone: no(), Replica: yes()})}, nil},
		{"another product", []*estate.Resource{cluster("aws_rds_cluster.orders", &estate.DatastoreTraits{MultiZone: no()})}, nil},
	})
}

// The evidence and the fix say what stands in the configuration.
func TestRDSSingleAZExplains(t *testing.T) {
	t.Parallel()
	db := database(&estate.DatastoreTraits{MultiZone: estate.Default(false, line(1)), Engine: is("sqlserver-ex")})
	for _, f := range judge(t, []*estate.Resource{db}, ruleOf(t, "rds-single-az")) {
		if got := f.Evidence[0]; got.Fact != "multi_az of aws_db_instance.orders" || got.Value != "false, by default" {
			t.Errorf("evidence = %+v", got)
		}
		if f.Fix.Edit != "" {
			t.Errorf("edit %q is offered for an edition without Multi-AZ", f.Fix.Edit)
		}
	}
	db = database(&estate.DatastoreTraits{MultiZone: no()})
	for _, f := range judge(t, []*estate.Resource{db}, ruleOf(t, "rds-single-az")) {
		if f.Fix.Edit != "multi_az = true" || f.Origin.String() != "main.tf:2" {
			t.Errorf("edit = %q at %s", f.Fix.Edit, f.Origin)
		}
	}
}

func TestAuroraSingleInstance(t *testing.T) {
	t.Parallel()
	play(t, "aurora-single-instance", []scene{
		{"one", []*estate.Resource{cluster("aws_rds_cluster.orders", &estate.DatastoreTraits{Members: is(1)})}, []string{
			"proven: aws_rds_cluster.orders keeps only 1 instance; when it or its zone fails, the data is safe and nobody can reach it",
		}},
		{"unknown", []*estate.Resource{cluster("aws_rds_cluster.orders", &estate.DatastoreTraits{Members: dunno[int]()})}, []string{
			"undecided: aws_rds_cluster.orders has a number of instances that is not known: there may be only one",
		}},
		{"none", []*estate.Resource{cluster("aws_rds_cluster.orders", &estate.DatastoreTraits{Members: is(0)})}, []string{
			"proven: aws_rds_cluster.orders keeps no instance; the data is there and nothing serves it",
		}},
		{"two", []*estate.Resource{cluster("aws_rds_cluster.orders", &estate.DatastoreTraits{Members: is(2)})}, nil},
		{"the secondary of a global database", []*estate.Resource{
			cluster("aws_rds_cluster.east", &estate.DatastoreTraits{Members: is(2), Global: "aws_rds_global_cluster.orders"}),
			cluster("aws_rds_cluster.west", &estate.DatastoreTraits{Members: is(1), Global: "aws_rds_global_cluster.orders"}),
		}, nil},
		{"DocumentDB", []*estate.Resource{cluster("aws_docdb_cluster.orders", &estate.DatastoreTraits{Members: is(1), Engine: is("docdb")})}, nil},
	})
}

func TestAuroraInstancesSameAZ(t *testing.T) {
	t.Parallel()
	play(t, "aurora-instances-same-az", []scene{
		{"one zone", []*estate.Resource{cluster("aws_rds_cluster.orders", &estate.DatastoreTraits{Members: is(3), Pinned: true, Spread: over("b")})}, []string{
			"proven: aws_rds_cluster.orders keeps its 3 instances in us-east-1b only; when us-east-1b fails, all of them are lost",
		}},
		{"unknown", []*estate.Resource{cluster("aws_rds_cluster.orders", &estate.DatastoreTraits{Members: is(2), Pinned: true, Spread: unsure("b")})}, []string{
			"undecided: aws_rds_cluster.orders keeps its 2 instances in zones that are not all known: there may be only one",
		}},
		{"two zones", []*estate.Resource{cluster("aws_rds_cluster.orders", &estate.DatastoreTraits{Members: is(2), Pinned: true, Spread: over("ab")})}, nil},
		{"spread by AWS", []*estate.Resource{cluster("aws_rds_cluster.orders", &estate.DatastoreTraits{Members: is(2), Spread: unsure("")})}, nil},
		{"one instance", []*estate.Resource{cluster("aws_rds_cluster.orders", &estate.DatastoreTraits{Members: is(1), Pinned: true, Spread: over("a")})}, nil},
	})
}

func TestAuroraGlobalHeadless(t *testing.T) {
	t.Parallel()
	global := func(address string, members int, headless estate.Value[bool]) *estate.Resource {
		return cluster(address, &estate.DatastoreTraits{Members: is(members), Headless: headless, Global: "aws_rds_global_cluster.orders"})
	}
	play(t, "aurora-global-headless", []scene{
		{"headless", []*estate.Resource{global("aws_rds_cluster.east", 2, no()), global("aws_rds_cluster.west", 0, yes())}, []string{
			"proven: aws_rds_cluster.west copies aws_rds_global_cluster.orders and has no instance; when the primary's region fails, nothing here can serve the data until somebody creates one",
		}},
		{"unknown", []*estate.Resource{global("aws_rds_cluster.east", 2, no()), global("aws_rds_cluster.west", 0, dunno[bool]())}, []string{
			"undecided: aws_rds_cluster.west has a number of instances that is not known: it may have none",
		}},
		{"with an instance", []*estate.Resource{global("aws_rds_cluster.east", 2, no()), global("aws_rds_cluster.west", 1, no())}, nil},
	})
}

func cache(t *estate.DatastoreTraits) *estate.Resource {
	t.Product = estate.ElastiCache
	if !t.Replica.Known() {
		t.Replica = no()
	}
	return thing("aws_elasticache_replication_group.sessions", estate.Cache, t)
}

func TestElastiCacheNoFailover(t *testing.T) {
	t.Parallel()
	play(t, "elasticache-no-failover", []scene{
		{"off", []*estate.Resource{cache(&estate.DatastoreTraits{Members: is(2), Failover: no()})}, []string{
			"proven: aws_elasticache_replication_group.sessions does not fail over by itself; when its primary fails, nothing can be written until somebody promotes a replica",
		}},
		{"one node", []*estate.Resource{cache(&estate.DatastoreTraits{Members: is(1), Failover: no()})}, []string{
			"proven: aws_elasticache_replication_group.sessions has no replica to fail over to; when its only node fails, its data is gone",
		}},
		{"unknown", []*estate.Resource{cache(&estate.DatastoreTraits{Members: is(2), Failover: dunno[bool]()})}, []string{
			"undecided: aws_elasticache_replication_group.sessions sets automatic_failover_enabled to a value that is not known: it may be off",
		}},
		{"on", []*estate.Resource{cache(&estate.DatastoreTraits{Members: is(2), Failover: yes()})}, nil},
		{"Memcached", []*estate.Resource{cache(&estate.DatastoreTraits{Members: is(2), Failover: no(), Engine: is("memcached")})}, nil},
		{"the secondary of a global datastore", []*estate.Resource{cache(&estate.DatastoreTraits{Failover: no(), Replica: yes()})}, nil},
	})
}

func TestElastiCacheSingleAZ(t *testing.T) {
	t.Parallel()
	play(t, "elasticache-single-az", []scene{
		{"off", []*estate.Resource{cache(&estate.DatastoreTraits{MultiZone: no(), Members: is(2)})}, []string{
			"proven: aws_elasticache_replication_group.sessions may keep all its nodes in one zone; when its zone fails, none is left to fail over to",
		}},
		{"on, and pinned to one zone", []*estate.Resource{cache(&estate.DatastoreTraits{MultiZone: yes(), Pinned: true, Spread: over("c")})}, []string{
			"proven: aws_elasticache_replication_group.sessions keeps its nodes in us-east-1c only; when us-east-1c fails, none is left to fail over to",
		}},
		{"unknown", []*estate.Resource{cache(&estate.DatastoreTraits{MultiZone: dunno[bool](), Members: is(2)})}, []string{
			"undecided: aws_elasticache_replication_group.sessions sets multi_az_enabled to a value that is not known: it may be off",
		}},
		{"on", []*estate.Resource{cache(&estate.DatastoreTraits{MultiZone: yes(), Spread: unsure("")})}, nil},
	})
}

func TestOpenSearchSingleAZ(t *testing.T) {
	t.Parallel()
	domain := func(aware estate.Value[bool]) []*estate.Resource {
		return []*estate.Resource{thing("aws_opensearch_domain.logs", estate.SearchDomain, &estate.DatastoreTraits{Product: estate.OpenSearch, MultiZone: aware})}
	}
	play(t, "opensearch-single-az", []scene{
		{"off", domain(no()), []string{"proven: aws_opensearch_domain.logs keeps all its nodes in one zone; when its zone fails, the domain is down"}},
		{"unknown", domain(dunno[bool]()), []string{"undecided: aws_opensearch_domain.logs sets zone_awareness_enabled to a value that is not known: it may be off"}},
		{"on", domain(yes()), nil},
	})
}

func TestDBSubnetGroupSingleAZ(t *testing.T) {
	t.Parallel()
	group := func(s estate.Spread, users ...string) []*estate.Resource {
		return []*estate.Resource{thing("aws_db_subnet_group.main", estate.SubnetGroup, &estate.SubnetGroupTraits{Spread: s, Users: users})}
	}
	one := unsure("")
	one.One = true
	play(t, "db-subnet-group-single-az", []scene{
		{"one zone", group(over("a"), "aws_db_instance.orders"), []string{
			"proven: aws_db_subnet_group.main lies in us-east-1a only; when us-east-1a fails, aws_db_instance.orders has nowhere else to run",
		}},
		{"one subnet whose zone AWS chooses", group(one), []string{
			"proven: aws_db_subnet_group.main lies in one zone only; when that zone fails, nothing that it places has anywhere else to run",
		}},
		{"unknown", group(unsure("a")), []string{
			"undecided: aws_db_subnet_group.main lies in zones that are not all known: there may be only one",
		}},
		{"two zones", group(over("ab")), nil},
		{"two zones and others", group(unsure("ab")), nil},
	})
}

func TestRDSNoCrossRegionStandby(t *testing.T) {
	t.Parallel()
	copied := func(region estate.Value[string], standby bool) []*estate.Resource {
		return []*estate.Resource{database(&estate.DatastoreTraits{
			Copies: []estate.Copy{{Address: "aws_db_instance.replica", Region: region, Standby: standby, Origin: line(9)}},
		})}
	}
	alone := "proven: aws_db_instance.orders has no standby in another region; when us-east-1 fails, nothing is left of it elsewhere"
	play(t, "rds-no-cross-region-standby", []scene{
		{"nothing", []*estate.Resource{database(&estate.DatastoreTraits{})}, []string{alone}},
		{"a replica in the same region", copied(is("us-east-1"), true), []string{alone}},
		{"a copied backup", copied(is("us-west-2"), false), []string{
			"proven: aws_db_instance.orders has no standby in another region; when us-east-1 fails, its data is safe in a backup, and nothing serves it until that has been restored",
		}},
		{"a replica in an unknown region", copied(dunno[string](), true), []string{
			"undecided: aws_db_instance.orders may have no standby in another region: where all its copies are is not known",
		}},
		{"a replica in another region", copied(is("us-west-2"), true), nil},
		{"a replica itself", []*estate.Resource{database(&estate.DatastoreTraits{Replica: yes()})}, nil},
	})
}

// A copied backup saves the data: that matters less than no copy at all.
func TestCopiedBackupIsGradedLower(t *testing.T) {
	t.Parallel()
	db := database(&estate.DatastoreTraits{Copies: []estate.Copy{{Address: "backup", Region: is("us-west-2")}}})
	for _, f := range judge(t, []*estate.Resource{db}, ruleOf(t, "rds-no-cross-region-standby")) {
		if f.Severity > analysis.Low {
			t.Errorf("severity = %s", f.Severity)
		}
	}
}

// A subnet group of one zone is told of where more than a missing standby is
// wrong, or where that is not certain.
func TestSubnetGroupYieldsToMissingStandby(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		multi estate.Value[bool]
		want  []string
	}{
		"no standby":        {no(), []string{"proven rds-single-az"}},
		"perhaps a standby": {dunno[bool](), []string{"proven db-subnet-group-single-az", "undecided rds-single-az"}},
		"a standby":         {yes(), []string{"proven db-subnet-group-single-az"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			group := thing("aws_db_subnet_group.main", estate.SubnetGroup, &estate.SubnetGroupTraits{Spread: over("a"), Users: []string{"aws_db_instance.orders"}})
			var got []string
			for _, f := range judge(t, []*estate.Resource{group, database(&estate.DatastoreTraits{MultiZone: c.multi})}, ruleOf(t, "db-subnet-group-single-az"), ruleOf(t, "rds-single-az")) {
				got = append(got, f.Verdict.String()+" "+f.Rule.ID)
			}
			slices.Sort(got)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}
