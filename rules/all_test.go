package rules_test

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"spof/rules"
)

// configuration lists the rules that explain a weakness at the line where it
// is mended.
var configuration = []string{
	"apigw-integration-single-target", "apigw-single-region", "apigw-vpc-link-single-az",
	"asg-lb-az-mismatch", "asg-single-az", "asg-single-instance",
	"aurora-global-headless", "aurora-instances-same-az", "aurora-single-instance",
	"db-subnet-group-single-az",
	"ec2-instances-same-az", "ec2-single-instance",
	"ecs-service-single-az", "ecs-service-single-task",
	"eks-node-group-single-az",
	"elasticache-no-failover", "elasticache-single-az",
	"lb-single-az",
	"nat-cross-az", "nat-instance", "nat-single-az",
	"opensearch-single-az",
	"rds-no-cross-region-standby", "rds-single-az",
	"region-pair-data-not-replicated",
	"route53-evaluate-target-health-off", "route53-failover-incomplete", "route53-failover-no-health-check", "route53-failover-same-target",
	"route53-health-check-ineffective", "route53-policy-no-health-check", "route53-simple-single-target",
	"target-group-single-az", "target-group-single-target",
}

// failures lists the rules that say what each failure takes down.
var failures = []string{"resource-takes-down-service", "zone-takes-down-service", "region-takes-down-service", "cold-start-cycle"}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)

// Users write ids in ignore comments, so a rule that is renamed or left out is
// a break.
func TestAllListsEveryRuleOnce(t *testing.T) {
	t.Parallel()
	var got []string
	for _, r := range rules.All() {
		if !idForm.MatchString(r.ID) {
			t.Errorf("id %q is not kebab-case", r.ID)
		}
		if slices.Contains(got, r.ID) {
			t.Errorf("%s is listed twice", r.ID)
		}
		got = append(got, r.ID)
	}
	for _, id := range slices.Concat(configuration, failures) {
		if !slices.Contains(got, id) {
			t.Errorf("%s is not listed", id)
		}
	}
	if want := len(configuration) + len(failures); len(got) != want {
		t.Errorf("%d rules are listed, this test knows %d", len(got), want)
	}
}

func TestRulesAreDocumented(t *testing.T) {
	t.Parallel()
	for _, r := range rules.All() {
		d := r.Doc
		for name, text := range map[string]string{"title": d.Title, "why": d.Why, "fix": d.Fix, "since": d.Since} {
			if text == "" {
				t.Errorf("%s has no %s", r.ID, name)
			}
		}
		if strings.HasSuffix(d.Title, ".") || !strings.HasSuffix(d.Why, ".") || !strings.HasSuffix(d.Fix, ".") {
			t.Errorf("%s: a title has no full stop, why and fix have one", r.ID)
		}
		if len(r.Kinds) == 0 && !slices.Contains(failures, r.ID) {
			t.Errorf("%s does not say what it reads", r.ID)
		}
		if r.Run == nil {
			t.Errorf("%s cannot run", r.ID)
		}
	}
}

func TestRulesNameTheirSources(t *testing.T) {
	t.Parallel()
	for _, r := range rules.All() {
		if len(r.Doc.Sources) == 0 {
			t.Errorf("%s names no source", r.ID)
		}
		for _, s := range r.Doc.Sources {
			u, err := url.Parse(s)
			if err != nil || u.Scheme != "https" || u.Host != "docs.aws.amazon.com" {
				t.Errorf("%s: source %q is no page of AWS's documentation", r.ID, s)
			}
		}
	}
}

// Each fixture shows the rule failing, undecided, and silent.
func TestFixturesShowAllCases(t *testing.T) {
	t.Parallel()
	for _, id := range configuration {
		src := fixture(t, id)
		for _, word := range []string{"want", "doubt"} {
			if !strings.Contains(src, `# `+word+` "`+id+`"`) {
				t.Errorf("fixtures/rules/%s has no line that says %s %q", id, word, id)
			}
		}
		if announced := strings.Count(src, `"`+id+`"`); strings.Count(src, "\nresource ") <= announced {
			t.Errorf("fixtures/rules/%s has no resource without a finding", id)
		}
	}
}

// fixture returns the Terraform of a rule's fixture directory.
func fixture(t *testing.T, id string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", "fixtures", "rules", id, "*.tf"))
	if err != nil || len(names) == 0 {
		t.Errorf("fixtures/rules/%s is missing", id)
	}
	var out strings.Builder
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString("\n")
		out.Write(src)
	}
	return out.String()
}
