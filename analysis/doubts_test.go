package analysis_test

import (
	"strings"
	"testing"

	"spof/analysis"
	"spof/estate"
)

func TestZoneOfAUnitIsProven(t *testing.T) {
	t.Parallel()
	b := shop("aws_instance.web[0]", "aws_instance.web[1]")
	b.add("aws_instance.web[0]", estate.Server, unit, in(zoneA), needs("aws_db_instance.main"))
	b.add("aws_instance.web[1]", estate.Server, unit, in(zoneB), needs("aws_db_instance.main"))
	b.add("aws_db_instance.main", estate.Datastore, unit, in(zoneA, zoneB, zoneC))
	a := b.run(t, analysis.Options{})
	expect(t, a, site, "zone-of:aws_db_instance.main", "down")
	for _, zone := range []string{allA, allB, allC} {
		expect(t, a, site, zone, "survives")
		o := outcome(t, a, site, zone)
		if got := strings.Join(o.Because, "; "); !strings.Contains(got, "aws_db_instance.main may be in it") {
			t.Errorf("%s is survived because %q", zone, got)
		}
	}
	expectFindings(t, a,
		"resource-takes-down-service aws_db_instance.main critical",
		"zone-takes-down-service aws_db_instance.main critical",
		"region-takes-down-service aws_lb.main us-east-1 medium")
}

func TestTwoUnitsOfUnknownZonesAreADoubt(t *testing.T) {
	t.Parallel()
	b := shop("aws_instance.web[0]", "aws_instance.web[1]")
	for _, address := range []string{"aws_instance.web[0]", "aws_instance.web[1]"} {
		b.add(address, estate.Server, unit, in(zoneA, zoneB), settledBy("var.subnets"))
	}
	a := b.run(t, analysis.Options{})
	expect(t, a, site, "zone-of:aws_instance.web[0]", "down?")
	expect(t, a, site, "zone-of:aws_instance.web[1]", "down?")
	expect(t, a, site, allA, "survives")
	expectFindings(t, a,
		"zone-takes-down-service aws_instance.web[0] critical?",
		"region-takes-down-service aws_lb.main us-east-1 medium")
}

func TestDoubtRemainsBesideAProvenUnit(t *testing.T) {
	t.Parallel()
	b := shop("aws_instance.web[0]", "aws_instance.web[1]")
	for _, address := range []string{"aws_instance.web[0]", "aws_instance.web[1]"} {
		b.add(address, estate.Server, unit, in(zoneA, zoneB), needs("aws_db_instance.main"))
	}
	b.add("aws_db_instance.main", estate.Datastore, unit, in(zoneA, zoneB, zoneC))
	a := b.run(t, analysis.Options{})
	expect(t, a, site, "zone-of:aws_db_instance.main", "down")
	expect(t, a, site, "zone-of:aws_instance.web[0]", "down?")
	expect(t, a, site, allA, "survives")
	expect(t, a, site, allC, "survives")
}

func TestPeerInAKnownZoneIsADoubt(t *testing.T) {
	t.Parallel()
	b := shop("aws_instance.web[0]", "aws_instance.web[1]")
	b.add("aws_instance.web[0]", estate.Server, unit, in(zoneA))
	b.add("aws_instance.web[1]", estate.Server, unit, in(zoneA, zoneB))
	a := b.run(t, analysis.Options{})
	expect(t, a, site, allA, "down?")
	expect(t, a, site, allB, "survives")
	expect(t, a, site, "zone-of:aws_instance.web[1]", "survives")
}

func TestOpenNeedIsUndecided(t *testing.T) {
	t.Parallel()
	b := &estateBuilder{}
	b.add("aws_route53_record.shop", estate.RecordSet, named(site), needs("aws_lb.main"))
	b.add("aws_lb.main", estate.LoadBalancer, regional, need(estate.Need{
		Quorum: 1, Open: true, Why: "forwards to", Settles: []string{"data.aws_instances.web"},
		Members: []estate.Member{{Address: "aws_instance.web"}},
	}))
	b.add("aws_instance.web", estate.Server, unit, in(zoneA))
	a := b.run(t, analysis.Options{})
	expect(t, a, site, "aws_instance.web", "down?")
	expect(t, a, site, allA, "down?")
	expect(t, a, site, east, "down")
	expectFindings(t, a,
		"resource-takes-down-service aws_lb.main critical?",
		"zone-takes-down-service aws_lb.main us-east-1a critical?",
		"region-takes-down-service aws_lb.main us-east-1 medium")
	if got := a.Findings[0].Settles; len(got) != 1 || got[0] != "data.aws_instances.web" {
		t.Errorf("settled by %q", got)
	}
}

func TestNoMemberReadIsUndecidedEverywhere(t *testing.T) {
	t.Parallel()
	b := shop("aws_instance.web")
	b.add("aws_nat_gateway.a", estate.Egress, unit, in(zoneA))
	b.resources[2].Needs = append(b.resources[2].Needs, estate.Need{Quorum: 1, Why: "leaves by", Strength: estate.Soft, Members: []estate.Member{{Address: "aws_nat_gateway.a"}}})
	a := b.run(t, analysis.Options{})
	expect(t, a, site, allA, "down?")
	expect(t, a, site, east, "down")
	if len(a.Gaps) != 1 || a.Gaps[0].What != "aws_instance.web" {
		t.Errorf("gaps: %v", a.Gaps)
	}
}
