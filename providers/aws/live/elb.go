package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	elb "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2"
	"github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2/types"
	"github.com/zclconf/go-cty/cty"
)

// elbCollector reads application, network and gateway load balancers.
var elbCollector = Collector{
	Service: "elasticloadbalancing",
	Actions: []string{
		"elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeLoadBalancerAttributes",
		"elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeRules",
		"elasticloadbalancing:DescribeTargetGroupAttributes", "elasticloadbalancing:DescribeTargetGroups",
		"elasticloadbalancing:DescribeTargetHealth",
	},
	Types: []string{
		"aws_lb", "aws_lb_listener", "aws_lb_listener_rule", "aws_lb_target_group", "aws_lb_target_group_attachment",
	},
	Collect: func(ctx context.Context, c *Call) { collectBalancers(ctx, c, elb.NewFromConfig(c.Config)) },
}

// balancersAPage is how many balancers, or things of balancers, are on a page at
// most.
const balancersAPage = 400

// balancerAPI is what is asked of Elastic Load Balancing, version 2.
type balancerAPI interface {
	elb.DescribeListenersAPIClient
	elb.DescribeLoadBalancersAPIClient
	elb.DescribeRulesAPIClient
	elb.DescribeTargetGroupsAPIClient
	DescribeLoadBalancerAttributes(
		context.Context, *elb.DescribeLoadBalancerAttributesInput, ...func(*elb.Options),
	) (*elb.DescribeLoadBalancerAttributesOutput, error)
	DescribeTargetGroupAttributes(
		context.Context, *elb.DescribeTargetGroupAttributesInput, ...func(*elb.Options),
	) (*elb.DescribeTargetGroupAttributesOutput, error)
	DescribeTargetHealth(context.Context, *elb.DescribeTargetHealthInput, ...func(*elb.Options)) (*elb.DescribeTargetHealthOutput, error)
}

func collectBalancers(ctx context.Context, c *Call, api balancerAPI) {
	b := balancerReader{api}
	c.Try(ctx, b.balancers, "aws_lb", "aws_lb_listener", "aws_lb_listener_rule")
	c.Try(ctx, b.targetGroups, "aws_lb_target_group", "aws_lb_target_group_attachment")
}

type balancerReader struct{ api balancerAPI }

func (b balancerReader) balancers(ctx context.Context, c *Call) error {
	pages := elb.NewDescribeLoadBalancersPaginator(b.api, &elb.DescribeLoadBalancersInput{PageSize: aws.Int32(balancersAPage)})
	return Pages(ctx, pages, func(page *elb.DescribeLoadBalancersOutput) {
		Each(page.LoadBalancers, func(lb types.LoadBalancer) { b.balancer(ctx, c, lb) })
	})
}

func (b balancerReader) balancer(ctx context.Context, c *Call, lb types.LoadBalancer) {
	arn := text(lb.LoadBalancerArn)
	v := Values{}
	v.Text("id", lb.LoadBalancerArn)
	v.Text("arn", lb.LoadBalancerArn)
	v.Text("name", lb.LoadBalancerName)
	v.Text("dns_name", lb.DNSName)
	v.Text("vpc_id", lb.VpcId)
	v.Text("zone_id", lb.CanonicalHostedZoneId)
	Word(v, "load_balancer_type", lb.Type)
	v["internal"] = cty.BoolVal(lb.Scheme == types.LoadBalancerSchemeEnumInternal)
	var subnets []string
	var mapped []Values
	for _, zone := range lb.AvailabilityZones {
		subnets = append(subnets, text(zone.SubnetId))
		m := Values{}
		m.Text("subnet_id", zone.SubnetId)
		for _, address := range zone.LoadBalancerAddresses {
			m.Text("allocation_id", address.AllocationId)
		}
		mapped = append(mapped, m)
	}
	Texts(v, "subnets", subnets)
	v.Blocks("subnet_mapping", mapped...)
	Texts(v, "security_groups", lb.SecurityGroups)
	if err := b.attributes(ctx, v, arn); err != nil {
		v.Unknown("enable_cross_zone_load_balancing", "enable_deletion_protection")
		c.Missing(ctx, err, arn)
	}
	c.Add("aws_lb", arn, v, "elasticloadbalancing:DescribeLoadBalancers")
	if err := b.listeners(ctx, c, arn); err != nil {
		c.Missing(ctx, err, arn)
	}
}

func (b balancerReader) attributes(ctx context.Context, v Values, arn string) error {
	out, err := b.api.DescribeLoadBalancerAttributes(ctx, &elb.DescribeLoadBalancerAttributesInput{LoadBalancerArn: &arn})
	if err != nil {
		return err //nolint:wrapcheck // it names the service and the operation
	}
	for _, a := range out.Attributes {
		switch text(a.Key) {
		case "load_balancing.cross_zone.enabled":
			v["enable_cross_zone_load_balancing"] = cty.BoolVal(text(a.Value) == "true")
		case "deletion_protection.enabled":
			v["enable_deletion_protection"] = cty.BoolVal(text(a.Value) == "true")
		}
	}
	return nil
}
