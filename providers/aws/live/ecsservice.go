package live

import (
	"cmp"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
)

// taskService is a service of ECS. Where another controller than ECS deploys
// it, its sets of tasks tell what it does not.
func taskService(s *types.Service) Values {
	s = deployed(s)
	v := Values{}
	v.Text("id", s.ServiceArn)
	v.Text("name", s.ServiceName)
	v.Text("cluster", s.ClusterArn)
	v.Text("task_definition", s.TaskDefinition)
	Word(v, "launch_type", s.LaunchType)
	Word(v, "scheduling_strategy", s.SchedulingStrategy)
	Number(v, "desired_count", &s.DesiredCount)
	v.Blocks("capacity_provider_strategy", strategy(s.CapacityProviderStrategy)...)
	if n := s.NetworkConfiguration; n != nil && n.AwsvpcConfiguration != nil {
		b := Values{}
		Texts(b, "subnets", n.AwsvpcConfiguration.Subnets)
		Texts(b, "security_groups", n.AwsvpcConfiguration.SecurityGroups)
		v.Blocks("network_configuration", b)
	}
	v.Blocks("load_balancer", registrations(s.LoadBalancers)...)
	v.Tags(ecsTags(s.Tags))
	return v
}

// deployed is a service with what its sets of tasks tell of it: the one that
// serves what it runs, and all of them where its tasks are registered.
// See https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-external.html.
func deployed(s *types.Service) *types.Service {
	out := *s
	out.LoadBalancers = slices.Clone(s.LoadBalancers)
	for _, set := range s.TaskSets {
		for _, lb := range set.LoadBalancers {
			if !slices.ContainsFunc(out.LoadBalancers, func(have types.LoadBalancer) bool { return text(have.TargetGroupArn) == text(lb.TargetGroupArn) }) {
				out.LoadBalancers = append(out.LoadBalancers, lb)
			}
		}
		if text(set.Status) != "PRIMARY" {
			continue
		}
		out.TaskDefinition = cmp.Or(set.TaskDefinition, out.TaskDefinition)
		out.NetworkConfiguration = cmp.Or(set.NetworkConfiguration, out.NetworkConfiguration)
		if set.LaunchType != "" || len(set.CapacityProviderStrategy) > 0 {
			out.LaunchType, out.CapacityProviderStrategy = set.LaunchType, set.CapacityProviderStrategy
		}
	}
	return &out
}

// registrations say which target groups a service registers its tasks with.
func registrations(list []types.LoadBalancer) []Values {
	var out []Values
	for _, lb := range list {
		v := Values{}
		v.Text("target_group_arn", lb.TargetGroupArn)
		v.Text("elb_name", lb.LoadBalancerName)
		v.Text("container_name", lb.ContainerName)
		Count(v, "container_port", lb.ContainerPort)
		if a := lb.AdvancedConfiguration; a != nil {
			b := Values{}
			b.Text("alternate_target_group_arn", a.AlternateTargetGroupArn)
			v.Blocks("advanced_configuration", b)
		}
		out = append(out, v)
	}
	return out
}
