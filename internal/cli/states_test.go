package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spof/internal/cli"
)

// state is a state of version 4 with the attributes of one balancer.
func state(typ, attributes string) string {
	return `{"version":4,"serial":1,"resources":[{"mode":"managed","type":"` + typ + `","name":"main",
		"provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{` + attributes + `}}]}]}`
}

func TestNotesOfStates(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ state, args, want, not string }{
		"subnets elsewhere": {
			state("aws_lb", `"id":"x","load_balancer_type":"network","arn":"arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/net/x/1",
				"subnets":["subnet-0000000a","subnet-0000000b","subnet-0000000c","subnet-0000000d"]`),
			"", "subnet-0000000a, subnet-0000000b, subnet-0000000c and 1 more hold findings undecided", "may name it",
		},
		"one subnet elsewhere": {
			state("aws_nat_gateway", `"id":"nat-1","region":"eu-west-1","subnet_id":"subnet-0000000a"`),
			"", "", "give the state that holds them",
		},
		"no region": {
			state("aws_db_instance", `"id":"db-a","identifier":"a","engine":"mysql"`),
			"", "the state does not tell the region of aws_db_instance.main: --region names that of", "no region is written down",
		},
		"a region that is given": {
			state("aws_db_instance", `"id":"db-a","identifier":"a","engine":"mysql"`),
			"--region=eu-west-1", "region eu-west-1", "does not tell the region",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "x"), []byte(c.state), 0o600); err != nil {
				t.Fatal(err)
			}
			args := append([]string{"audit", "x"}, strings.Fields(c.args)...)
			_, stdout, stderr := run(t, cli.Command{Dir: dir}, args...)
			text := strings.Join(strings.Fields(stdout), " ")
			if stderr != "" || !strings.Contains(text, c.want) || strings.Contains(text, c.not) {
				t.Errorf("says %q and prints\n%s\nwant %q, not %q", stderr, stdout, c.want, c.not)
			}
		})
	}
}

// TestStatesOfOneName: states whose short names are equal stay apart.
func TestStatesOfOneName(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	queue := state("aws_sqs_queue", `"id":"q","arn":"arn:aws:sqs:eu-west-1:1:q"`)
	for _, name := range []string{"a.tfstate", "a.json", "b/terraform.tfstate"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(queue), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for args, want := range map[string][]string{
		"a.tfstate a.json":              {"module.a_tfstate.aws_sqs_queue.main", "module.a_json.aws_sqs_queue.main"},
		"a.tfstate b/terraform.tfstate": {"module.a.aws_sqs_queue.main", "module.b.aws_sqs_queue.main"},
	} {
		code, stdout, stderr := run(t, cli.Command{Dir: dir}, append([]string{"inspect"}, strings.Fields(args)...)...)
		for _, address := range want {
			if code != 0 || !strings.Contains(stdout, `"address": "`+address+`"`) {
				t.Errorf("inspect %s exits %d, says %q, and has no %s:\n%s", args, code, stderr, address, stdout)
			}
		}
	}
}

func TestVersionsOfOneState(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	of := func(serial, queue string) string {
		return strings.Replace(state("aws_sqs_queue", `"id":"`+queue+`","arn":"arn:aws:sqs:eu-west-1:1:`+queue+`"`), `"serial":1`, `"serial":`+serial+`,"lineage":"x"`, 1)
	}
	for name, content := range map[string]string{"now": of("2", "a"), "before": of("1", "a"), "split": of("3", "b")} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, stderr := run(t, cli.Command{Dir: dir}, "inspect", "now", "before"); code != 2 || !strings.Contains(stderr, "now (serial 2) and before (serial 1) are versions of one state") {
		t.Errorf("two versions: exits %d and says %q", code, stderr)
	}
	if code, _, stderr := run(t, cli.Command{Dir: dir}, "inspect", "now", "split"); code != 0 {
		t.Errorf("a state that was split: exits %d and says %q", code, stderr)
	}
}
