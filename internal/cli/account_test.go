package cli_test

import (
	"os"
	"path/filepath"
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
	t.Setenv("AWS_MAX_ATTEMPTS", "3")
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
	savedAccount(t, "--aws", "--endpoint-url", url, "--region", "us-east-1")
}

// savedAccount requires that an account says the same once it was saved, in each
// format.
func savedAccount(t *testing.T, live ...string) {
	t.Helper()
	dir := t.TempDir()
	if code, stdout, stderr := run(t, cli.Command{Dir: dir}, append([]string{"snapshot", "-o", "account.json.gz"}, live...)...); code != 0 || stdout != "" || !strings.Contains(stderr, "could not be read") {
		t.Fatalf("snapshot exits %d and says %s%s", code, stdout, stderr)
	}
	if info, err := os.Stat(filepath.Join(dir, "account.json.gz")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file: %v, error %v", info, err)
	}
	for _, command := range []string{"audit", "audit --output json", "audit --output sarif", "audit --output markdown", "audit --strict", "fail zone:us-east-1a", "inspect", "inspect --estate"} {
		args := strings.Fields(command)
		code, stdout, stderr := run(t, cli.Command{Dir: dir}, append(args, live...)...)
		codeSaved, saved, stderrSaved := run(t, cli.Command{Dir: dir}, append(args, "account.json.gz")...)
		if code != codeSaved || stdout != saved || stderr != stderrSaved {
			t.Errorf("%s exits %d and then %d, and says %s%s\nand then %s%s", command, code, codeSaved, stdout, stderr, saved, stderrSaved)
		}
	}
}
