package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/elasticache"
	"github.com/aws/aws-sdk-go-v2/service/elasticache/types"
)

// cacheCollector reads caches of ElastiCache.
var cacheCollector = Collector{
	Service: "elasticache",
	Actions: []string{
		"elasticache:DescribeCacheClusters", "elasticache:DescribeCacheSubnetGroups", "elasticache:DescribeGlobalReplicationGroups",
		"elasticache:DescribeReplicationGroups", "elasticache:DescribeServerlessCaches",
	},
	Types: []string{
		"aws_elasticache_cluster", "aws_elasticache_global_replication_group", "aws_elasticache_replication_group", "aws_elasticache_serverless_cache",
		"aws_elasticache_subnet_group",
	},
	Collect: func(ctx context.Context, c *Call) { collectCaches(ctx, c, elasticache.NewFromConfig(c.Config)) },
}

// cacheAPI is what is asked of ElastiCache.
type cacheAPI interface {
	elasticache.DescribeCacheClustersAPIClient
	elasticache.DescribeCacheSubnetGroupsAPIClient
	elasticache.DescribeGlobalReplicationGroupsAPIClient
	elasticache.DescribeReplicationGroupsAPIClient
	elasticache.DescribeServerlessCachesAPIClient
}

func collectCaches(ctx context.Context, c *Call, api cacheAPI) {
	r := cacheReader{api: api, members: map[string]*types.CacheCluster{}}
	c.Try(ctx, r.clusters, "aws_elasticache_cluster")
	c.Try(ctx, r.groups, "aws_elasticache_replication_group")
	c.Try(ctx, r.globals, "aws_elasticache_global_replication_group")
	c.Try(ctx, r.subnetGroups, "aws_elasticache_subnet_group")
	c.Try(ctx, r.serverless, "aws_elasticache_serverless_cache")
}

type cacheReader struct {
	api     cacheAPI
	members map[string]*types.CacheCluster // a node of each replication group, by the group's id
}

// clusters reads those that are of no replication group. One of each group is
// remembered: only nodes tell where a group is, and who gets into it.
func (r cacheReader) clusters(ctx context.Context, c *Call) error {
	pages := elasticache.NewDescribeCacheClustersPaginator(r.api, &elasticache.DescribeCacheClustersInput{ShowCacheNodeInfo: aws.Bool(true)})
	return Pages(ctx, pages, func(page *elasticache.DescribeCacheClustersOutput) {
		for i := range page.CacheClusters {
			cluster := &page.CacheClusters[i]
			switch group := text(cluster.ReplicationGroupId); {
			case isGone(cluster.CacheClusterStatus):
			case group != "":
				r.members[group] = cluster
			default:
				c.Add("aws_elasticache_cluster", text(cluster.ARN), cacheCluster(cluster), "elasticache:DescribeCacheClusters")
			}
		}
	})
}

// isGone reports whether a cache is on its way out, or never came to be.
func isGone(status *string) bool {
	switch text(status) {
	case "deleting", "deleted", "create-failed", "restore-failed":
		return true
	}
	return false
}

func cacheCluster(cluster *types.CacheCluster) Values {
	v := Values{}
	v.Text("id", cluster.CacheClusterId)
	v.Text("arn", cluster.ARN)
	v.Text("cluster_id", cluster.CacheClusterId)
	v.Text("engine", cluster.Engine)
	v.Text("node_type", cluster.CacheNodeType)
	v.Text("subnet_group_name", cluster.CacheSubnetGroupName)
	zoneOfCluster(v, text(cluster.PreferredAvailabilityZone))
	Number(v, "num_cache_nodes", cluster.NumCacheNodes)
	Texts(v, "security_group_ids", cacheGroups(cluster))
	if e := cluster.ConfigurationEndpoint; e != nil {
		v.Text("cluster_address", e.Address)
		v.Text("configuration_endpoint", joinedEndpoint(e.Address, e.Port))
		Number(v, "port", e.Port)
	}
	var nodes []Values
	for _, node := range cluster.CacheNodes {
		b := Values{}
		b.Text("id", node.CacheNodeId)
		b.Text("availability_zone", node.CustomerAvailabilityZone)
		if e := node.Endpoint; e != nil {
			b.Text("address", e.Address)
			Number(b, "port", e.Port)
			if cluster.ConfigurationEndpoint == nil {
				Number(v, "port", e.Port)
			}
		}
		nodes = append(nodes, b)
	}
	v.Blocks("cache_nodes", nodes...)
	return v
}

// zoneOfCluster sets where a cluster is, which AWS says in one word.
func zoneOfCluster(v Values, zone string) {
	mode := "single-az"
	switch zone {
	case "":
		v.Unknown("availability_zone", "az_mode")
		return
	case "Multiple":
		mode = "cross-az"
	}
	v.Text("availability_zone", &zone)
	v.Text("az_mode", &mode)
}

func cacheGroups(cluster *types.CacheCluster) []string {
	var out []string
	for _, g := range cluster.SecurityGroups {
		out = append(out, text(g.SecurityGroupId))
	}
	return out
}

func (r cacheReader) subnetGroups(ctx context.Context, c *Call) error {
	pages := elasticache.NewDescribeCacheSubnetGroupsPaginator(r.api, &elasticache.DescribeCacheSubnetGroupsInput{})
	return Pages(ctx, pages, func(page *elasticache.DescribeCacheSubnetGroupsOutput) {
		for _, g := range page.CacheSubnetGroups {
			v := Values{}
			v.Text("id", g.CacheSubnetGroupName)
			v.Text("arn", g.ARN)
			v.Text("name", g.CacheSubnetGroupName)
			var subnets []string
			for _, s := range g.Subnets {
				subnets = append(subnets, text(s.SubnetIdentifier))
			}
			Texts(v, "subnet_ids", subnets)
			c.Add("aws_elasticache_subnet_group", text(g.ARN), v, "elasticache:DescribeCacheSubnetGroups")
		}
	})
}

func (r cacheReader) serverless(ctx context.Context, c *Call) error {
	pages := elasticache.NewDescribeServerlessCachesPaginator(r.api, &elasticache.DescribeServerlessCachesInput{})
	return Pages(ctx, pages, func(page *elasticache.DescribeServerlessCachesOutput) {
		for i := range page.ServerlessCaches {
			cache := &page.ServerlessCaches[i]
			if isGone(cache.Status) {
				continue
			}
			v := Values{}
			v.Text("id", cache.ServerlessCacheName)
			v.Text("arn", cache.ARN)
			v.Text("name", cache.ServerlessCacheName)
			c.Add("aws_elasticache_serverless_cache", text(cache.ARN), v, "elasticache:DescribeServerlessCaches")
		}
	})
}
