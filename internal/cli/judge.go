package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

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
	before := inv.Before
	after := understood(inv) // of a large plan there is no room for all at once
	if before == nil {
		return after.judge()
	}
	was := understood(before).judge()
	is := after.judge()
	analysis.Compare(was.audit, is.audit, analysis.Comparison{})
	return judgement{is.audit, errors.Join(is.err, was.err)}
}

// A subject is an estate that is to be judged.
type subject struct {
	estate *estate.Estate
	opts   analysis.Options
	others []string // data sources that read other states
}

// understood makes a subject of what was read, and lets go of that.
func understood(inv *inventory.Inventory) subject {
	r := understand(inv)
	return subject{r.estate, analysis.Options{
		Input: analysis.Input{
			Path: r.path, Kind: string(r.inventory.Kind), Resources: len(r.inventory.Resources), Declared: r.inventory.Declared,
		},
		Notes: notes(r),
		Moves: r.inventory.Moves,
	}, remoteStates(inv)}
}

func (s subject) judge() judgement {
	a, err := analysis.Run(s.estate, rules.All(), s.opts)
	if err != nil {
		err = fmt.Errorf("judge %s: %w", s.opts.Input.Path, err)
	}
	if note := elsewhere(s.others, a); note != "" {
		a.Notes = append(a.Notes, note)
	}
	return judgement{a, err}
}

// notes tells what a reader should know of how an estate was read.
func notes(r result) []string {
	out := slices.Clone(r.inventory.Notes)
	if r.inventory.Module {
		out = append(out, "this looks like a module that others call, for it configures neither a provider nor a backend: "+
			"it is judged by its own defaults, and not by what its callers give it")
	}
	if slices.ContainsFunc(r.estate.Resources, func(x *estate.Resource) bool { return x.Region.Or("") == estate.SymbolicRegion }) {
		out = append(out, fmt.Sprintf("no region is written down; one with three zones is assumed, and called %q here: "+
			"--region or AWS_REGION names it", estate.SymbolicRegion))
	}
	if note := regionless(r); note != "" {
		out = append(out, note)
	}
	if unconfigured(r.inventory) {
		out = append(out, "the configuration that was planned is not beside the plan: there are no lines to show, "+
			"and what passes through a local is not known; --config-dir names its directory")
	}
	return out
}

// unconfigured says whether a plan was read without its configuration, so that
// nothing has a line, and no gap says so.
func unconfigured(inv *inventory.Inventory) bool {
	said := func(g estate.Gap) bool { return g.What == theConfiguration }
	if inv.Kind != inventory.Plan || len(inv.Resources) == 0 || slices.ContainsFunc(inv.Gaps, said) {
		return false
	}
	return !slices.ContainsFunc(inv.Resources, func(r *inventory.Resource) bool { return r.Origin.Start.Line > 0 })
}

// regionless tells of resources of which a state does not say where they stand,
// "" where there are none.
func regionless(r result) string {
	if r.inventory.Kind != inventory.State {
		return ""
	}
	var of []string
	seen := map[string]bool{}
	for _, x := range r.estate.Resources {
		whole, _, _ := strings.Cut(x.Address, "#")
		if x.Placement.Region == estate.UnknownRegion && !seen[whole] {
			seen[whole] = true
			of = append(of, whole)
		}
	}
	if len(of) == 0 {
		return ""
	}
	return "the state does not tell the region of " + head(of) + ": --region names that of provider configurations of which nothing tells it"
}
