package analysis_test

import (
	"fmt"
	"testing"

	"spof/analysis"
	"spof/estate"
)

// company builds n shops, each a record, a balancer with a node in each zone, a
// group of three, a database in one of three zones and a queue's worker, which
// share ways out of their network and a login.
func company(n int) *estate.Estate {
	b := &estateBuilder{}
	for _, z := range zones {
		b.add("aws_nat_gateway."+z.Name, estate.Egress, unit, in(z))
	}
	b.add("aws_lb.login", estate.LoadBalancer, regional, needs("aws_db_instance.login"))
	b.add("aws_db_instance.login", estate.Datastore, unit, in(zones...))
	for i := range n {
		name := func(kind string) string { return fmt.Sprintf("%s.shop[%d]", kind, i) }
		b.add(name("aws_route53_record"), estate.RecordSet, named(fmt.Sprintf("shop%d.example.com", i)), needs(name("aws_lb")))
		lb, group := name("aws_lb"), name("aws_autoscaling_group")
		b.add(lb, estate.LoadBalancer, deletable, regional, needs(name("aws_lb_target_group")), needsOne(lb+"#a", lb+"#b", lb+"#c"))
		b.add(name("aws_lb_target_group"), estate.TargetGroup, needs(group))
		b.add(group, estate.ServerGroup, needsOne(group+"#1", group+"#2", group+"#3"), startsWith("aws_lb.login"))
		for j, z := range zones {
			b.add(fmt.Sprintf("%s#%c", lb, 'a'+j), estate.LoadBalancer, part, unit, in(z))
			b.add(fmt.Sprintf("%s#%d", group, 1+j), estate.ServerGroup, part, unit, in(z),
				needs(name("aws_db_instance"), "aws_nat_gateway."+z.Name))
		}
		b.add(name("aws_db_instance"), estate.Datastore, unit, in(zones...))
		b.add(name("aws_lambda_function"), estate.Function, regional, needs(name("aws_db_instance")))
	}
	return b.estate()
}

func BenchmarkRun(b *testing.B) {
	for _, shops := range []int{10, 100, 1000} {
		e := company(shops)
		b.Run(fmt.Sprintf("resources=%d", len(e.Resources)), func(b *testing.B) {
			for b.Loop() {
				if _, err := analysis.Run(e, failureRules(), analysis.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
