package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"spof/internal/cli"
	"spof/internal/terraform"
)

// TestDeclared reads an account of which a subnet is declared: by a root module
// with its state beside it, by a state alone, and by two roots.
func TestDeclared(t *testing.T) {
	url := terraform.Emulator(t, terraform.Server(t))
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	t.Setenv("AWS_MAX_ATTEMPTS", "3")
	account := []string{"--aws", "--endpoint-url", url, "--region", "us-west-2"}
	_, read, stderr := run(t, cli.Command{}, append([]string{"inspect"}, account...)...)
	arn := regexp.MustCompile(`"arn:aws:ec2:us-west-2:123456789012:subnet/[^"]*"`).FindString(read)
	if arn == "" {
		t.Fatalf("there is no subnet\n%s%s", read, stderr)
	}
	dir := t.TempDir()
	for name, content := range map[string]string{
		"infra/main.tf":               "variable \"zone\" {}\n\nresource \"aws_default_subnet\" \"a\" {\n  availability_zone = var.zone\n}\n",
		"infra/terraform.tfstate":     state("aws_default_subnet", `"arn":`+arn),
		"other/main.tf":               "resource \"aws_sqs_queue\" \"a\" {}\n",
		"alone.tfstate":               state("aws_default_subnet", `"arn":`+arn),
		"infra/.terraform/README.txt": "",
	} {
		write(t, filepath.Join(dir, name), strings.ReplaceAll(content, `"name":"main"`, `"name":"a"`))
	}
	if code, _, stderr := run(t, cli.Command{Dir: dir}, append([]string{"snapshot", "-o", "account.json"}, account...)...); code != 0 {
		t.Fatalf("snapshot exits %d and says %s", code, stderr)
	}
	for _, c := range []struct {
		args string
		code int
		want []string
	}{
		{"inspect --terraform infra", 0, []string{`"address": "aws_default_subnet.a", "arn": ` + arn, `"file": "infra/main.tf", "line": 3`, `"api": "ec2:DescribeSubnets"`}},
		{"inspect --terraform infra --terraform infra/terraform.tfstate --var zone=us-west-2a", 0, []string{`"address": "aws_default_subnet.a"`}},
		{"inspect --terraform alone.tfstate", 0, []string{`"address": "aws_default_subnet.a", "arn": ` + arn}},
		{"inspect --terraform infra --terraform other", 0, []string{`"address": "module.infra.aws_default_subnet.a"`}},
		{"audit --terraform infra", 0, []string{"1 of the", "that were read is declared in infra;", "keep their ARNs"}},
		{"audit account.json --terraform infra", 0, []string{"1 of the", "that were read is declared in infra;", "keep their ARNs"}},
		{"inspect account.json --terraform infra", 0, []string{`"address": "aws_default_subnet.a", "arn": ` + arn}},
		{"audit account.json other --terraform infra", 2, []string{"--terraform is for --aws, and for snapshots of accounts"}},
		{"audit --terraform infra --output json", 0, []string{`"from": ` + arn + `, "to": "aws_default_subnet.a"`}},
		{"audit --terraform infra --var zon=x", 2, []string{"--var zon"}},
		{"audit --terraform alone.tfstate --var zone=x", 2, []string{"--var is for root modules"}},
		{"audit --terraform nowhere", 3, []string{"read nowhere: no such file"}},
		{"audit --terraform other --organization x", 2, []string{"--terraform other: no state stands beside it"}},
	} {
		args := strings.Fields(c.args)
		if !strings.Contains(c.args, "account.json") {
			args = append(args, account...)
		}
		code, stdout, stderr := run(t, cli.Command{Dir: dir}, args...)
		text := strings.Join(strings.Fields(stdout+stderr), " ")
		for _, want := range c.want {
			if code != c.code || !strings.Contains(text, want) {
				t.Errorf("%s exits %d and does not say %q:\n%s%s", c.args, code, want, stdout, stderr)
			}
		}
	}
}

func TestDeclaredWithoutAccount(t *testing.T) {
	t.Parallel()
	code, _, stderr := run(t, cli.Command{}, "audit", "--terraform", ".")
	if code != 2 || !strings.Contains(stderr, "--terraform is for --aws") {
		t.Errorf("exits %d and says %s", code, stderr)
	}
}

func write(t *testing.T, file, content string) {
	t.Helper()
	err := os.MkdirAll(filepath.Dir(file), 0o750)
	if err == nil {
		err = os.WriteFile(file, []byte(content), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
