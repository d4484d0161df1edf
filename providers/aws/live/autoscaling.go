package live

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/autoscaling"
	"github.com/aws/aws-sdk-go-v2/service/autoscaling/types"
)

// scalingCollector reads auto scaling groups.
var scalingCollector = Collector{
	Service: "autoscaling",
	Actions: []string{
		"autoscaling:DescribeAutoScalingGroups", "autoscaling:DescribeLaunchConfigurations", "autoscaling:DescribePolicies",
		"autoscaling:DescribeScheduledActions",
	},
	Types:   []string{"aws_autoscaling_group", "aws_launch_configuration", "aws_autoscaling_policy", "aws_autoscaling_schedule"},
	Collect: func(ctx context.Context, c *Call) { collectGroups(ctx, c, autoscaling.NewFromConfig(c.Config)) },
}

// groupsAPage is how many groups, or things of groups, are on a page at most.
const groupsAPage = 100

// scalingAPI is what is asked of Auto Scaling.
type scalingAPI interface {
	autoscaling.DescribeAutoScalingGroupsAPIClient
	autoscaling.DescribeLaunchConfigurationsAPIClient
	autoscaling.DescribePoliciesAPIClient
	autoscaling.DescribeScheduledActionsAPIClient
}

func collectGroups(ctx context.Context, c *Call, api scalingAPI) {
	s := scalingReader{api}
	c.Try(ctx, s.groups, "aws_autoscaling_group")
	c.Try(ctx, s.configurations, "aws_launch_configuration")
	c.Try(ctx, s.policies, "aws_autoscaling_policy")
	c.Try(ctx, s.schedules, "aws_autoscaling_schedule")
}

type scalingReader struct{ api scalingAPI }

func (s scalingReader) groups(ctx context.Context, c *Call) error {
	pages := autoscaling.NewDescribeAutoScalingGroupsPaginator(s.api, &autoscaling.DescribeAutoScalingGroupsInput{MaxRecords: aws.Int32(groupsAPage)})
	return Pages(ctx, pages, func(page *autoscaling.DescribeAutoScalingGroupsOutput) {
		for i := range page.AutoScalingGroups {
			g := &page.AutoScalingGroups[i]
			c.Add("aws_autoscaling_group", text(g.AutoScalingGroupARN), group(g), "autoscaling:DescribeAutoScalingGroups")
		}
	})
}

func group(g *types.AutoScalingGroup) Values {
	v := Values{}
	v.Text("id", g.AutoScalingGroupName)
	v.Text("arn", g.AutoScalingGroupARN)
	v.Text("name", g.AutoScalingGroupName)
	v.Text("health_check_type", g.HealthCheckType)
	v.Text("launch_configuration", g.LaunchConfigurationName)
	v.Text("placement_group", g.PlacementGroup)
	v.Text("desired_capacity_type", g.DesiredCapacityType)
	v.Maybe("capacity_rebalance", g.CapacityRebalance)
	Number(v, "min_size", g.MinSize)
	Number(v, "max_size", g.MaxSize)
	Number(v, "desired_capacity", g.DesiredCapacity)
	if subnets := text(g.VPCZoneIdentifier); subnets != "" {
		Texts(v, "vpc_zone_identifier", strings.Split(subnets, ","))
	}
	Texts(v, "availability_zones", g.AvailabilityZones)
	Texts(v, "target_group_arns", g.TargetGroupARNs)
	Texts(v, "load_balancers", g.LoadBalancerNames)
	var sources []Values
	for _, t := range g.TrafficSources {
		b := Values{}
		b.Text("identifier", t.Identifier)
		b.Text("type", t.Type)
		sources = append(sources, b)
	}
	v.Blocks("traffic_source", sources...)
	var suspended []string
	for _, p := range g.SuspendedProcesses {
		suspended = append(suspended, text(p.ProcessName))
	}
	Texts(v, "suspended_processes", suspended)
	if t := g.LaunchTemplate; t != nil {
		v.Blocks("launch_template", specification(t, "id", "name"))
	}
	if m := g.MixedInstancesPolicy; m != nil {
		v.Blocks("mixed_instances_policy", mixed(m))
	}
	tags := map[string]string{}
	for _, t := range g.Tags {
		tags[text(t.Key)] = text(t.Value)
	}
	v.Tags(tags)
	return v
}

// specification names a launch template.
func specification(t *types.LaunchTemplateSpecification, id, name string) Values {
	v := Values{}
	v.Text(id, t.LaunchTemplateId)
	v.Text(name, t.LaunchTemplateName)
	v.Text("version", t.Version)
	return v
}

// mixed is the policy of a group of several types of instances.
func mixed(m *types.MixedInstancesPolicy) Values {
	v := Values{}
	if t := m.LaunchTemplate; t != nil {
		b := Values{}
		if s := t.LaunchTemplateSpecification; s != nil {
			b.Blocks("launch_template_specification", specification(s, "launch_template_id", "launch_template_name"))
		}
		var overrides []Values
		for i := range t.Overrides {
			o := Values{}
			o.Text("instance_type", t.Overrides[i].InstanceType)
			overrides = append(overrides, o)
		}
		b.Blocks("override", overrides...)
		v.Blocks("launch_template", b)
	}
	if d := m.InstancesDistribution; d != nil {
		b := Values{}
		Count(b, "on_demand_base_capacity", d.OnDemandBaseCapacity)
		Count(b, "on_demand_percentage_above_base_capacity", d.OnDemandPercentageAboveBaseCapacity)
		v.Blocks("instances_distribution", b)
	}
	return v
}

func (s scalingReader) configurations(ctx context.Context, c *Call) error {
	pages := autoscaling.NewDescribeLaunchConfigurationsPaginator(s.api, &autoscaling.DescribeLaunchConfigurationsInput{MaxRecords: aws.Int32(groupsAPage)})
	return Pages(ctx, pages, func(page *autoscaling.DescribeLaunchConfigurationsOutput) {
		for i := range page.LaunchConfigurations {
			l := &page.LaunchConfigurations[i]
			v := Values{}
			v.Text("id", l.LaunchConfigurationName)
			v.Text("arn", l.LaunchConfigurationARN)
			v.Text("name", l.LaunchConfigurationName)
			v.Text("image_id", l.ImageId)
			v.Text("instance_type", l.InstanceType)
			v.Secret("user_data_base64", l.UserData)
			Texts(v, "security_groups", l.SecurityGroups)
			c.Add("aws_launch_configuration", text(l.LaunchConfigurationARN), v, "autoscaling:DescribeLaunchConfigurations")
		}
	})
}

func (s scalingReader) policies(ctx context.Context, c *Call) error {
	pages := autoscaling.NewDescribePoliciesPaginator(s.api, &autoscaling.DescribePoliciesInput{MaxRecords: aws.Int32(groupsAPage)})
	return Pages(ctx, pages, func(page *autoscaling.DescribePoliciesOutput) {
		for i := range page.ScalingPolicies {
			p := &page.ScalingPolicies[i]
			v := Values{}
			v.Text("id", p.PolicyName)
			v.Text("arn", p.PolicyARN)
			v.Text("name", p.PolicyName)
			v.Text("autoscaling_group_name", p.AutoScalingGroupName)
			v.Text("policy_type", p.PolicyType)
			c.Add("aws_autoscaling_policy", text(p.PolicyARN), v, "autoscaling:DescribePolicies")
		}
	})
}

func (s scalingReader) schedules(ctx context.Context, c *Call) error {
	pages := autoscaling.NewDescribeScheduledActionsPaginator(s.api, &autoscaling.DescribeScheduledActionsInput{MaxRecords: aws.Int32(groupsAPage)})
	return Pages(ctx, pages, func(page *autoscaling.DescribeScheduledActionsOutput) {
		for i := range page.ScheduledUpdateGroupActions {
			a := &page.ScheduledUpdateGroupActions[i]
			v := Values{}
			v.Text("id", a.ScheduledActionName)
			v.Text("arn", a.ScheduledActionARN)
			v.Text("scheduled_action_name", a.ScheduledActionName)
			v.Text("autoscaling_group_name", a.AutoScalingGroupName)
			c.Add("aws_autoscaling_schedule", text(a.ScheduledActionARN), v, "autoscaling:DescribeScheduledActions")
		}
	})
}
