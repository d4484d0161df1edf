package live_test

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/autoscaling"
	asgtypes "github.com/aws/aws-sdk-go-v2/service/autoscaling/types"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	elb "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2"
	elbtypes "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2/types"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"
	"github.com/aws/aws-sdk-go-v2/service/route53"
	r53types "github.com/aws/aws-sdk-go-v2/service/route53/types"
	"github.com/google/go-cmp/cmp"

	"spof/inventory"
	"spof/providers/aws/live"
)

// What there is in a large account, in one region of it. Of the instances, those
// that no group keeps up are as many as the groups keep.
const (
	manyInstances = 5000
	manyGroups    = 250
	manySubnets   = 500
	manyBalancers = 200
	manyDatabases = 500
	manyRecords   = 2000
	manyZones     = 20
)

// largeCollectors are those that read what there is in a large account.
func largeCollectors(tb testing.TB) []live.Collector {
	tb.Helper()
	var out []live.Collector
	for _, c := range live.Collectors() {
		switch c.Service {
		case "ec2", "autoscaling", "elasticloadbalancing", "rds", "route53":
			out = append(out, c)
		}
	}
	return out
}

// TestALargeAccountTakesNoMoreCallsThanItMust requires the least number of calls
// that the APIs allow: of lists as many as there are full pages, and one of what
// is only told of one thing at a time. All other lists are empty and take one.
func TestALargeAccountTakesNoMoreCallsThanItMust(t *testing.T) {
	t.Parallel()
	least := map[string]int{
		"EC2 DescribeInstances":                                    manyInstances / 1000,
		"EC2 DescribeInstanceAttribute":                            manyInstances / 2, // what a server by itself starts with
		"Elastic Load Balancing v2 DescribeLoadBalancerAttributes": manyBalancers,
		"Elastic Load Balancing v2 DescribeListeners":              manyBalancers,
		"Elastic Load Balancing v2 DescribeRules":                  manyBalancers,
		"Elastic Load Balancing v2 DescribeTargetGroupAttributes":  manyBalancers,
		"Elastic Load Balancing v2 DescribeTargetHealth":           manyBalancers,
		"Auto Scaling DescribeAutoScalingGroups":                   3, // pages of 100
		"RDS DescribeDBInstances":                                  manyDatabases / 100,
		"Route 53 ListResourceRecordSets":                          manyZones,
	}
	asked := map[string]int{}
	var mu sync.Mutex
	inv := readLarge(t, func(name string) {
		mu.Lock()
		defer mu.Unlock()
		asked[name]++
	})
	for name, n := range asked {
		if n == 1 && least[name] == 0 {
			delete(asked, name)
		}
	}
	if diff := cmp.Diff(least, asked); diff != "" {
		t.Errorf("calls of which there is more than one (-least +asked)\n%s", diff)
	}
	want := map[string]int{
		"aws_instance": manyInstances / 2, "aws_autoscaling_group": manyGroups, "aws_subnet": manySubnets, "aws_lb": manyBalancers,
		"aws_lb_listener": manyBalancers, "aws_lb_target_group": manyBalancers, "aws_lb_target_group_attachment": manyBalancers,
		"aws_db_instance": manyDatabases, "aws_route53_zone": manyZones, "aws_route53_record": manyRecords,
	}
	if diff := cmp.Diff(want, countTypes(inv)); diff != "" || len(inv.Gaps) > 0 {
		t.Errorf("resources (-want +got)\n%s\ngaps %v", diff, inv.Gaps)
	}
}

// BenchmarkLargeAccount measures the reading of a large account whose every call
// takes some time to be answered: how much of the sum of those times it takes,
// and what is in memory at its end. Nothing holds the calls back.
func BenchmarkLargeAccount(b *testing.B) {
	const each = 20 * time.Millisecond
	var calls int
	var mu sync.Mutex
	begin := time.Now()
	for b.Loop() {
		inv := readLarge(b, func(string) {
			mu.Lock()
			calls++
			mu.Unlock()
			time.Sleep(each)
		})
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "MB-kept")
		b.ReportMetric(float64(len(inv.Resources)), "resources")
	}
	b.ReportMetric(float64(calls)/float64(b.N), "calls")
	b.ReportMetric(time.Since(begin).Seconds()/(float64(calls)*each.Seconds()), "of-server-time")
}

func readLarge(tb testing.TB, heard func(name string)) *inventory.Inventory {
	tb.Helper()
	f := fake{}
	for name, reply := range large() {
		f[name] = func(region string, in any) (any, error) {
			heard(name)
			return reply(region, in)
		}
	}
	inv, err := live.Read(context.Background(), live.Options{Config: f.config(), Regions: []string{"eu-west-1"}, Collectors: largeCollectors(tb)})
	if err != nil {
		tb.Fatal(err)
	}
	return inv
}

// part returns which of a list stand on the page that a token leads to, and the
// token that leads to the next.
func part[T any](all []T, token *string, most int32) (page []T, next *string) {
	from := 0
	if token != nil {
		from, _ = strconv.Atoi(*token)
	}
	to := min(from+int(most), len(all))
	if to < len(all) {
		next = aws.String(strconv.Itoa(to))
	}
	return all[from:to], next
}

// made makes a list.
func listed[T any](n int, one func(i int) T) []T {
	out := make([]T, n)
	for i := range out {
		out[i] = one(i)
	}
	return out
}

func id(kind string, i int) *string { return aws.String(fmt.Sprintf("%s-%05d", kind, i)) }

func arn(service, kind string, i int) *string {
	return aws.String(fmt.Sprintf("arn:aws:%s:eu-west-1:%s:%s/%05d", service, account, kind, i))
}

// large answers as a large account does.
func large() fake {
	f := emptyEC2()
	for _, more := range []fake{emptyRDS(), largeServers(), largeBalancers(), largeNames()} {
		maps.Copy(f, more)
	}
	databases := listed(manyDatabases, func(i int) rdstypes.DBInstance {
		return rdstypes.DBInstance{DBInstanceArn: arn("rds", "db", i), DBInstanceIdentifier: id("db", i), Engine: aws.String("postgres"), MultiAZ: aws.Bool(true)}
	})
	f["RDS DescribeDBInstances"] = on(func(in *rds.DescribeDBInstancesInput) any {
		page, next := part(databases, in.Marker, 100)
		return &rds.DescribeDBInstancesOutput{DBInstances: page, Marker: next}
	})
	subnets := listed(manySubnets, func(i int) ec2types.Subnet {
		return ec2types.Subnet{SubnetId: id("subnet", i), SubnetArn: arn("ec2", "subnet", i), AvailabilityZone: aws.String("eu-west-1" + string("abc"[i%3]))}
	})
	f["EC2 DescribeSubnets"] = on(func(in *ec2.DescribeSubnetsInput) any {
		page, next := part(subnets, in.NextToken, *in.MaxResults)
		return &ec2.DescribeSubnetsOutput{Subnets: page, NextToken: next}
	})
	return f
}

// on answers what is asked in the way of one call.
func on[T any](reply func(in T) any) func(string, any) (any, error) {
	return func(_ string, in any) (any, error) {
		asked, ok := in.(T)
		if !ok {
			return nil, fmt.Errorf("asked by %T", in)
		}
		return reply(asked), nil
	}
}

// largeServers are instances, every second of which a group keeps up.
func largeServers() fake {
	servers := listed(manyInstances, func(i int) ec2types.Reservation {
		server := ec2types.Instance{InstanceId: id("i", i), SubnetId: id("subnet", i%manySubnets)}
		if i%2 == 0 {
			server.Tags = []ec2types.Tag{{Key: aws.String("aws:autoscaling:groupName"), Value: id("group", i%manyGroups)}}
		}
		return ec2types.Reservation{Instances: []ec2types.Instance{server}}
	})
	groups := listed(manyGroups, func(i int) asgtypes.AutoScalingGroup {
		return asgtypes.AutoScalingGroup{AutoScalingGroupName: id("group", i), AutoScalingGroupARN: arn("autoscaling", "group", i), MinSize: aws.Int32(1)}
	})
	return fake{
		"EC2 DescribeInstances": on(func(in *ec2.DescribeInstancesInput) any {
			page, next := part(servers, in.NextToken, *in.MaxResults)
			return &ec2.DescribeInstancesOutput{Reservations: page, NextToken: next}
		}),
		"Auto Scaling DescribeAutoScalingGroups": on(func(in *autoscaling.DescribeAutoScalingGroupsInput) any {
			page, next := part(groups, in.NextToken, *in.MaxRecords)
			return &autoscaling.DescribeAutoScalingGroupsOutput{AutoScalingGroups: page, NextToken: next}
		}),
		"Auto Scaling DescribeLaunchConfigurations": answer(&autoscaling.DescribeLaunchConfigurationsOutput{}),
		"Auto Scaling DescribePolicies":             answer(&autoscaling.DescribePoliciesOutput{}),
		"Auto Scaling DescribeScheduledActions":     answer(&autoscaling.DescribeScheduledActionsOutput{}),
	}
}

// largeBalancers are balancers with a listener and a target group each, in which
// one server is registered.
func largeBalancers() fake {
	balancers := listed(manyBalancers, func(i int) elbtypes.LoadBalancer {
		return elbtypes.LoadBalancer{LoadBalancerArn: arn("elasticloadbalancing", "loadbalancer", i), LoadBalancerName: id("lb", i)}
	})
	targets := listed(manyBalancers, func(i int) elbtypes.TargetGroup {
		return elbtypes.TargetGroup{TargetGroupArn: arn("elasticloadbalancing", "targetgroup", i)}
	})
	const of = "Elastic Load Balancing v2 "
	return fake{
		of + "DescribeLoadBalancers": on(func(in *elb.DescribeLoadBalancersInput) any {
			page, next := part(balancers, in.Marker, *in.PageSize)
			return &elb.DescribeLoadBalancersOutput{LoadBalancers: page, NextMarker: next}
		}),
		of + "DescribeTargetGroups": on(func(in *elb.DescribeTargetGroupsInput) any {
			page, next := part(targets, in.Marker, *in.PageSize)
			return &elb.DescribeTargetGroupsOutput{TargetGroups: page, NextMarker: next}
		}),
		of + "DescribeLoadBalancerAttributes": answer(&elb.DescribeLoadBalancerAttributesOutput{}),
		of + "DescribeTargetGroupAttributes":  answer(&elb.DescribeTargetGroupAttributesOutput{}),
		of + "DescribeListeners": on(func(in *elb.DescribeListenersInput) any {
			return &elb.DescribeListenersOutput{Listeners: []elbtypes.Listener{{
				ListenerArn:    aws.String(strings.Replace(*in.LoadBalancerArn, "loadbalancer", "listener", 1)),
				DefaultActions: []elbtypes.Action{{TargetGroupArn: aws.String(strings.Replace(*in.LoadBalancerArn, "loadbalancer", "targetgroup", 1))}},
			}}}
		}),
		of + "DescribeRules": answer(&elb.DescribeRulesOutput{}),
		of + "DescribeTargetHealth": on(func(in *elb.DescribeTargetHealthInput) any {
			n, _ := strconv.Atoi(strings.TrimLeft((*in.TargetGroupArn)[strings.LastIndex(*in.TargetGroupArn, "/")+1:], "0"))
			return &elb.DescribeTargetHealthOutput{TargetHealthDescriptions: []elbtypes.TargetHealthDescription{
				{Target: &elbtypes.TargetDescription{Id: id("i", 2*n+1)}},
			}}
		}),
	}
}

// largeNames are records, in as many zones each.
func largeNames() fake {
	zones := listed(manyZones, func(i int) r53types.HostedZone {
		return r53types.HostedZone{Id: id("/hostedzone/Z", i), Name: aws.String(fmt.Sprintf("zone%d.example.com.", i))}
	})
	return fake{
		"Route 53 ListHealthChecks": answer(&route53.ListHealthChecksOutput{}),
		"Route 53 ListHostedZones":  answer(&route53.ListHostedZonesOutput{HostedZones: zones}),
		"Route 53 ListResourceRecordSets": answer(&route53.ListResourceRecordSetsOutput{
			ResourceRecordSets: listed(manyRecords/manyZones, func(i int) r53types.ResourceRecordSet {
				return r53types.ResourceRecordSet{Name: id("name", i), Type: r53types.RRTypeA, ResourceRecords: []r53types.ResourceRecord{{Value: aws.String("192.0.2.1")}}}
			}),
		}),
	}
}
