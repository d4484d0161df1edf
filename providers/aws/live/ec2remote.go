package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// remoteAPI is what is asked of EC2 about ways to other networks.
type remoteAPI interface {
	ec2.DescribeClientVpnEndpointsAPIClient
	ec2.DescribeTransitGatewayVpcAttachmentsAPIClient
	DescribeVpnConnections(context.Context, *ec2.DescribeVpnConnectionsInput, ...func(*ec2.Options)) (*ec2.DescribeVpnConnectionsOutput, error)
}

func collectRemote(ctx context.Context, c *Call, api remoteAPI) {
	r := remoteReader{api}
	c.Try(ctx, r.connections, "aws_vpn_connection")
	c.Try(ctx, r.attachments, "aws_ec2_transit_gateway_vpc_attachment")
	c.Try(ctx, r.clientEndpoints, "aws_ec2_client_vpn_endpoint")
}

type remoteReader struct{ api remoteAPI }

func (r remoteReader) connections(ctx context.Context, c *Call) error {
	out, err := r.api.DescribeVpnConnections(ctx, &ec2.DescribeVpnConnectionsInput{})
	if err != nil {
		return err //nolint:wrapcheck // it names the service and the operation
	}
	for i := range out.VpnConnections {
		vpn := &out.VpnConnections[i]
		if vpn.State == types.VpnStateDeleted || vpn.State == types.VpnStateDeleting {
			continue
		}
		arn := ec2ARN(c, "vpn-connection", vpn.VpnConnectionId)
		v := named(vpn.VpnConnectionId, arn, vpn.Tags)
		v.Text("customer_gateway_id", vpn.CustomerGatewayId)
		v.Text("vpn_gateway_id", vpn.VpnGatewayId)
		v.Text("transit_gateway_id", vpn.TransitGatewayId)
		c.Add("aws_vpn_connection", arn, v, "ec2:DescribeVpnConnections")
	}
	return nil
}

func (r remoteReader) attachments(ctx context.Context, c *Call) error {
	pages := ec2.NewDescribeTransitGatewayVpcAttachmentsPaginator(r.api, &ec2.DescribeTransitGatewayVpcAttachmentsInput{MaxResults: aws.Int32(itemsAPage)})
	return Pages(ctx, pages, func(page *ec2.DescribeTransitGatewayVpcAttachmentsOutput) {
		for _, a := range page.TransitGatewayVpcAttachments {
			if a.State == types.TransitGatewayAttachmentStateDeleted || a.State == types.TransitGatewayAttachmentStateDeleting {
				continue
			}
			arn := ec2ARN(c, "transit-gateway-attachment", a.TransitGatewayAttachmentId)
			v := named(a.TransitGatewayAttachmentId, arn, a.Tags)
			v.Text("transit_gateway_id", a.TransitGatewayId)
			v.Text("vpc_id", a.VpcId)
			Texts(v, "subnet_ids", a.SubnetIds)
			c.Add("aws_ec2_transit_gateway_vpc_attachment", arn, v, "ec2:DescribeTransitGatewayVpcAttachments")
		}
	})
}

func (r remoteReader) clientEndpoints(ctx context.Context, c *Call) error {
	pages := ec2.NewDescribeClientVpnEndpointsPaginator(r.api, &ec2.DescribeClientVpnEndpointsInput{MaxResults: aws.Int32(itemsAPage)})
	return Pages(ctx, pages, func(page *ec2.DescribeClientVpnEndpointsOutput) {
		for i := range page.ClientVpnEndpoints {
			e := &page.ClientVpnEndpoints[i]
			arn := ec2ARN(c, "client-vpn-endpoint", e.ClientVpnEndpointId)
			v := named(e.ClientVpnEndpointId, arn, e.Tags)
			v.Text("vpc_id", e.VpcId)
			v.Text("dns_name", e.DnsName)
			c.Add("aws_ec2_client_vpn_endpoint", arn, v, "ec2:DescribeClientVpnEndpoints")
		}
	})
}
