package cli

import (
	"fmt"

	"spof/analysis"
	"spof/estate"
	"spof/rules"
)

// audit judges what was read. A broken rule is an error beside what all other
// rules found.
func (r result) audit() (*analysis.Audit, error) {
	a, err := analysis.Run(r.estate, rules.All(), analysis.Options{
		Input: analysis.Input{
			Path: r.path, Kind: "directory", Resources: len(r.inventory.Resources), Declared: r.inventory.Declared,
		},
		Notes: notes(r.estate),
	})
	if err != nil {
		return a, fmt.Errorf("judge %s: %w", r.path, err)
	}
	return a, nil
}

// notes tells what a reader should know of how an estate was read.
func notes(e *estate.Estate) []string {
	for _, r := range e.Resources {
		if region, _ := r.Region.Get(); region == estate.SymbolicRegion {
			return []string{fmt.Sprintf("no region is written down; one with three zones is assumed, and called %q here: "+
				"--region or AWS_REGION names it", estate.SymbolicRegion)}
		}
	}
	return nil
}
