package live_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	kinesistypes "github.com/aws/aws-sdk-go-v2/service/kinesis/types"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	snstypes "github.com/aws/aws-sdk-go-v2/service/sns/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"spof/inventory"
)

// requireTypes requires how many resources there are of each type, and no gap.
func requireTypes(t *testing.T, inv *inventory.Inventory, want map[string]int) {
	t.Helper()
	for typ, n := range countTypes(inv) {
		if want[typ] != n {
			t.Errorf("%d of %s, want %d", n, typ, want[typ])
		}
	}
	if len(countTypes(inv)) != len(want) || len(inv.Gaps) != 0 {
		t.Errorf("types %v, gaps %v", countTypes(inv), inv.Gaps)
	}
}

// TestQueues requires that all pages are asked for, which SQS tells of only
// where it is said how long a page may be.
func TestQueues(t *testing.T) {
	t.Parallel()
	inv := readFake(t, fake{"SQS ListQueues": func(_ string, in any) (any, error) {
		input, ok := in.(*sqs.ListQueuesInput)
		switch {
		case !ok || input.MaxResults == nil:
			return &sqs.ListQueuesOutput{QueueUrls: []string{"https://sqs.eu-west-1.amazonaws.com/123456789012/cut"}}, nil
		case input.NextToken == nil:
			return &sqs.ListQueuesOutput{QueueUrls: []string{"https://sqs.eu-west-1.amazonaws.com/123456789012/orders"}, NextToken: aws.String("2")}, nil
		}
		return &sqs.ListQueuesOutput{QueueUrls: []string{"https://sqs.eu-west-1.amazonaws.com/123456789012/mail.fifo"}}, nil
	}}, collector(t, "sqs"))
	requireTypes(t, inv, map[string]int{"aws_sqs_queue": 2})
	requireValues(t, find(t, inv, "aws_sqs_queue", "arn:aws:sqs:eu-west-1:123456789012:mail.fifo"), map[string]string{
		"id": `"https://sqs.eu-west-1.amazonaws.com/123456789012/mail.fifo"`, "url": `"https://sqs.eu-west-1.amazonaws.com/123456789012/mail.fifo"`,
		"arn": `"arn:aws:sqs:eu-west-1:123456789012:mail.fifo"`, "name": `"mail.fifo"`,
	})
}

func TestTopics(t *testing.T) {
	t.Parallel()
	inv := readFake(t, fake{"SNS ListTopics": answer(&sns.ListTopicsOutput{Topics: []snstypes.Topic{
		{TopicArn: aws.String("arn:aws:sns:eu-west-1:123456789012:orders")},
	}})}, collector(t, "sns"))
	requireTypes(t, inv, map[string]int{"aws_sns_topic": 1})
	requireValues(t, find(t, inv, "aws_sns_topic", ":orders"), map[string]string{
		"id": `"arn:aws:sns:eu-west-1:123456789012:orders"`, "arn": `"arn:aws:sns:eu-west-1:123456789012:orders"`, "name": `"orders"`,
	})
}

func TestStreams(t *testing.T) {
	t.Parallel()
	stream := func(name string, status kinesistypes.StreamStatus) kinesistypes.StreamSummary {
		return kinesistypes.StreamSummary{
			StreamARN: aws.String("arn:aws:kinesis:eu-west-1:123456789012:stream/" + name), StreamName: &name, StreamStatus: status,
		}
	}
	inv := readFake(t, fake{"Kinesis ListStreams": func(_ string, in any) (any, error) {
		if input, ok := in.(*kinesis.ListStreamsInput); ok && input.NextToken == nil {
			return &kinesis.ListStreamsOutput{HasMoreStreams: aws.Bool(true), NextToken: aws.String("2"), StreamSummaries: []kinesistypes.StreamSummary{
				stream("clicks", kinesistypes.StreamStatusActive), stream("gone", kinesistypes.StreamStatusDeleting),
			}}, nil
		}
		return &kinesis.ListStreamsOutput{HasMoreStreams: aws.Bool(false), StreamSummaries: []kinesistypes.StreamSummary{stream("new", "A_NEWER_WORD")}}, nil
	}}, collector(t, "kinesis"))
	requireTypes(t, inv, map[string]int{"aws_kinesis_stream": 2})
	requireValues(t, find(t, inv, "aws_kinesis_stream", "/clicks"), map[string]string{
		"id": `"arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"`, "arn": `"arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"`, "name": `"clicks"`,
	})
}
