package live_test

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

var messageSowing = sowing{sow: (*seed).messages, want: map[string]int{"aws_kinesis_stream": 1, "aws_sns_topic": 1, "aws_sqs_queue": 2}}

func (s *seed) messages(ctx context.Context) {
	for _, name := range []string{"orders", "orders-dead"} {
		_, err := sqs.NewFromConfig(s.config).CreateQueue(ctx, &sqs.CreateQueueInput{QueueName: &name})
		made(s, 0, err)
	}
	_, err := sns.NewFromConfig(s.config).CreateTopic(ctx, &sns.CreateTopicInput{Name: aws.String("orders")})
	made(s, 0, err)
	_, err = kinesis.NewFromConfig(s.config).CreateStream(ctx, &kinesis.CreateStreamInput{StreamName: aws.String("clicks"), ShardCount: aws.Int32(1)})
	made(s, 0, err)
}
