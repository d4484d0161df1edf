package live_test

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/directoryservice"
	dstypes "github.com/aws/aws-sdk-go-v2/service/directoryservice/types"
	"github.com/aws/aws-sdk-go-v2/service/kafka"
	kafkatypes "github.com/aws/aws-sdk-go-v2/service/kafka/types"
	"github.com/aws/aws-sdk-go-v2/service/mq"
	mqtypes "github.com/aws/aws-sdk-go-v2/service/mq/types"
	"github.com/aws/aws-sdk-go-v2/service/transfer"
)

var brokerSowing = sowing{sow: (*seed).brokers, want: map[string]int{
	"aws_directory_service_directory": 1, "aws_mq_broker": 1, "aws_msk_cluster": 1, "aws_msk_serverless_cluster": 1, "aws_transfer_server": 1,
	"aws_security_group": 1, // the directory's
}}

// brokers makes what is told without being judged: brokers, a directory and a
// server of files.
func (s *seed) brokers(ctx context.Context) {
	_, err := mq.NewFromConfig(s.config).CreateBroker(ctx, &mq.CreateBrokerInput{
		BrokerName: aws.String("orders"), DeploymentMode: mqtypes.DeploymentModeSingleInstance, EngineType: mqtypes.EngineTypeActivemq,
		EngineVersion: aws.String("5.18"), HostInstanceType: aws.String("mq.m5.large"), PubliclyAccessible: aws.Bool(false),
		AutoMinorVersionUpgrade: aws.Bool(true), Users: []mqtypes.User{{Username: aws.String("shop"), Password: aws.String("for-the-emulator-only")}},
	})
	made(s, 0, err)
	clusters := kafka.NewFromConfig(s.config)
	_, err = clusters.CreateClusterV2(ctx, &kafka.CreateClusterV2Input{ClusterName: aws.String("events"), Provisioned: &kafkatypes.ProvisionedRequest{
		KafkaVersion: aws.String("3.6.0"), NumberOfBrokerNodes: aws.Int32(2),
		BrokerNodeGroupInfo: &kafkatypes.BrokerNodeGroupInfo{ClientSubnets: s.subnets, InstanceType: aws.String("kafka.m5.large")},
	}})
	made(s, 0, err)
	_, err = clusters.CreateClusterV2(ctx, &kafka.CreateClusterV2Input{ClusterName: aws.String("clicks"), Serverless: &kafkatypes.ServerlessRequest{
		VpcConfigs: []kafkatypes.VpcConfig{{SubnetIds: s.subnets}},
	}})
	made(s, 0, err)
	_, err = transfer.NewFromConfig(s.config).CreateServer(ctx, &transfer.CreateServerInput{})
	made(s, 0, err)
	_, err = directoryservice.NewFromConfig(s.config).CreateDirectory(ctx, &directoryservice.CreateDirectoryInput{
		Name: aws.String("corp.example.com"), Password: aws.String("For-the-emulator-0nly"), Size: dstypes.DirectorySizeSmall,
		VpcSettings: &dstypes.DirectoryVpcSettings{VpcId: &s.network, SubnetIds: s.subnets},
	})
	made(s, 0, err)
}
