package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/aws-sdk-go-v2/service/kinesis/types"
)

// streamCollector reads streams of Kinesis.
var streamCollector = Collector{
	Service: "kinesis",
	Actions: []string{"kinesis:ListStreams"},
	Types:   []string{"aws_kinesis_stream"},
	Collect: func(ctx context.Context, c *Call) { collectStreams(ctx, c, kinesis.NewFromConfig(c.Config)) },
}

func collectStreams(ctx context.Context, c *Call, api kinesis.ListStreamsAPIClient) {
	c.Try(ctx, streamReader{api}.streams, "aws_kinesis_stream")
}

type streamReader struct{ api kinesis.ListStreamsAPIClient }

func (s streamReader) streams(ctx context.Context, c *Call) error {
	pages := kinesis.NewListStreamsPaginator(s.api, &kinesis.ListStreamsInput{})
	return Pages(ctx, pages, func(page *kinesis.ListStreamsOutput) {
		for _, stream := range page.StreamSummaries {
			if stream.StreamStatus == types.StreamStatusDeleting {
				continue
			}
			v := Values{}
			v.Text("id", stream.StreamARN)
			v.Text("arn", stream.StreamARN)
			v.Text("name", stream.StreamName)
			c.Add("aws_kinesis_stream", text(stream.StreamARN), v, "kinesis:ListStreams")
		}
	})
}
