package live //nolint:dupl // two services that answer alike

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/memorydb"
)

// memoryCollector reads clusters of MemoryDB.
var memoryCollector = Collector{
	Service: "memorydb",
	Actions: []string{"memorydb:DescribeClusters"},
	Types:   []string{"aws_memorydb_cluster"},
	Collect: func(ctx context.Context, c *Call) { collectMemory(ctx, c, memorydb.NewFromConfig(c.Config)) },
}

func collectMemory(ctx context.Context, c *Call, api memorydb.DescribeClustersAPIClient) {
	c.Try(ctx, memoryReader{api}.clusters, "aws_memorydb_cluster")
}

type memoryReader struct {
	api memorydb.DescribeClustersAPIClient
}

func (r memoryReader) clusters(ctx context.Context, c *Call) error {
	pages := memorydb.NewDescribeClustersPaginator(r.api, &memorydb.DescribeClustersInput{})
	return Pages(ctx, pages, func(page *memorydb.DescribeClustersOutput) {
		for i := range page.Clusters {
			one := &page.Clusters[i]
			if isGone(one.Status) {
				continue
			}
			v := Values{}
			v.Text("id", one.Name)
			v.Text("arn", one.ARN)
			v.Text("name", one.Name)
			c.Add("aws_memorydb_cluster", text(one.ARN), v, "memorydb:DescribeClusters")
		}
	})
}
