package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spof/internal/cli"
)

// A balancer whose subnets only apply can tell, with what the configuration says
// of them.
const (
	lbOf = `{"address":"aws_lb.a","mode":"managed","type":"aws_lb","name":"a","provider_name":"registry.terraform.io/hashicorp/aws",` +
		`"change":{"actions":["create"],"before":null,"after":{},"after_unknown":{"subnets":true,"id":true,"arn":true}}}`
	configOf = `"configuration":{"root_module":{"resources":[{"address":"aws_lb.a","mode":"managed","type":"aws_lb","name":"a",` +
		`"expressions":{"subnets":{"references":[%s]}}}],"module_calls":{%s}}}`
)

// planWith is a plan of a balancer with references, and of calls of modules.
func planWith(references, calls string) string {
	return planOf(lbOf, fmt.Sprintf(configOf, references, calls))
}

// callOf is a call of a module whose outputs are its variable, which is all
// outputs of another module.
func callOf(name, other string, outputs int) string {
	var passed, out []string
	for i := range outputs {
		passed = append(passed, fmt.Sprintf(`"module.%s.o%d"`, other, i))
		out = append(out, fmt.Sprintf(`"o%d":{"expression":{"references":["var.v"]}}`, i))
	}
	return fmt.Sprintf(`%q:{"expressions":{"v":{"references":[%s]}},"module":{"variables":{"v":{}},"outputs":{%s}}}`,
		name, strings.Join(passed, ","), strings.Join(out, ","))
}

// callIn is a call in a call, n times.
func callIn(n int) string {
	return strings.Repeat(`"a":{"module":{"module_calls":{`, n) + strings.Repeat(`}}}`, n)
}

// eachOf is a plan of queues with keys, whose names for_each holds.
func eachOf(n int, key string) string {
	changes := numbered(`{"address":"aws_sqs_queue.a[\"%d\"]","mode":"managed","type":"aws_sqs_queue","name":"a","index":`+strings.Replace(key, "%d", "%[1]d", 1)+
		`,"provider_name":"registry.terraform.io/hashicorp/aws","change":{"actions":["create"],"before":null,"after":{},"after_unknown":{"name":true,"id":true}}}`, n)
	return planOf(changes, `"configuration":{"root_module":{"resources":[{"address":"aws_sqs_queue.a","mode":"managed","type":"aws_sqs_queue","name":"a",`+
		`"expressions":{"name":{"references":["each.value.name","each.value"]}},"for_each_expression":{"constant_value":{`+numbered(`"%d":{"name":"x"}`, n)+`}}}]}}`)
}

// What is odd, and read all the same: soon, and with a word of what could not be
// read, where there is such a thing.
func TestOddFilesAreRead(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 1_000_000)
	moved := func(from, to string) string {
		return strings.Replace(longVPC(to), `"mode"`, `"previous_address":"aws_vpc.`+from+`","mode"`, 1)
	}
	for name, c := range map[string]struct{ content, gap string }{
		"a module that leads to itself": {planWith(`"module.a.o0"`, callOf("a", "a", 1)), ""},
		"modules in a ring":             {planWith(`"module.a.o0"`, callOf("a", "b", 1)+","+callOf("b", "a", 1)), ""},
		"modules in many rings":         {planWith(`"module.a.o0"`, callOf("a", "b", 50)+","+callOf("b", "a", 50)), ""},
		"itself":                        {planWith(`"aws_lb.a.subnets","aws_lb.a"`, ""), ""},
		"references to nothing":         {planWith(`"module.none.x","each.value","count.index","data.a.b","","..","[","a[\"","var"`, ""), ""},
		"10^5 references":               {planWith(strings.Repeat(`"aws_subnet.a.id","aws_subnet.a",`, 50_000)+`"aws_subnet.b"`, ""), ""},
		"10^5 names":                    {planWith(numbered(`"aws_subnet.s%d.id","aws_subnet.s%[1]d"`, 50_000), ""), ""},
		"a reference of 10^6":           {planWith(`"`+long+`"`, ""), ""},
		"a reference of 10^6 steps":     {planWith(`"a`+strings.Repeat(".a", 500_000)+`"`, ""), ""},
		"calls in calls":                {planWith(`"module.a.o"`, callIn(190)), ""},
		"text of 10^6":                  {planTo(`{"cidr_block":"` + long + `"}`), ""},
		"a name of 10^6":                {planOf(longVPC(long)), ""},
		"10^5 attributes":               {planTo("{" + numbered(`"a%d":%[1]d`, 100_000) + "}"), ""},
		"10^5 elements":                 {planTo(`{"tags":{` + numbered(`"%d":"x"`, 100_000) + `}}`), ""},
		"no configuration":              {planOf(strings.ReplaceAll(fmt.Sprintf(vpcOf, `{"route":[{"cidr_block":"0.0.0.0/0"}]},"after_unknown":{"route":[{"gateway_id":true}]}`), "aws_vpc", "aws_route_table")), ""},
		"a number as a key of each":     {eachOf(1, "%d"), ""},
		"10^4 instances of each":        {eachOf(10_000, `"%d"`), ""},
		"no values":                     {planTo("{}"), ""},
		"wrong values":                  {planTo(`{"cidr_block":[1],"tags":7,"instance_tenancy":{"a":true}}`), ""},
		"1e400":                         {planTo(`{"cidr_block":1e400}`), ""},
		"moved from itself":             {planOf(moved("a", "a")), ""},
		"moved in a ring":               {planOf(moved("a", "b") + "," + moved("b", "a")), ""},
		"nothing":                       {planOf(""), ""},
		"nulls":                         {`{"format_version":"1.2","resource_changes":null,"planned_values":null,"prior_state":null,"configuration":null,"variables":null}`, ""},
		"fields of a newer version":     {planOf("", `"format_version_next":"9","new":[{"a":1}]`), ""},
		"an unknown action":             {strings.Replace(planTo(aVPC), `"create"`, `"explode"`, 1), `the plan calls it "explode", which is not known`},
		"no action":                     {strings.Replace(planTo(aVPC), `"create"`, ``, 1), "the plan names no action"},
		"an unknown mode":               {strings.Replace(planTo(aVPC), `"managed"`, `"quantum"`, 1), `its mode "quantum" is not known`},
		"a plan with errors":            {planOf("", `"errored":true`), "planning ended with an error"},
		"an incomplete plan":            {planOf("", `"complete":false`), "it is not complete"},
		"UTF-16":                        {wide(planTo(aVPC)), ""},
		"a mark of UTF-8":               {"\ufeff" + planTo(aVPC), ""},
		"gzip in two parts":             {gzipped(t, planTo(aVPC)[:50]) + gzipped(t, planTo(aVPC)[50:]), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "given"), []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			code, stdout, stderr := run(t, cli.Command{Dir: dir}, "audit", "given", "--fail-on", "never", "--strict")
			want := 0
			if c.gap != "" {
				want = 3
			}
			text := strings.Join(strings.Fields(stdout), " ")
			if code != want || stderr != "" || !strings.Contains(text, c.gap) || strings.Contains(text, "Not read") != (c.gap != "") {
				t.Errorf("it exits %d, says %.500q and prints\n%.3000s\nwant a gap: %q", code, stderr, stdout, c.gap)
			}
		})
	}
}

// numbered repeats a text with its number in it.
func numbered(format string, n int) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = fmt.Sprintf(format, i)
	}
	return strings.Join(parts, ",")
}
