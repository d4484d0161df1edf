package live

import (
	"context"
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// serverAPI is what is asked of EC2 about servers.
type serverAPI interface {
	ec2.DescribeInstancesAPIClient
	ec2.DescribeLaunchTemplateVersionsAPIClient
	DescribeAddresses(context.Context, *ec2.DescribeAddressesInput, ...func(*ec2.Options)) (*ec2.DescribeAddressesOutput, error)
	DescribeInstanceAttribute(context.Context, *ec2.DescribeInstanceAttributeInput, ...func(*ec2.Options)) (*ec2.DescribeInstanceAttributeOutput, error)
	DescribePlacementGroups(context.Context, *ec2.DescribePlacementGroupsInput, ...func(*ec2.Options)) (*ec2.DescribePlacementGroupsOutput, error)
	ec2.DescribeLaunchTemplatesAPIClient
}

func collectServers(ctx context.Context, c *Call, api serverAPI) {
	s := serverReader{api}
	c.Try(ctx, s.instances, "aws_instance", "aws_network_interface")
	c.Try(ctx, s.addresses, "aws_eip")
	c.Try(ctx, s.templates, "aws_launch_template")
	c.Try(ctx, s.placementGroups, "aws_placement_group")
}

type serverReader struct{ api serverAPI }

func (s serverReader) instances(ctx context.Context, c *Call) error {
	pages := ec2.NewDescribeInstancesPaginator(s.api, &ec2.DescribeInstancesInput{MaxResults: aws.Int32(itemsAPage)})
	return Pages(ctx, pages, func(page *ec2.DescribeInstancesOutput) {
		var all []*types.Instance
		for _, r := range page.Reservations {
			for i := range r.Instances {
				all = append(all, &r.Instances[i])
			}
		}
		Each(all, func(i *types.Instance) { s.instance(ctx, c, i) })
	})
}

// groupTag is what Auto Scaling writes on the instances of a group.
const groupTag = "aws:autoscaling:groupName"

// keepers are the tags of what keeps instances up beside Auto Scaling, and what
// that is called.
var keepers = map[string]string{
	"aws:ec2:fleet-id": "a fleet", "aws:ec2spot:fleet-request-id": "a spot fleet", "aws:elasticmapreduce:job-flow-id": "EMR",
	"karpenter.sh/nodepool": "Karpenter", "karpenter.sh/provisioner-name": "Karpenter",
}

// keeper says what keeps an instance up: an auto scaling group, or something
// that is not judged.
func keeper(tags map[string]string) (group, other string) {
	if group := tags[groupTag]; group != "" {
		return group, ""
	}
	for _, name := range slices.Sorted(maps.Keys(keepers)) {
		if tags[name] != "" {
			return "", keepers[name]
		}
	}
	return "", ""
}

// instance adds an instance, unless something keeps it up: it is a part of that
// then.
func (s serverReader) instance(ctx context.Context, c *Call, i *types.Instance) {
	if i.State != nil && (i.State.Name == types.InstanceStateNameTerminated || i.State.Name == types.InstanceStateNameShuttingDown) {
		return
	}
	hold(c, i)
	switch group, other := keeper(ec2Tags(i.Tags)); {
	case group != "":
		c.Member(text(i.InstanceId), group)
		return
	case other != "":
		c.Member(text(i.InstanceId), other)
		c.Unjudged("the instances that "+other+" keeps up in "+c.Region, "ec2:DescribeInstances")
		return
	}
	arn := ec2ARN(c, "instance", i.InstanceId)
	v := instanceValues(i, arn)
	if i.State != nil && isStopped(i.State.Name) { // what it would start with does not matter
		c.Add("aws_instance", arn, v, "ec2:DescribeInstances")
		return
	}
	if script, err := s.script(ctx, i.InstanceId); err == nil {
		v.Secret("user_data_base64", script)
	} else {
		v.Unknown("user_data_base64")
		c.Missing(ctx, err, arn)
	}
	c.Add("aws_instance", arn, v, "ec2:DescribeInstances")
	addInterfaces(c, i)
}

func instanceValues(i *types.Instance, arn string) Values {
	v := named(i.InstanceId, arn, i.Tags)
	Word(v, "instance_type", i.InstanceType)
	v.Text("ami", i.ImageId)
	v.Text("subnet_id", i.SubnetId)
	v.Text("private_ip", i.PrivateIpAddress)
	v.Text("public_ip", i.PublicIpAddress)
	v.Text("private_dns", i.PrivateDnsName)
	v.Text("public_dns", i.PublicDnsName)
	associated := text(i.PublicIpAddress) != ""
	v.Flag("associate_public_ip_address", &associated)
	if i.InstanceLifecycle == types.InstanceLifecycleTypeSpot {
		b := Values{}
		Word(b, "market_type", i.InstanceLifecycle)
		v.Blocks("instance_market_options", b)
	}
	if i.State != nil {
		Word(v, "instance_state", i.State.Name)
	}
	if p := i.Placement; p != nil {
		v.Text("availability_zone", p.AvailabilityZone)
		v.Text("placement_group", p.GroupName)
		v.Text("placement_group_id", p.GroupId)
	}
	var groups []string
	for _, g := range i.SecurityGroups {
		groups = append(groups, text(g.GroupId))
	}
	Texts(v, "vpc_security_group_ids", groups)
	for n := range i.NetworkInterfaces {
		if isFirst(&i.NetworkInterfaces[n]) {
			v.Text("primary_network_interface_id", i.NetworkInterfaces[n].NetworkInterfaceId)
		}
	}
	if m := i.MaintenanceOptions; m != nil {
		b := Values{}
		Word(b, "auto_recovery", m.AutoRecovery)
		v.Blocks("maintenance_options", b)
	}
	return v
}

// script asks for what an instance starts with, in base64.
func (s serverReader) script(ctx context.Context, id *string) (*string, error) {
	out, err := s.api.DescribeInstanceAttribute(ctx, &ec2.DescribeInstanceAttributeInput{
		InstanceId: id, Attribute: types.InstanceAttributeNameUserData,
	})
	if err != nil || out.UserData == nil {
		return nil, err //nolint:wrapcheck // it names the service and the operation
	}
	return out.UserData.Value, nil
}

func (s serverReader) addresses(ctx context.Context, c *Call) error {
	out, err := s.api.DescribeAddresses(ctx, &ec2.DescribeAddressesInput{})
	if err != nil {
		return err //nolint:wrapcheck // it names the service and the operation
	}
	for _, a := range out.Addresses {
		id := a.AllocationId
		if id == nil {
			id = a.PublicIp
		}
		arn := ec2ARN(c, "elastic-ip", id)
		v := named(id, arn, a.Tags)
		v.Text("allocation_id", a.AllocationId)
		v.Text("association_id", a.AssociationId)
		v.Text("public_ip", a.PublicIp)
		v.Text("private_ip", a.PrivateIpAddress)
		v.Text("instance", a.InstanceId)
		v.Text("network_interface", a.NetworkInterfaceId)
		c.Add("aws_eip", arn, v, "ec2:DescribeAddresses")
	}
	return nil
}

func (s serverReader) placementGroups(ctx context.Context, c *Call) error {
	out, err := s.api.DescribePlacementGroups(ctx, &ec2.DescribePlacementGroupsInput{})
	if err != nil {
		return err //nolint:wrapcheck // it names the service and the operation
	}
	for _, g := range out.PlacementGroups {
		arn := text(g.GroupArn)
		v := named(g.GroupName, arn, g.Tags)
		v.Text("name", g.GroupName)
		v.Text("placement_group_id", g.GroupId)
		Word(v, "strategy", g.Strategy)
		c.Add("aws_placement_group", arn, v, "ec2:DescribePlacementGroups")
	}
	return nil
}
