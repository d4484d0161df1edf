package cli

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/providers/aws"
	"spof/providers/aws/schema"
)

// A result is one root module, read and understood.
type result struct {
	path      string
	inventory *inventory.Inventory
	estate    *estate.Estate
}

// understand reads root modules, and says what they mean.
func (c Command) understand(ctx context.Context, paths []string, in inputs) ([]result, error) {
	inventories, err := c.read(ctx, paths, in)
	if err != nil {
		return nil, err
	}
	out := make([]result, len(inventories))
	for i, inv := range inventories {
		out[i] = result{path: inv.Name, inventory: inv, estate: aws.Mean(inv)}
	}
	return out, nil
}

// read reads the root modules that the paths name or hold.
func (c Command) read(ctx context.Context, paths []string, in inputs) ([]*inventory.Inventory, error) {
	r := reader{Command: c, inputs: in, strangers: make(map[string]int)}
	inventories, err := r.all(ctx, paths)
	if err != nil {
		return nil, err
	}
	if in.together && len(inventories) > 1 {
		inventories = []*inventory.Inventory{join(inventories)}
	}
	return inventories, nil
}

// A reader reads root modules under the same circumstances.
type reader struct {
	Command
	inputs
	values    map[string]string // of variables
	strangers map[string]int    // how many roots do not have a variable
}

func (r *reader) all(ctx context.Context, paths []string) ([]*inventory.Inventory, error) {
	var err error
	if r.values, err = r.variables(); err != nil {
		return nil, err
	}
	for _, file := range r.varFiles {
		if _, err := os.Stat(r.path(file)); err != nil {
			return nil, fmt.Errorf("read variables from %s: %w", file, unwrapPath(err))
		}
	}
	roots, gaps, err := r.roots(paths)
	if err != nil {
		return nil, err
	}
	p := r.progress()
	defer p.done()
	var out []*inventory.Inventory
	for i, dir := range roots {
		p.say(i+1, len(roots), r.display(dir))
		inv, err := r.one(ctx, dir)
		if err != nil {
			return nil, err
		}
		out = append(out, inv)
	}
	out[0].Gaps = append(out[0].Gaps, gaps...)
	return out, r.slip(len(roots))
}

// slip reports a variable of the command line that no root has. That some do
// not have it is no mistake where several are read.
func (r *reader) slip(roots int) error {
	for _, name := range slices.Sorted(maps.Keys(r.strangers)) {
		if r.strangers[name] == roots {
			return usagef("--var %s: no root module that was read declares this variable", name)
		}
	}
	return nil
}

// one reads one root module, given by its absolute path.
func (r *reader) one(ctx context.Context, dir string) (*inventory.Inventory, error) {
	top, rest := volume(dir)
	opts := tfconfig.Options{
		FS: os.DirFS(top), Dir: rest,
		Display:   func(name string) string { return r.display(top + name) },
		Vars:      r.values,
		Env:       r.Env,
		Workspace: r.workspace, Region: r.region,
		Provider: schema.New(),
	}
	for _, file := range r.varFiles {
		_, rest := volume(r.path(file))
		opts.VarFiles = append(opts.VarFiles, rest)
	}
	inv, diags := tfconfig.Load(ctx, opts)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", r.display(dir), err)
	}
	inv.Gaps = append(inv.Gaps, unsaid(inv.Gaps, diags, opts.Display)...)
	for _, name := range undeclared(diags) {
		r.strangers[name]++
	}
	return inv, nil
}
