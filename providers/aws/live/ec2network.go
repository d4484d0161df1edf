package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

var (
	networkTypes  = []string{"aws_subnet", "aws_vpc"}
	routeTypes    = []string{"aws_route_table", "aws_route_table_association", "aws_main_route_table_association"}
	securityTypes = []string{"aws_security_group", "aws_default_security_group"}
)

// networkAPI is what is asked of EC2 about networks.
type networkAPI interface {
	ec2.DescribeNatGatewaysAPIClient
	ec2.DescribeRouteTablesAPIClient
	ec2.DescribeSecurityGroupsAPIClient
	ec2.DescribeSubnetsAPIClient
	ec2.DescribeVpcEndpointsAPIClient
	ec2.DescribeVpcsAPIClient
}

func collectNetworks(ctx context.Context, c *Call, api networkAPI) {
	n := networkReader{api: api, main: map[string]string{}}
	c.Try(ctx, n.routeTables, routeTypes...)
	c.Try(ctx, n.networks, "aws_vpc")
	c.Try(ctx, n.subnets, "aws_subnet")
	c.Try(ctx, n.gateways, "aws_nat_gateway")
	c.Try(ctx, n.endpoints, "aws_vpc_endpoint")
	c.Try(ctx, n.securityGroups, securityTypes...)
}

type networkReader struct {
	api  networkAPI
	main map[string]string // id of the main route table, by that of its network
}

func (n networkReader) networks(ctx context.Context, c *Call) error {
	pages := ec2.NewDescribeVpcsPaginator(n.api, &ec2.DescribeVpcsInput{MaxResults: aws.Int32(itemsAPage)})
	return Pages(ctx, pages, func(page *ec2.DescribeVpcsOutput) {
		for _, vpc := range page.Vpcs {
			arn := ec2ARN(c, "vpc", vpc.VpcId)
			v := named(vpc.VpcId, arn, vpc.Tags)
			v.Text("cidr_block", vpc.CidrBlock)
			if table := n.main[text(vpc.VpcId)]; table != "" {
				v.Text("main_route_table_id", &table)
				v.Text("default_route_table_id", &table)
			}
			c.Add("aws_vpc", arn, v, "ec2:DescribeVpcs")
		}
	})
}

func (n networkReader) subnets(ctx context.Context, c *Call) error {
	pages := ec2.NewDescribeSubnetsPaginator(n.api, &ec2.DescribeSubnetsInput{MaxResults: aws.Int32(itemsAPage)})
	return Pages(ctx, pages, func(page *ec2.DescribeSubnetsOutput) {
		for _, s := range page.Subnets {
			v := named(s.SubnetId, text(s.SubnetArn), s.Tags)
			v.Text("vpc_id", s.VpcId)
			v.Text("cidr_block", s.CidrBlock)
			v.Text("availability_zone", s.AvailabilityZone)
			v.Text("availability_zone_id", s.AvailabilityZoneId)
			v.Text("outpost_arn", s.OutpostArn)
			v.Flag("map_public_ip_on_launch", s.MapPublicIpOnLaunch)
			c.Add("aws_subnet", text(s.SubnetArn), v, "ec2:DescribeSubnets")
		}
	})
}

func (n networkReader) routeTables(ctx context.Context, c *Call) error {
	pages := ec2.NewDescribeRouteTablesPaginator(n.api, &ec2.DescribeRouteTablesInput{MaxResults: aws.Int32(routeTablesAPage)})
	return Pages(ctx, pages, func(page *ec2.DescribeRouteTablesOutput) {
		for _, t := range page.RouteTables {
			arn := ec2ARN(c, "route-table", t.RouteTableId)
			v := named(t.RouteTableId, arn, t.Tags)
			v.Text("vpc_id", t.VpcId)
			var routes []Values
			for _, r := range t.Routes {
				if written(r) {
					routes = append(routes, route(r))
				}
			}
			v.Blocks("route", routes...)
			c.Add("aws_route_table", arn, v, "ec2:DescribeRouteTables")
			n.associations(c, t)
		}
	})
}

// written reports whether somebody wrote a route: AWS makes the local ones, and
// those that a gateway tells of.
func written(r types.Route) bool {
	return text(r.GatewayId) != "local" && r.Origin != types.RouteOriginEnableVgwRoutePropagation
}

func route(r types.Route) Values {
	v := Values{}
	v.Text("cidr_block", r.DestinationCidrBlock)
	v.Text("ipv6_cidr_block", r.DestinationIpv6CidrBlock)
	v.Text("destination_prefix_list_id", r.DestinationPrefixListId)
	v.Text("gateway_id", r.GatewayId)
	v.Text("nat_gateway_id", r.NatGatewayId)
	v.Text("network_interface_id", r.NetworkInterfaceId)
	v.Text("instance_id", r.InstanceId)
	v.Text("transit_gateway_id", r.TransitGatewayId)
	v.Text("vpc_peering_connection_id", r.VpcPeeringConnectionId)
	v.Text("egress_only_gateway_id", r.EgressOnlyInternetGatewayId)
	v.Text("carrier_gateway_id", r.CarrierGatewayId)
	v.Text("local_gateway_id", r.LocalGatewayId)
	v.Text("core_network_arn", r.CoreNetworkArn)
	return v
}

// associations tells which subnets use a route table, and whether it is that of
// the subnets of its network that name none.
func (n networkReader) associations(c *Call, t types.RouteTable) {
	for _, a := range t.Associations {
		main := a.Main != nil && *a.Main
		if a.SubnetId == nil && !main {
			continue
		}
		v := Values{}
		v.Text("id", a.RouteTableAssociationId)
		v.Text("route_table_id", t.RouteTableId)
		typ := "aws_route_table_association"
		if main {
			typ = "aws_main_route_table_association"
			v.Text("vpc_id", t.VpcId)
			n.main[text(t.VpcId)] = text(t.RouteTableId)
		}
		v.Text("subnet_id", a.SubnetId)
		c.Add(typ, c.Name(text(a.RouteTableAssociationId)), v, "ec2:DescribeRouteTables")
	}
}

func (n networkReader) gateways(ctx context.Context, c *Call) error {
	pages := ec2.NewDescribeNatGatewaysPaginator(n.api, &ec2.DescribeNatGatewaysInput{MaxResults: aws.Int32(itemsAPage)})
	return Pages(ctx, pages, func(page *ec2.DescribeNatGatewaysOutput) {
		for _, g := range page.NatGateways {
			if g.State == types.NatGatewayStateDeleted || g.State == types.NatGatewayStateDeleting || g.State == types.NatGatewayStateFailed {
				continue
			}
			arn := ec2ARN(c, "natgateway", g.NatGatewayId)
			v := named(g.NatGatewayId, arn, g.Tags)
			v.Text("vpc_id", g.VpcId)
			v.Text("subnet_id", g.SubnetId)
			Word(v, "connectivity_type", g.ConnectivityType)
			Word(v, "availability_mode", g.AvailabilityMode)
			gatewayAddresses(v, g)
			c.Add("aws_nat_gateway", arn, v, "ec2:DescribeNatGateways")
		}
	})
}

// gatewayAddresses sets the addresses of a gateway: those by zone of a regional
// one whose zones its owner chose.
func gatewayAddresses(v Values, g types.NatGateway) {
	var zones []Values
	for _, a := range g.NatGatewayAddresses {
		if _, told := v["public_ip"]; !told && text(a.PublicIp) != "" {
			v.Text("public_ip", a.PublicIp)
			v.Text("private_ip", a.PrivateIp)
			v.Text("allocation_id", a.AllocationId)
			v.Text("network_interface_id", a.NetworkInterfaceId)
		}
		if a.AvailabilityZone == nil && a.AvailabilityZoneId == nil {
			continue
		}
		z := Values{}
		z.Text("availability_zone", a.AvailabilityZone)
		z.Text("availability_zone_id", a.AvailabilityZoneId)
		zones = append(zones, z)
	}
	if g.AvailabilityMode == types.AvailabilityModeRegional && g.AutoProvisionZones != types.AutoProvisionZonesStateEnabled {
		v.Blocks("availability_zone_address", zones...)
	}
}

func (n networkReader) endpoints(ctx context.Context, c *Call) error {
	pages := ec2.NewDescribeVpcEndpointsPaginator(n.api, &ec2.DescribeVpcEndpointsInput{MaxResults: aws.Int32(itemsAPage)})
	return Pages(ctx, pages, func(page *ec2.DescribeVpcEndpointsOutput) {
		for _, e := range page.VpcEndpoints {
			if e.State == types.StateDeleted || e.State == types.StateDeleting {
				continue
			}
			arn := ec2ARN(c, "vpc-endpoint", e.VpcEndpointId)
			v := named(e.VpcEndpointId, arn, e.Tags)
			v.Text("vpc_id", e.VpcId)
			v.Text("service_name", e.ServiceName)
			Word(v, "vpc_endpoint_type", e.VpcEndpointType)
			Texts(v, "subnet_ids", e.SubnetIds)
			Texts(v, "route_table_ids", e.RouteTableIds)
			var groups []string
			for _, g := range e.Groups {
				groups = append(groups, text(g.GroupId))
			}
			Texts(v, "security_group_ids", groups)
			c.Add("aws_vpc_endpoint", arn, v, "ec2:DescribeVpcEndpoints")
		}
	})
}
