package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/redshift"
)

// warehouseCollector reads clusters of Redshift.
var warehouseCollector = Collector{
	Service: "redshift",
	Actions: []string{"redshift:DescribeClusters"},
	Types:   []string{"aws_redshift_cluster"},
	Collect: func(ctx context.Context, c *Call) { collectWarehouses(ctx, c, redshift.NewFromConfig(c.Config)) },
}

func collectWarehouses(ctx context.Context, c *Call, api redshift.DescribeClustersAPIClient) {
	c.Try(ctx, warehouseReader{api}.clusters, "aws_redshift_cluster")
}

type warehouseReader struct {
	api redshift.DescribeClustersAPIClient
}

func (r warehouseReader) clusters(ctx context.Context, c *Call) error {
	pages := redshift.NewDescribeClustersPaginator(r.api, &redshift.DescribeClustersInput{})
	return Pages(ctx, pages, func(page *redshift.DescribeClustersOutput) {
		for i := range page.Clusters {
			one := &page.Clusters[i]
			if text(one.ClusterStatus) == "deleting" {
				continue
			}
			v := Values{}
			arn := c.ARN("redshift", "cluster:"+text(one.ClusterIdentifier))
			v.Text("id", one.ClusterIdentifier)
			v.Text("arn", &arn)
			v.Text("cluster_identifier", one.ClusterIdentifier)
			if e := one.Endpoint; e != nil {
				v.Text("dns_name", e.Address)
				v.Text("endpoint", joinedEndpoint(e.Address, e.Port))
			}
			c.Add("aws_redshift_cluster", arn, v, "redshift:DescribeClusters")
		}
	})
}
