package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// inputs are the flags that say under which circumstances to read.
type inputs struct {
	vars      []string
	varFiles  []string
	workspace string
	regions   []string
	configDir string
	together  bool
	account
}

func (in *inputs) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&in.vars, "var", nil, "set a variable of the root module: `NAME=VALUE`; may be repeated")
	f.StringArrayVar(&in.varFiles, "var-file", nil, "read variables from a `FILE`; may be repeated")
	f.StringVar(&in.workspace, "workspace", "", "the `NAME` of Terraform's workspace")
	f.StringArrayVar(&in.regions, "region", nil, "the `REGION` of providers that name none; with --aws one to read, repeated, or all")
	f.StringVar(&in.configDir, "config-dir", "", "the `DIR` of the configuration that was planned; that beside the plan, or in it, by default")
	f.BoolVar(&in.together, "together", false, "judge all that is read as one estate")
	in.account.flags(cmd)
}

// region is that of providers that name none.
func (in *inputs) region() string {
	if len(in.regions) == 0 {
		return ""
	}
	return in.regions[0]
}

// check refuses flags that say nothing of what is read.
func (in *inputs) check(paths []string) error {
	if !in.live && len(in.regions) > 1 {
		return usagef("--region is given more than once, and what providers of Terraform leave open is one")
	}
	return in.account.check(paths, in.together)
}

// variables splits the values of --var.
func (in *inputs) variables() (map[string]string, error) {
	vars := make(map[string]string, len(in.vars))
	for _, v := range in.vars {
		name, value, ok := strings.Cut(v, "=")
		if !ok || name == "" {
			return nil, usagef("--var takes NAME=VALUE, not %q", v)
		}
		vars[name] = value
	}
	return vars, nil
}
