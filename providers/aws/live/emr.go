package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/emr"
	"github.com/aws/aws-sdk-go-v2/service/emr/types"
)

// emrCollector reads the clusters of EMR that run.
var emrCollector = Collector{
	Service: "elasticmapreduce",
	Actions: []string{"elasticmapreduce:ListClusters"},
	Types:   []string{"aws_emr_cluster"},
	Collect: func(ctx context.Context, c *Call) {
		api := emr.NewFromConfig(c.Config)
		c.Try(ctx, func(ctx context.Context, c *Call) error { return emrClusters(ctx, c, api) }, "aws_emr_cluster")
	},
}

func emrClusters(ctx context.Context, c *Call, api emr.ListClustersAPIClient) error {
	pages := emr.NewListClustersPaginator(api, &emr.ListClustersInput{ClusterStates: []types.ClusterState{
		types.ClusterStateStarting, types.ClusterStateBootstrapping, types.ClusterStateRunning, types.ClusterStateWaiting,
	}})
	return Pages(ctx, pages, func(page *emr.ListClustersOutput) {
		for _, cluster := range page.Clusters {
			v := Values{}
			v.Text("id", cluster.Id)
			v.Text("arn", cluster.ClusterArn)
			v.Text("name", cluster.Name)
			c.Add("aws_emr_cluster", text(cluster.ClusterArn), v, "elasticmapreduce:ListClusters")
		}
	})
}
