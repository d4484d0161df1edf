package live_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/directoryservice"
	dstypes "github.com/aws/aws-sdk-go-v2/service/directoryservice/types"
	"github.com/aws/aws-sdk-go-v2/service/kafka"
	kafkatypes "github.com/aws/aws-sdk-go-v2/service/kafka/types"
	"github.com/aws/aws-sdk-go-v2/service/mq"
	mqtypes "github.com/aws/aws-sdk-go-v2/service/mq/types"
	"github.com/aws/aws-sdk-go-v2/service/transfer"
	transfertypes "github.com/aws/aws-sdk-go-v2/service/transfer/types"
)

// TestBrokers requires that what is going, or never came, is left out, and that
// states of which nobody has heard yet are not.
func TestBrokers(t *testing.T) {
	t.Parallel()
	var brokers []mqtypes.BrokerSummary
	for _, state := range []mqtypes.BrokerState{mqtypes.BrokerStateRunning, mqtypes.BrokerStateReplica, "A_NEWER_WORD", mqtypes.BrokerStateDeletionInProgress, mqtypes.BrokerStateCreationFailed} {
		brokers = append(brokers, mqtypes.BrokerSummary{BrokerId: aws.String("b-" + string(state)), BrokerArn: aws.String("arn:" + string(state)), BrokerName: aws.String("orders"), BrokerState: state})
	}
	inv := readFake(t, fake{"mq ListBrokers": answer(&mq.ListBrokersOutput{BrokerSummaries: brokers})}, collector(t, "mq"))
	requireTypes(t, inv, map[string]int{"aws_mq_broker": 3})
	requireValues(t, find(t, inv, "aws_mq_broker", "RUNNING"), map[string]string{"id": `"b-RUNNING"`, "arn": `"arn:RUNNING"`, "broker_name": `"orders"`})
}

func TestKafka(t *testing.T) {
	t.Parallel()
	cluster := func(name string, of kafkatypes.ClusterType, state kafkatypes.ClusterState) kafkatypes.Cluster {
		return kafkatypes.Cluster{ClusterArn: aws.String("arn:" + name), ClusterName: &name, ClusterType: of, State: state}
	}
	inv := readFake(t, fake{"Kafka ListClustersV2": answer(&kafka.ListClustersV2Output{ClusterInfoList: []kafkatypes.Cluster{
		cluster("events", kafkatypes.ClusterTypeProvisioned, kafkatypes.ClusterStateActive), cluster("clicks", kafkatypes.ClusterTypeServerless, kafkatypes.ClusterStateActive),
		cluster("newer", kafkatypes.ClusterTypeProvisioned, "A_NEWER_WORD"),
		cluster("going", kafkatypes.ClusterTypeProvisioned, kafkatypes.ClusterStateDeleting), cluster("failed", kafkatypes.ClusterTypeServerless, kafkatypes.ClusterStateFailed),
	}})}, collector(t, "kafka"))
	requireTypes(t, inv, map[string]int{"aws_msk_cluster": 2, "aws_msk_serverless_cluster": 1})
	requireValues(t, find(t, inv, "aws_msk_cluster", "events"), map[string]string{"id": `"arn:events"`, "arn": `"arn:events"`, "cluster_name": `"events"`})
}

func TestTransfer(t *testing.T) {
	t.Parallel()
	inv := readFake(t, fake{"Transfer ListServers": answer(&transfer.ListServersOutput{Servers: []transfertypes.ListedServer{
		{Arn: aws.String("arn:s-1"), ServerId: aws.String("s-1"), State: transfertypes.StateOffline},
	}})}, collector(t, "transfer"))
	requireTypes(t, inv, map[string]int{"aws_transfer_server": 1})
	requireValues(t, find(t, inv, "aws_transfer_server", "s-1"), map[string]string{"id": `"s-1"`, "arn": `"arn:s-1"`})
}

func TestDirectories(t *testing.T) {
	t.Parallel()
	var all []dstypes.DirectoryDescription
	for _, stage := range []dstypes.DirectoryStage{dstypes.DirectoryStageActive, dstypes.DirectoryStageImpaired, "ANewerWord", dstypes.DirectoryStageDeleting, dstypes.DirectoryStageDeleted, dstypes.DirectoryStageFailed} {
		all = append(all, dstypes.DirectoryDescription{DirectoryId: aws.String("d-" + string(stage)), Name: aws.String("corp.example.com"), Stage: stage})
	}
	inv := readFake(t, fake{"Directory Service DescribeDirectories": answer(&directoryservice.DescribeDirectoriesOutput{DirectoryDescriptions: all})}, collector(t, "ds"))
	requireTypes(t, inv, map[string]int{"aws_directory_service_directory": 3})
	requireValues(t, find(t, inv, "aws_directory_service_directory", "arn:aws:ds:eu-west-1:123456789012:directory/d-Active"), map[string]string{
		"id": `"d-Active"`, "name": `"corp.example.com"`,
	})
}
