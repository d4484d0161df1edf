package cli

import (
	"fmt"
	"strings"

	"spof/analysis"
	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/rules"
)

// audit judges what was read. A broken rule is an error beside what all other
// rules found.
func (r result) audit() (*analysis.Audit, error) {
	a, err := analysis.Run(r.estate, rules.All(), analysis.Options{
		Input: analysis.Input{
			Path: r.path, Kind: "directory", Resources: len(r.inventory.Resources), Declared: r.inventory.Declared,
		},
		Notes: notes(r.inventory),
	})
	if err != nil {
		return a, fmt.Errorf("judge %s: %w", r.path, err)
	}
	return a, nil
}

// isPlaced says whether a resource is one of AWS's own: no region is missed for
// what other providers make, or for what is only looked up.
func isPlaced(r *inventory.Resource) bool {
	return r.Mode == inventory.Managed && strings.HasPrefix(r.Type, "aws_")
}

// notes tells what a reader should know of how an inventory was read.
func notes(inv *inventory.Inventory) []string {
	for _, r := range inv.Resources {
		if region, _ := r.Region.Get(); region == tfconfig.SymbolicRegion && isPlaced(r) {
			return []string{fmt.Sprintf("no region is written down; one with three zones is assumed, and called %q here: "+
				"--region or AWS_REGION names it", tfconfig.SymbolicRegion)}
		}
	}
	return nil
}
