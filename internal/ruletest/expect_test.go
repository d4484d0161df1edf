package ruletest_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"spof/internal/ruletest"
)

func TestExpected(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{
		"main.tf": {Data: []byte(`resource "aws_db_instance" "one" { # want "rds-single-az" "rds-no-cross-region-standby"
  multi_az = var.multi_az # doubt "rds-single-az"
  // want "rds-single-az"
  password = "# want \"not-a-comment\""
  # it does not want "anything"
}
`)},
		"modules/db/main.tf": {Data: []byte("# want \"lb-single-az\"\r\n")},
		"notes.md":           {Data: []byte(`# want "not-terraform"`)},
	}
	want := []string{
		`main.tf:1 want "rds-no-cross-region-standby"`,
		`main.tf:1 want "rds-single-az"`,
		`main.tf:2 doubt "rds-single-az"`,
		`main.tf:3 want "rds-single-az"`,
		`modules/db/main.tf:1 want "lb-single-az"`,
	}
	if diff := cmp.Diff(want, ruletest.Expected(t, files)); diff != "" {
		t.Errorf("expectations (-want +got):\n%s", diff)
	}
}
