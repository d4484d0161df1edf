package rules

import (
	"spof/analysis"
	"spof/estate"
)

var dbSubnetGroupSingleAZ = &analysis.Rule{
	ID:       "db-subnet-group-single-az",
	Severity: analysis.High,
	Scope:    estate.Zone,
	Kinds:    []estate.Kind{estate.SubnetGroup},
	Doc: analysis.Doc{
		Title: "Subnet group of a datastore lies in one availability zone",
		Why:   "Whatever the group places, runs in its one zone: there is no other for a standby or a replica, however many subnets the group has.",
		Fix:   "Add subnets of at least one more zone.",
		Sources: []string{
			"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
			"https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html",
			"https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html",
		},
		Since: "0.1.0",
	},
	Run: inOneZone(func(_ *analysis.Pass, _ *estate.Resource, g *estate.SubnetGroupTraits) (span, bool) {
		// RDS refuses a group of one zone, so what is not known of one is well:
		// DBSubnetGroupDoesNotCoverEnoughAZs.
		if g.Product == estate.RDS && g.Spread.Open {
			return span{}, false
		}
		lost := "nothing that it places has anywhere else to run"
		if len(g.Users) > 0 {
			lost = agree(g.Users, "has", "have") + " nowhere else to run"
		}
		return span{
			spread: g.Spread,
			does:   "lies",
			lost:   lost,
			finish: func(f *analysis.Finding) {
				// Without a standby, another zone in the group changes nothing.
				for _, user := range g.Users {
					yield(f, rdsSingleAZ, user)
					yield(f, auroraSingleInstance, user)
					yield(f, elasticacheNoFailover, user)
					yield(f, elasticacheSingleAZ, user)
				}
			},
		}, true
	}),
}
