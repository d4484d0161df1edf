package live_test

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	scaling "github.com/aws/aws-sdk-go-v2/service/applicationautoscaling"
	scalingtypes "github.com/aws/aws-sdk-go-v2/service/applicationautoscaling/types"
	"github.com/aws/aws-sdk-go-v2/service/autoscaling"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
)

var containerSowing = sowing{sow: (*seed).containers, want: map[string]int{
	"aws_appautoscaling_target": 1,
	"aws_ecs_capacity_provider": 1, "aws_ecs_cluster": 2, "aws_ecs_cluster_capacity_providers": 1, "aws_ecs_service": 2, "aws_ecs_task_definition": 1,
}}

// containers makes two services, of Fargate and of a group's instances, that use
// one task definition of two that there are.
func (s *seed) containers(ctx context.Context) {
	api := ecs.NewFromConfig(s.config)
	groups, err := autoscaling.NewFromConfig(s.config).DescribeAutoScalingGroups(ctx, &autoscaling.DescribeAutoScalingGroupsInput{})
	hosts, err2 := api.CreateCapacityProvider(ctx, &ecs.CreateCapacityProviderInput{
		Name:                     aws.String("hosts"),
		AutoScalingGroupProvider: &types.AutoScalingGroupProvider{AutoScalingGroupArn: made(s, groups, err).AutoScalingGroups[0].AutoScalingGroupARN},
	})
	_, err = api.CreateCluster(ctx, &ecs.CreateClusterInput{ClusterName: aws.String("idle")})
	made(s, 0, err)
	_, err = api.CreateCluster(ctx, &ecs.CreateClusterInput{
		ClusterName: aws.String("shop"), CapacityProviders: []string{"FARGATE", *made(s, hosts, err2).CapacityProvider.Name},
	})
	made(s, 0, err)
	for _, family := range []string{"web", "unused"} {
		_, err = api.RegisterTaskDefinition(ctx, &ecs.RegisterTaskDefinitionInput{
			Family: &family, NetworkMode: types.NetworkModeAwsvpc, Cpu: aws.String("256"), Memory: aws.String("512"),
			ContainerDefinitions: []types.ContainerDefinition{{
				Name: aws.String("web"), Image: aws.String("nginx:1.27"),
				Environment: []types.KeyValuePair{{Name: aws.String("DB"), Value: aws.String("orders.example.com")}},
			}},
		})
		made(s, 0, err)
	}
	network := &types.NetworkConfiguration{AwsvpcConfiguration: &types.AwsVpcConfiguration{Subnets: s.subnets, SecurityGroups: []string{s.group}}}
	for _, in := range []*ecs.CreateServiceInput{
		{ServiceName: aws.String("web"), LaunchType: types.LaunchTypeFargate},
		{ServiceName: aws.String("jobs"), CapacityProviderStrategy: []types.CapacityProviderStrategyItem{{CapacityProvider: aws.String("hosts"), Weight: 1}}},
	} {
		in.Cluster, in.TaskDefinition, in.DesiredCount, in.NetworkConfiguration = aws.String("shop"), aws.String("web"), aws.Int32(2), network
		_, err = api.CreateService(ctx, in)
		made(s, 0, err)
	}
	_, err = scaling.NewFromConfig(s.config).RegisterScalableTarget(ctx, &scaling.RegisterScalableTargetInput{
		ServiceNamespace: scalingtypes.ServiceNamespaceEcs, ScalableDimension: scalingtypes.ScalableDimensionECSServiceDesiredCount,
		ResourceId: aws.String("service/shop/web"), MinCapacity: aws.Int32(2), MaxCapacity: aws.Int32(6),
	})
	made(s, 0, err)
}
