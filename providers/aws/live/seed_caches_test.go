package live_test

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/elasticache"
)

var cacheSowing = sowing{sow: (*seed).caches, want: map[string]int{
	"aws_elasticache_cluster": 1, "aws_elasticache_replication_group": 1, "aws_elasticache_subnet_group": 1,
}, unanswered: []string{"elasticache:DescribeGlobalReplicationGroups", "elasticache:DescribeServerlessCaches"}}

func (s *seed) caches(ctx context.Context) {
	api := elasticache.NewFromConfig(s.config)
	group, err := api.CreateCacheSubnetGroup(ctx, &elasticache.CreateCacheSubnetGroupInput{
		CacheSubnetGroupName: aws.String("caches"), CacheSubnetGroupDescription: aws.String("caches"), SubnetIds: s.subnets,
	})
	name := made(s, group, err).CacheSubnetGroup.CacheSubnetGroupName
	_, err = api.CreateReplicationGroup(ctx, &elasticache.CreateReplicationGroupInput{
		ReplicationGroupId: aws.String("sessions"), ReplicationGroupDescription: aws.String("sessions"), Engine: aws.String("redis"),
		CacheNodeType: aws.String("cache.m6g.large"), CacheSubnetGroupName: name, NumNodeGroups: aws.Int32(1), ReplicasPerNodeGroup: aws.Int32(1),
		AutomaticFailoverEnabled: aws.Bool(true), MultiAZEnabled: aws.Bool(true),
	})
	made(s, 0, err)
	_, err = api.CreateCacheCluster(ctx, &elasticache.CreateCacheClusterInput{
		CacheClusterId: aws.String("pages"), Engine: aws.String("memcached"), CacheNodeType: aws.String("cache.t4g.small"), NumCacheNodes: aws.Int32(2),
		CacheSubnetGroupName: name,
	})
	made(s, 0, err)
}
