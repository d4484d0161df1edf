package live //nolint:dupl // two services that answer alike

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/databasemigrationservice"
)

// migrationCollector reads replication instances of DMS.
var migrationCollector = Collector{
	Service: "dms",
	Actions: []string{"dms:DescribeReplicationInstances"},
	Types:   []string{"aws_dms_replication_instance"},
	Collect: func(ctx context.Context, c *Call) {
		collectMigrations(ctx, c, databasemigrationservice.NewFromConfig(c.Config))
	},
}

func collectMigrations(ctx context.Context, c *Call, api databasemigrationservice.DescribeReplicationInstancesAPIClient) {
	c.Try(ctx, migrationReader{api}.instances, "aws_dms_replication_instance")
}

type migrationReader struct {
	api databasemigrationservice.DescribeReplicationInstancesAPIClient
}

func (r migrationReader) instances(ctx context.Context, c *Call) error {
	pages := databasemigrationservice.NewDescribeReplicationInstancesPaginator(r.api, &databasemigrationservice.DescribeReplicationInstancesInput{})
	return Pages(ctx, pages, func(page *databasemigrationservice.DescribeReplicationInstancesOutput) {
		for i := range page.ReplicationInstances {
			one := &page.ReplicationInstances[i]
			if isGone(one.ReplicationInstanceStatus) {
				continue
			}
			v := Values{}
			v.Text("id", one.ReplicationInstanceIdentifier)
			v.Text("replication_instance_arn", one.ReplicationInstanceArn)
			v.Text("replication_instance_id", one.ReplicationInstanceIdentifier)
			c.Add("aws_dms_replication_instance", text(one.ReplicationInstanceArn), v, "dms:DescribeReplicationInstances")
		}
	})
}
