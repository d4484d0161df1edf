package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/timestreaminfluxdb"
	"github.com/aws/aws-sdk-go-v2/service/timestreaminfluxdb/types"
)

// seriesCollector reads instances of Timestream for InfluxDB.
var seriesCollector = Collector{
	Service: "timestream-influxdb",
	Actions: []string{"timestream-influxdb:ListDbInstances"},
	Types:   []string{"aws_timestreaminfluxdb_db_instance"},
	Collect: func(ctx context.Context, c *Call) { collectSeries(ctx, c, timestreaminfluxdb.NewFromConfig(c.Config)) },
}

func collectSeries(ctx context.Context, c *Call, api timestreaminfluxdb.ListDbInstancesAPIClient) {
	c.Try(ctx, seriesReader{api}.instances, "aws_timestreaminfluxdb_db_instance")
}

type seriesReader struct {
	api timestreaminfluxdb.ListDbInstancesAPIClient
}

func (r seriesReader) instances(ctx context.Context, c *Call) error {
	pages := timestreaminfluxdb.NewListDbInstancesPaginator(r.api, &timestreaminfluxdb.ListDbInstancesInput{})
	return Pages(ctx, pages, func(page *timestreaminfluxdb.ListDbInstancesOutput) {
		for i := range page.Items {
			one := &page.Items[i]
			if one.Status == types.StatusDeleting || one.Status == types.StatusDeleted || one.Status == types.StatusFailed {
				continue
			}
			v := Values{}
			v.Text("id", one.Id)
			v.Text("arn", one.Arn)
			v.Text("name", one.Name)
			c.Add("aws_timestreaminfluxdb_db_instance", text(one.Arn), v, "timestream-influxdb:ListDbInstances")
		}
	})
}
