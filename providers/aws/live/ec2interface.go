package live

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// hold records that an instance has the addresses of its network interfaces,
// except for those that ECS attached for a task.
func hold(c *Call, i *types.Instance) {
	for n := range i.NetworkInterfaces {
		owner := text(i.InstanceId)
		if isTask(&i.NetworkInterfaces[n]) {
			owner = aTask
		}
		for _, address := range addressesOf(&i.NetworkInterfaces[n]) {
			c.Hold(text(i.VpcId), address, owner)
		}
	}
}

// isTask reports whether ECS made an interface for a task: its description is
// the ARN of the attachment.
// See https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html.
func isTask(n *types.InstanceNetworkInterface) bool {
	about := text(n.Description)
	return strings.HasPrefix(about, "arn:") && strings.Contains(about, ":ecs:") && strings.Contains(about, ":attachment/")
}

// isFirst reports whether an interface is the one that its instance cannot be
// without.
func isFirst(n *types.InstanceNetworkInterface) bool {
	return n.Attachment != nil && n.Attachment.DeviceIndex != nil && *n.Attachment.DeviceIndex == 0
}

// addressesOf are the addresses of an interface, and the ranges that it was
// given whole: pods have their addresses from those.
// See https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html.
func addressesOf(n *types.InstanceNetworkInterface) []string {
	out := []string{text(n.PrivateIpAddress)}
	for _, a := range n.PrivateIpAddresses {
		out = append(out, text(a.PrivateIpAddress))
	}
	for _, a := range n.Ipv6Addresses {
		out = append(out, text(a.Ipv6Address))
	}
	for _, p := range n.Ipv4Prefixes {
		out = append(out, text(p.Ipv4Prefix))
	}
	for _, p := range n.Ipv6Prefixes {
		out = append(out, text(p.Ipv6Prefix))
	}
	return out
}

// addInterfaces adds the network interfaces that somebody attached to an
// instance beside its first one.
func addInterfaces(c *Call, i *types.Instance) {
	for _, n := range i.NetworkInterfaces {
		if n.Attachment == nil || isFirst(&n) || isTask(&n) {
			continue
		}
		arn := ec2ARN(c, "network-interface", n.NetworkInterfaceId)
		v := named(n.NetworkInterfaceId, arn, nil)
		v.Text("subnet_id", n.SubnetId)
		v.Text("private_ip", n.PrivateIpAddress)
		v.Text("private_dns_name", n.PrivateDnsName)
		b := Values{}
		b.Text("instance", i.InstanceId)
		Number(b, "device_index", n.Attachment.DeviceIndex)
		v.Blocks("attachment", b)
		c.Add("aws_network_interface", arn, v, "ec2:DescribeInstances")
	}
}
