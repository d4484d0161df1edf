package tfconfig

import (
	"path"
	"slices"
	"strings"

	"spof/estate"
)

// terragrunt are the files of Terragrunt; root.hcl is what its units include.
var terragrunt = []string{"terragrunt.hcl", "terragrunt.hcl.json", "terragrunt.stack.hcl", "root.hcl"}

// stacks are the endings of the files of Terraform's stacks.
var stacks = []string{
	".tfcomponent.hcl", ".tfstack.hcl", ".tfdeploy.hcl", ".tfcomponent.json", ".tfstack.json", ".tfdeploy.json",
}

// tests are the endings of the files that terraform test and tofu test read.
var tests = []string{".tftest.hcl", ".tftest.json", ".tofutest.hcl", ".tofutest.json"}

// foreign recognises the files of tools that stand above Terraform and that
// are not read.
func foreign(name string, display func(string) string) (estate.Gap, bool) {
	gap := estate.Gap{What: display(name), Origin: estate.Origin{File: display(name)}}
	base := path.Base(name)
	switch {
	case slices.Contains(terragrunt, base):
		gap.Why = "a Terragrunt configuration is not read, nor what it gives to its modules"
		gap.Advice = "give the plan that terragrunt makes: terragrunt plan, terragrunt show -json"
	case endsIn(base, stacks):
		gap.Why = "a stack's configuration is not read"
		gap.Advice = "give the plan of each deployment, or audit its components' modules one by one"
	default:
		return gap, false
	}
	return gap, true
}

func endsIn(name string, suffixes []string) bool {
	return slices.ContainsFunc(suffixes, func(s string) bool { return strings.HasSuffix(name, s) })
}
