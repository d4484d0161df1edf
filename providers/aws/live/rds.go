package live

import (
	"context"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/rds"
	"github.com/aws/aws-sdk-go-v2/service/rds/types"
)

// rdsCollector reads databases of RDS, Aurora, DocumentDB and Neptune, which
// all answer through RDS's API.
var rdsCollector = Collector{
	Service: "rds",
	Actions: []string{
		"rds:DescribeDBClusterEndpoints", "rds:DescribeDBClusters", "rds:DescribeDBInstanceAutomatedBackups", "rds:DescribeDBInstances",
		"rds:DescribeDBProxies", "rds:DescribeDBProxyTargets", "rds:DescribeDBSubnetGroups", "rds:DescribeGlobalClusters",
	},
	Types: slices.Concat(globalClusterTypes, dbClusterTypes, dbInstanceTypes, []string{
		"aws_db_subnet_group", "aws_rds_cluster_endpoint", "aws_db_proxy", "aws_db_proxy_target", "aws_db_instance_automated_backups_replication",
	}),
	Collect: func(ctx context.Context, c *Call) { collectRDS(ctx, c, rds.NewFromConfig(c.Config)) },
}

var (
	globalClusterTypes = []string{"aws_rds_global_cluster"}
	dbClusterTypes     = []string{"aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"}
	dbInstanceTypes    = []string{"aws_db_instance", "aws_rds_cluster_instance", "aws_docdb_cluster_instance", "aws_neptune_cluster_instance"}
)

// rdsAPI is what is asked of RDS.
type rdsAPI interface {
	rds.DescribeDBClusterEndpointsAPIClient
	rds.DescribeDBClustersAPIClient
	rds.DescribeDBInstanceAutomatedBackupsAPIClient
	rds.DescribeDBInstancesAPIClient
	rds.DescribeDBProxiesAPIClient
	rds.DescribeDBProxyTargetsAPIClient
	rds.DescribeDBSubnetGroupsAPIClient
	rds.DescribeGlobalClustersAPIClient
}

func collectRDS(ctx context.Context, c *Call, api rdsAPI) {
	r := rdsReader{api: api, globals: map[string]string{}}
	c.Try(ctx, r.globalClusters, globalClusterTypes...)
	c.Try(ctx, r.clusters, dbClusterTypes...)
	c.Try(ctx, r.instances, dbInstanceTypes...)
	c.Try(ctx, r.subnetGroups, "aws_db_subnet_group")
	c.Try(ctx, r.endpoints, "aws_rds_cluster_endpoint")
	c.Try(ctx, r.proxies, "aws_db_proxy", "aws_db_proxy_target")
	c.Try(ctx, r.backups, "aws_db_instance_automated_backups_replication")
}

type rdsReader struct {
	api     rdsAPI
	globals map[string]string // the global database that a cluster is of, by the cluster's ARN
}

func (r rdsReader) globalClusters(ctx context.Context, c *Call) error {
	pages := rds.NewDescribeGlobalClustersPaginator(r.api, &rds.DescribeGlobalClustersInput{})
	return Pages(ctx, pages, func(page *rds.DescribeGlobalClustersOutput) {
		for _, g := range page.GlobalClusters {
			v := Values{}
			v.Text("id", g.GlobalClusterIdentifier)
			v.Text("arn", g.GlobalClusterArn)
			v.Text("global_cluster_identifier", g.GlobalClusterIdentifier)
			v.Text("engine", g.Engine)
			v.Flag("deletion_protection", g.DeletionProtection)
			v.Tags(rdsTags(g.TagList))
			v.Blocks("global_cluster_members", r.globalMembers(g)...)
			c.Add("aws_rds_global_cluster", text(g.GlobalClusterArn), v, "rds:DescribeGlobalClusters")
		}
	})
}

// globalMembers are the clusters of a global database, which are remembered as
// such.
func (r rdsReader) globalMembers(g types.GlobalCluster) []Values {
	var out []Values
	for _, member := range g.GlobalClusterMembers {
		r.globals[text(member.DBClusterArn)] = text(g.GlobalClusterIdentifier)
		v := Values{}
		v.Text("db_cluster_arn", member.DBClusterArn)
		v.Flag("is_writer", member.IsWriter)
		out = append(out, v)
	}
	return out
}

func (r rdsReader) clusters(ctx context.Context, c *Call) error {
	pages := rds.NewDescribeDBClustersPaginator(r.api, &rds.DescribeDBClustersInput{})
	return Pages(ctx, pages, func(page *rds.DescribeDBClustersOutput) {
		for i := range page.DBClusters {
			db := &page.DBClusters[i]
			c.Add(familyOf(db.Engine, "aws_rds_cluster"), text(db.DBClusterArn), r.cluster(db), "rds:DescribeDBClusters")
		}
	})
}

func (r rdsReader) cluster(db *types.DBCluster) Values {
	v := Values{}
	v.Text("id", db.DBClusterIdentifier)
	v.Text("arn", db.DBClusterArn)
	v.Text("cluster_identifier", db.DBClusterIdentifier)
	v.Text("cluster_resource_id", db.DbClusterResourceId)
	v.Text("engine", db.Engine)
	v.Text("engine_mode", db.EngineMode)
	v.Text("endpoint", db.Endpoint)
	v.Text("reader_endpoint", db.ReaderEndpoint)
	v.Text("db_cluster_instance_class", db.DBClusterInstanceClass)
	v.Text("db_subnet_group_name", db.DBSubnetGroup)
	v.Text("neptune_subnet_group_name", db.DBSubnetGroup)
	v.Text("replication_source_identifier", db.ReplicationSourceIdentifier)
	v.Text("kms_key_id", db.KmsKeyId)
	v.Text("storage_type", db.StorageType)
	v.Text("master_username", db.MasterUsername)
	v.Flag("deletion_protection", db.DeletionProtection)
	Number(v, "port", db.Port)
	Number(v, "backup_retention_period", db.BackupRetentionPeriod)
	Texts(v, "availability_zones", db.AvailabilityZones)
	Texts(v, "vpc_security_group_ids", rdsGroups(db.VpcSecurityGroups))
	v.Text("global_cluster_identifier", db.GlobalClusterIdentifier)
	if global := r.globals[text(db.DBClusterArn)]; global != "" {
		v.Text("global_cluster_identifier", &global)
	}
	v.Tags(rdsTags(db.TagList))
	return v
}

// familyOf returns the type of what is read as a cluster, or an instance, of
// Aurora: by its engine it is one of DocumentDB or Neptune.
func familyOf(engine *string, aurora string) string {
	switch text(engine) {
	case "docdb":
		return strings.Replace(aurora, "_rds_", "_docdb_", 1)
	case "neptune":
		return strings.Replace(aurora, "_rds_", "_neptune_", 1)
	}
	return aurora
}

func (r rdsReader) instances(ctx context.Context, c *Call) error {
	pages := rds.NewDescribeDBInstancesPaginator(r.api, &rds.DescribeDBInstancesInput{})
	return Pages(ctx, pages, func(page *rds.DescribeDBInstancesOutput) {
		for i := range page.DBInstances {
			db := &page.DBInstances[i]
			typ := "aws_db_instance"
			if text(db.DBClusterIdentifier) != "" {
				typ = familyOf(db.Engine, "aws_rds_cluster_instance")
			}
			c.Add(typ, text(db.DBInstanceArn), dbInstance(db), "rds:DescribeDBInstances")
		}
	})
}

func dbInstance(db *types.DBInstance) Values {
	v := Values{}
	v.Text("id", db.DBInstanceIdentifier)
	v.Text("arn", db.DBInstanceArn)
	v.Text("identifier", db.DBInstanceIdentifier)
	v.Text("resource_id", db.DbiResourceId)
	v.Text("cluster_identifier", db.DBClusterIdentifier)
	v.Text("engine", db.Engine)
	v.Text("instance_class", db.DBInstanceClass)
	v.Text("availability_zone", db.AvailabilityZone)
	v.Text("kms_key_id", db.KmsKeyId)
	v.Text("replicate_source_db", db.ReadReplicaSourceDBClusterIdentifier)
	v.Text("replicate_source_db", db.ReadReplicaSourceDBInstanceIdentifier)
	v.Flag("multi_az", db.MultiAZ)
	v.Flag("deletion_protection", db.DeletionProtection)
	v.Flag("publicly_accessible", db.PubliclyAccessible)
	Number(v, "backup_retention_period", db.BackupRetentionPeriod)
	Texts(v, "vpc_security_group_ids", rdsGroups(db.VpcSecurityGroups))
	if g := db.DBSubnetGroup; g != nil {
		v.Text("db_subnet_group_name", g.DBSubnetGroupName)
		v.Text("neptune_subnet_group_name", g.DBSubnetGroupName)
	}
	if e := db.Endpoint; e != nil {
		v.Text("address", e.Address)
		Number(v, "port", e.Port)
		v.Text("endpoint", hostPort(db, e))
	}
	v.Tags(rdsTags(db.TagList))
	return v
}

// hostPort is how Terraform writes an endpoint: with the port, except for that
// of an instance of a cluster.
func hostPort(db *types.DBInstance, e *types.Endpoint) *string {
	if e.Address == nil || e.Port == nil || text(db.DBClusterIdentifier) != "" {
		return e.Address
	}
	return joinedEndpoint(e.Address, e.Port)
}

func (r rdsReader) subnetGroups(ctx context.Context, c *Call) error {
	pages := rds.NewDescribeDBSubnetGroupsPaginator(r.api, &rds.DescribeDBSubnetGroupsInput{})
	return Pages(ctx, pages, func(page *rds.DescribeDBSubnetGroupsOutput) {
		for _, g := range page.DBSubnetGroups {
			v := Values{}
			v.Text("id", g.DBSubnetGroupName)
			v.Text("arn", g.DBSubnetGroupArn)
			v.Text("name", g.DBSubnetGroupName)
			var subnets []string
			for _, s := range g.Subnets {
				subnets = append(subnets, text(s.SubnetIdentifier))
			}
			Texts(v, "subnet_ids", subnets)
			c.Add("aws_db_subnet_group", text(g.DBSubnetGroupArn), v, "rds:DescribeDBSubnetGroups")
		}
	})
}

// endpoints reads the endpoints that users made: those that AWS makes are the
// cluster's own.
func (r rdsReader) endpoints(ctx context.Context, c *Call) error {
	pages := rds.NewDescribeDBClusterEndpointsPaginator(r.api, &rds.DescribeDBClusterEndpointsInput{})
	return Pages(ctx, pages, func(page *rds.DescribeDBClusterEndpointsOutput) {
		for _, e := range page.DBClusterEndpoints {
			if text(e.EndpointType) != "CUSTOM" {
				continue
			}
			v := Values{}
			v.Text("id", e.DBClusterEndpointIdentifier)
			v.Text("arn", e.DBClusterEndpointArn)
			v.Text("cluster_endpoint_identifier", e.DBClusterEndpointIdentifier)
			v.Text("cluster_identifier", e.DBClusterIdentifier)
			v.Text("endpoint", e.Endpoint)
			v.Text("custom_endpoint_type", e.CustomEndpointType)
			Texts(v, "static_members", e.StaticMembers)
			Texts(v, "excluded_members", e.ExcludedMembers)
			c.Add("aws_rds_cluster_endpoint", text(e.DBClusterEndpointArn), v, "rds:DescribeDBClusterEndpoints")
		}
	})
}

// backups reads the backups that are kept here of databases elsewhere.
func (r rdsReader) backups(ctx context.Context, c *Call) error {
	pages := rds.NewDescribeDBInstanceAutomatedBackupsPaginator(r.api, &rds.DescribeDBInstanceAutomatedBackupsInput{})
	return Pages(ctx, pages, func(page *rds.DescribeDBInstanceAutomatedBackupsOutput) {
		for _, b := range page.DBInstanceAutomatedBackups {
			if region := text(b.Region); region == "" || region == c.Region {
				continue
			}
			v := Values{}
			v.Text("id", b.DBInstanceAutomatedBackupsArn)
			v.Text("source_db_instance_arn", b.DBInstanceArn)
			Number(v, "retention_period", b.BackupRetentionPeriod)
			c.Add("aws_db_instance_automated_backups_replication", text(b.DBInstanceAutomatedBackupsArn), v, "rds:DescribeDBInstanceAutomatedBackups")
		}
	})
}

func rdsGroups(list []types.VpcSecurityGroupMembership) []string {
	var out []string
	for _, g := range list {
		out = append(out, text(g.VpcSecurityGroupId))
	}
	return out
}

func rdsTags(list []types.Tag) map[string]string {
	return Tagged(list, func(t types.Tag) (name, value *string) { return t.Key, t.Value })
}
