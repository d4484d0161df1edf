package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfstate"
	"spof/providers/aws/schema"
)

// A source is what one estate is read from: a root module, or states that were
// given together.
type source struct {
	name string // as the progress shows it
	root bool   // it is a root module, which may have variables
	read func(context.Context) (*inventory.Inventory, error)
}

// A document is a file, or standard input, that is being read.
type document struct {
	name string
	kind kind
	io.Reader
}

// sources finds what there is to read, each once: a source for each root module
// that the paths name or hold, one for each plan and each estate of a snapshot,
// and one for all states among them.
func (r *reader) sources(ctx context.Context, paths []string) (sources []source, gaps []estate.Gap, err error) {
	if r.live {
		if err := r.findDeclarations(ctx); err != nil {
			return nil, nil, err
		}
		sources, err = r.accountSources(ctx)
		return sources, nil, err
	}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	s := search{reader: r, seen: map[string]bool{}}
	for _, name := range paths {
		if err := s.find(name); err != nil {
			return nil, nil, err
		}
	}
	if s.plans == 0 && r.configDir != "" {
		return nil, nil, usagef("--config-dir is for plans, and none is read")
	}
	if len(r.terraform) > 0 {
		if s.accounts == 0 || s.accounts < len(s.found)+len(s.states) {
			return nil, nil, usagef("--terraform is for --aws, and for snapshots of accounts")
		}
		return s.found, s.gaps, r.findDeclarations(ctx)
	}
	if len(s.states) > 0 {
		s.found = append(s.found, r.stateSource(s.states))
	}
	return s.found, s.gaps, r.checkVariables(s.found)
}

// A search goes through the paths of a command line.
type search struct {
	*reader
	seen   map[string]bool // absolute paths
	found  []source
	states []document
	plans  int
	// accounts is how many of what was found are snapshots of accounts.
	accounts int
	gaps     []estate.Gap
}

func (s *search) find(name string) error {
	path, isDir, err := s.stat(name)
	switch {
	case err != nil:
		return err
	case isDir:
		roots, gaps, err := s.rootsIn(name, path)
		s.found = append(s.found, s.rootSources(roots, s.seen)...)
		s.gaps = append(s.gaps, gaps...)
		return err
	case s.seen[path]:
		return nil
	}
	s.seen[path] = true
	d, err := s.document(name)
	switch {
	case err != nil:
		return fmt.Errorf("read %s: %w", named(name), err)
	case d.kind == savedSnapshot:
		return s.snapshot(name, d)
	case d.isPlan():
		s.found = append(s.found, s.planSource(d, s.beside(name)))
		s.plans++
	default:
		s.states = append(s.states, d)
	}
	return nil
}

// stat returns the absolute path that a name of the command line stands for,
// and whether that is a directory. Standard input is called -.
func (r *reader) stat(name string) (path string, isDir bool, err error) {
	if name == stdin {
		return name, false, nil
	}
	path = r.path(name)
	info, err := os.Stat(path)
	if err != nil {
		return "", false, fmt.Errorf("read %s: %w", name, unwrapPath(err))
	}
	return path, info.IsDir(), nil
}

const stdin = "-"

// rootSources returns the sources of root modules, each once.
func (r *reader) rootSources(roots []string, seen map[string]bool) []source {
	var out []source
	for _, dir := range roots {
		if !seen[dir] {
			seen[dir] = true
			out = append(out, source{r.display(dir), true, func(ctx context.Context) (*inventory.Inventory, error) { return r.root(ctx, dir) }})
		}
	}
	return out
}

// document opens a file, or standard input, and finds out what it holds.
func (r *reader) document(name string) (document, error) {
	in := r.Stdin
	if name != stdin {
		f, err := os.Open(r.path(name))
		if err != nil {
			return document{}, unwrapPath(err)
		}
		r.open = append(r.open, f)
		in = f
	}
	found, in, err := sniff(in)
	if err != nil {
		return document{}, err
	}
	switch found {
	case storedState, shownState, planJSON, planFile, savedSnapshot:
		return document{r.displayed(name), found, in}, nil
	case savedInventory:
		return document{}, fmt.Errorf("it is %s, which says less than was read; `spof snapshot` saves all of it", found)
	case savedAudit:
		return document{}, fmt.Errorf("it is %s; `spof report --from` shows it", found)
	default:
		return document{}, fmt.Errorf("it is %s; expected %s", found, expected)
	}
}

// named is a name of the command line as messages repeat it.
func named(name string) string {
	if name == stdin {
		return "standard input"
	}
	return name
}

// displayed names a file, or standard input, in messages.
func (r *reader) displayed(name string) string {
	if name == stdin {
		return named(name)
	}
	return r.display(r.path(name))
}

// close closes what was opened.
func (r *reader) close() {
	for _, f := range r.open {
		_ = f.Close() // nothing was written to it
	}
}

// stateSource is the source of states that are one estate.
func (r *reader) stateSource(states []document) source {
	return source{name: states[0].name, read: func(ctx context.Context) (*inventory.Inventory, error) {
		var out []*inventory.Inventory
		var seen lineages
		for _, d := range states {
			if err := ctx.Err(); err != nil {
				return nil, fmt.Errorf("read %s: %w", d.name, err)
			}
			s, err := tfstate.ReadState(d, tfstate.Options{Name: d.name, Provider: schema.New(), Region: r.region()})
			if err != nil {
				return nil, fmt.Errorf("read %s: %w", d.name, err)
			}
			if err := seen.add(s); err != nil {
				return nil, err
			}
			out = append(out, s.Inventory)
		}
		if len(out) == 1 {
			return out[0], nil
		}
		return join(out), nil
	}}
}

// checkVariables refuses flags that say something of root modules where there is
// none.
func (r *reader) checkVariables(sources []source) error {
	if slices.ContainsFunc(sources, func(s source) bool { return s.root }) {
		return nil
	}
	var flag string
	switch {
	case len(r.values) > 0:
		flag = "--var"
	case len(r.varFiles) > 0:
		flag = "--var-file"
	case r.workspace != "":
		flag = "--workspace"
	default:
		return nil
	}
	return usagef("%s is for root modules, and none is read: plans and states hold what they made of it", flag)
}
