package cli

import (
	"context"
	"fmt"
	"io"
	"os"

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

func (r result) writeInventory(w io.Writer) error {
	if err := r.inventory.WriteJSON(w); err != nil {
		return fmt.Errorf("write inventory: %w", err)
	}
	return nil
}
