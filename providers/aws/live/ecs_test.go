package live_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"

	"spof/inventory"
)

// fakeECS answers for one cluster with some services; each that runs something
// runs web:1.
func fakeECS(services ...types.Service) fake {
	var arns []string
	for i := range services {
		arns = append(arns, *services[i].ServiceArn)
	}
	return fake{
		"ECS ListClusters": answer(&ecs.ListClustersOutput{ClusterArns: []string{"arn:cluster/main"}}),
		"ECS DescribeClusters": answer(&ecs.DescribeClustersOutput{Clusters: []types.Cluster{
			{ClusterArn: aws.String("arn:cluster/main"), ClusterName: aws.String("main"), Status: aws.String("ACTIVE")},
		}}),
		"ECS ListServices": answer(&ecs.ListServicesOutput{ServiceArns: arns}),
		"ECS DescribeServices": func(_ string, in any) (any, error) {
			input, _ := in.(*ecs.DescribeServicesInput)
			var out []types.Service
			for _, s := range services {
				if slices.Contains(input.Services, *s.ServiceArn) {
					out = append(out, s)
				}
			}
			return &ecs.DescribeServicesOutput{Services: out}, nil
		},
		"ECS DescribeTaskDefinition": answer(&ecs.DescribeTaskDefinitionOutput{TaskDefinition: &types.TaskDefinition{TaskDefinitionArn: aws.String("web:1")}}),
	}
}

// TestManyServices requires that no call asks for more than one may, and that
// all pages are read, of clusters and of services.
func TestManyServices(t *testing.T) {
	t.Parallel()
	const clusters, services = 205, 23
	names := func(kind string, from, to int) (out []string) {
		for i := from; i < to; i++ {
			out = append(out, fmt.Sprintf("arn:%s/%d", kind, i))
		}
		return out
	}
	f := fake{
		"ECS ListClusters": func(_ string, in any) (any, error) {
			if input, _ := in.(*ecs.ListClustersInput); input.NextToken == nil {
				return &ecs.ListClustersOutput{ClusterArns: names("cluster", 0, 100), NextToken: aws.String("2")}, nil
			}
			return &ecs.ListClustersOutput{ClusterArns: names("cluster", 100, clusters)}, nil
		},
		"ECS DescribeClusters": func(_ string, in any) (any, error) {
			input, _ := in.(*ecs.DescribeClustersInput)
			if len(input.Clusters) > 100 {
				return nil, &smithy.GenericAPIError{Code: "InvalidParameterException"}
			}
			out := &ecs.DescribeClustersOutput{}
			for i := range input.Clusters {
				out.Clusters = append(out.Clusters, types.Cluster{ClusterArn: &input.Clusters[i]})
			}
			return out, nil
		},
		"ECS ListServices": func(_ string, in any) (any, error) {
			input, _ := in.(*ecs.ListServicesInput)
			switch {
			case *input.Cluster != "arn:cluster/7":
				return &ecs.ListServicesOutput{}, nil
			case input.NextToken == nil:
				return &ecs.ListServicesOutput{ServiceArns: names("service", 0, 12), NextToken: aws.String("2")}, nil
			}
			return &ecs.ListServicesOutput{ServiceArns: names("service", 12, services)}, nil
		},
		"ECS DescribeServices": func(_ string, in any) (any, error) {
			input, _ := in.(*ecs.DescribeServicesInput)
			if len(input.Services) > 10 || *input.Cluster != "arn:cluster/7" {
				return nil, &smithy.GenericAPIError{Code: "InvalidParameterException"}
			}
			out := &ecs.DescribeServicesOutput{}
			for i := range input.Services {
				out.Services = append(out.Services, types.Service{ServiceArn: &input.Services[i]})
			}
			return out, nil
		},
	}
	inv := readFake(t, f, collector(t, "ecs"))
	if diff := cmp.Diff(map[string]int{"aws_ecs_cluster": clusters, "aws_ecs_service": services}, countTypes(inv)); diff != "" || len(inv.Gaps) > 0 {
		t.Errorf("gaps %v, resources (-want +got)\n%s", inv.Gaps, diff)
	}
}

// TestServicesThatAreGone requires that what is being deleted is left out, that
// what was deleted since it was listed is no gap, and that all else that is not
// told is one.
func TestServicesThatAreGone(t *testing.T) {
	t.Parallel()
	f := fakeECS()
	f["ECS DescribeClusters"] = answer(&ecs.DescribeClustersOutput{
		Clusters: []types.Cluster{
			{ClusterArn: aws.String("arn:cluster/main"), Status: aws.String("ACTIVE")},
			{ClusterArn: aws.String("arn:cluster/gone"), Status: aws.String("INACTIVE")},
			{ClusterArn: aws.String("arn:cluster/going"), Status: aws.String("DEPROVISIONING")},
		},
		Failures: []types.Failure{{Arn: aws.String("arn:cluster/was"), Reason: aws.String("MISSING")}},
	})
	f["ECS ListServices"] = answer(&ecs.ListServicesOutput{ServiceArns: []string{"a", "b", "c", "d"}})
	f["ECS DescribeServices"] = answer(&ecs.DescribeServicesOutput{
		Services: []types.Service{
			{ServiceArn: aws.String("arn:service/up"), Status: aws.String("ACTIVE"), TaskDefinition: aws.String("web:1")},
			{ServiceArn: aws.String("arn:service/down"), Status: aws.String("DRAINING"), TaskDefinition: aws.String("web:2")},
			{ServiceArn: aws.String("arn:service/gone"), Status: aws.String("INACTIVE")},
		},
		Failures: []types.Failure{{Arn: aws.String("arn:service/was"), Reason: aws.String("MISSING")}, {Arn: aws.String("arn:service/x"), Reason: aws.String("UNEXPECTED")}},
	})
	inv := readFake(t, f, collector(t, "ecs"))
	if diff := cmp.Diff(map[string]int{"aws_ecs_cluster": 1, "aws_ecs_service": 1, "aws_ecs_task_definition": 1}, countTypes(inv)); diff != "" {
		t.Errorf("resources (-want +got)\n%s", diff)
	}
	if len(inv.Gaps) != 1 || inv.Gaps[0].Origin.API != "ecs:DescribeServices" || !strings.Contains(inv.Gaps[0].Why, "UNEXPECTED: arn:service/x") {
		t.Errorf("gaps %+v", inv.Gaps)
	}
}

// TestSetsOfTasks requires that a service which another controller deploys has
// what its sets of tasks tell.
func TestSetsOfTasks(t *testing.T) {
	t.Parallel()
	to := func(group string) types.LoadBalancer { return types.LoadBalancer{TargetGroupArn: &group} }
	inv := readFake(t, fakeECS(
		types.Service{
			ServiceArn: aws.String("arn:service/blue-green"), TaskDefinition: aws.String("web:1"), LaunchType: types.LaunchTypeFargate,
			LoadBalancers: []types.LoadBalancer{to("arn:tg/blue")},
			TaskSets: []types.TaskSet{
				{Status: aws.String("PRIMARY"), TaskDefinition: aws.String("web:1"), LaunchType: types.LaunchTypeFargate, LoadBalancers: []types.LoadBalancer{to("arn:tg/green")}},
				{Status: aws.String("ACTIVE"), TaskDefinition: aws.String("web:0"), LoadBalancers: []types.LoadBalancer{to("arn:tg/blue")}},
			},
		},
		types.Service{ServiceArn: aws.String("arn:service/external"), TaskSets: []types.TaskSet{{
			Status: aws.String("PRIMARY"), TaskDefinition: aws.String("web:1"),
			CapacityProviderStrategy: []types.CapacityProviderStrategyItem{{CapacityProvider: aws.String("FARGATE"), Weight: 1}},
			NetworkConfiguration:     &types.NetworkConfiguration{AwsvpcConfiguration: &types.AwsVpcConfiguration{Subnets: []string{"subnet-1"}}},
		}}},
		types.Service{ServiceArn: aws.String("arn:service/native"), LoadBalancers: []types.LoadBalancer{{
			TargetGroupArn: aws.String("arn:tg/1"), AdvancedConfiguration: &types.AdvancedConfiguration{AlternateTargetGroupArn: aws.String("arn:tg/2")},
		}}},
	), collector(t, "ecs"))
	if len(inv.Gaps) > 0 {
		t.Errorf("gaps %v", inv.Gaps)
	}
	requireValues(t, find(t, inv, "aws_ecs_service", "/blue-green"), map[string]string{
		"load_balancer": `[{"target_group_arn":"arn:tg/blue"},{"target_group_arn":"arn:tg/green"}]`, "task_definition": `"web:1"`, "launch_type": `"FARGATE"`,
	})
	requireValues(t, find(t, inv, "aws_ecs_service", "/external"), map[string]string{
		"task_definition": `"web:1"`, "launch_type": "", "capacity_provider_strategy": `[{"base":0,"capacity_provider":"FARGATE","weight":1}]`,
		"network_configuration": `[{"subnets":["subnet-1"]}]`,
	})
	requireValues(t, find(t, inv, "aws_ecs_service", "/native"), map[string]string{
		"load_balancer": `[{"advanced_configuration":[{"alternate_target_group_arn":"arn:tg/2"}],"target_group_arn":"arn:tg/1"}]`,
	})
}

// TestTaskDefinitions requires that what services share is asked for once, and
// that what its containers are given is told as Terraform has it, and not shown.
func TestTaskDefinitions(t *testing.T) {
	t.Parallel()
	f := fakeECS(
		types.Service{ServiceArn: aws.String("arn:service/a"), TaskDefinition: aws.String("web:1")},
		types.Service{ServiceArn: aws.String("arn:service/b"), TaskDefinition: aws.String("web:1")},
	)
	asked := 0
	f["ECS DescribeTaskDefinition"] = func(string, any) (any, error) {
		asked++
		return &ecs.DescribeTaskDefinitionOutput{TaskDefinition: &types.TaskDefinition{
			TaskDefinitionArn: aws.String("web:1"), Family: aws.String("web"),
			ContainerDefinitions: []types.ContainerDefinition{{
				Name: aws.String("web"), Image: aws.String("nginx"), Environment: []types.KeyValuePair{{Name: aws.String("DB"), Value: aws.String("orders")}},
				LogConfiguration: &types.LogConfiguration{LogDriver: types.LogDriverAwslogs, Options: map[string]string{"awslogs-group": "web"}},
			}},
			Volumes: []types.Volume{{Name: aws.String("files"), EfsVolumeConfiguration: &types.EFSVolumeConfiguration{FileSystemId: aws.String("fs-1")}}},
		}}, nil
	}
	inv := readFake(t, f, collector(t, "ecs"))
	if asked != 1 {
		t.Errorf("it is asked for %d times", asked)
	}
	r := find(t, inv, "aws_ecs_task_definition", "web:1")
	if text := r.Values.GetAttr("container_definitions"); !text.HasMark(inventory.Sensitive) {
		t.Error("its containers are not marked")
	}
	requireValues(t, r, map[string]string{
		"container_definitions": `"[{\"cpu\":0,\"environment\":[{\"name\":\"DB\",\"value\":\"orders\"}],\"image\":\"nginx\",` +
			`\"logConfiguration\":{\"logDriver\":\"awslogs\",\"options\":{\"awslogs-group\":\"web\"}},\"name\":\"web\"}]"`,
		"volume": `[{"efs_volume_configuration":[{"file_system_id":"fs-1"}],"name":"files"}]`,
	})
}

// TestADeniedTaskDefinition requires that what its services need is unknown.
func TestADeniedTaskDefinition(t *testing.T) {
	t.Parallel()
	f := fakeECS(types.Service{ServiceArn: aws.String("arn:service/a"), TaskDefinition: aws.String("web:1")})
	f["ECS DescribeTaskDefinition"] = func(string, any) (any, error) { return nil, &smithy.GenericAPIError{Code: "AccessDeniedException"} }
	inv := readFake(t, f, collector(t, "ecs"))
	requireValues(t, find(t, inv, "aws_ecs_task_definition", "web:1"), map[string]string{"container_definitions": "unknown"})
	if len(inv.Gaps) != 1 || !slices.Equal(inv.Gaps[0].Unsettles, []string{"arn:service/a"}) || len(inv.Unread) != 1 || inv.Unread[0].Of != "arn:service/a" {
		t.Errorf("gaps %+v, unread %+v", inv.Gaps, inv.Unread)
	}
}

// TestCapacityProviders requires that those are asked for that clusters and
// services name, but for AWS's own, ten at once.
func TestCapacityProviders(t *testing.T) {
	t.Parallel()
	f := fakeECS(types.Service{ServiceArn: aws.String("arn:service/a"), CapacityProviderStrategy: []types.CapacityProviderStrategyItem{{CapacityProvider: aws.String("own")}}})
	var names []string
	for i := range 12 {
		names = append(names, fmt.Sprintf("p%02d", i))
	}
	f["ECS DescribeClusters"] = answer(&ecs.DescribeClustersOutput{Clusters: []types.Cluster{{
		ClusterArn: aws.String("arn:cluster/main"), ClusterName: aws.String("main"), CapacityProviders: append([]string{"FARGATE", "FARGATE_SPOT"}, names...),
		DefaultCapacityProviderStrategy: []types.CapacityProviderStrategyItem{{CapacityProvider: aws.String("p00"), Weight: 1, Base: 2}},
	}}})
	var asked []string
	f["ECS DescribeCapacityProviders"] = func(_ string, in any) (any, error) {
		input, _ := in.(*ecs.DescribeCapacityProvidersInput)
		if len(input.CapacityProviders) > 10 {
			return nil, &smithy.GenericAPIError{Code: "InvalidParameterException"}
		}
		if input.NextToken != nil {
			return &ecs.DescribeCapacityProvidersOutput{CapacityProviders: []types.CapacityProvider{{
				CapacityProviderArn: aws.String("arn:capacity-provider/p00"), Name: aws.String("p00"),
				AutoScalingGroupProvider: &types.AutoScalingGroupProvider{AutoScalingGroupArn: aws.String("arn:asg/hosts")},
			}, {
				CapacityProviderArn: aws.String("arn:capacity-provider/p01"), Status: types.CapacityProviderStatusInactive,
			}}}, nil
		}
		asked = append(asked, input.CapacityProviders...)
		out := &ecs.DescribeCapacityProvidersOutput{}
		if input.CapacityProviders[0] == "own" {
			out.NextToken = aws.String("2")
		}
		return out, nil
	}
	inv := readFake(t, f, collector(t, "ecs"))
	if diff := cmp.Diff(append([]string{"own"}, names...), asked); diff != "" {
		t.Errorf("asked for (-want +got)\n%s", diff)
	}
	requireValues(t, find(t, inv, "aws_ecs_capacity_provider", "/p00"), map[string]string{
		"name": `"p00"`, "auto_scaling_group_provider": `[{"auto_scaling_group_arn":"arn:asg/hosts"}]`,
	})
	requireValues(t, find(t, inv, "aws_ecs_cluster_capacity_providers", "main/capacity-providers"), map[string]string{
		"cluster_name": `"main"`, "default_capacity_provider_strategy": `[{"base":2,"capacity_provider":"p00","weight":1}]`,
	})
	if n := countTypes(inv)["aws_ecs_capacity_provider"]; n != 1 {
		t.Errorf("%d capacity providers", n)
	}
}
