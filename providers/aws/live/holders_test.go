package live_test

import (
	"maps"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/autoscaling"
	asgtypes "github.com/aws/aws-sdk-go-v2/service/autoscaling/types"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	ecstypes "github.com/aws/aws-sdk-go-v2/service/ecs/types"
	elb "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2"
	elbtypes "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2/types"
	"github.com/google/go-cmp/cmp"

	"spof/inventory"
	"spof/providers/aws/live"
)

// addressed is an account of two networks with the same addresses. Target group
// "arn:tg/served" is one of a service, "arn:tg/plain" of nobody.
func addressed() fake {
	f := emptyEC2()
	on := func(index int32, addresses ...string) types.InstanceNetworkInterface {
		n := types.InstanceNetworkInterface{
			NetworkInterfaceId: aws.String("eni-" + addresses[0]), PrivateIpAddress: &addresses[0],
			Attachment: &types.InstanceNetworkInterfaceAttachment{DeviceIndex: &index},
		}
		for i := range addresses {
			n.PrivateIpAddresses = append(n.PrivateIpAddresses, types.InstancePrivateIpAddress{PrivateIpAddress: &addresses[i]})
		}
		return n
	}
	instance := func(id, network, group string, interfaces ...types.InstanceNetworkInterface) types.Instance {
		i := types.Instance{InstanceId: &id, VpcId: &network, NetworkInterfaces: interfaces, PrivateIpAddress: interfaces[0].PrivateIpAddress}
		if group != "" {
			i.Tags = []types.Tag{{Key: aws.String("aws:autoscaling:groupName"), Value: &group}}
		}
		return i
	}
	pods := on(1, "10.0.0.50", "10.0.0.51")
	pods.Ipv4Prefixes = []types.InstanceIpv4Prefix{{Ipv4Prefix: aws.String("10.0.1.16/28")}}
	pods.Ipv6Prefixes = []types.InstanceIpv6Prefix{{Ipv6Prefix: aws.String("2001:db8:0:0:1::/80")}}
	task := on(1, "10.0.0.60")
	task.Description = aws.String("arn:aws:ecs:eu-west-1:123456789012:attachment/1")
	off := instance("i-off", "vpc-1", "", on(0, "10.0.0.7"))
	off.State = &types.InstanceState{Name: types.InstanceStateNameStopped}
	f["EC2 DescribeInstances"] = answer(&ec2.DescribeInstancesOutput{Reservations: []types.Reservation{{Instances: []types.Instance{
		instance("i-here", "vpc-1", "", on(1, "10.0.0.41"), on(0, "10.0.0.4", "10.0.0.40")), instance("i-there", "vpc-2", "", on(0, "10.0.0.4")),
		instance("i-node", "vpc-1", "eks-1", on(0, "10.0.0.5"), pods), instance("i-host", "vpc-1", "hosts", on(0, "10.0.0.6"), task), off,
	}}}})
	maps.Copy(f, fakeECS(ecstypes.Service{ServiceArn: aws.String("arn:service/web"), LoadBalancers: []ecstypes.LoadBalancer{{
		TargetGroupArn:        aws.String("arn:tg/served"),
		AdvancedConfiguration: &ecstypes.AdvancedConfiguration{AlternateTargetGroupArn: aws.String("arn:tg/second")},
	}}}))
	f["Auto Scaling DescribeAutoScalingGroups"] = answer(&autoscaling.DescribeAutoScalingGroupsOutput{AutoScalingGroups: []asgtypes.AutoScalingGroup{
		{AutoScalingGroupName: aws.String("hosts"), AutoScalingGroupARN: aws.String("arn:asg/hosts")},
		{AutoScalingGroupName: aws.String("eks-1"), AutoScalingGroupARN: aws.String("arn:asg/eks"), Tags: []asgtypes.TagDescription{
			{Key: aws.String("eks:nodegroup-name"), Value: aws.String("nodes")}, {Key: aws.String("eks:cluster-name"), Value: aws.String("main")},
		}},
	}})
	f["Auto Scaling DescribeLaunchConfigurations"] = answer(&autoscaling.DescribeLaunchConfigurationsOutput{})
	f["Auto Scaling DescribePolicies"] = answer(&autoscaling.DescribePoliciesOutput{})
	f["Auto Scaling DescribeScheduledActions"] = answer(&autoscaling.DescribeScheduledActionsOutput{})
	f["Elastic Load Balancing v2 DescribeLoadBalancers"] = answer(&elb.DescribeLoadBalancersOutput{})
	f["Elastic Load Balancing v2 DescribeTargetGroupAttributes"] = answer(&elb.DescribeTargetGroupAttributesOutput{})
	return f
}

// register has target groups of one network have targets.
func (f fake) register(network string, targets map[string][]string) {
	var groups []elbtypes.TargetGroup
	for arn := range targets {
		groups = append(groups, elbtypes.TargetGroup{TargetGroupArn: &arn, VpcId: &network, TargetType: elbtypes.TargetTypeEnumIp})
	}
	f["Elastic Load Balancing v2 DescribeTargetGroups"] = answer(&elb.DescribeTargetGroupsOutput{TargetGroups: groups})
	f["Elastic Load Balancing v2 DescribeTargetHealth"] = func(_ string, in any) (any, error) {
		input, _ := in.(*elb.DescribeTargetHealthInput)
		out := &elb.DescribeTargetHealthOutput{}
		for _, id := range targets[*input.TargetGroupArn] {
			out.TargetHealthDescriptions = append(out.TargetHealthDescriptions, elbtypes.TargetHealthDescription{Target: &elbtypes.TargetDescription{Id: &id}})
		}
		return out, nil
	}
}

func readAddressed(t *testing.T, f fake) *inventory.Inventory {
	t.Helper()
	var all []live.Collector
	for _, service := range []string{"ec2", "autoscaling", "elasticloadbalancing", "ecs"} {
		all = append(all, collector(t, service))
	}
	return readFake(t, f, all...)
}

// TestTargetsByAddress requires that an address is told as what has it: a server,
// or a node of a group; and that those of a service's tasks are the
// service's.
func TestTargetsByAddress(t *testing.T) {
	t.Parallel()
	const served, second, plain = "arn:tg/served", "arn:tg/second", "arn:tg/plain"
	for _, c := range []struct {
		network string
		targets map[string][]string
		want    map[string]string
	}{
		{"vpc-1", map[string][]string{served: {"10.0.0.60", "10.0.0.99", "10.0.0.4"}, second: {"10.0.0.60"}}, map[string]string{served + "/i-here": "i-here"}},
		{"vpc-1", map[string][]string{plain: {"10.0.0.60", "10.0.0.99"}}, map[string]string{plain + "/10.0.0.60": "10.0.0.60", plain + "/10.0.0.99": "10.0.0.99"}},
		{"vpc-1", map[string][]string{plain: {"10.0.0.4", "10.0.0.40", "10.0.0.41"}}, map[string]string{plain + "/i-here": "i-here"}},
		{"vpc-2", map[string][]string{plain: {"10.0.0.4", "10.0.0.40"}}, map[string]string{plain + "/i-there": "i-there", plain + "/10.0.0.40": "10.0.0.40"}},
		{"vpc-1", map[string][]string{plain: {"10.0.0.51", "10.0.1.20", "2001:db8::1:2:3:4"}}, map[string]string{plain + "/eks-1": "main:nodes"}},
		{"vpc-1", map[string][]string{plain: {"10.0.1.15", "10.0.1.32"}}, map[string]string{plain + "/10.0.1.15": "10.0.1.15", plain + "/10.0.1.32": "10.0.1.32"}},
		{"vpc-1", map[string][]string{plain: {"10.0.0.6"}}, map[string]string{plain + "/hosts": "arn:asg/hosts"}},
		{"vpc-1", map[string][]string{plain: {"10.0.0.7"}}, map[string]string{}},
	} {
		f := addressed()
		f.register(c.network, c.targets)
		inv := readAddressed(t, f)
		got := map[string]string{}
		for _, r := range inv.Resources {
			if r.Type == "aws_lb_target_group_attachment" {
				got[r.Address] = r.Values.GetAttr("target_id").AsString()
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" || len(inv.Gaps) > 0 {
			t.Errorf("%s %v: gaps %v, attachments (-want +got)\n%s", c.network, c.targets, inv.Gaps, diff)
		}
	}
}

// TestInterfaces requires that those are told that somebody attached to a server
// of its own, and no others.
func TestInterfaces(t *testing.T) {
	t.Parallel()
	f := addressed()
	f.register("vpc-1", nil)
	inv := readAddressed(t, f)
	if n := countTypes(inv)["aws_network_interface"]; n != 1 {
		t.Errorf("%d interfaces", n)
	}
	requireValues(t, find(t, inv, "aws_network_interface", "/eni-10.0.0.41"), map[string]string{
		"id": `"eni-10.0.0.41"`, "private_ip": `"10.0.0.41"`, "attachment": `[{"device_index":1,"instance":"i-here"}]`,
	})
	requireValues(t, find(t, inv, "aws_instance", "/i-here"), map[string]string{"primary_network_interface_id": `"eni-10.0.0.4"`})
}
