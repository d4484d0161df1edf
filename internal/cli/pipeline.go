package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"

	"spof/analysis"
	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/providers/aws"
	"spof/providers/aws/schema"
	"spof/report"
	"spof/rules"
)

// A result is one root module, read and understood.
type result struct {
	path      string
	inventory *inventory.Inventory
	estate    *estate.Estate
}

// read reads the root modules that the paths name or hold.
func (c Command) read(ctx context.Context, paths []string, in inputs) ([]result, error) {
	vars, err := in.variables()
	if err != nil {
		return nil, err
	}
	for _, file := range in.varFiles {
		if _, err := os.Stat(c.path(file)); err != nil {
			return nil, fmt.Errorf("read variables from %s: %w", file, unwrapPath(err))
		}
	}
	roots, gaps, err := c.roots(paths)
	if err != nil {
		return nil, err
	}
	p := c.progress()
	defer p.done()
	var inventories []*inventory.Inventory
	for i, dir := range roots {
		p.say(i+1, len(roots), c.display(dir))
		inv, err := c.load(ctx, dir, in, vars)
		if err != nil {
			return nil, err
		}
		inventories = append(inventories, inv)
	}
	inventories[0].Gaps = append(inventories[0].Gaps, gaps...)
	if in.together && len(inventories) > 1 {
		inventories = []*inventory.Inventory{join(inventories)}
	}
	return understood(inventories), nil
}

// understood says what inventories mean.
func understood(inventories []*inventory.Inventory) []result {
	var out []result
	for _, inv := range inventories {
		out = append(out, result{path: inv.Name, inventory: inv, estate: aws.Mean(inv)})
	}
	return out
}

// load reads one root module, given by its absolute path.
func (c Command) load(ctx context.Context, dir string, in inputs, vars map[string]string) (*inventory.Inventory, error) {
	top, rest := volume(dir)
	opts := tfconfig.Options{
		FS: os.DirFS(top), Dir: rest,
		Display:   func(name string) string { return c.display(top + name) },
		Vars:      vars,
		Env:       c.Env,
		Workspace: in.workspace, Region: in.region,
		Provider: schema.New(),
	}
	for _, file := range in.varFiles {
		_, rest := volume(c.path(file))
		opts.VarFiles = append(opts.VarFiles, rest)
	}
	inv, diags := tfconfig.Load(ctx, opts)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", c.display(dir), err)
	}
	inv.Gaps = append(inv.Gaps, unsaid(inv.Gaps, diags, opts.Display)...)
	return inv, nil
}

// zonesOf returns the zones of a region, and whether it is known.
func zonesOf(region string) (zones []string, known bool) { return schema.New().Zones(region) }

// blastOf simulates one event.
func blastOf(r result, event analysis.Event) report.Blast {
	f := analysis.FailuresOf(r.estate, analysis.Options{})
	b := report.Blast{Input: r.path, Event: event}
	of := f.Of(event)
	for _, s := range f.Services() {
		if o, hit := of[s]; hit {
			b.Hits = append(b.Hits, report.Hit{Service: s.Name, Outcome: o, Proof: f.Proof(s, event)})
			continue
		}
		b.Survivors = append(b.Survivors, report.Survivor{Service: s.Name, Because: because(s, event)})
	}
	for _, down := range f.Blast(event) {
		if down.Of == "" && down.Kind != estate.Plumbing {
			b.Down = append(b.Down, down)
		}
	}
	if event.Kind == analysis.ZoneEvent {
		b.Maybe = mayBeIn(r.estate, event.Name)
	}
	return b
}

// because returns what the survival of an event stands on.
func because(s *analysis.Service, event analysis.Event) []string {
	for _, o := range s.Outcomes {
		if o.Event.Kind == event.Kind && o.Event.Name == event.Name {
			return o.Because
		}
	}
	return nil
}

// mayBeIn returns what may run in a zone but need not.
func mayBeIn(e *estate.Estate, zone string) []*estate.Resource {
	var out []*estate.Resource
	for _, r := range e.Resources {
		p := r.Placement
		if p.Scope == estate.Zone && len(p.Zones) > 1 &&
			slices.ContainsFunc(p.Zones, func(z estate.Domain) bool { return z.Name == zone }) {
			out = append(out, r)
		}
	}
	return out
}

// audit judges what was read. A broken rule is an error beside what all other
// rules found.
func (r result) audit() (*analysis.Audit, error) {
	a, err := analysis.Run(r.estate, rules.All(), analysis.Options{Input: analysis.Input{
		Path: r.path, Kind: "directory", Resources: len(r.inventory.Resources), Declared: r.inventory.Declared,
	}})
	if err != nil {
		return a, fmt.Errorf("judge %s: %w", r.path, err)
	}
	return a, nil
}

func (r result) writeInventory(w io.Writer) error {
	if err := r.inventory.WriteJSON(w); err != nil {
		return fmt.Errorf("write inventory: %w", err)
	}
	return nil
}
