package live

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// ec2Collector reads networks and servers.
var ec2Collector = Collector{
	Service: "ec2",
	Actions: []string{
		"ec2:DescribeAddresses", "ec2:DescribeClientVpnEndpoints", "ec2:DescribeInstanceAttribute", "ec2:DescribeInstances",
		"ec2:DescribeLaunchTemplateVersions", "ec2:DescribeLaunchTemplates", "ec2:DescribeNatGateways", "ec2:DescribePlacementGroups",
		"ec2:DescribeRouteTables", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeTransitGatewayVpcAttachments",
		"ec2:DescribeVpcEndpoints", "ec2:DescribeVpcs", "ec2:DescribeVpnConnections",
	},
	Types: slices.Concat(networkTypes, routeTypes, securityTypes, []string{
		"aws_nat_gateway", "aws_vpc_endpoint", "aws_instance", "aws_network_interface", "aws_eip", "aws_launch_template", "aws_placement_group",
		"aws_vpn_connection", "aws_ec2_transit_gateway_vpc_attachment", "aws_ec2_client_vpn_endpoint",
	}),
	Collect: func(ctx context.Context, c *Call) {
		api := ec2.NewFromConfig(c.Config)
		collectNetworks(ctx, c, api)
		collectServers(ctx, c, api)
		collectRemote(ctx, c, api)
	},
}

// How many items EC2 puts on a page at most. Without a number it tries to tell
// all at once, and lets fewer such calls pass.
//
// Source: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
const (
	itemsAPage       = 1000
	routeTablesAPage = 100
	templatesAPage   = 200
)

func ec2Tags(list []types.Tag) map[string]string {
	return Tagged(list, func(t types.Tag) (name, value *string) { return t.Key, t.Value })
}

// ec2ARN makes the ARN of what EC2 only tells the id of.
func ec2ARN(c *Call, kind string, id *string) string { return c.ARN("ec2", kind+"/"+text(id)) }

// named returns the values of what EC2 calls by an id.
func named(id *string, arn string, tags []types.Tag) Values {
	v := Values{}
	v.Text("id", id)
	v.Text("arn", &arn)
	v.Tags(ec2Tags(tags))
	return v
}
