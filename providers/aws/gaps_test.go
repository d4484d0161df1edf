package aws_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"spof/estate"
	"spof/parsers/tfconfig"
	"spof/providers/aws"
	"spof/providers/aws/schema"
)

// mean reads one file and says what it means.
func mean(t *testing.T, src string) *estate.Estate {
	t.Helper()
	files := fstest.MapFS{"main.tf": &fstest.MapFile{Data: []byte(src)}}
	inv, _ := (&tfconfig.Tree{FS: files, Provider: schema.New()}).Load(t.Context(), tfconfig.Options{})
	return aws.Mean(inv)
}

func whatIsMissing(e *estate.Estate) []string {
	var out []string
	for _, g := range e.Gaps {
		out = append(out, g.What+": "+g.Why)
	}
	return out
}

func TestAliasOfSomethingUnreadIsAGap(t *testing.T) {
	t.Parallel()
	e := mean(t, `
data "terraform_remote_state" "edge" {
  backend = "local"
}

resource "aws_route53_zone" "main" {
  name = "example.com"
}

resource "aws_route53_record" "shop" {
  zone_id = aws_route53_zone.main.zone_id
  name    = "shop"
  type    = "A"

  alias {
    name                   = data.terraform_remote_state.edge.outputs.name
    zone_id                = data.terraform_remote_state.edge.outputs.zone_id
    evaluate_target_health = true
  }
}
`)
	want := []string{"what shop.example.com leads to: it hangs on data.terraform_remote_state.edge"}
	if diff := cmp.Diff(want, whatIsMissing(e)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestOriginThatIsNotKnownIsAGap(t *testing.T) {
	t.Parallel()
	e := mean(t, `
variable "origin" {}

resource "aws_cloudfront_distribution" "main" {
  aliases = ["www.example.com"]
  enabled = true

  origin {
    origin_id   = "main"
    domain_name = var.origin
  }

  default_cache_behavior {
    target_origin_id = "main"
  }
}
`)
	want := []string{"what www.example.com fetches from: it hangs on var.origin"}
	if diff := cmp.Diff(want, whatIsMissing(e)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestTypeWithoutMeaningIsAGap(t *testing.T) {
	t.Parallel()
	e := mean(t, `
resource "aws_mq_broker" "orders" {
  count = 2

  broker_name = "orders-${count.index}"
}
`)
	want := []string{"aws_mq_broker.orders[0] and 1 more: what a message broker survives, and who needs it, is not judged yet"}
	if diff := cmp.Diff(want, whatIsMissing(e)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestProofOfADomainIsNoNameOfUsers(t *testing.T) {
	t.Parallel()
	e := mean(t, `
resource "aws_route53_zone" "main" {
  name = "example.com"
}

resource "aws_ses_domain_dkim" "main" {
  domain = "example.com"
}

resource "aws_route53_record" "dkim" {
  zone_id = aws_route53_zone.main.zone_id
  name    = "${aws_ses_domain_dkim.main.dkim_tokens[0]}._domainkey"
  type    = "CNAME"
  records = ["${aws_ses_domain_dkim.main.dkim_tokens[0]}.dkim.amazonses.com"]
}

resource "aws_route53_record" "shop" {
  zone_id = aws_route53_zone.main.zone_id
  name    = "shop"
  type    = "A"
  records = ["203.0.113.10"]
}
`)
	got := map[string]bool{}
	for r, t := range estate.Each[*estate.RecordSetTraits](e) {
		got[r.Address] = t.Validation
	}
	want := map[string]bool{"aws_route53_record.dkim#set": true, "aws_route53_record.shop#set": false}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestRegionOfZonesThatDisagreeStaysUnnamed(t *testing.T) {
	t.Parallel()
	e := mean(t, `
resource "aws_instance" "a" {
  availability_zone = "eu-west-1a"
}

resource "aws_instance" "b" {
  availability_zone = "eu-west-2a"
}
`)
	if got := e.Find("aws_instance.a").Region.Or(""); got != estate.SymbolicRegion {
		t.Errorf("region %q", got)
	}
}

func TestDefaultRouteThatIsNotKnownIsAGap(t *testing.T) {
	t.Parallel()
	e := mean(t, `
provider "aws" {
  region = "us-east-1"
}

variable "nat_gateway_id" {
  type = string
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "used" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = "us-east-1a"
}

resource "aws_route_table" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "out" {
  route_table_id         = aws_route_table.main.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = var.nat_gateway_id
}

resource "aws_route_table_association" "used" {
  subnet_id      = aws_subnet.used.id
  route_table_id = aws_route_table.main.id
}

resource "aws_instance" "web" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.small"
  subnet_id     = aws_subnet.used.id
}
`)
	want := []string{"where aws_subnet.used leaves its network: its default route hangs on var.nat_gateway_id"}
	if diff := cmp.Diff(want, whatIsMissing(e)); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
}

func TestZoneThatItsRegionDoesNotOfferIsAGap(t *testing.T) {
	t.Parallel()
	e := mean(t, `
provider "aws" {
  region = "ap-northeast-1"
}

resource "aws_subnet" "s" {
  for_each          = toset(["a", "b"])
  vpc_id            = "vpc-1"
  availability_zone = "ap-northeast-1${each.key}"
}

resource "aws_ebs_volume" "v" {
  availability_zone = "ap-northeast-1b"
  size              = 1
}

resource "aws_subnet" "local" {
  region            = "us-west-2"
  vpc_id            = "vpc-1"
  availability_zone = "us-west-2-lax-1a"
}
`)
	want := []string{"zone ap-northeast-1b: ap-northeast-1 offers no such zone to a new account"}
	if diff := cmp.Diff(want, whatIsMissing(e)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"aws_ebs_volume.v", `aws_subnet.s["b"]`}, e.Gaps[0].Unsettles); diff != "" {
		t.Errorf("what hangs on it (-want +got):\n%s", diff)
	}
}

// TestServersOfUnknownTargets: a server that may be the unknown target of a
// balancer is told, and one that is a known target is not.
func TestServersOfUnknownTargets(t *testing.T) {
	t.Parallel()
	const servers = `
variable "target" {}

resource "aws_instance" "known" {}

resource "aws_instance" "other" {}
`
	for way, src := range map[string]string{
		"a target group": `
resource "aws_lb_target_group" "web" {}

resource "aws_lb_target_group_attachment" "known" {
  target_group_arn = aws_lb_target_group.web.arn
  target_id        = aws_instance.known.id
}

resource "aws_lb_target_group_attachment" "unknown" {
  target_group_arn = aws_lb_target_group.web.arn
  target_id        = var.target
}
`,
		"a target group that is not known": `
resource "aws_lb_target_group" "web" {}

resource "aws_lb_target_group_attachment" "known" {
  target_group_arn = aws_lb_target_group.web.arn
  target_id        = aws_instance.known.id
}

resource "aws_lb_target_group_attachment" "unknown" {
  target_group_arn = var.target
  target_id        = aws_instance.other.id
}
`,
		"a classic balancer": `
resource "aws_elb" "web" {}

resource "aws_elb_attachment" "known" {
  elb      = aws_elb.web.id
  instance = aws_instance.known.id
}

resource "aws_elb_attachment" "unknown" {
  elb      = aws_elb.web.id
  instance = var.target
}
`,
	} {
		want := "who uses aws_instance.other: the targets of a load balancer hang on var.target"
		if got := whatIsMissing(mean(t, servers+src)); !slices.Contains(got, want) {
			t.Errorf("%s: %q, want %q among them", way, got, want)
		}
	}
}
