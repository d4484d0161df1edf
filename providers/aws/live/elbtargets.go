package live

import (
	"context"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"
	elb "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2"
	"github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2/types"
)

func (b balancerReader) targetGroups(ctx context.Context, c *Call) error {
	pages := elb.NewDescribeTargetGroupsPaginator(b.api, &elb.DescribeTargetGroupsInput{PageSize: aws.Int32(balancersAPage)})
	return Pages(ctx, pages, func(page *elb.DescribeTargetGroupsOutput) {
		Each(page.TargetGroups, func(g types.TargetGroup) { b.targetGroup(ctx, c, g) })
	})
}

func (b balancerReader) targetGroup(ctx context.Context, c *Call, g types.TargetGroup) {
	arn := text(g.TargetGroupArn)
	v := Values{}
	v.Text("id", g.TargetGroupArn)
	v.Text("arn", g.TargetGroupArn)
	v.Text("name", g.TargetGroupName)
	v.Text("vpc_id", g.VpcId)
	Word(v, "protocol", g.Protocol)
	Word(v, "target_type", g.TargetType)
	Count(v, "port", g.Port)
	check := Values{}
	check.Maybe("enabled", g.HealthCheckEnabled)
	Word(check, "protocol", g.HealthCheckProtocol)
	check.Text("path", g.HealthCheckPath)
	v.Blocks("health_check", check)
	out, err := b.api.DescribeTargetGroupAttributes(ctx, &elb.DescribeTargetGroupAttributesInput{TargetGroupArn: &arn})
	if err != nil {
		v.Unknown("load_balancing_cross_zone_enabled")
		c.Missing(ctx, err, arn)
	} else {
		for _, a := range out.Attributes {
			if text(a.Key) == "load_balancing.cross_zone.enabled" {
				v.Text("load_balancing_cross_zone_enabled", a.Value)
			}
		}
	}
	c.Add("aws_lb_target_group", arn, v, "elasticloadbalancing:DescribeTargetGroups")
	b.targets(ctx, c, arn)
}

// targets reads what is registered with a target group.
func (b balancerReader) targets(ctx context.Context, c *Call, group string) {
	out, err := b.api.DescribeTargetHealth(ctx, &elb.DescribeTargetHealthInput{TargetGroupArn: &group})
	if err != nil {
		c.Missing(ctx, err, group)
		return
	}
	for _, h := range out.TargetHealthDescriptions {
		if h.Target == nil || h.TargetHealth != nil && h.TargetHealth.State == types.TargetHealthStateEnumDraining {
			continue
		}
		address := group + "/" + text(h.Target.Id)
		v := Values{}
		v.Text("target_group_arn", &group)
		v.Text("target_id", h.Target.Id)
		if p := h.Target.Port; p != nil {
			Count(v, "port", p)
			address += ":" + strconv.Itoa(int(*p))
		}
		v.Text("availability_zone", h.Target.AvailabilityZone)
		v.Text("id", &address)
		c.Add("aws_lb_target_group_attachment", address, v, "elasticloadbalancing:DescribeTargetHealth")
	}
}
