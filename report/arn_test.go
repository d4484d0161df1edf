package report_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/estate"
	"spof/report"
)

func TestShortNames(t *testing.T) {
	t.Parallel()
	const a = ":eu-west-1:123456789012:"
	for arn, want := range map[string]string{
		"arn:aws:rds" + a + "db:orders":                                                                                       "db:orders",
		"arn:aws:ec2" + a + "subnet/subnet-0123456789abcdef0":                                                                 `subnet-0123456789abcdef0 "web"`,
		"arn:aws:ec2" + a + "placement-group/close":                                                                           "placement-group/close",
		"arn:aws:elasticloadbalancing" + a + "loadbalancer/app/shop/50dc6c495c0c9188":                                         "loadbalancer/app/shop",
		"arn:aws:elasticloadbalancing" + a + "targetgroup/web/73e2d6bc24d8a067":                                               "targetgroup/web",
		"arn:aws:elasticloadbalancing" + a + "loadbalancer/shop":                                                              "loadbalancer/shop",
		"arn:aws:autoscaling" + a + "autoScalingGroup:930d940e-891e-4781-a11a-7b0acd480f03:autoScalingGroupName/web of today": "autoScalingGroup/web of today",
		"arn:aws-cn:lambda:cn-north-1:123456789012:function:orders":                                                           "function:orders",
		"arn:aws:sqs" + a + "orders":                                                                                          "sqs:orders",
		"arn:aws:s3:::pictures":                                                                                               "s3:pictures",
		"arn:aws:kms" + a + "key/1234abcd-12ab-34cd-56ef-1234567890ab":                                                        `key/1234abcd-12ab-34cd-56ef-1234567890ab "web"`,
		"arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5":                                                                  `restapis/a1b2c3d4e5 "web"`,
		"arn:aws:apigateway:eu-west-1::/apis/abcdefghij":                                                                      `apis/abcdefghij "web"`,
		"arn:aws:apigateway:eu-west-1::/domainnames/shop.example.com":                                                         "domainnames/shop.example.com",
		"arn:aws:cloudfront::123456789012:distribution/E1A2B3C4D5E6F7":                                                        `distribution/E1A2B3C4D5E6F7 "web"`,
		"arn:aws:eks" + a + "nodegroup/prod/web/60b1a2c3-1234-5678-9abc-def012345678":                                         "nodegroup/prod/web",
	} {
		if got := report.ShortNames(arn, "web"); len(got) == 0 || got[0] != want {
			t.Errorf("%s is called %q, want %s", arn, got, want)
		}
	}
	got := report.ShortNames("arn:aws:rds"+a+"cluster:orders", "")
	want := []string{"cluster:orders", "cluster:orders (eu-west-1)", "rds cluster:orders (eu-west-1, 123456789012)", "rds cluster:orders (eu-west-1, 123456789012)"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := report.ShortNames("aws_db_instance.a", ""); got != nil {
		t.Errorf("an address of Terraform is called %q", got)
	}
}

// accountAudit is an audit of an account with two databases of one name, and a
// cache whose ARN ends as that of one of them.
func accountAudit() *analysis.Audit {
	rule := &analysis.Rule{ID: "rds-single-az", Doc: analysis.Doc{Title: "Database runs in one zone"}}
	a := &analysis.Audit{
		Input: analysis.Input{Path: "account 123456789012", Kind: "account"},
		Names: map[string]string{"arn:aws:ec2:eu-west-1:123456789012:natgateway/nat-0123456789abcdef0": "way out"},
	}
	for _, arn := range []string{
		"arn:aws:rds:eu-west-1:123456789012:db:orders", "arn:aws:rds:us-east-1:123456789012:db:orders",
		"arn:aws:rds:eu-west-1:123456789012:cluster:users", "arn:aws:elasticache:eu-west-1:123456789012:cluster:users",
		"arn:aws:ec2:eu-west-1:123456789012:natgateway/nat-0123456789abcdef0",
	} {
		a.Findings = append(a.Findings, &analysis.Finding{
			Rule: rule, Severity: analysis.High, Address: arn, Message: arn + " stands alone: as " + arn + ".",
			Origin: estate.Origin{API: "x:Describe"}, Fix: analysis.Fix{Edit: "multi_az = true"},
		})
	}
	return a
}

// TestShortNamesInText: an ARN is shown whole once for each finding, and else by
// a name that no other one has.
func TestShortNamesInText(t *testing.T) {
	t.Parallel()
	a := accountAudit()
	for name, write := range map[string]func(*bytes.Buffer, report.Report) error{
		"text":     func(w *bytes.Buffer, r report.Report) error { return report.Text(w, r) },
		"markdown": func(w *bytes.Buffer, r report.Report) error { return report.Markdown(w, r) },
	} {
		var out bytes.Buffer
		if err := write(&out, report.Report{Audits: []*analysis.Audit{a}, Width: 80}); err != nil {
			t.Fatal(err)
		}
		text := strings.NewReplacer("`", "", `\`, "").Replace(strings.Join(strings.Fields(out.String()), " "))
		for i, short := range []string{
			"db:orders (eu-west-1)", "db:orders (us-east-1)",
			"rds cluster:users (eu-west-1, 123456789012)", "elasticache cluster:users (eu-west-1, 123456789012)",
			`nat-0123456789abcdef0 "way out"`,
		} {
			if name == "text" && !strings.Contains(text, short+" stands alone: as "+short+".") {
				t.Errorf("%s does not say %q:\n%s", name, short, out.String())
			}
			if n := strings.Count(text, a.Findings[i].Address+" "); n != 1 {
				t.Errorf("%s says %s %d times:\n%s", name, a.Findings[i].Address, n, out.String())
			}
		}
	}
	if got := a.Findings[0].Address; !strings.HasPrefix(got, "arn:") || a.Findings[0].ARN != "" {
		t.Errorf("the audit was changed: %s", got)
	}
}

// TestWholeNamesInData: what machines read holds whole ARNs, and a saved audit
// shows as one that was just made.
func TestWholeNamesInData(t *testing.T) {
	t.Parallel()
	r := report.Report{Audits: []*analysis.Audit{accountAudit()}, Width: 80}
	var direct, saved, again, sarif bytes.Buffer
	if err := report.Text(&direct, r); err != nil {
		t.Fatal(err)
	}
	if err := report.SARIF(&sarif, r); err != nil {
		t.Fatal(err)
	}
	if err := report.JSON(&saved, r); err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{sarif.String(), saved.String()} {
		if !strings.Contains(out, "arn:aws:rds:eu-west-1:123456789012:db:orders stands alone") {
			t.Errorf("ARNs are not whole:\n%s", out)
		}
	}
	back, err := report.Read(&saved)
	if err != nil {
		t.Fatal(err)
	}
	back.Width = 80
	if err := report.Text(&again, back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(direct.String(), again.String()); diff != "" {
		t.Errorf("(-direct +saved)\n%s", diff)
	}
	if !slices.ContainsFunc(back.Audits, func(a *analysis.Audit) bool { return len(a.Names) == 1 }) {
		t.Error("the names are lost")
	}
}
