package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"spof/inventory"
	"spof/providers/aws"
	"spof/report"
)

func (c Command) inspectCommand() *cobra.Command {
	var in inputs
	var means bool
	cmd := &cobra.Command{
		Use:   "inspect [PATH...]",
		Short: "Print what was read, as JSON; with --estate, what it means",
		Long: `Inspect prints the inventory of one estate, a root module or states: every
resource as it will be after apply, with what is unknown and what could not be
read. With --estate it prints what the resources mean: their kinds, where they
run, what they need.`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			read, err := readEach(cmd.Context(), c, paths, in, func(inv *inventory.Inventory) *inventory.Inventory { return inv })
			if err != nil {
				return err
			}
			if len(read) > 1 {
				return usagef("there are %d estates in %s; inspect prints one (the first is %s), or all with --together",
					len(read), given(paths), read[0].Name)
			}
			if means {
				return report.EstateJSON(c.Stdout, aws.Mean(read[0]))
			}
			if err := read[0].WriteJSON(c.Stdout); err != nil {
				return fmt.Errorf("write inventory: %w", err)
			}
			return nil
		},
	}
	in.flags(cmd)
	cmd.Flags().BoolVar(&means, "estate", false, "print what the resources mean")
	return cmd
}
