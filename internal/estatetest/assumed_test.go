package estatetest_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"spof/analysis"
	"spof/parsers/tfconfig"
)

// TestAssumptionsReachTheReader requires that a finding about one zone says that
// the zone is assumed where a table or a symbolic region gave it, and only there.
func TestAssumptionsReachTheReader(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		about, zone, region string
		assumed             bool
	}{
		{"a zone that is written down", `"us-east-1a"`, "us-east-1", false},
		{"a letter after a region that is known", `"${data.aws_region.here.name}a"`, "us-east-1", false},
		{"the first zone of the table", "data.aws_availability_zones.all.names[0]", "us-east-1", true},
		{"a zone that a name selects", "element(data.aws_availability_zones.all.names, 3)", "us-east-1", true},
		{"a letter after a region that nobody named", `"${data.aws_region.here.name}a"`, "", true},
		{"the first zone of a region that nobody named", "data.aws_availability_zones.all.names[0]", "", true},
		{"a choice of one zone from the table", "sort(tolist(toset(data.aws_availability_zones.all.names)))[0]", "us-east-1", true},
	} {
		audit := read(t, serversIn(c.zone), func(o *tfconfig.Options) { o.Region = c.region }).audit
		for _, id := range []string{"ec2-instances-same-az", "zone-takes-down-service"} {
			i := slices.IndexFunc(audit.Findings, func(f *analysis.Finding) bool { return f.Rule.ID == id })
			if i < 0 {
				t.Errorf("%s: no finding of %s", c.about, id)
				continue
			}
			if got := restsOnAssumedZone(audit.Findings[i]); got != c.assumed {
				t.Errorf("%s: %s says that its zone is assumed: %v, want %v", c.about, id, got, c.assumed)
			}
		}
	}
}

// restsOnAssumedZone reports whether a fact or a step of a finding that names a
// zone is assumed.
func restsOnAssumedZone(f *analysis.Finding) bool {
	return slices.ContainsFunc(f.Evidence, func(e analysis.Evidence) bool { return e.Assumed && strings.HasPrefix(e.Fact, "zones of ") }) ||
		f.Event != nil && slices.ContainsFunc(f.Proof, func(s analysis.Step) bool { return s.Assumed && strings.HasPrefix(s.Address, "zone:") })
}

// serversIn is an estate of two servers behind one name, in one zone.
func serversIn(zone string) fstest.MapFS {
	return fstest.MapFS{"main.tf": &fstest.MapFile{Data: []byte(`
data "aws_availability_zones" "all" {}

data "aws_region" "here" {}

resource "aws_instance" "web" {
  count             = 2
  availability_zone = ` + zone + `
}

resource "aws_route53_record" "web" {
  count                            = 2
  zone_id                          = "Z0123456789"
  name                             = "shop.example.com"
  type                             = "A"
  ttl                              = 60
  records                          = [aws_instance.web[count.index].public_ip]
  health_check_id                  = aws_route53_health_check.web[count.index].id
  set_identifier                   = "web-${count.index}"
  multivalue_answer_routing_policy = true
}

resource "aws_route53_health_check" "web" {
  count             = 2
  type              = "HTTP"
  ip_address        = aws_instance.web[count.index].public_ip
  port              = 80
  resource_path     = "/health"
  request_interval  = 30
  failure_threshold = 3
}
`)}}
}
