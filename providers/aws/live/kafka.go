package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/kafka"
	"github.com/aws/aws-sdk-go-v2/service/kafka/types"
)

// kafkaCollector reads clusters of MSK.
var kafkaCollector = Collector{
	Service: "kafka",
	Actions: []string{"kafka:ListClustersV2"},
	Types:   kafkaTypes,
	Collect: func(ctx context.Context, c *Call) { collectKafka(ctx, c, kafka.NewFromConfig(c.Config)) },
}

var kafkaTypes = []string{"aws_msk_cluster", "aws_msk_serverless_cluster"}

func collectKafka(ctx context.Context, c *Call, api kafka.ListClustersV2APIClient) {
	c.Try(ctx, kafkaReader{api}.clusters, kafkaTypes...)
}

type kafkaReader struct{ api kafka.ListClustersV2APIClient }

func (k kafkaReader) clusters(ctx context.Context, c *Call) error {
	pages := kafka.NewListClustersV2Paginator(k.api, &kafka.ListClustersV2Input{})
	return Pages(ctx, pages, func(page *kafka.ListClustersV2Output) {
		for i := range page.ClusterInfoList {
			cluster := &page.ClusterInfoList[i]
			if cluster.State == types.ClusterStateDeleting || cluster.State == types.ClusterStateFailed {
				continue
			}
			typ := "aws_msk_cluster"
			if cluster.ClusterType == types.ClusterTypeServerless {
				typ = "aws_msk_serverless_cluster"
			}
			v := Values{}
			v.Text("id", cluster.ClusterArn)
			v.Text("arn", cluster.ClusterArn)
			v.Text("cluster_name", cluster.ClusterName)
			v.Tags(cluster.Tags)
			c.Add(typ, text(cluster.ClusterArn), v, "kafka:ListClustersV2")
		}
	})
}
