package live_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	"github.com/aws/aws-sdk-go-v2/service/rds/types"
	"github.com/aws/smithy-go"
)

func emptyRDS() fake {
	return fake{
		"RDS DescribeDBClusterEndpoints":         answer(&rds.DescribeDBClusterEndpointsOutput{}),
		"RDS DescribeDBClusters":                 answer(&rds.DescribeDBClustersOutput{}),
		"RDS DescribeDBInstanceAutomatedBackups": answer(&rds.DescribeDBInstanceAutomatedBackupsOutput{}),
		"RDS DescribeDBInstances":                answer(&rds.DescribeDBInstancesOutput{}),
		"RDS DescribeDBProxies":                  answer(&rds.DescribeDBProxiesOutput{}),
		"RDS DescribeDBSubnetGroups":             answer(&rds.DescribeDBSubnetGroupsOutput{}),
		"RDS DescribeGlobalClusters":             answer(&rds.DescribeGlobalClustersOutput{}),
	}
}

func TestDatabases(t *testing.T) {
	t.Parallel()
	f := emptyRDS()
	f["RDS DescribeDBInstances"] = func(_ string, in any) (any, error) {
		if input, ok := in.(*rds.DescribeDBInstancesInput); ok && input.Marker == nil {
			return &rds.DescribeDBInstancesOutput{Marker: aws.String("2"), DBInstances: []types.DBInstance{{
				DBInstanceArn: aws.String("arn:aws:rds:eu-west-1:123456789012:db:orders"), DBInstanceIdentifier: aws.String("orders"),
				Engine: aws.String("postgres"), AvailabilityZone: aws.String("eu-west-1a"),
				Endpoint: &types.Endpoint{Address: aws.String("orders.x.eu-west-1.rds.amazonaws.com"), Port: aws.Int32(5432)},
			}}}, nil
		}
		return &rds.DescribeDBInstancesOutput{DBInstances: []types.DBInstance{{
			DBInstanceArn: aws.String("arn:aws:rds:eu-west-1:123456789012:db:docs-1"), DBInstanceIdentifier: aws.String("docs-1"),
			Engine: aws.String("docdb"), DBClusterIdentifier: aws.String("docs"), MultiAZ: aws.Bool(false),
		}}}, nil
	}
	inv := readFake(t, f, collector(t, "rds"))
	if len(inv.Gaps) != 0 || len(inv.Resources) != 2 {
		t.Fatalf("%d resources, gaps %v", len(inv.Resources), inv.Gaps)
	}
	orders := find(t, inv, "aws_db_instance", ":orders")
	if orders.Values.GetAttr("multi_az").IsKnown() {
		t.Error("multi_az is known, and the answer does not tell it")
	}
	if got := orders.Values.GetAttr("endpoint").AsString(); got != "orders.x.eu-west-1.rds.amazonaws.com:5432" {
		t.Errorf("endpoint %s", got)
	}
	docs := find(t, inv, "aws_docdb_cluster_instance", ":docs-1")
	if docs.Values.GetAttr("multi_az").True() || docs.Region.Or("") != "eu-west-1" {
		t.Errorf("values %#v in %s", docs.Values, docs.Region.Or(""))
	}
}

func TestADeniedCallIsNoEmptyList(t *testing.T) {
	t.Parallel()
	f := emptyRDS()
	f["RDS DescribeDBInstances"] = func(string, any) (any, error) {
		return nil, &smithy.GenericAPIError{Code: "AccessDenied", Message: "no"}
	}
	inv := readFake(t, f, collector(t, "rds"))
	if len(inv.Gaps) != 1 || len(inv.Unread) != 4 {
		t.Fatalf("gaps %v, unread %v", inv.Gaps, inv.Unread)
	}
	g := inv.Gaps[0]
	if g.What != "rds in eu-west-1 of account 123456789012" || g.Why != "it was denied (AccessDenied)" || g.Origin.API != "rds:DescribeDBInstances" {
		t.Errorf("gap %+v", g)
	}
}

func TestAPageThatLeadsToItself(t *testing.T) {
	t.Parallel()
	f := emptyRDS()
	f["RDS DescribeDBSubnetGroups"] = answer(&rds.DescribeDBSubnetGroupsOutput{
		Marker: aws.String("again"), DBSubnetGroups: []types.DBSubnetGroup{{DBSubnetGroupArn: aws.String("arn:aws:rds:eu-west-1:1:subgrp:a")}},
	})
	inv := readFake(t, f, collector(t, "rds"))
	if len(inv.Gaps) != 1 || !strings.Contains(inv.Gaps[0].Why, "it was not read to its end: its pages lead in a circle") || len(inv.Resources) != 1 {
		t.Errorf("%d resources, gaps %v", len(inv.Resources), inv.Gaps)
	}
}

func TestWhatNobodyAnswersIsAGap(t *testing.T) {
	t.Parallel()
	f := emptyRDS()
	f["RDS DescribeDBClusters"] = func(string, any) (any, error) { return nil, errors.New("connection refused") }
	inv := readFake(t, f, collector(t, "rds"))
	if len(inv.Gaps) != 1 || inv.Gaps[0].Why != "it failed: connection refused" {
		t.Errorf("gaps %v", inv.Gaps)
	}
}
