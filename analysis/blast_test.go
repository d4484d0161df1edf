package analysis_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/estate"
)

func addresses(resources []*estate.Resource) []string {
	var all []string
	for _, r := range resources {
		all = append(all, r.Address)
	}
	return all
}

func TestFailOfAZoneSaysWhatGoesDownAndWhatMayBeInIt(t *testing.T) {
	t.Parallel()
	b := oneDatabase()
	b.add("aws_instance.batch", estate.Server, unit, in(zoneA, zoneB))
	f := analysis.FailuresOf(b.estate(), analysis.Options{})
	blasts := f.Fail(allA)
	if len(blasts) != 1 {
		t.Fatalf("%d answers", len(blasts))
	}
	want := []string{
		"aws_db_instance.main", "aws_instance.web[0]", "aws_instance.web[1]",
		"aws_lb.main", "aws_lb_target_group.web", "aws_route53_record.shop",
	}
	if diff := cmp.Diff(want, addresses(blasts[0].Down)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"aws_instance.batch"}, addresses(blasts[0].Maybe)); diff != "" {
		t.Error(diff)
	}
	if len(blasts[0].Hits) != 1 || blasts[0].Hits[0].Service.Name != site || len(blasts[0].Hits[0].Proof) != 6 {
		t.Errorf("hits %v", blasts[0].Hits)
	}
	if len(blasts[0].Survivors) != 1 || blasts[0].Survivors[0].Name != "aws_instance.batch" {
		t.Errorf("survivors %v", blasts[0].Survivors)
	}
}

func TestFailOfAnAddressSaysEachWayThatItFails(t *testing.T) {
	t.Parallel()
	b := shop("aws_autoscaling_group.web")
	b.add("aws_autoscaling_group.web", estate.ServerGroup, needsOne("aws_autoscaling_group.web#1", "aws_autoscaling_group.web#2"))
	b.add("aws_autoscaling_group.web#1", estate.ServerGroup, part, unit, in(zoneA))
	b.add("aws_autoscaling_group.web#2", estate.ServerGroup, part, unit, in(zoneA, zoneB))
	f := analysis.FailuresOf(b.estate(), analysis.Options{})
	ways := func(word string) []string {
		var all []string
		for _, blast := range f.Fail(word) {
			way := []string{string(blast.Event.Kind)}
			for _, h := range blast.Hits {
				way = append(way, h.Outcome.Outcome.String(), h.Service.Name)
			}
			all = append(all, strings.Join(way, " "))
		}
		return all
	}
	for word, want := range map[string][]string{
		"aws_autoscaling_group.web": {"unit", "zone-of", "logical down " + site},
		"aws_lb_target_group.web":   {"logical down " + site},
		"region:us-east-1":          {"region down " + site},
		"region:eu-west-1":          nil,
		"aws_instance.unknown":      nil,
		"zone:":                     nil,
	} {
		if diff := cmp.Diff(want, ways(word)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", word, diff)
		}
	}
}

func TestServicesOfAResource(t *testing.T) {
	t.Parallel()
	b := oneDatabase()
	b.add("aws_lb.admin", estate.LoadBalancer, entry, needs("aws_db_instance.main#proxy"))
	b.add("aws_db_instance.main#proxy", estate.Datastore, part)
	f := analysis.FailuresOf(b.estate(), analysis.Options{})
	services := func(address string) []string {
		var all []string
		for _, s := range f.ServicesOf(address) {
			all = append(all, s.Name)
		}
		return all
	}
	if diff := cmp.Diff([]string{"aws_lb.admin", site}, services("aws_db_instance.main")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{site}, services("aws_instance.web[0]")); diff != "" {
		t.Error(diff)
	}
	if got := services("aws_instance.unknown"); got != nil {
		t.Errorf("an unknown resource has services %q", got)
	}
}

func TestColdStart(t *testing.T) {
	t.Parallel()
	b := shop("aws_instance.web")
	b.add("aws_instance.web", estate.Server, unit, in(zoneA), startsWith("aws_instance.config"))
	b.add("aws_instance.config", estate.Server, unit, in(zoneB), startsWith("aws_instance.web"))
	a := b.run(t, analysis.Options{})
	f := find(t, a, "cold-start-cycle aws_instance.config")
	if f.Severity != analysis.Medium || f.Message != "aws_instance.config and aws_instance.web need each other to start: once all of them are down, none comes up again" {
		t.Errorf("%s: %s", f.Severity, f.Message)
	}
	if diff := cmp.Diff([]string{site}, f.Services); diff != "" {
		t.Error(diff)
	}
}
