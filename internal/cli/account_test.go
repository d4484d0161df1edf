package cli_test

import (
	"strings"
	"testing"

	"spof/internal/cli"
	"spof/internal/terraform"
)

// TestAccount reads an account in which there is nothing yet but what AWS makes. The
// SDK reads the environment of the process.
func TestAccount(t *testing.T) {
	url := terraform.Emulator(t, terraform.Server(t))
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	for _, c := range []struct{ command, want string }{
		{"audit", "account 123456789012 in us-east-1, us-west-2: 18 resources, 0 services"},
		{"inspect", `"address": "arn:aws:ec2:us-west-2:123456789012:subnet/`},
		{"inspect --estate", `"kind": "subnet"`},
	} {
		args := append(strings.Fields(c.command), "--aws", "--endpoint-url", url, "--region", "us-east-1", "--region", "us-west-2")
		code, stdout, stderr := run(t, cli.Command{}, args...)
		if code != 0 || !strings.Contains(stdout, c.want) {
			t.Errorf("%s exits %d and says %s%s", c.command, code, stdout, stderr)
		}
	}
}
