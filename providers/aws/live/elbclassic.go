package live

import (
	"context"

	elb "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancing"
	"github.com/aws/aws-sdk-go-v2/service/elasticloadbalancing/types"
	"github.com/zclconf/go-cty/cty"
)

// classicCollector reads Classic Load Balancers.
var classicCollector = Collector{
	Service: "elasticloadbalancing (classic)",
	Actions: []string{"elasticloadbalancing:DescribeLoadBalancerAttributes", "elasticloadbalancing:DescribeLoadBalancers"},
	Types:   []string{"aws_elb"},
	Collect: func(ctx context.Context, c *Call) { collectClassic(ctx, c, elb.NewFromConfig(c.Config)) },
}

// classicAPI is what is asked of Elastic Load Balancing, version 1.
type classicAPI interface {
	elb.DescribeLoadBalancersAPIClient
	DescribeLoadBalancerAttributes(
		context.Context, *elb.DescribeLoadBalancerAttributesInput, ...func(*elb.Options),
	) (*elb.DescribeLoadBalancerAttributesOutput, error)
}

func collectClassic(ctx context.Context, c *Call, api classicAPI) {
	c.Try(ctx, func(ctx context.Context, c *Call) error {
		pages := elb.NewDescribeLoadBalancersPaginator(api, &elb.DescribeLoadBalancersInput{})
		return Pages(ctx, pages, func(page *elb.DescribeLoadBalancersOutput) {
			Each(page.LoadBalancerDescriptions, func(lb types.LoadBalancerDescription) { classic(ctx, c, api, lb) })
		})
	}, "aws_elb")
}

func classic(ctx context.Context, c *Call, api classicAPI, lb types.LoadBalancerDescription) {
	arn := c.ARN("elasticloadbalancing", "loadbalancer/"+text(lb.LoadBalancerName))
	v := Values{}
	v.Text("id", lb.LoadBalancerName)
	v.Text("arn", &arn)
	v.Text("name", lb.LoadBalancerName)
	v.Text("dns_name", lb.DNSName)
	v["internal"] = cty.BoolVal(text(lb.Scheme) == "internal")
	Texts(v, "availability_zones", lb.AvailabilityZones)
	Texts(v, "subnets", lb.Subnets)
	Texts(v, "security_groups", lb.SecurityGroups)
	var instances []string
	for _, i := range lb.Instances {
		instances = append(instances, text(i.InstanceId))
	}
	Texts(v, "instances", instances)
	if h := lb.HealthCheck; h != nil {
		check := Values{}
		check.Text("target", h.Target)
		v.Blocks("health_check", check)
	}
	out, err := api.DescribeLoadBalancerAttributes(ctx, &elb.DescribeLoadBalancerAttributesInput{LoadBalancerName: lb.LoadBalancerName})
	switch {
	case err != nil:
		v.Unknown("cross_zone_load_balancing")
		c.Missing(ctx, err, arn)
	case out.LoadBalancerAttributes != nil && out.LoadBalancerAttributes.CrossZoneLoadBalancing != nil:
		v["cross_zone_load_balancing"] = cty.BoolVal(out.LoadBalancerAttributes.CrossZoneLoadBalancing.Enabled)
	default:
		v.Unknown("cross_zone_load_balancing")
	}
	c.Add("aws_elb", arn, v, "elasticloadbalancing:DescribeLoadBalancers")
}
