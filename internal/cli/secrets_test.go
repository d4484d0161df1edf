package cli_test

import (
	"os"
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

// A plan may not say what is sensitive, and never says what people put secrets
// into.
func TestSecretsOfPlansNeverReachOutput(t *testing.T) {
	t.Parallel()
	change := func(typ, values string) string {
		return strings.ReplaceAll(`{"address":"`+typ+`.a","mode":"managed","type":"`+typ+`","name":"a","provider_name":"registry.terraform.io/hashicorp/aws",
			"change":{"actions":["update"],"before":{VALUES},"after":{VALUES},"after_unknown":{"id":true},"before_sensitive":{},"after_sensitive":{}}}`, "VALUES", values)
	}
	dir := t.TempDir()
	plan := planOf(strings.Join([]string{
		change("aws_db_instance", `"engine":"postgres","identifier":"shown","password":"hunter2"`),
		change("aws_instance", `"instance_type":"t3.micro","user_data":"hunter2"`),
		change("aws_lambda_function", `"function_name":"a","environment":[{"variables":{"KEY":"hunter2"}}]`),
		change("aws_mq_broker", `"broker_name":"a","user":[{"username":"a","password":"hunter2"},{"username":"b","password":"hunter2"}]`),
		change("random_password", `"length":8,"result":"hunter2"`),
		change("terraform_data", `"input":{"a":["hunter2"]}`),
	}, ","))
	if err := os.WriteFile(filepath.Join(dir, "plan.json"), []byte(plan), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{"audit", "audit --output json", "inspect", "inspect --estate", "fail aws_db_instance.a", "diff plan.json"} {
		code, stdout, stderr := run(t, cli.Command{Dir: dir}, append(strings.Fields(args), "plan.json")...)
		if code > 1 || stdout == "" {
			t.Fatalf("%s exits %d and says %q", args, code, stderr)
		}
		if strings.Contains(stdout, "hunter2") {
			t.Errorf("%s shows a secret:\n%s", args, stdout)
		}
		if args == "inspect" && !strings.Contains(stdout, `"identifier": "shown"`) {
			t.Errorf("%s does not show what is none:\n%s", args, stdout)
		}
	}
}
