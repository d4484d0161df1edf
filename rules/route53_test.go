package rules_test

import (
	"testing"

	"spof/analysis"
	"spof/estate"
)

const shop = "shop.example.com"

// set makes a record set and gives its records its name.
func set(records ...*estate.Resource) []*estate.Resource {
	t := &estate.RecordSetTraits{Name: shop, Type: "A", Private: no()}
	s := thing("set", estate.RecordSet, t)
	for _, r := range records {
		rec := as[*estate.RecordTraits](r)
		rec.Set, rec.Name = s.Address, shop
		t.Records = append(t.Records, r.Address)
	}
	return append(records, s)
}

// kept marks a set as one whose zone is kept elsewhere.
func kept(resources []*estate.Resource) []*estate.Resource {
	for _, r := range resources {
		if s, ok := r.Traits.(*estate.RecordSetTraits); ok {
			s.Open, s.Settles = true, []string{"data.aws_route53_zone.main"}
		}
	}
	return resources
}

// record makes a record that leads to literal addresses.
func record(address, policy string, addresses ...string) *estate.Resource {
	rec := &estate.RecordTraits{Type: "A", Policy: is(policy), Role: is(""), Check: estate.Default("", line(1)), TargetsAt: line(3)}
	for _, a := range addresses {
		rec.Targets = append(rec.Targets, estate.Target{Literal: a, Origin: line(3)})
	}
	return thing(address, estate.Record, rec)
}

func facts(r *estate.Resource) *estate.RecordTraits {
	return as[*estate.RecordTraits](r)
}

// half makes one half of a failover pair.
func half(address, role string, addresses ...string) *estate.Resource {
	r := record(address, "failover", addresses...)
	facts(r).Role = is(role)
	return r
}

func checked(r *estate.Resource) *estate.Resource {
	facts(r).Check = is("aws_route53_health_check.main")
	return r
}

// alias makes a record lead to a resource.
func alias(r *estate.Resource, evaluate, evaluable estate.Value[bool], target string) *estate.Resource {
	rec := facts(r)
	rec.Alias, rec.EvaluateHealth, rec.Evaluable = true, evaluate, evaluable
	rec.Targets = []estate.Target{{Address: target, Origin: line(3)}}
	return r
}

func leading(r *estate.Resource, targets ...string) *estate.Resource {
	for _, t := range targets {
		facts(r).Targets = append(facts(r).Targets, estate.Target{Address: t, Origin: line(3)})
	}
	return r
}

func unread(r *estate.Resource) *estate.Resource {
	facts(r).TargetsOpen, facts(r).Settles = true, []string{"var.x"}
	return r
}

func TestRoute53SimpleSingleTarget(t *testing.T) {
	t.Parallel()
	server := thing("aws_instance.web", estate.Server, &estate.ServerTraits{})
	balancer := thing("aws_lb.main", estate.LoadBalancer, &estate.BalancerTraits{})
	eip := thing("aws_eip.web", estate.Address, nil, "aws_instance.web")
	nat := thing("aws_nat_gateway.main", estate.Egress, &estate.EgressTraits{})
	natIP := thing("aws_eip.nat", estate.Address, nil, "aws_nat_gateway.main")
	bastion := thing("aws_instance.bastion", estate.Server, &estate.ServerTraits{Exempt: "bastion"})
	to := func(targets ...string) []*estate.Resource {
		return append(set(leading(record("aws_route53_record.shop", "simple"), targets...)), server, balancer, eip, nat, natIP, bastion)
	}
	one := unread(record("aws_route53_record.shop", "simple"))
	facts(one).TargetCount = is(1)
	validation := set(record("aws_route53_record.shop", "simple", "203.0.113.10"))
	as[*estate.RecordSetTraits](validation[1]).Validation = true
	play(t, "route53-simple-single-target", []scene{
		{"an address", set(record("aws_route53_record.shop", "simple", "203.0.113.10")), []string{
			"proven: aws_route53_record.shop leads shop.example.com to 203.0.113.10 only; when it fails, the name still answers with it",
		}},
		{"the name of an instance", set(record("aws_route53_record.shop", "simple", "ec2-203-0-113-10.compute-1.amazonaws.com")), []string{
			"proven: aws_route53_record.shop leads shop.example.com to ec2-203-0-113-10.compute-1.amazonaws.com only; when it fails, the name still answers with it",
		}},
		{"an instance by two ways", to("aws_instance.web", "aws_eip.web"), []string{
			"proven: aws_route53_record.shop leads shop.example.com to aws_instance.web only; when it fails, the name still answers with it",
		}},
		{"one unknown address", set(one), []string{
			"proven: aws_route53_record.shop leads shop.example.com to one address only; when it fails, the name still answers with it",
		}},
		{"unknown addresses", set(unread(record("aws_route53_record.shop", "simple", "203.0.113.10"))), []string{
			"undecided: aws_route53_record.shop leads shop.example.com to targets that are not all known: there may be only one machine",
		}},
		{"two addresses", set(record("aws_route53_record.shop", "simple", "203.0.113.10", "203.0.113.20")), nil},
		{"a balancer", to("aws_lb.main"), nil},
		{"somebody else's name", set(record("aws_route53_record.shop", "simple", "shop.example.net")), nil},
		{"the address that others let in", to("aws_eip.nat"), nil},
		{"a bastion", to("aws_instance.bastion"), nil},
		{"a routing policy", set(record("aws_route53_record.shop", "weighted", "203.0.113.10")), nil},
		{"a validation", validation, nil},
	})
}

func TestRoute53FailoverIncomplete(t *testing.T) {
	t.Parallel()
	play(t, "route53-failover-incomplete", []scene{
		{"no secondary", set(half("aws_route53_record.one", "PRIMARY")), []string{
			"proven: aws_route53_record.one is half of a failover pair for shop.example.com that has no SECONDARY; when its target fails, there is nothing to fail over to",
		}},
		{"no primary", set(half("aws_route53_record.two", "SECONDARY")), []string{
			"proven: aws_route53_record.two is half of a failover pair for shop.example.com that has no PRIMARY; when its target fails, there is nothing to fail over to",
		}},
		{"a zone kept elsewhere", kept(set(half("aws_route53_record.one", "PRIMARY"))), []string{
			"undecided: aws_route53_record.one has no SECONDARY record beside it for shop.example.com among the records that were read",
		}},
		{"both", set(half("aws_route53_record.one", "PRIMARY"), half("aws_route53_record.two", "SECONDARY")), nil},
		{"no failover", set(record("aws_route53_record.one", "weighted")), nil},
	})
}

func TestRoute53FailoverNoHealthCheck(t *testing.T) {
	t.Parallel()
	pair := func(first *estate.Resource) []*estate.Resource {
		return set(first, half("aws_route53_record.two", "SECONDARY"))
	}
	primary := func() *estate.Resource { return half("aws_route53_record.one", "PRIMARY") }
	dead := "proven: aws_route53_record.one has no health check; when its target fails, shop.example.com still answers with it and the secondary never takes over"
	play(t, "route53-failover-no-health-check", []scene{
		{"no check", pair(primary()), []string{dead}},
		{"an alias that does not ask", pair(alias(primary(), no(), yes(), "aws_lb.main")), []string{dead}},
		{"an alias that cannot ask", pair(alias(primary(), yes(), no(), "aws_api_gateway_domain_name.main")), []string{dead}},
		{"an alias that may ask", pair(alias(primary(), dunno[bool](), yes(), "aws_lb.main")), []string{
			"undecided: aws_route53_record.one may be a primary whose target nobody checks: then it answers for shop.example.com, dead or alive",
		}},
		{"a check", pair(checked(primary())), nil},
		{"an alias that asks", pair(alias(primary(), yes(), yes(), "aws_lb.main")), nil},
		{"another policy", set(record("aws_route53_record.one", "weighted")), nil},
	})
}

func TestRoute53PolicyNoHealthCheck(t *testing.T) {
	t.Parallel()
	weighted := func() *estate.Resource { return record("aws_route53_record.one", "weighted", "203.0.113.10") }
	with := func(first *estate.Resource) []*estate.Resource {
		return set(first, checked(record("aws_route53_record.two", "weighted", "203.0.113.20")))
	}
	maybe := weighted()
	facts(maybe).Check = dunno[string]()
	dead := "proven: aws_route53_record.one has no health check; when its target fails, its users of shop.example.com are still sent to it"
	play(t, "route53-policy-no-health-check", []scene{
		{"no check", with(weighted()), []string{dead}},
		{"an alias that cannot ask", with(alias(weighted(), yes(), no(), "aws_cloudfront_distribution.main")), []string{dead}},
		{"perhaps a check", with(maybe), []string{
			"undecided: aws_route53_record.one may have no health check: then its users of shop.example.com are sent to it, dead or alive",
		}},
		{"alone in a zone kept elsewhere", kept(set(weighted())), []string{
			"undecided: aws_route53_record.one has no health check, and whether shop.example.com has other records to answer with was not read",
		}},
		{"a check", with(checked(weighted())), nil},
		{"an alias that is another rule's business", with(alias(weighted(), no(), yes(), "aws_lb.main")), nil},
		{"alone", set(weighted()), nil},
		{"failover", set(half("aws_route53_record.one", "PRIMARY"), half("aws_route53_record.two", "SECONDARY")), nil},
	})
}

func TestRoute53EvaluateTargetHealthOff(t *testing.T) {
	t.Parallel()
	to := func(r *estate.Resource, evaluate, evaluable estate.Value[bool]) []*estate.Resource {
		return set(alias(r, evaluate, evaluable, "aws_lb.main"), checked(record("aws_route53_record.two", "weighted", "203.0.113.20")))
	}
	weighted := func() *estate.Resource { return record("aws_route53_record.one", "weighted") }
	play(t, "route53-evaluate-target-health-off", []scene{
		{"off", to(weighted(), no(), yes()), []string{
			"proven: aws_route53_record.one does not follow the health of its target; when the target fails, shop.example.com still answers with it",
		}},
		{"unknown", to(weighted(), dunno[bool](), yes()), []string{
			"undecided: aws_route53_record.one sets evaluate_target_health to a value that is not known: it may be off",
		}},
		{"on", to(weighted(), yes(), yes()), nil},
		{"off with a check", to(checked(weighted()), no(), yes()), nil},
		{"a target without health", to(weighted(), no(), no()), nil},
		{"no routing policy", set(alias(record("aws_route53_record.one", "simple"), no(), yes(), "aws_lb.main")), nil},
		{"a secondary", to(half("aws_route53_record.one", "SECONDARY"), no(), yes()), nil},
	})
}

func TestRoute53FailoverSameTarget(t *testing.T) {
	t.Parallel()
	server := func(name string, letter rune) *estate.Resource {
		r := thing(name, estate.Server, &estate.ServerTraits{})
		r.Placement = estate.Placement{Scope: estate.Zone, Region: "us-east-1", Zones: []estate.Domain{zone(letter)}}
		return r
	}
	world := []*estate.Resource{
		server("aws_instance.a", 'a'), server("aws_instance.a_too", 'a'), server("aws_instance.b", 'b'),
		thing("aws_eip.a", estate.Address, nil, "aws_instance.a"),
		thing("aws_lb.east", estate.LoadBalancer, &estate.BalancerTraits{Spread: over("ab")}),
		thing("aws_lb.east_too", estate.LoadBalancer, &estate.BalancerTraits{Spread: over("bc")}),
		thing("aws_lb.a", estate.LoadBalancer, &estate.BalancerTraits{Spread: over("a")}),
		in("us-west-2", thing("aws_lb.west", estate.LoadBalancer, nil)), thing("aws_s3_bucket.page", estate.Bucket, nil),
	}
	pair := func(one, two string) []*estate.Resource {
		return append(set(leading(half("aws_route53_record.one", "PRIMARY"), one), leading(half("aws_route53_record.two", "SECONDARY"), two)), world...)
	}
	same := func(what string) []string {
		return []string{"proven: aws_route53_record.two leads shop.example.com to " + what + ", as every other record of the set does; when it fails, there is nothing to fail over to"}
	}
	weights := append(set(leading(record("aws_route53_record.one", "weighted"), "aws_lb.east"), leading(record("aws_route53_record.two", "weighted"), "aws_lb.east_too")), world...)
	play(t, "route53-failover-same-target", []scene{
		{"one balancer", pair("aws_lb.east", "aws_lb.east"), same("aws_lb.east")},
		{"one instance by two ways", pair("aws_eip.a", "aws_instance.a"), same("aws_instance.a")},
		{"one zone", pair("aws_instance.a", "aws_instance.a_too"), same("zone us-east-1a")},
		{"one region", pair("aws_lb.east", "aws_lb.east_too"), same("region us-east-1")},
		{"unknown", append(set(leading(half("aws_route53_record.one", "PRIMARY"), "aws_lb.east"), unread(half("aws_route53_record.two", "SECONDARY"))), world...), []string{
			"undecided: aws_route53_record.two may lead shop.example.com to the same place as the other records of the set",
		}},
		{"two zones", pair("aws_instance.a", "aws_instance.b"), nil},
		{"a balancer in each zone", pair("aws_lb.a", "aws_lb.east"), nil},
		{"two regions", pair("aws_lb.east", "aws_lb.west"), nil},
		{"a page that says sorry", pair("aws_lb.east", "aws_s3_bucket.page"), nil},
		{"shares of one region", weights, nil},
	})
}

func TestRoute53HealthCheckIneffective(t *testing.T) {
	t.Parallel()
	check := func(change func(*estate.HealthCheckTraits)) []*estate.Resource {
		c := &estate.HealthCheckTraits{
			Type: is("HTTP"), Disabled: no(), Inverted: no(), ChildThreshold: is(1), Children: is(2), InsufficientData: is("Unhealthy"),
		}
		change(c)
		return []*estate.Resource{thing("aws_route53_health_check.main", estate.HealthCheck, c)}
	}
	says := func(words string) []string { return []string{"proven: aws_route53_health_check.main " + words} }
	play(t, "route53-health-check-ineffective", []scene{
		{"disabled", check(func(c *estate.HealthCheckTraits) { c.Disabled = yes() }), says("is disabled: Route 53 takes its target for healthy without asking")},
		{"inverted", check(func(c *estate.HealthCheckTraits) { c.Inverted = yes() }), says("is inverted: it is healthy while its target is dead")},
		{
			"no child needed", check(func(c *estate.HealthCheckTraits) { c.Type, c.ChildThreshold = is("CALCULATED"), is(0) }),
			says("needs none of its children to be healthy: it is always healthy itself"),
		},
		{
			"one child", check(func(c *estate.HealthCheckTraits) { c.Type, c.Children = is("CALCULATED"), is(1) }),
			says("is calculated from 1 child check: it adds nothing to that one's judgement"),
		},
		{
			"silence is health", check(func(c *estate.HealthCheckTraits) { c.Type, c.InsufficientData = is("CLOUDWATCH_METRIC"), is("Healthy") }),
			says("takes missing data for health: when its target dies and sends no metrics, it stays healthy"),
		},
		{"unknown", check(func(c *estate.HealthCheckTraits) { c.Disabled = dunno[bool]() }), []string{
			"undecided: aws_route53_health_check.main may say nothing of its target: disabled of aws_route53_health_check.main is not known",
		}},
		{"good", check(func(*estate.HealthCheckTraits) {}), nil},
		{"a calculated not", check(func(c *estate.HealthCheckTraits) { c.Type, c.Inverted = is("CALCULATED"), yes() }), nil},
	})
}

// A primary whose alias does not ask is mended by its switch: two rules see it,
// one finding is left.
func TestOneCauseOneFinding(t *testing.T) {
	t.Parallel()
	resources := set(alias(half("aws_route53_record.one", "PRIMARY"), no(), yes(), "aws_lb.main"), half("aws_route53_record.two", "SECONDARY", "203.0.113.20"))
	resources = append(resources, thing("aws_lb.main", estate.LoadBalancer, nil))
	var got []string
	for _, f := range judge(t, resources, allRules(t)...) {
		if f.Address == "aws_route53_record.one" {
			got = append(got, f.Rule.ID)
		}
	}
	if len(got) != 1 || got[0] != "route53-evaluate-target-health-off" {
		t.Errorf("findings = %v", got)
	}
}

// allRules returns the configuration rules.
func allRules(t *testing.T) []*analysis.Rule {
	t.Helper()
	var out []*analysis.Rule
	for _, id := range configuration {
		out = append(out, ruleOf(t, id))
	}
	return out
}
