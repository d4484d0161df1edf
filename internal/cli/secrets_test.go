package cli_test

import (
	"path/filepath"
	"strings"
	"testing"

	"spof/internal/cli"
)

// TestSecretsNeverReachOutput looks for what the configuration marks as
// sensitive, and for what stands in environments, scripts and secrets, in
// everything that a command prints.
func TestSecretsNeverReachOutput(t *testing.T) {
	t.Parallel()
	dir, err := filepath.Abs("testdata/secrets")
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{
		"audit", "audit --output json", "audit --output sarif", "audit --output markdown", "diff . .", "inspect", "inspect --estate",
		"fail aws_db_instance.orders", "fail region:us-east-1", "fail aws_db_instance.orders --output json",
	} {
		t.Run(args, func(t *testing.T) {
			t.Parallel()
			code, stdout, stderr := run(t, cli.Command{Dir: dir}, strings.Fields(args)...)
			if code > 1 || stdout == "" {
				t.Fatalf("exits %d and says %q", code, stderr)
			}
			for _, secret := range []string{"hunter2", "203.0.113.77", "31337"} {
				if strings.Contains(stdout+stderr, secret) {
					t.Errorf("%s is shown:\n%s", secret, stdout+stderr)
				}
			}
		})
	}
}
