package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/transfer"
)

// transferCollector reads servers of Transfer, running or stopped.
var transferCollector = Collector{
	Service: "transfer",
	Actions: []string{"transfer:ListServers"},
	Types:   []string{"aws_transfer_server"},
	Collect: func(ctx context.Context, c *Call) { collectTransfer(ctx, c, transfer.NewFromConfig(c.Config)) },
}

func collectTransfer(ctx context.Context, c *Call, api transfer.ListServersAPIClient) {
	c.Try(ctx, transferReader{api}.servers, "aws_transfer_server")
}

type transferReader struct{ api transfer.ListServersAPIClient }

func (t transferReader) servers(ctx context.Context, c *Call) error {
	pages := transfer.NewListServersPaginator(t.api, &transfer.ListServersInput{})
	return Pages(ctx, pages, func(page *transfer.ListServersOutput) {
		for _, server := range page.Servers {
			v := Values{}
			v.Text("id", server.ServerId)
			v.Text("arn", server.Arn)
			c.Add("aws_transfer_server", text(server.Arn), v, "transfer:ListServers")
		}
	})
}
