package rules_test

import (
	"testing"

	"spof/estate"
)

func balancer(kind string, s estate.Spread, groups ...string) *estate.Resource {
	return thing("aws_lb.main", estate.LoadBalancer, &estate.BalancerTraits{Type: is(kind), Spread: s, Groups: groups})
}

func targets(s estate.Spread, addresses ...string) *estate.Resource {
	return thing("aws_lb_target_group.web", estate.TargetGroup, &estate.TargetGroupTraits{
		TargetType: is("instance"), Balancers: []string{"aws_lb.main"}, Targets: addresses, Spread: s,
	})
}

func changed(r *estate.Resource, change func(*estate.TargetGroupTraits)) *estate.Resource {
	change(as[*estate.TargetGroupTraits](r))
	return r
}

func TestLBSingleAZ(t *testing.T) {
	t.Parallel()
	play(t, "lb-single-az", []scene{
		{"one zone", []*estate.Resource{balancer("network", over("a"))}, []string{
			"proven: aws_lb.main stands in us-east-1a only; when us-east-1a fails, nobody gets through",
		}},
		{"one zone, refused by AWS", []*estate.Resource{balancer("application", over("a"))}, []string{
			"proven: aws_lb.main stands in us-east-1a only; when us-east-1a fails, nobody gets through; AWS refuses an application load balancer with fewer than two zones",
		}},
		{"unknown", []*estate.Resource{balancer("network", unsure("a"))}, []string{
			"undecided: aws_lb.main stands in zones that are not all known: there may be only one",
		}},
		{"unknown, but AWS refuses one", []*estate.Resource{balancer("application", unsure("a"))}, nil},
		{"two zones", []*estate.Resource{balancer("network", over("ab"))}, nil},
		{"a gateway", []*estate.Resource{balancer("gateway", over("a"))}, nil},
	})
}

func TestTargetGroupSingleTarget(t *testing.T) {
	t.Parallel()
	server := thing("aws_instance.web", estate.Server, &estate.ServerTraits{})
	scaled := group("aws_autoscaling_group.web", estate.AutoScaling, is(2), over("ab"))
	with := func(tg *estate.Resource) []*estate.Resource { return []*estate.Resource{tg, server, scaled} }
	play(t, "target-group-single-target", []scene{
		{"one", with(targets(over("a"), "aws_instance.web")), []string{
			"proven: aws_lb_target_group.web has one target, aws_instance.web; when it fails, aws_lb.main has nothing to send its users to",
		}},
		{"perhaps others", with(changed(targets(over("a"), "aws_instance.web"), func(g *estate.TargetGroupTraits) { g.TargetsOpen = true })), []string{
			"undecided: aws_lb_target_group.web has targets that were not all read: there may be only one",
		}},
		{"two", with(targets(over("ab"), "aws_instance.web", "aws_instance.other")), nil},
		{"a group", with(targets(over("ab"), "aws_autoscaling_group.web")), nil},
		{"a function", with(changed(targets(over(""), "aws_instance.web"), func(g *estate.TargetGroupTraits) { g.TargetType = is("lambda") })), nil},
		{"an address beside it", with(changed(targets(over("a"), "aws_instance.web"), func(g *estate.TargetGroupTraits) { g.TargetsOther = true })), nil},
		{"registered by a controller", with(changed(targets(over("")), func(g *estate.TargetGroupTraits) { g.TargetsOpen = true })), nil},
		{"spare", with(changed(targets(over("a"), "aws_instance.web"), func(g *estate.TargetGroupTraits) { g.Balancers = nil })), nil},
	})
}

func TestTargetGroupSingleAZ(t *testing.T) {
	t.Parallel()
	servers := crew("aa", asIs)
	with := func(front, s estate.Spread, addresses ...string) []*estate.Resource {
		return append([]*estate.Resource{balancer("application", front), targets(s, addresses...)}, servers...)
	}
	play(t, "target-group-single-az", []scene{
		{"one zone", with(over("ab"), over("a"), "aws_instance.web[0]", "aws_instance.web[1]"), []string{
			"proven: aws_lb_target_group.web has all its targets in us-east-1a only; when us-east-1a fails, aws_lb.main has none left",
		}},
		{"unknown", with(over("ab"), unsure("a"), "aws_instance.web[0]", "aws_instance.web[1]"), []string{
			"undecided: aws_lb_target_group.web has all its targets in zones that are not all known: there may be only one",
		}},
		{"two zones", with(over("ab"), over("ab"), "aws_instance.web[0]", "aws_instance.web[1]"), nil},
		{"a balancer in one zone", with(over("a"), over("a"), "aws_instance.web[0]", "aws_instance.web[1]"), nil},
		{"one target", with(over("ab"), over("a"), "aws_instance.web[0]"), nil},
	})
}

func TestASGLBAZMismatch(t *testing.T) {
	t.Parallel()
	with := func(front, s estate.Spread) []*estate.Resource {
		const name = "aws_autoscaling_group.web"
		return []*estate.Resource{balancer("application", front), targets(s, name), group(name, estate.AutoScaling, is(2), s, name)}
	}
	zonal := []*estate.Resource{
		balancer("application", over("ab")), targets(over("ab"), "aws_autoscaling_group.a", "aws_autoscaling_group.b"),
		group("aws_autoscaling_group.a", estate.AutoScaling, is(1), over("a"), "aws_autoscaling_group.a", "aws_autoscaling_group.b"),
		group("aws_autoscaling_group.b", estate.AutoScaling, is(1), over("b"), "aws_autoscaling_group.a", "aws_autoscaling_group.b"),
	}
	play(t, "asg-lb-az-mismatch", []scene{
		{"servers beyond the balancer", with(over("ab"), over("abc")), []string{
			"proven: aws_autoscaling_group.web runs servers in us-east-1c, where aws_lb.main is not enabled; they receive nothing, and do not help when us-east-1a and us-east-1b fail",
		}},
		{"a balancer beyond the servers", with(over("abc"), over("ab")), []string{
			"proven: aws_autoscaling_group.web runs no server in us-east-1c, where aws_lb.main is enabled; the node there has nobody of its own zone to answer",
		}},
		{"unknown", with(over("ab"), unsure("a")), []string{
			"undecided: aws_autoscaling_group.web and aws_lb.main stand in zones that are not all known: they may not be the same",
		}},
		{"an instance beyond the balancer", append([]*estate.Resource{
			balancer("application", over("a")), targets(over("ab"), "aws_instance.web[0]", "aws_instance.web[1]"),
		}, crew("ab", asIs)...), []string{
			"proven: aws_lb_target_group.web has aws_instance.web[1] in us-east-1b, where aws_lb.main is not enabled; nothing is sent there, and it is no help when us-east-1a fails",
		}},
		{"equal", with(over("ab"), over("ab")), nil},
		{"a group in each zone", zonal, nil},
	})
}
