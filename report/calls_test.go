package report_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/estate"
	"spof/internal/golden"
	"spof/report"
)

// refused are the gaps of actions that an account denies in some regions.
func refused(account, why string, regions []string, actions ...string) []estate.Gap {
	var out []estate.Gap
	for _, region := range regions {
		for _, action := range actions {
			service, _, call := strings.Cut(action, ":")
			g := estate.Gap{
				What: service + " in " + region + " of account " + account, Why: why, Advice: "allow it",
				Asked: estate.Asked{Service: service, Region: region, Account: account},
			}
			if call {
				g.Origin.API = action
			}
			out = append(out, g)
		}
	}
	return out
}

// TestCallsThatFailedAlikeAreTold requires that they are told together, and that
// no other call is told with them.
func TestCallsThatFailedAlikeAreTold(t *testing.T) {
	t.Parallel()
	const here, there, denied = "123456789012", "210987654321", "it was denied"
	two := []string{"eu-west-1", "us-east-1"}
	hanging := refused(here, denied, two[:1], "elb:DescribeTags")
	hanging[0].Unsettles = []string{"arn:a", "arn:b"}
	for name, c := range map[string]struct {
		gaps []estate.Gap
		want []string
	}{
		"one":     {refused(here, denied, two[:1], "rds:DescribeA"), []string{"rds:DescribeA in eu-west-1 of account 123456789012: it was denied"}},
		"regions": {refused(here, denied, two, "rds:DescribeA"), []string{"rds:DescribeA in eu-west-1 and us-east-1 of account 123456789012, each: it was denied"}},
		"actions": {
			refused(here, denied, two[:1], "rds:C", "rds:A", "rds:B", "ec2:A", "ec2:B", "sqs:A"),
			[]string{"ec2:A, ec2:B, rds (3 actions) and sqs:A in eu-west-1 of account 123456789012, each: it was denied"},
		},
		"accounts": {
			slices.Concat(refused(here, denied, two, "rds:A", "rds:B"), refused(there, denied, two, "rds:A", "rds:B")),
			[]string{"rds:A, rds:B in eu-west-1 and us-east-1 of accounts 123456789012 and 210987654321, each: it was denied"},
		},
		"not all in both regions": {
			slices.Concat(refused(here, denied, two, "rds:A", "rds:B", "rds:C"), refused(here, denied, two[:1], "ec2:A")),
			[]string{
				"rds (3 actions) in eu-west-1 and us-east-1 of account 123456789012, each: it was denied",
				"ec2:A in eu-west-1 of account 123456789012: it was denied",
			},
		},
		"for different reasons": {
			slices.Concat(refused(here, denied, two[:1], "rds:A"), refused(here, "it is not offered here", two[:1], "rds:B")),
			[]string{
				"rds:A in eu-west-1 of account 123456789012: it was denied",
				"rds:B in eu-west-1 of account 123456789012: it is not offered here",
			},
		},
		"a service that did not answer": {
			refused(here, "it did not answer in time", two, "rds", "ec2"),
			[]string{"ec2 and rds in eu-west-1 and us-east-1 of account 123456789012, each: it did not answer in time"},
		},
		"what hangs on it": {hanging, []string{"elb:DescribeTags in eu-west-1 of account 123456789012: it was denied (2 resources hang on it)"}},
		"no call": {
			append(refused(here, denied, two[:1], "rds:A"), estate.Gap{What: "main.tf", Why: "it cannot be read", Advice: "allow it"}),
			[]string{"rds:A in eu-west-1 of account 123456789012: it was denied", "main.tf: it cannot be read"},
		},
	} {
		var got []string
		for line := range strings.Lines(string(text(t, report.Report{Audits: []*analysis.Audit{{Gaps: c.gaps}}, Width: 1000}))) {
			if line, below := strings.CutPrefix(line, "      "); below {
				got = append(got, strings.TrimSpace(line))
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

// denied is the audit of an account that denies almost all.
func denied() *analysis.Audit {
	regions := []string{"ap-south-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-2"}
	var gaps []estate.Gap
	for service := range strings.FieldsSeq("autoscaling dynamodb ds ec2 ecs eks elasticache kafka kinesis kms lambda mq rds s3 secretsmanager sns sqs ssm transfer") {
		gaps = append(gaps, refused("123456789012", "it was denied (AccessDenied)", regions, service+":ListA", service+":ListB", service+":ListC")...)
	}
	gaps = append(gaps, refused("123456789012", "it was denied (AccessDenied)", []string{"us-east-1"}, "route53:ListHealthChecks", "route53:ListHostedZones")...)
	return &analysis.Audit{Input: analysis.Input{Path: "account 123456789012"}, Gaps: gaps}
}

func TestAnAccountThatDeniesAlmostAllIsReadable(t *testing.T) {
	t.Parallel()
	golden.Compare(t, "testdata/text/denied-80.golden", text(t, report.Report{Audits: []*analysis.Audit{denied()}, Width: 80}))
}
