package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/estate"
)

// placed returns the resource as one that runs in zones of us-east-1, or in all
// of its region.
func placed(r *estate.Resource, letters string) *estate.Resource {
	r.Placement = estate.Placement{Scope: estate.Region, Region: "us-east-1"}
	if letters != "" {
		r.Placement.Scope, r.Placement.Zones = estate.Zone, over(letters).Zones
	}
	return r
}

func TestZoneIsBlamedOnlyForWhatRunsNowhereElse(t *testing.T) {
	t.Parallel()
	lb := thing("aws_lb.main", estate.LoadBalancer, &estate.BalancerTraits{Spread: over("ab")}, "aws_lb.main#a")
	lb.Entry = yes()
	node := placed(thing("aws_lb.main#a", estate.LoadBalancer, nil, "aws_instance.web"), "a")
	node.Of = "aws_lb.main"
	web := placed(thing("aws_instance.web", estate.Server, nil), "a")
	play(t, "zone-takes-down-service", []scene{{
		"a balancer over two zones, one of which has a server",
		[]*estate.Resource{lb, node, web},
		[]string{"proven: zone us-east-1a takes down aws_lb.main: its server runs only there"},
	}})
}

func TestLoneBucketsAreCountedBesideServices(t *testing.T) {
	t.Parallel()
	lb := placed(thing("aws_lb.main", estate.LoadBalancer, nil), "")
	lb.Entry = yes()
	resources := []*estate.Resource{lb}
	for _, name := range []string{"aws_s3_bucket.a", "aws_s3_bucket.b"} {
		resources = append(resources, placed(thing(name, estate.Bucket, nil), ""))
	}
	play(t, "region-takes-down-service", []scene{{
		"a balancer and two buckets", resources,
		[]string{"proven: region us-east-1 takes down aws_lb.main and 2 buckets: their load balancer and their buckets run only there"},
	}})
}

func TestRegionWithoutNameIsJustTheRegion(t *testing.T) {
	t.Parallel()
	db := placed(thing("aws_db_instance.main", estate.Datastore, nil), "")
	db.Placement.Region = estate.SymbolicRegion
	play(t, "region-takes-down-service", []scene{{
		"a database",
		[]*estate.Resource{db},
		[]string{"proven: the region takes down aws_db_instance.main, which runs only there"},
	}})
}

func TestFailureIsMendedByWhatFails(t *testing.T) {
	t.Parallel()
	var got []string
	for _, kind := range []estate.Kind{estate.Function, estate.Server} {
		r := placed(thing("x", kind, nil), "a")
		for _, f := range judge(t, []*estate.Resource{r}, ruleOf(t, "zone-takes-down-service")) {
			got = append(got, f.Fix.Text)
		}
	}
	want := []string{"Give the function subnets of at least two zones.", ruleOf(t, "zone-takes-down-service").Doc.Fix}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if slices.ContainsFunc(got, func(s string) bool { return !strings.HasSuffix(s, ".") }) {
		t.Error("a fix is no sentence")
	}
}
