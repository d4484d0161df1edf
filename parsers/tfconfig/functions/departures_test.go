package functions_test

import (
	"regexp"
	"slices"
	"testing"
)

// departures are the calls that we answer in another way than Terraform 1.11
// on purpose, as patterns that match the whole call.
var departures = []struct {
	calls *regexp.Regexp
	why   string
}{
	{
		regexp.MustCompile(`element\((sensitive\()?\[.*,.*\]\)?, -[14]\)`),
		"Terraform 1.11 crashes on a tuple and a negative index; later versions count from the end",
	},
	{
		regexp.MustCompile(`signum\("?-?([0-9]+\.[1-9]|1e-?50|1/3|9+)"?\)`),
		"later versions take any number, 1.11 only whole ones below 2^63",
	},
	{
		regexp.MustCompile(`format(list)?\("%.*", ("x", )?null\)`),
		"later versions format a null; in 1.11 the result is unknown",
	},
	{
		regexp.MustCompile(`yamldecode\(.*<<: \[.*\)`),
		"later versions merge a list of mappings",
	},
	{
		regexp.MustCompile(`alltrue\(\[local.unknown_bool, false\]\)`),
		"one false decides, whatever the unknown becomes",
	},
	{
		regexp.MustCompile(`matchkeys\(\["a"\], \["a"\], \[local.unknown_string, "a"\]\)`),
		"Terraform stops at the unknown and misses the match behind it",
	},
	{
		regexp.MustCompile(`fileset\("\.\./.*\)|fileexists\("(\.\.|~)/.*\)`),
		"what lies outside the files of the run is not known to be absent",
	},
	{
		regexp.MustCompile(`fileset\(.*, "\{plain,sub/inner\}.txt"\)`),
		"a slash in an alternative is an error in Terraform's older matcher",
	},
	{
		regexp.MustCompile(`fileset\("dangling", "\*"\)`),
		"Terraform fails on a link that leads nowhere, even beside files that match",
	},
	{
		regexp.MustCompile(`templatestring\(local.template_file, .*\)`),
		"Terraform keeps templatestring from files, OpenTofu does not",
	},
	{
		regexp.MustCompile(`cidrhost\("::ffff:0?10.*", (1|5|-1)\)|cidrhost\("::ffff:10.*/104", 300\)|cidrnetmask\("::ffff:.*\)|cidrsubnets\("::ffff:.*, .*\)`),
		"Terraform garbles IPv4 prefixes in IPv6 form: it puts the number into the wrong bytes",
	},
	{
		regexp.MustCompile(`cidrsubnets\("(0\.0\.0\.0|::)/0", .*\)`),
		"Terraform cannot divide the prefix of length zero",
	},
	{
		regexp.MustCompile(`cidrsubnet\(.*, [48], -1\)|cidrsubnet\(.*, -1, 1\)|cidrsubnet\(.*, -25, 0\)`),
		"Terraform computes no subnet that exists: 0.1.0.0/16 of 10.0.0.0/8, or <nil>",
	},
	{
		regexp.MustCompile(`cidrhost\("2001:db8::/64", 18446744073709551616\)`),
		"Terraform counts a host beyond the prefix",
	},
	{
		regexp.MustCompile(`(can|issensitive)\(plantimestamp\(\)\)`),
		"when a plan will be made is not known here",
	},
}

// TestDeparturesAreMet refuses patterns that no call needs any more.
func TestDeparturesAreMet(t *testing.T) {
	t.Parallel()
	exprs := calls(t)
	for _, d := range departures {
		if !slices.ContainsFunc(exprs, func(expr string) bool { return d.calls.FindString(expr) == expr }) {
			t.Errorf("no call matches %s", d.calls)
		}
	}
}

// departs returns why expr is answered in another way, and whether it is.
func departs(expr string) (why string, ok bool) {
	for _, d := range departures {
		if d.calls.FindString(expr) == expr {
			return d.why, true
		}
	}
	return "", false
}
