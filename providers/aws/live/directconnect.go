package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/directconnect"
	"github.com/aws/aws-sdk-go-v2/service/directconnect/types"
)

// lineCollector reads the lines of Direct Connect.
var lineCollector = Collector{
	Service: "directconnect",
	Actions: []string{"directconnect:DescribeConnections"},
	Types:   []string{"aws_dx_connection"},
	Collect: func(ctx context.Context, c *Call) {
		api := directconnect.NewFromConfig(c.Config)
		c.Try(ctx, func(ctx context.Context, c *Call) error { return lines(ctx, c, api) }, "aws_dx_connection")
	},
}

// linesAPI is what is asked of Direct Connect.
type linesAPI interface {
	DescribeConnections(context.Context, *directconnect.DescribeConnectionsInput, ...func(*directconnect.Options)) (*directconnect.DescribeConnectionsOutput, error)
}

func lines(ctx context.Context, c *Call, api linesAPI) error {
	pages := Listing(func(ctx context.Context, token *string, options ...func(*directconnect.Options)) (*directconnect.DescribeConnectionsOutput, error) {
		return api.DescribeConnections(ctx, &directconnect.DescribeConnectionsInput{NextToken: token}, options...)
	})
	return Pages(ctx, pages, func(page *directconnect.DescribeConnectionsOutput) {
		for i := range page.Connections {
			line := &page.Connections[i]
			switch line.ConnectionState { //nolint:exhaustive // all others are lines, newer words too
			case types.ConnectionStateDeleted, types.ConnectionStateDeleting, types.ConnectionStateRejected:
				continue
			}
			arn := c.ARN("directconnect", "dxcon/"+text(line.ConnectionId))
			v := Values{}
			v.Text("id", line.ConnectionId)
			v.Text("arn", &arn)
			v.Text("name", line.ConnectionName)
			v.Text("location", line.Location)
			c.Add("aws_dx_connection", arn, v, "directconnect:DescribeConnections")
		}
	})
}
