package cli

import (
	"errors"
	"fmt"
	"slices"

	"spof/analysis"
	"spof/estate"
	"spof/inventory"
	"spof/rules"
)

// A judgement is what became of one estate. A broken rule is an error
// beside what all other rules found.
type judgement struct {
	audit *analysis.Audit
	err   error
}

// split parts the audits of judgements from what broke.
func split(judgements []judgement) ([]*analysis.Audit, error) {
	audits := make([]*analysis.Audit, len(judgements))
	broken := make([]error, len(judgements))
	for i, j := range judgements {
		audits[i], broken[i] = j.audit, j.err
	}
	return audits, errors.Join(broken...)
}

// judge judges what was read. What a plan changes is compared with what there
// was before.
func judge(inv *inventory.Inventory) judgement {
	after := judgeOne(inv)
	if inv.Before == nil {
		return after
	}
	before := judgeOne(inv.Before)
	analysis.Compare(before.audit, after.audit, analysis.Comparison{})
	return judgement{after.audit, errors.Join(after.err, before.err)}
}

func judgeOne(inv *inventory.Inventory) judgement {
	r := understand(inv)
	a, err := analysis.Run(r.estate, rules.All(), analysis.Options{
		Input: analysis.Input{
			Path: r.path, Kind: string(r.inventory.Kind), Resources: len(r.inventory.Resources), Declared: r.inventory.Declared,
		},
		Notes: notes(r),
		Moves: r.inventory.Moves,
	})
	if err != nil {
		err = fmt.Errorf("judge %s: %w", r.path, err)
	}
	return judgement{a, err}
}

// notes tells what a reader should know of how an estate was read.
func notes(r result) []string {
	var out []string
	if r.inventory.Module {
		out = append(out, "this looks like a module that others call, for it configures neither a provider nor a backend: "+
			"it is judged by its own defaults, and not by what its callers give it")
	}
	if slices.ContainsFunc(r.estate.Resources, func(x *estate.Resource) bool { return x.Region.Or("") == estate.SymbolicRegion }) {
		out = append(out, fmt.Sprintf("no region is written down; one with three zones is assumed, and called %q here: "+
			"--region or AWS_REGION names it", estate.SymbolicRegion))
	}
	return out
}
