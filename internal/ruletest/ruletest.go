// Package ruletest runs rules over Terraform fixtures whose comments say what
// each rule must report, and where:
//
//	multi_az = false        # want "rds-single-az"
//	multi_az = var.multi_az # doubt "rds-single-az"
//
// A line without such a comment must be clean. The fixtures are read by the
// same parsers and meanings as a user's configuration; nothing is mocked.
package ruletest

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/estate"
	"spof/parsers/tfconfig"
	"spof/providers/aws"
	"spof/providers/aws/schema"
)

// Run applies rules to the configuration in a directory, and requires exactly
// the findings that the comments of its files announce on their lines.
//
// Several findings of one rule on one line, as count and for_each make them,
// are announced once.
func Run(t *testing.T, dir string, rules ...*analysis.Rule) {
	t.Helper()
	audit := Audit(t, dir, rules...)
	got := make([]string, 0, len(audit.Findings))
	for _, f := range audit.Findings {
		got = append(got, fmt.Sprintf("%s %s %q", f.Origin, word(f.Verdict), f.Rule.ID))
	}
	slices.Sort(got)
	if diff := cmp.Diff(Expected(t, os.DirFS(dir)), slices.Compact(got)); diff != "" {
		t.Errorf("findings in %s (-want +got):\n%s", dir, diff)
	}
}

func word(v analysis.Verdict) string {
	if v == analysis.Undecided {
		return "doubt"
	}
	return "want"
}

// Audit reads the configuration in a directory and judges it by rules.
func Audit(t *testing.T, dir string, rules ...*analysis.Rule) *analysis.Audit {
	t.Helper()
	audit, err := analysis.Run(Estate(t, dir), rules, analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return audit
}

// Estate reads what the configuration in a directory means. An error in it is
// a failure, a gap is not: what nobody has said is what doubts are made of.
func Estate(t *testing.T, dir string) *estate.Estate {
	t.Helper()
	inv, diags := (&tfconfig.Tree{FS: os.DirFS(dir), Provider: schema.New()}).Load(t.Context(), tfconfig.Options{})
	if diags.HasErrors() {
		t.Errorf("read %s: %v", dir, diags)
	}
	return aws.Mean(inv)
}
