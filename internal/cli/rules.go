package cli

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"spof/analysis"
	"spof/docs"
	"spof/report"
	"spof/rules"
)

func (c Command) rulesCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Args:  exactly(0, "no argument; `spof explain ID` tells more of one rule"),
		RunE: func(*cobra.Command, []string) error {
			all := sortedRules()
			switch format {
			case "text":
				width, color := c.page("auto")
				return report.RuleList(c.Stdout, all, width, color)
			case "json":
				return report.RulesJSON(c.Stdout, all)
			default:
				return usagef("rules are written as text or json, not %q%s", format, didYouMean(format, []string{"text", "json"}))
			}
		},
	}
	cmd.Flags().StringVarP(&format, "output", "o", "text", "write as `FORMAT`: text or json")
	complete(cmd, "output", "text", "json")
	return cmd
}

func (c Command) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "explain ID",
		Short:   "Tell all of one rule: what it looks for, why, and how to mend it",
		Example: "  spof explain rds-single-az",
		Args:    exactly(1, "the id of one rule; `spof rules` lists them"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ruleIDs(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			for _, r := range sortedRules() {
				if r.ID == args[0] {
					width, color := c.page("auto")
					return report.Explain(c.Stdout, r, docs.Example(r.ID), width, color)
				}
			}
			return usagef("there is no rule %q%s; `spof rules` lists them", args[0], didYouMean(args[0], ruleIDs()))
		},
	}
}

func sortedRules() []*analysis.Rule {
	out := slices.Clone(rules.All())
	slices.SortFunc(out, func(a, b *analysis.Rule) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

func ruleIDs() []string {
	var ids []string
	for _, r := range sortedRules() {
		ids = append(ids, r.ID)
	}
	return ids
}
