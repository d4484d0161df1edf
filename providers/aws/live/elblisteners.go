package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	elb "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2"
	"github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2/types"
)

func (b balancerReader) listeners(ctx context.Context, c *Call, balancer string) error {
	pages := elb.NewDescribeListenersPaginator(b.api, &elb.DescribeListenersInput{LoadBalancerArn: &balancer, PageSize: aws.Int32(balancersAPage)})
	return Pages(ctx, pages, func(page *elb.DescribeListenersOutput) {
		for _, l := range page.Listeners {
			arn := text(l.ListenerArn)
			v := Values{}
			v.Text("id", l.ListenerArn)
			v.Text("arn", l.ListenerArn)
			v.Text("load_balancer_arn", &balancer)
			Word(v, "protocol", l.Protocol)
			Count(v, "port", l.Port)
			v.Blocks("default_action", actions(l.DefaultActions)...)
			c.Add("aws_lb_listener", arn, v, "elasticloadbalancing:DescribeListeners")
			if err := b.rules(ctx, c, arn); err != nil {
				c.Missing(ctx, err, balancer)
			}
		}
	})
}

// rules reads the rules of a listener beside its default action.
func (b balancerReader) rules(ctx context.Context, c *Call, listener string) error {
	pages := elb.NewDescribeRulesPaginator(b.api, &elb.DescribeRulesInput{ListenerArn: &listener, PageSize: aws.Int32(balancersAPage)})
	return Pages(ctx, pages, func(page *elb.DescribeRulesOutput) {
		for _, r := range page.Rules {
			if r.IsDefault != nil && *r.IsDefault {
				continue
			}
			v := Values{}
			v.Text("id", r.RuleArn)
			v.Text("arn", r.RuleArn)
			v.Text("listener_arn", &listener)
			v.Blocks("action", actions(r.Actions)...)
			c.Add("aws_lb_listener_rule", text(r.RuleArn), v, "elasticloadbalancing:DescribeRules")
		}
	})
}

// actions are what a listener or a rule does with requests.
func actions(list []types.Action) []Values {
	var out []Values
	for _, a := range list {
		v := Values{}
		Word(v, "type", a.Type)
		v.Text("target_group_arn", a.TargetGroupArn)
		if f := a.ForwardConfig; f != nil {
			var groups []Values
			for _, g := range f.TargetGroups {
				t := Values{}
				t.Text("arn", g.TargetGroupArn)
				Count(t, "weight", g.Weight)
				groups = append(groups, t)
			}
			forward := Values{}
			forward.Blocks("target_group", groups...)
			v.Blocks("forward", forward)
		}
		out = append(out, v)
	}
	return out
}
