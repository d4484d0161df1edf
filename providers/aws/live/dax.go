package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/dax"
)

// daxCollector reads clusters of DAX.
var daxCollector = Collector{
	Service: "dax",
	Actions: []string{"dax:DescribeClusters"},
	Types:   []string{"aws_dax_cluster"},
	Collect: func(ctx context.Context, c *Call) { collectDAX(ctx, c, dax.NewFromConfig(c.Config)) },
}

// daxAPI is what is asked of DAX.
type daxAPI interface {
	DescribeClusters(context.Context, *dax.DescribeClustersInput, ...func(*dax.Options)) (*dax.DescribeClustersOutput, error)
}

func collectDAX(ctx context.Context, c *Call, api daxAPI) {
	c.Try(ctx, daxReader{api}.clusters, "aws_dax_cluster")
}

type daxReader struct{ api daxAPI }

// clusters takes each page itself: the SDK has no paginator.
func (r daxReader) clusters(ctx context.Context, c *Call) error {
	seen := map[string]bool{}
	var from *string
	for {
		page, err := r.api.DescribeClusters(ctx, &dax.DescribeClustersInput{NextToken: from})
		if err != nil {
			return err //nolint:wrapcheck // it names the service and the operation
		}
		for i := range page.Clusters {
			one := &page.Clusters[i]
			if isGone(one.Status) {
				continue
			}
			v := Values{}
			v.Text("id", one.ClusterName)
			v.Text("arn", one.ClusterArn)
			v.Text("cluster_name", one.ClusterName)
			c.Add("aws_dax_cluster", text(one.ClusterArn), v, "dax:DescribeClusters")
		}
		next := text(page.NextToken)
		switch {
		case next == "":
			return nil
		case seen[next]:
			return endless(page)
		}
		seen[next], from = true, &next
	}
}
