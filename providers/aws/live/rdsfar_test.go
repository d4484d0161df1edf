package live_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	"github.com/aws/aws-sdk-go-v2/service/rds/types"
)

const standbyRule = "rds-no-cross-region-standby"

// TestAReplicaInARegionThatWasNotRead requires that it counts, and that it is
// not told twice where its region is read.
func TestAReplicaInARegionThatWasNotRead(t *testing.T) {
	t.Parallel()
	database := func(region, name string) *string {
		return aws.String("arn:aws:rds:" + region + ":" + account + ":db:" + name)
	}
	f := emptyRDS()
	f["RDS DescribeDBInstances"] = func(region string, _ any) (any, error) {
		if region == "us-east-1" {
			return &rds.DescribeDBInstancesOutput{DBInstances: []types.DBInstance{{
				DBInstanceIdentifier: aws.String("copy"), DBInstanceArn: database(region, "copy"), Engine: aws.String("postgres"), MultiAZ: aws.Bool(false),
				ReadReplicaSourceDBInstanceIdentifier: database("eu-west-1", "orders"),
			}}}, nil
		}
		return &rds.DescribeDBInstancesOutput{DBInstances: []types.DBInstance{
			{
				DBInstanceIdentifier: aws.String("orders"), DBInstanceArn: database(region, "orders"), Engine: aws.String("postgres"), MultiAZ: aws.Bool(true),
				ReadReplicaDBInstanceIdentifiers: []string{*database("us-east-1", "copy"), "here"},
			},
			{DBInstanceIdentifier: aws.String("alone"), DBInstanceArn: database(region, "alone"), Engine: aws.String("postgres"), MultiAZ: aws.Bool(true)},
		}}, nil
	}
	alone := "proven " + *database("eu-west-1", "alone")
	one := readFake(t, f, collector(t, "rds"))
	requireRule(t, one, standbyRule, alone)
	requireOutcome(t, one, *database("eu-west-1", "orders"), "region:eu-west-1", "recovers proven")
	both := readRegions(t, f, []string{"eu-west-1", "us-east-1"}, collector(t, "rds"))
	requireRule(t, both, standbyRule, alone)
	requireOutcome(t, both, *database("eu-west-1", "orders"), "region:eu-west-1", "recovers proven")
}

// TestAGlobalDatabaseOfWhichOneRegionWasRead requires that a secondary that was
// not read leaves open whether it stands ready, and that the secondary of a
// primary that was not read is none itself.
func TestAGlobalDatabaseOfWhichOneRegionWasRead(t *testing.T) {
	t.Parallel()
	cluster := func(region string) *string {
		return aws.String("arn:aws:rds:" + region + ":" + account + ":cluster:orders")
	}
	for writer, want := range map[string][]string{"eu-west-1": {"undecided " + *cluster("eu-west-1")}, "us-east-1": nil} {
		f := emptyRDS()
		f["RDS DescribeGlobalClusters"] = answer(&rds.DescribeGlobalClustersOutput{GlobalClusters: []types.GlobalCluster{{
			GlobalClusterIdentifier: aws.String("world"), GlobalClusterArn: aws.String("arn:aws:rds::1:global-cluster:world"), Engine: aws.String("aurora-postgresql"),
			GlobalClusterMembers: []types.GlobalClusterMember{
				{DBClusterArn: cluster("eu-west-1"), IsWriter: aws.Bool(writer == "eu-west-1")},
				{DBClusterArn: cluster("us-east-1"), IsWriter: aws.Bool(writer == "us-east-1")},
			},
		}}})
		f["RDS DescribeDBClusters"] = func(region string, _ any) (any, error) {
			return &rds.DescribeDBClustersOutput{DBClusters: []types.DBCluster{{
				DBClusterIdentifier: aws.String("orders"), DBClusterArn: cluster(region), Engine: aws.String("aurora-postgresql"), MasterUsername: aws.String("shop"),
			}}}, nil
		}
		f["RDS DescribeDBInstances"] = func(region string, _ any) (any, error) {
			var all []types.DBInstance
			for _, zone := range []string{"a", "b"} {
				all = append(all, types.DBInstance{
					DBInstanceIdentifier: aws.String("orders-" + zone), DBInstanceArn: aws.String("arn:aws:rds:" + region + ":1:db:orders-" + zone),
					DBClusterIdentifier: aws.String("orders"), Engine: aws.String("aurora-postgresql"), AvailabilityZone: aws.String(region + zone),
				})
			}
			return &rds.DescribeDBInstancesOutput{DBInstances: all}, nil
		}
		inv := readFake(t, f, collector(t, "rds"))
		find(t, inv, "aws_rds_global_cluster", "world")
		requireRule(t, inv, standbyRule, want...)
		requireRule(t, readRegions(t, f, []string{"eu-west-1", "us-east-1"}, collector(t, "rds")), standbyRule)
	}
}
