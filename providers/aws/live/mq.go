package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/mq"
	"github.com/aws/aws-sdk-go-v2/service/mq/types"
)

// brokerCollector reads brokers of Amazon MQ.
var brokerCollector = Collector{
	Service: "mq",
	Actions: []string{"mq:ListBrokers"},
	Types:   []string{"aws_mq_broker"},
	Collect: func(ctx context.Context, c *Call) { collectBrokers(ctx, c, mq.NewFromConfig(c.Config)) },
}

func collectBrokers(ctx context.Context, c *Call, api mq.ListBrokersAPIClient) {
	c.Try(ctx, brokerReader{api}.brokers, "aws_mq_broker")
}

type brokerReader struct{ api mq.ListBrokersAPIClient }

func (b brokerReader) brokers(ctx context.Context, c *Call) error {
	pages := mq.NewListBrokersPaginator(b.api, &mq.ListBrokersInput{})
	return Pages(ctx, pages, func(page *mq.ListBrokersOutput) {
		for _, broker := range page.BrokerSummaries {
			if broker.BrokerState == types.BrokerStateDeletionInProgress || broker.BrokerState == types.BrokerStateCreationFailed {
				continue
			}
			v := Values{}
			v.Text("id", broker.BrokerId)
			v.Text("arn", broker.BrokerArn)
			v.Text("broker_name", broker.BrokerName)
			c.Add("aws_mq_broker", text(broker.BrokerArn), v, "mq:ListBrokers")
		}
	})
}
