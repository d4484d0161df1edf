package live_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/elasticache"
	"github.com/aws/aws-sdk-go-v2/service/elasticache/types"
)

func emptyCaches() fake {
	return fake{
		"ElastiCache DescribeCacheClusters":           answer(&elasticache.DescribeCacheClustersOutput{}),
		"ElastiCache DescribeCacheSubnetGroups":       answer(&elasticache.DescribeCacheSubnetGroupsOutput{}),
		"ElastiCache DescribeGlobalReplicationGroups": answer(&elasticache.DescribeGlobalReplicationGroupsOutput{}),
		"ElastiCache DescribeReplicationGroups":       answer(&elasticache.DescribeReplicationGroupsOutput{}),
		"ElastiCache DescribeServerlessCaches":        answer(&elasticache.DescribeServerlessCachesOutput{}),
	}
}

func cacheNode(zone, role string) types.NodeGroupMember {
	m := types.NodeGroupMember{}
	if zone != "" {
		m.PreferredAvailabilityZone = &zone
	}
	if role != "" {
		m.CurrentRole = &role
	}
	return m
}

func cacheEndpoint(address string) *types.Endpoint {
	return &types.Endpoint{Address: &address, Port: aws.Int32(6379)}
}

// TestReplicationGroups requires that a group is told with what only its nodes
// tell, and each of its shards as it is.
func TestReplicationGroups(t *testing.T) {
	t.Parallel()
	f := emptyCaches()
	f["ElastiCache DescribeCacheClusters"] = answer(&elasticache.DescribeCacheClustersOutput{CacheClusters: []types.CacheCluster{{
		CacheClusterId: aws.String("one-001"), ReplicationGroupId: aws.String("one"), CacheSubnetGroupName: aws.String("data"),
		SecurityGroups: []types.SecurityGroupMembership{{SecurityGroupId: aws.String("sg-1")}},
	}}})
	f["ElastiCache DescribeReplicationGroups"] = answer(&elasticache.DescribeReplicationGroupsOutput{ReplicationGroups: []types.ReplicationGroup{
		{
			ReplicationGroupId: aws.String("one"), ARN: aws.String("arn:one"), AutomaticFailover: types.AutomaticFailoverStatusEnabling,
			MultiAZ: types.MultiAZStatusDisabled, CacheNodeType: aws.String("cache.t4g.small"), Engine: aws.String("valkey"),
			NodeGroups: []types.NodeGroup{{
				NodeGroupId: aws.String("0001"), PrimaryEndpoint: cacheEndpoint("one.cache"), ReaderEndpoint: cacheEndpoint("one-ro.cache"),
				NodeGroupMembers: []types.NodeGroupMember{cacheNode("eu-west-1b", "replica"), cacheNode("eu-west-1a", "primary")},
			}},
		},
		{
			ReplicationGroupId: aws.String("many"), ARN: aws.String("arn:many"), AutomaticFailover: "perhaps", ConfigurationEndpoint: cacheEndpoint("many.cache"),
			GlobalReplicationGroupInfo: &types.GlobalReplicationGroupInfo{GlobalReplicationGroupId: aws.String("world")},
			NodeGroups: []types.NodeGroup{
				{NodeGroupId: aws.String("0001"), NodeGroupMembers: []types.NodeGroupMember{cacheNode("eu-west-1a", ""), cacheNode("eu-west-1b", "")}},
				{NodeGroupId: aws.String("0002"), NodeGroupMembers: []types.NodeGroupMember{cacheNode("eu-west-1a", "")}},
			},
		},
		{ReplicationGroupId: aws.String("young"), ARN: aws.String("arn:young"), Status: aws.String("creating")},
		{ReplicationGroupId: aws.String("gone"), ARN: aws.String("arn:gone"), Status: aws.String("deleting")},
	}})
	inv := readFake(t, f, collector(t, "elasticache"))
	if len(inv.Resources) != 3 {
		t.Fatalf("%d resources, want 3", len(inv.Resources))
	}
	requireValues(t, find(t, inv, "aws_elasticache_replication_group", "arn:one"), map[string]string{
		"automatic_failover_enabled": "true", "multi_az_enabled": "false", "subnet_group_name": `"data"`, "security_group_ids": `["sg-1"]`,
		"num_node_groups": "1", "replicas_per_node_group": "1", "primary_endpoint_address": `"one.cache"`, "reader_endpoint_address": `"one-ro.cache"`,
		"port": "6379", "engine": `"valkey"`, "global_replication_group_id": "",
		"node_group_configuration": `[{"node_group_id":"0001","primary_availability_zone":"eu-west-1a","replica_availability_zones":["eu-west-1b"],"replica_count":1}]`,
	})
	requireValues(t, find(t, inv, "aws_elasticache_replication_group", "arn:many"), map[string]string{
		"automatic_failover_enabled": "unknown", "multi_az_enabled": "unknown", "subnet_group_name": "unknown", "security_group_ids": "unknown",
		"num_node_groups": "2", "replicas_per_node_group": "", "configuration_endpoint_address": `"many.cache"`, "global_replication_group_id": `"world"`,
		"node_group_configuration": `[{"node_group_id":"0001","replica_availability_zones":["eu-west-1a","eu-west-1b"],"replica_count":1},` +
			`{"node_group_id":"0002","replica_availability_zones":["eu-west-1a"],"replica_count":0}]`,
	})
	requireValues(t, find(t, inv, "aws_elasticache_replication_group", "arn:young"), map[string]string{
		"num_node_groups": "unknown", "replicas_per_node_group": "unknown", "node_group_configuration": "",
	})
}

// TestCacheClusters requires that only those are told that are of no group.
func TestCacheClusters(t *testing.T) {
	t.Parallel()
	f := emptyCaches()
	node := func(zone string) types.CacheNode {
		return types.CacheNode{CacheNodeId: aws.String("0001"), CustomerAvailabilityZone: &zone, Endpoint: cacheEndpoint("node." + zone)}
	}
	f["ElastiCache DescribeCacheClusters"] = answer(&elasticache.DescribeCacheClustersOutput{CacheClusters: []types.CacheCluster{
		{
			CacheClusterId: aws.String("pages"), ARN: aws.String("arn:pages"), Engine: aws.String("memcached"), NumCacheNodes: aws.Int32(2),
			PreferredAvailabilityZone: aws.String("Multiple"), ConfigurationEndpoint: cacheEndpoint("pages.cfg"),
			CacheNodes: []types.CacheNode{node("eu-west-1a"), node("eu-west-1b")},
		},
		{
			CacheClusterId: aws.String("alone"), ARN: aws.String("arn:alone"), Engine: aws.String("redis"), NumCacheNodes: aws.Int32(1),
			PreferredAvailabilityZone: aws.String("eu-west-1a"), CacheNodes: []types.CacheNode{node("eu-west-1a")},
		},
		{CacheClusterId: aws.String("member"), ARN: aws.String("arn:member"), ReplicationGroupId: aws.String("one")},
		{CacheClusterId: aws.String("gone"), ARN: aws.String("arn:gone"), CacheClusterStatus: aws.String("deleted")},
	}})
	f["ElastiCache DescribeServerlessCaches"] = answer(&elasticache.DescribeServerlessCachesOutput{ServerlessCaches: []types.ServerlessCache{
		{ServerlessCacheName: aws.String("free"), ARN: aws.String("arn:free"), Status: aws.String("available")},
		{ServerlessCacheName: aws.String("lost"), ARN: aws.String("arn:lost"), Status: aws.String("create-failed")},
	}})
	inv := readFake(t, f, collector(t, "elasticache"))
	if len(inv.Resources) != 3 {
		t.Fatalf("%d resources, want 3", len(inv.Resources))
	}
	requireValues(t, find(t, inv, "aws_elasticache_cluster", "arn:pages"), map[string]string{
		"az_mode": `"cross-az"`, "availability_zone": `"Multiple"`, "configuration_endpoint": `"pages.cfg:6379"`, "cluster_address": `"pages.cfg"`,
		"num_cache_nodes": "2", "port": "6379",
	})
	requireValues(t, find(t, inv, "aws_elasticache_cluster", "arn:alone"), map[string]string{
		"az_mode": `"single-az"`, "availability_zone": `"eu-west-1a"`, "configuration_endpoint": "", "port": "6379",
		"cache_nodes": `[{"address":"node.eu-west-1a","availability_zone":"eu-west-1a","id":"0001","port":6379}]`,
	})
	find(t, inv, "aws_elasticache_serverless_cache", "arn:free")
}

// TestGlobalDatastores requires that the primary of a global datastore, of which
// each of its regions tells, is judged, and its secondary is not.
func TestGlobalDatastores(t *testing.T) {
	t.Parallel()
	f := emptyCaches()
	member := func(region, role string) types.GlobalReplicationGroupMember {
		return types.GlobalReplicationGroupMember{ReplicationGroupId: aws.String("shop"), ReplicationGroupRegion: &region, Role: &role}
	}
	f["ElastiCache DescribeGlobalReplicationGroups"] = answer(&elasticache.DescribeGlobalReplicationGroupsOutput{
		GlobalReplicationGroups: []types.GlobalReplicationGroup{{
			GlobalReplicationGroupId: aws.String("world"), ARN: aws.String("arn:world"),
			Members: []types.GlobalReplicationGroupMember{member("eu-west-1", "SECONDARY"), member("us-east-1", "PRIMARY")},
		}},
	})
	f["ElastiCache DescribeReplicationGroups"] = func(region string, _ any) (any, error) {
		return &elasticache.DescribeReplicationGroupsOutput{ReplicationGroups: []types.ReplicationGroup{{
			ReplicationGroupId: aws.String("shop"), ARN: aws.String("arn:" + region), MultiAZ: types.MultiAZStatusDisabled,
			AutomaticFailover:          types.AutomaticFailoverStatusDisabled,
			GlobalReplicationGroupInfo: &types.GlobalReplicationGroupInfo{GlobalReplicationGroupId: aws.String("world")},
			NodeGroups:                 []types.NodeGroup{{NodeGroupMembers: []types.NodeGroupMember{cacheNode(region+"a", "primary")}}},
		}}}, nil
	}
	inv := readRegions(t, f, []string{"eu-west-1", "us-east-1"}, collector(t, "elasticache"))
	world := find(t, inv, "aws_elasticache_global_replication_group", "arn:world")
	if len(inv.Resources) != 3 || world.Region.Or("") != "us-east-1" {
		t.Errorf("%d resources, and the datastore is of %s", len(inv.Resources), world.Region.Or(""))
	}
	requireRule(t, inv, "elasticache-no-failover", "proven arn:us-east-1")
}
