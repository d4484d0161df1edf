package rules_test

import (
	"testing"

	"spof/analysis"
	"spof/estate"
)

// crew makes servers that are each other's peers; each runs on a machine of
// its own in a zone, by the zone's last letter.
func crew(letters string, change func(*estate.ServerTraits)) []*estate.Resource {
	var out []*estate.Resource
	var names []string
	for i := range letters {
		names = append(names, "aws_instance.web["+string(rune('0'+i))+"]")
	}
	for i, l := range letters {
		t := &estate.ServerTraits{Peers: names, Serves: yes(), Count: estate.Default(1, line(1)), Through: "aws_lb_target_group.web"}
		change(t)
		host := thing(names[i]+"#host", estate.Server, nil)
		host.Of, host.Fails = names[i], estate.FailsAlone
		host.Placement = estate.Placement{Scope: estate.Zone, Region: "us-east-1", Zones: []estate.Domain{zone(l)}, Origin: line(2)}
		if l == '?' {
			host.Placement.Zones, host.Placement.Settles = []estate.Domain{zone('a'), zone('b')}, []string{"var.subnet"}
		}
		out = append(out, thing(names[i], estate.Server, t, host.Address), host)
	}
	return out
}

func asIs(*estate.ServerTraits) {}

func TestEC2SingleInstance(t *testing.T) {
	t.Parallel()
	play(t, "ec2-single-instance", []scene{
		{"alone", crew("a", asIs), []string{
			"proven: aws_instance.web[0] is the only instance behind aws_lb_target_group.web; when it or zone us-east-1a fails, nothing takes over",
		}},
		{"unknown number", crew("a", func(s *estate.ServerTraits) { s.Count = dunno[int]() }), []string{
			"undecided: aws_instance.web[0] has a number of instances that is not known: there may be only one",
		}},
		{"unknown use", crew("a", func(s *estate.ServerTraits) { s.Serves = dunno[bool]() }), []string{
			"undecided: aws_instance.web[0] stands alone, and whether anybody is served by it is not known",
		}},
		{"two", crew("ab", asIs), nil},
		{"a bastion", crew("a", func(s *estate.ServerTraits) { s.Exempt = "bastion" }), nil},
		{"serves nobody", crew("a", func(s *estate.ServerTraits) { s.Serves = no() }), nil},
	})
}

func TestEC2InstancesSameAZ(t *testing.T) {
	t.Parallel()
	play(t, "ec2-instances-same-az", []scene{
		{"one zone", crew("aaa", asIs), []string{
			"proven: aws_instance.web[0], aws_instance.web[1] and aws_instance.web[2] all stand in us-east-1a; when us-east-1a fails, all are lost",
		}},
		{"one subnet whose zone AWS chooses", crew("??", func(s *estate.ServerTraits) { s.Subnet = "aws_subnet.web" }), []string{
			"proven: aws_instance.web[0] and aws_instance.web[1] both stand in one zone; when that zone fails, both are lost",
		}},
		{"unknown", crew("a?", asIs), []string{
			"undecided: aws_instance.web[0] and its 1 peer stand in zones that are not all known: they may share one",
		}},
		{"two zones", crew("aab", asIs), nil},
		{"alone", crew("a", asIs), nil},
	})
}

// group makes a group of units of a product.
func group(address string, product estate.Product, least estate.Value[int], s estate.Spread, peers ...string) *estate.Resource {
	return thing(address, estate.ServerGroup, &estate.GroupTraits{
		Product: product, Min: least, MinName: "min_size", Max: is(4), Spread: s, Peers: peers, Serves: yes(),
	})
}

func one(address string, product estate.Product, least estate.Value[int], s estate.Spread) []*estate.Resource {
	return []*estate.Resource{group(address, product, least, s, address)}
}

func TestASGSingleAZ(t *testing.T) {
	t.Parallel()
	zonal := func(first, second string) []*estate.Resource {
		return []*estate.Resource{
			group("aws_autoscaling_group.a", estate.AutoScaling, is(2), over(first), "aws_autoscaling_group.a", "aws_autoscaling_group.b"),
			group("aws_autoscaling_group.b", estate.AutoScaling, is(2), over(second), "aws_autoscaling_group.a", "aws_autoscaling_group.b"),
		}
	}
	standby := one("aws_autoscaling_group.web", estate.AutoScaling, is(0), over("a"))
	as[*estate.GroupTraits](standby[0]).Standby = true
	play(t, "asg-single-az", []scene{
		{"one zone", one("aws_autoscaling_group.web", estate.AutoScaling, is(2), over("a")), []string{
			"proven: aws_autoscaling_group.web runs its instances in us-east-1a only; when us-east-1a fails, no instance is left, and new ones have nowhere to start",
		}},
		{"two groups in one zone", zonal("a", "a"), []string{
			"proven: aws_autoscaling_group.a runs its instances in us-east-1a only; when us-east-1a fails, " +
				"no instance of aws_autoscaling_group.a and aws_autoscaling_group.b is left, and new ones have nowhere to start",
		}},
		{"unknown", one("aws_autoscaling_group.web", estate.AutoScaling, is(2), unsure("a")), []string{
			"undecided: aws_autoscaling_group.web runs its instances in zones that are not all known: there may be only one",
		}},
		{"a group in each zone", zonal("a", "b"), nil},
		{"two zones", one("aws_autoscaling_group.web", estate.AutoScaling, is(2), over("ab")), nil},
		{"a standby", standby, nil},
		{"another product", one("aws_ecs_service.web", estate.ECS, is(2), over("a")), nil},
	})
}

func TestASGSingleInstance(t *testing.T) {
	t.Parallel()
	idle := one("aws_autoscaling_group.workers", estate.AutoScaling, is(0), over("ab"))
	as[*estate.GroupTraits](idle[0]).Serves = no()
	play(t, "asg-single-instance", []scene{
		{"one", one("aws_autoscaling_group.web", estate.AutoScaling, is(1), over("ab")), []string{
			"proven: aws_autoscaling_group.web keeps only 1 instance; when it fails, nobody serves until another has been launched",
		}},
		{"unknown", one("aws_autoscaling_group.web", estate.AutoScaling, dunno[int](), over("ab")), []string{
			"undecided: aws_autoscaling_group.web has a number of instances that is not known: there may be only one",
		}},
		{"two", one("aws_autoscaling_group.web", estate.AutoScaling, is(2), over("ab")), nil},
		{"one in each zone", []*estate.Resource{
			group("aws_autoscaling_group.a", estate.AutoScaling, is(1), over("a"), "aws_autoscaling_group.a", "aws_autoscaling_group.b"),
			group("aws_autoscaling_group.b", estate.AutoScaling, is(1), over("b"), "aws_autoscaling_group.a", "aws_autoscaling_group.b"),
		}, nil},
		{"workers that scale to nothing", idle, nil},
	})
}

func TestECSService(t *testing.T) {
	t.Parallel()
	daemon := one("aws_ecs_service.agent", estate.ECS, is(1), over("ab"))
	as[*estate.GroupTraits](daemon[0]).Daemon = true
	play(t, "ecs-service-single-task", []scene{
		{"one", one("aws_ecs_service.web", estate.ECS, is(1), over("ab")), []string{
			"proven: aws_ecs_service.web keeps only 1 task; when it fails, nobody serves until another has started",
		}},
		{"unknown", one("aws_ecs_service.web", estate.ECS, dunno[int](), over("ab")), []string{
			"undecided: aws_ecs_service.web has a number of tasks that is not known: there may be only one",
		}},
		{"two", one("aws_ecs_service.web", estate.ECS, is(2), over("ab")), nil},
		{"stopped", one("aws_ecs_service.web", estate.ECS, is(0), over("ab")), nil},
		{"one on each machine", daemon, nil},
	})
	play(t, "ecs-service-single-az", []scene{
		{"one zone", one("aws_ecs_service.web", estate.ECS, is(2), over("b")), []string{
			"proven: aws_ecs_service.web runs its tasks in us-east-1b only; when us-east-1b fails, no task is left, and new ones have nowhere to start",
		}},
		{"unknown zones", one("aws_ecs_service.web", estate.ECS, is(2), unsure("")), []string{
			"undecided: aws_ecs_service.web runs its tasks in zones that are not all known: there may be only one",
		}},
		{"two zones", one("aws_ecs_service.web", estate.ECS, is(2), over("ab")), nil},
	})
}

func TestEKSNodeGroupSingleAZ(t *testing.T) {
	t.Parallel()
	play(t, "eks-node-group-single-az", []scene{
		{"one zone", one("aws_eks_node_group.main", estate.EKS, is(2), over("c")), []string{
			"proven: aws_eks_node_group.main runs its nodes in us-east-1c only; when us-east-1c fails, no node is left for the cluster's pods",
		}},
		{"unknown", one("aws_eks_node_group.main", estate.EKS, is(2), unsure("c")), []string{
			"undecided: aws_eks_node_group.main runs its nodes in zones that are not all known: there may be only one",
		}},
		{"two zones", one("aws_eks_node_group.main", estate.EKS, is(2), over("bc")), nil},
	})
}

// A group of one that may start in another zone heals; in one zone it does not.
func TestGroupOfOneIsGradedByItsZones(t *testing.T) {
	t.Parallel()
	rule := ruleOf(t, "asg-single-instance")
	for zones, most := range map[string]analysis.Severity{"ab": analysis.Medium, "a": analysis.High} {
		for _, f := range judge(t, one("aws_autoscaling_group.web", estate.AutoScaling, is(1), over(zones)), rule) {
			if f.Severity > most {
				t.Errorf("over %s: severity = %s", zones, f.Severity)
			}
			if f.Fix.Edit != "min_size = 2" {
				t.Errorf("edit = %q", f.Fix.Edit)
			}
		}
	}
}
