package rules_test

import (
	"testing"

	"spof/estate"
)

// nat makes a NAT gateway in a zone, with subnets of zones that leave through
// it and the other ways out of its network.
func nat(letter, tenants string, others ...string) *estate.Resource {
	t := &estate.EgressTraits{Regional: no(), Private: no(), Spread: over(letter), Others: others, Network: is("vpc")}
	if letter == "?" {
		t.Spread = unsure("")
	}
	for _, l := range tenants {
		tenant := estate.Tenant{Subnet: "aws_subnet." + string(l), Zone: is(zone(l)), Origin: line(7)}
		if l == '?' {
			tenant.Subnet, tenant.Zone = "aws_subnet.x", dunno[estate.Domain]()
		}
		t.Tenants = append(t.Tenants, tenant)
	}
	return thing("aws_nat_gateway."+letter, estate.Egress, t)
}

func wayOut(r *estate.Resource, change func(*estate.EgressTraits)) []*estate.Resource {
	change(as[*estate.EgressTraits](r))
	return append([]*estate.Resource{r}, homes()...)
}

// homes makes the subnets that leave.
func homes(more ...*estate.Resource) []*estate.Resource {
	for _, l := range "abcx" {
		more = append(more, thing("aws_subnet."+string(l), estate.Subnet, nil))
	}
	return more
}

func TestNATSingleAZ(t *testing.T) {
	t.Parallel()
	play(t, "nat-single-az", []scene{
		{"one for three zones", homes(nat("a", "abc")), []string{
			"proven: aws_nat_gateway.a in us-east-1a carries the egress of 3 subnets in us-east-1a, us-east-1b and us-east-1c; when us-east-1a fails, all lose it",
		}},
		{"unknown zones of subnets", homes(nat("a", "a?")), []string{
			"undecided: aws_nat_gateway.a may be in the only zone with a NAT gateway, while subnets of other zones leave through it",
		}},
		{"one in each zone", homes(nat("a", "a", "aws_nat_gateway.b"), nat("b", "b", "aws_nat_gateway.a")), nil},
		{"all in its zone", homes(nat("a", "aa")), nil},
		{"nobody uses it", homes(nat("a", "")), nil},
		{"regional", wayOut(nat("a", "abc"), func(e *estate.EgressTraits) { e.Regional = yes() }), nil},
		{"private", wayOut(nat("a", "abc"), func(e *estate.EgressTraits) { e.Private = yes() }), nil},
	})
}

func TestNATCrossAZ(t *testing.T) {
	t.Parallel()
	play(t, "nat-cross-az", []scene{
		{"one route table for two zones", homes(nat("a", "ab", "aws_nat_gateway.b"), nat("b", "", "aws_nat_gateway.a")), []string{
			"proven: aws_nat_gateway.a in us-east-1a carries the egress of aws_subnet.b in us-east-1b; when us-east-1a fails, the subnet loses it although its own zone is alive",
		}},
		{"unknown zone of a subnet", homes(nat("a", "a?", "aws_nat_gateway.b"), nat("b", "", "aws_nat_gateway.a")), []string{
			"undecided: aws_nat_gateway.a carries the egress of aws_subnet.x, and whether it is in the zone of the gateway is not known",
		}},
		{"to each its own", homes(nat("a", "a", "aws_nat_gateway.b"), nat("b", "b", "aws_nat_gateway.a")), nil},
		{"the only one", homes(nat("a", "ab")), nil},
	})
}

func TestNATInstance(t *testing.T) {
	t.Parallel()
	route := func(tenants string, needs ...string) []*estate.Resource {
		r := nat("a", tenants)
		e := as[*estate.EgressTraits](r)
		e.Instance = true
		for _, n := range needs {
			r.Needs = append(r.Needs, estate.On(n, "routes through", line(4)))
		}
		if len(needs) == 0 {
			r.Needs = []estate.Need{{Quorum: 1, Open: true, Settles: []string{"var.interface"}}}
		}
		return homes(r, thing("aws_instance.nat", estate.Server, &estate.ServerTraits{}))
	}
	play(t, "nat-instance", []scene{
		{"an instance", route("ab", "aws_instance.nat"), []string{
			"proven: aws_nat_gateway.a leads through one machine, aws_instance.nat; when it fails, 2 subnets lose that way out",
		}},
		{"an unused route", route("", "aws_instance.nat"), []string{
			"proven: aws_nat_gateway.a leads through one machine, aws_instance.nat; when it fails, whatever is routed there is cut off",
		}},
		{"an unknown interface", route("a"), []string{
			"undecided: aws_nat_gateway.a may lead through one machine: whose network interface it is, is not known",
		}},
		{"a gateway", homes(nat("a", "a")), nil},
	})
}
