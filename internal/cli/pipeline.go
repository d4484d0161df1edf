package cli

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/providers/aws"
	"spof/providers/aws/declared"
	"spof/providers/aws/schema"
)

// A result is one estate, read and understood.
type result struct {
	path      string
	inventory *inventory.Inventory
	estate    *estate.Estate
}

// understand says what an inventory means.
func understand(inv *inventory.Inventory) result {
	return result{path: inv.Name, inventory: inv, estate: aws.Mean(inv)}
}

// readEach reads the estates that the paths name or hold, side by side, and
// makes something of each as soon as it was read. What it returns is in the
// order of the paths.
func readEach[T any](ctx context.Context, c Command, paths []string, in inputs, then func(*inventory.Inventory) T) ([]T, error) {
	r := reader{
		Command: c, inputs: in, progress: c.progress(in.told),
		trees: map[string]*tfconfig.Tree{}, strangers: map[string]int{},
	}
	defer r.close()
	sources, gaps, err := r.begin(ctx, paths)
	if err != nil {
		return nil, err
	}
	if in.together && len(sources) > 1 {
		inventories, err := each(ctx, &r, sources, gaps, func(inv *inventory.Inventory) *inventory.Inventory { return inv })
		if err != nil {
			return nil, err
		}
		return []T{then(join(inventories))}, nil
	}
	return each(ctx, &r, sources, gaps, then)
}

// A reader reads estates under the same circumstances.
type reader struct {
	Command
	inputs
	progress *progress

	values   map[string]string         // of variables
	declared []declared.Source         // by which what is live has addresses
	trees    map[string]*tfconfig.Tree // by the directory at the top of each
	open     []io.Closer               // files that are being read

	mu        sync.Mutex
	strangers map[string]int // how many roots do not have a variable
	started   int
}

// begin reads what the flags say, and finds what there is to read.
func (r *reader) begin(ctx context.Context, paths []string) (sources []source, gaps []estate.Gap, err error) {
	if err := r.check(paths); err != nil {
		return nil, nil, err
	}
	if r.values, err = r.variables(); err != nil {
		return nil, nil, err
	}
	for _, file := range r.varFiles {
		if _, err := os.Stat(r.path(file)); err != nil {
			return nil, nil, fmt.Errorf("read variables from %s: %w", file, unwrapPath(err))
		}
	}
	if err := r.checkConfigDir(); err != nil {
		return nil, nil, err
	}
	return r.sources(ctx, paths)
}

// checkConfigDir wants the directory of the configuration to be one.
func (r *reader) checkConfigDir() error {
	if r.configDir == "" {
		return nil
	}
	info, err := os.Stat(r.path(r.configDir))
	if err != nil {
		return fmt.Errorf("read the configuration in %s: %w", r.configDir, unwrapPath(err))
	}
	if !info.IsDir() {
		return usagef("--config-dir takes the directory of a root module, and %s is a file", r.configDir)
	}
	return nil
}

// each reads sources side by side. The gaps of the search for them are told
// with the first.
func each[T any](ctx context.Context, r *reader, sources []source, gaps []estate.Gap, then func(*inventory.Inventory) T) ([]T, error) {
	defer r.progress.done()
	out := make([]T, len(sources))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(r.atOnce())
	for i, s := range sources {
		g.Go(func() (err error) {
			defer caught(&err)
			r.mu.Lock()
			r.started++
			r.progress.begin(r.started, len(sources), s.name)
			r.mu.Unlock()
			inv, err := s.read(ctx)
			if err != nil {
				return err
			}
			if i == 0 {
				inv.Gaps = append(inv.Gaps, gaps...)
			}
			out[i] = then(inv)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err //nolint:wrapcheck // It names what was read.
	}
	return out, r.slip(sources)
}

// accountsAtOnce is how many accounts are read side by side. They wait for AWS,
// and not for a processor; what is read of each is in memory.
const accountsAtOnce = 8

// atOnce is how many sources are read side by side.
func (r *reader) atOnce() int {
	if r.live {
		return accountsAtOnce
	}
	return runtime.GOMAXPROCS(0)
}

// slip reports a variable of the command line that no root has. That some do
// not have it is no mistake where several are read.
func (r *reader) slip(sources []source) error {
	roots := 0
	for _, s := range sources {
		if s.root {
			roots++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.strangers)) {
		if r.strangers[name] == roots {
			return usagef("--var %s: no root module that was read declares this variable", name)
		}
	}
	return nil
}

// tree returns the tree of files that an absolute path stands in, and the
// path's name there.
func (r *reader) tree(name string) (*tfconfig.Tree, string) {
	top, rest := volume(name)
	t := r.trees[top]
	if t == nil {
		t = &tfconfig.Tree{
			FS: os.DirFS(top), Provider: schema.New(),
			Display: func(name string) string { return r.display(top + name) },
		}
		r.trees[top] = t
	}
	return t, rest
}

// root reads one root module, given by its absolute path.
func (r *reader) root(ctx context.Context, dir string) (*inventory.Inventory, error) {
	r.mu.Lock()
	tree, rest := r.tree(dir)
	r.mu.Unlock()
	opts := tfconfig.Options{
		Dir: rest, Vars: r.values, Env: r.Env, Workspace: r.workspace, Region: r.region(),
	}
	for _, file := range r.varFiles {
		_, rest := volume(r.path(file))
		opts.VarFiles = append(opts.VarFiles, rest)
	}
	inv, diags := tree.Load(ctx, opts)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", r.display(dir), err)
	}
	inv.Gaps = append(inv.Gaps, unsaid(inv.Gaps, diags, tree.Display)...)
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, name := range undeclared(diags) {
		r.strangers[name]++
	}
	return inv, nil
}
