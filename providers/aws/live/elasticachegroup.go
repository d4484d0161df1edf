package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/elasticache"
	"github.com/aws/aws-sdk-go-v2/service/elasticache/types"
	"github.com/zclconf/go-cty/cty"
)

func (r cacheReader) groups(ctx context.Context, c *Call) error {
	pages := elasticache.NewDescribeReplicationGroupsPaginator(r.api, &elasticache.DescribeReplicationGroupsInput{})
	return Pages(ctx, pages, func(page *elasticache.DescribeReplicationGroupsOutput) {
		for i := range page.ReplicationGroups {
			if g := &page.ReplicationGroups[i]; !isGone(g.Status) {
				c.Add("aws_elasticache_replication_group", text(g.ARN), r.group(g), "elasticache:DescribeReplicationGroups")
			}
		}
	})
}

func (r cacheReader) group(g *types.ReplicationGroup) Values {
	v := Values{}
	v.Text("id", g.ReplicationGroupId)
	v.Text("arn", g.ARN)
	v.Text("replication_group_id", g.ReplicationGroupId)
	v.Text("engine", g.Engine)
	v.Text("node_type", g.CacheNodeType)
	v.Text("kms_key_id", g.KmsKeyId)
	v["automatic_failover_enabled"] = isOn(string(g.AutomaticFailover))
	v["multi_az_enabled"] = isOn(string(g.MultiAZ))
	if world := g.GlobalReplicationGroupInfo; world != nil {
		v.Text("global_replication_group_id", world.GlobalReplicationGroupId)
	}
	if e := g.ConfigurationEndpoint; e != nil {
		v.Text("configuration_endpoint_address", e.Address)
		Number(v, "port", e.Port)
	}
	shards(v, g.NodeGroups)
	member := r.members[text(g.ReplicationGroupId)]
	if member == nil {
		v.Unknown("subnet_group_name", "security_group_ids")
		return v
	}
	v.Text("subnet_group_name", member.CacheSubnetGroupName)
	Texts(v, "security_group_ids", cacheGroups(member))
	return v
}

// isOn says whether something is switched on, by the word for it; neither where
// the word is not told, or is a new one.
func isOn(word string) cty.Value {
	switch word {
	case "enabled", "enabling":
		return cty.True
	case "disabled", "disabling":
		return cty.False
	}
	return cty.UnknownVal(cty.Bool)
}

// shards sets where the nodes of each shard of a group are, and how many they
// are where that is the same of each.
func shards(v Values, groups []types.NodeGroup) {
	if len(groups) == 0 {
		v.Unknown("num_node_groups", "replicas_per_node_group")
		return
	}
	v["num_node_groups"] = cty.NumberIntVal(int64(len(groups)))
	var blocks []Values
	replicas, same := len(groups[0].NodeGroupMembers)-1, true
	_, clustered := v["configuration_endpoint_address"]
	for i := range groups {
		same = same && len(groups[i].NodeGroupMembers)-1 == replicas
		blocks = append(blocks, shard(&groups[i]))
		if e := groups[i].PrimaryEndpoint; e != nil && !clustered {
			v.Text("primary_endpoint_address", e.Address)
			Number(v, "port", e.Port)
		}
		if e := groups[i].ReaderEndpoint; e != nil {
			v.Text("reader_endpoint_address", e.Address)
		}
	}
	if same {
		v["replicas_per_node_group"] = cty.NumberIntVal(int64(replicas))
	}
	v.Blocks("node_group_configuration", blocks...)
}

// shard tells the zones of a shard's nodes. Which of them is the primary, AWS
// does not tell of groups of several shards.
func shard(g *types.NodeGroup) Values {
	v := Values{}
	v.Text("node_group_id", g.NodeGroupId)
	v["replica_count"] = cty.NumberIntVal(int64(len(g.NodeGroupMembers) - 1))
	var zones []string
	for _, member := range g.NodeGroupMembers {
		zone := text(member.PreferredAvailabilityZone)
		switch {
		case zone == "":
		case text(member.CurrentRole) == "primary":
			v.Text("primary_availability_zone", &zone)
		default:
			zones = append(zones, zone)
		}
	}
	Texts(v, "replica_availability_zones", zones)
	return v
}

// globals reads the global datastores: each member's region tells of them.
func (r cacheReader) globals(ctx context.Context, c *Call) error {
	yes := true
	pages := elasticache.NewDescribeGlobalReplicationGroupsPaginator(r.api, &elasticache.DescribeGlobalReplicationGroupsInput{ShowMemberInfo: &yes})
	return Pages(ctx, pages, func(page *elasticache.DescribeGlobalReplicationGroupsOutput) {
		for i := range page.GlobalReplicationGroups {
			g := &page.GlobalReplicationGroups[i]
			v := Values{}
			v.Text("id", g.GlobalReplicationGroupId)
			v.Text("arn", g.ARN)
			v.Text("global_replication_group_id", g.GlobalReplicationGroupId)
			home := c.Region
			for _, member := range g.Members {
				if text(member.Role) == "PRIMARY" {
					v.Text("primary_replication_group_id", member.ReplicationGroupId)
					home = text(member.ReplicationGroupRegion)
				}
			}
			c.AddIn(home, "aws_elasticache_global_replication_group", text(g.ARN), v, "elasticache:DescribeGlobalReplicationGroups")
		}
	})
}
