package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"slices"

	"github.com/hashicorp/hcl/v2"

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
	roots, err := c.roots(paths)
	if err != nil {
		return nil, err
	}
	for _, file := range in.varFiles {
		if !c.exists(file) {
			return nil, fmt.Errorf("read variables: there is no file %s", file)
		}
	}
	p := c.progress()
	defer p.done()
	var out []result
	for i, dir := range roots {
		p.say(i+1, len(roots), c.display(dir))
		inv, err := c.load(ctx, dir, in, vars)
		if err != nil {
			return nil, err
		}
		out = append(out, result{path: inv.Name, inventory: inv, estate: aws.Mean(inv)})
	}
	return out, nil
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
	inv.Gaps = append(inv.Gaps, c.unsaid(inv.Gaps, diags)...)
	return inv, nil
}

// unsaid turns the errors of the evaluator that no gap tells of into gaps, so
// that nothing is lost between the two.
func (c Command) unsaid(gaps []estate.Gap, diags hcl.Diagnostics) []estate.Gap {
	told := make(map[string]bool)
	for _, g := range gaps {
		told[g.Origin.String()] = true
	}
	var out []estate.Gap
	for _, d := range diags {
		if d.Severity != hcl.DiagError {
			continue
		}
		g := estate.Gap{What: d.Summary, Why: d.Detail}
		if d.Subject != nil {
			g.Origin = estate.Origin{
				File:  d.Subject.Filename,
				Start: estate.Position(d.Subject.Start), End: estate.Position(d.Subject.End),
			}
		}
		if at := g.Origin.String(); at == "" || !told[at] {
			told[at] = true
			out = append(out, g)
		}
	}
	return out
}

// blastOf simulates one event.
func blastOf(r result, event analysis.Event) report.Blast {
	f := analysis.FailuresOf(r.estate, analysis.Options{})
	b := report.Blast{Input: r.path, Event: event}
	of := f.Of(event)
	for _, s := range f.Services() {
		if o, hit := of[s]; hit {
			b.Hits = append(b.Hits, report.Hit{Service: s.Name, Outcome: o, Proof: f.Proof(s, event)})
		} else {
			b.Survivors = append(b.Survivors, s.Name)
		}
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

func (r result) writeInventory(w io.Writer) error { return writeJSON(w, r.inventory.Name) }

// roots returns the absolute paths of the root modules that paths name or hold.
func (c Command) roots(paths []string) ([]string, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	var out []string
	for _, p := range paths {
		info, err := os.Stat(c.path(p))
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path.Clean(p), unwrapPath(err))
		}
		if !info.IsDir() {
			return nil, fmt.Errorf("read %s: it is a file; give the directory of its root module", p)
		}
		out = append(out, c.path(p))
	}
	return out, nil
}

// given names the paths of the command line in a message.
func given(paths []string) string {
	if len(paths) == 0 {
		return "the current directory"
	}
	return paths[0]
}
