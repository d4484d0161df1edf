package live

import (
	"context"
	"path"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

// queueCollector reads queues.
var queueCollector = Collector{
	Service: "sqs",
	Actions: []string{"sqs:ListQueues"},
	Types:   []string{"aws_sqs_queue"},
	Collect: func(ctx context.Context, c *Call) { collectQueues(ctx, c, sqs.NewFromConfig(c.Config)) },
}

func collectQueues(ctx context.Context, c *Call, api sqs.ListQueuesAPIClient) {
	c.Try(ctx, queueReader{api}.queues, "aws_sqs_queue")
}

type queueReader struct{ api sqs.ListQueuesAPIClient }

// queuesAPage is the most that SQS tells on one page. Where no number is asked
// for, it tells the first thousand, and not that there are more.
const queuesAPage = 1000

// queues reads what their URLs tell: the last part of one is the queue's name.
func (q queueReader) queues(ctx context.Context, c *Call) error {
	pages := sqs.NewListQueuesPaginator(q.api, &sqs.ListQueuesInput{MaxResults: aws.Int32(queuesAPage)})
	return Pages(ctx, pages, func(page *sqs.ListQueuesOutput) {
		for _, url := range page.QueueUrls {
			name := path.Base(url)
			arn := c.ARN("sqs", name)
			v := Values{}
			v.Text("id", &url)
			v.Text("url", &url)
			v.Text("arn", &arn)
			v.Text("name", &name)
			c.Add("aws_sqs_queue", arn, v, "sqs:ListQueues")
		}
	})
}
