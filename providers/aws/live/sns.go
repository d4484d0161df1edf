package live

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/sns"
)

// topicCollector reads topics.
var topicCollector = Collector{
	Service: "sns",
	Actions: []string{"sns:ListTopics"},
	Types:   []string{"aws_sns_topic"},
	Collect: func(ctx context.Context, c *Call) { collectTopics(ctx, c, sns.NewFromConfig(c.Config)) },
}

func collectTopics(ctx context.Context, c *Call, api sns.ListTopicsAPIClient) {
	c.Try(ctx, topicReader{api}.topics, "aws_sns_topic")
}

type topicReader struct{ api sns.ListTopicsAPIClient }

func (t topicReader) topics(ctx context.Context, c *Call) error {
	pages := sns.NewListTopicsPaginator(t.api, &sns.ListTopicsInput{})
	return Pages(ctx, pages, func(page *sns.ListTopicsOutput) {
		for _, topic := range page.Topics {
			arn := text(topic.TopicArn)
			name := arn[strings.LastIndexByte(arn, ':')+1:]
			v := Values{}
			v.Text("id", &arn)
			v.Text("arn", &arn)
			v.Text("name", &name)
			c.Add("aws_sns_topic", arn, v, "sns:ListTopics")
		}
	})
}
