package live_test

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/eks"
	"github.com/aws/aws-sdk-go-v2/service/eks/types"
)

var kubernetesSowing = sowing{sow: (*seed).kubernetes, want: map[string]int{
	"aws_eks_cluster": 1, "aws_eks_fargate_profile": 1, "aws_eks_node_group": 1,
}}

func (s *seed) kubernetes(ctx context.Context) {
	api := eks.NewFromConfig(s.config)
	role := aws.String("arn:aws:iam::123456789012:role/eks")
	cluster, err := api.CreateCluster(ctx, &eks.CreateClusterInput{
		Name: aws.String("pods"), RoleArn: role, ResourcesVpcConfig: &types.VpcConfigRequest{SubnetIds: s.subnets},
	})
	name := made(s, cluster, err).Cluster.Name
	_, err = api.CreateNodegroup(ctx, &eks.CreateNodegroupInput{
		ClusterName: name, NodegroupName: aws.String("nodes"), NodeRole: role, Subnets: s.subnets,
		ScalingConfig: &types.NodegroupScalingConfig{MinSize: aws.Int32(2), MaxSize: aws.Int32(4), DesiredSize: aws.Int32(2)},
	})
	made(s, 0, err)
	_, err = api.CreateFargateProfile(ctx, &eks.CreateFargateProfileInput{
		ClusterName: name, FargateProfileName: aws.String("jobs"), PodExecutionRoleArn: role, Subnets: s.subnets,
		Selectors: []types.FargateProfileSelector{{Namespace: aws.String("jobs")}},
	})
	made(s, 0, err)
}
