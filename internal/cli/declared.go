package cli

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"spof/inventory"
	"spof/parsers/tfstate"
	"spof/providers/aws/declared"
	"spof/providers/aws/live"
	"spof/providers/aws/schema"
)

// declarations reads what the flag --terraform names: what Terraform declares of
// the accounts.
func (r *reader) declarations(ctx context.Context) ([]declared.Source, error) {
	f := declarationSearch{reader: r, seen: map[string]bool{}}
	for _, name := range r.terraform {
		if err := f.find(name); err != nil {
			return nil, err
		}
	}
	out, err := f.sources(ctx)
	if err != nil || len(out) < 2 {
		return out, err
	}
	var names []string
	for _, s := range out {
		names = append(names, s.Name)
	}
	for i, call := range callNames(names) {
		out[i].Call = "module." + call + "."
	}
	return out, nil
}

// A declarationSearch goes through the paths that --terraform names.
type declarationSearch struct {
	*reader
	seen   map[string]bool // absolute paths
	roots  []string        // directories
	states []string        // files
}

func (f *declarationSearch) find(name string) error {
	path, isDir, err := f.stat(name)
	if err != nil || f.seen[path] {
		return err
	}
	f.seen[path] = true
	if !isDir {
		f.states = append(f.states, path)
		return nil
	}
	roots, _, err := f.rootsIn(name, path)
	for _, root := range roots {
		if root == path || !f.seen[root] {
			f.seen[root] = true
			f.roots = append(f.roots, root)
		}
	}
	return err
}

// sources reads the root modules, each with its state, and the states of which no
// root module was given. A state is that of the root module whose directory it
// stands in, or of the only one there is. Where none was given for a root module,
// it is the one that Terraform keeps there.
func (f *declarationSearch) sources(ctx context.Context) ([]declared.Source, error) {
	var out []declared.Source
	for _, root := range f.roots {
		config, err := f.root(ctx, root)
		if err != nil {
			return nil, err
		}
		states, err := f.statesIn(f.own(root))
		if err != nil {
			return nil, err
		}
		out = append(out, declared.Source{Name: f.display(root), Configuration: config, States: states})
	}
	for _, file := range f.states {
		states, err := f.statesIn([]string{file})
		if err != nil {
			return nil, err
		}
		out = append(out, declared.Source{Name: f.displayed(file), States: states})
	}
	return out, nil
}

// own takes the states of a root module from those that were given, or else the
// one that is kept there.
func (f *declarationSearch) own(root string) []string {
	var own, others []string
	for _, file := range f.states {
		if filepath.Dir(file) == root || len(f.roots) == 1 {
			own = append(own, file)
		} else {
			others = append(others, file)
		}
	}
	f.states = others
	if kept := f.keptState(root); len(own) == 0 && kept != "" {
		return []string{kept}
	}
	return own
}

// keptState is the file in which Terraform keeps the state of the workspace of a
// root module, "" where it keeps none there.
func (f *declarationSearch) keptState(root string) string {
	named, _ := f.Env("TF_WORKSPACE")
	selected, _ := os.ReadFile(filepath.Join(root, ".terraform", "environment")) // none is selected where it cannot be read
	file := filepath.Join(root, "terraform.tfstate")
	if w := cmp.Or(f.workspace, named, strings.TrimSpace(string(selected)), "default"); w != "default" {
		file = filepath.Join(root, "terraform.tfstate.d", w, "terraform.tfstate")
	}
	if !f.exists(file) {
		return ""
	}
	return file
}

// statesIn reads states. One that holds nothing tells nothing: it is what is left
// where the state was moved elsewhere.
func (f *declarationSearch) statesIn(files []string) ([]*inventory.Inventory, error) {
	var out []*inventory.Inventory
	for _, file := range files {
		d, err := f.document(file)
		switch {
		case err != nil:
			return nil, fmt.Errorf("read %s: %w", f.displayed(file), err)
		case d.isPlan(), d.kind == savedSnapshot:
			return nil, usagef("--terraform takes root modules and states, and %s is %s", d.name, d.kind)
		}
		inv, err := tfstate.Read(d, tfstate.Options{Name: d.name, Provider: schema.New()})
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", d.name, err)
		}
		if len(inv.Resources) > 0 {
			out = append(out, inv)
		}
	}
	return out, nil
}

// located gives what was read of an account the addresses that it has in
// Terraform.
func (r *reader) located(account *inventory.Inventory) {
	if len(r.declared) == 0 {
		return
	}
	var types []string
	for _, c := range live.Collectors() {
		types = append(types, c.Types...)
	}
	declared.Locate(account, r.declared, declared.Options{Types: types, Regions: r.readIn(account)})
}

// readIn are the regions in which an account was read, none for all: those that
// were asked for. Of a snapshot they are those that something was read in.
func (r *reader) readIn(account *inventory.Inventory) []string {
	if r.live {
		return r.asked()
	}
	var out []string
	for _, res := range account.Resources {
		if region, known := res.Region.Get(); known && !slices.Contains(out, region) {
			out = append(out, region)
		}
	}
	return out
}

// findDeclarations reads what declares the accounts.
func (r *reader) findDeclarations(ctx context.Context) (err error) {
	if r.declared, err = r.declarations(ctx); err != nil {
		return err
	}
	return r.checkDeclarations()
}

// checkDeclarations refuses flags that say something of root modules where none
// is named, and what cannot be told apart: the names in a configuration may be
// those of each account of an organization.
func (r *reader) checkDeclarations() error {
	var roots []source
	for _, s := range r.declared {
		if s.Configuration == nil {
			continue
		}
		roots = append(roots, source{root: true})
		if r.organization != "" && len(s.States) == 0 {
			return usagef("--terraform %s: no state stands beside it, and nothing else says of which account it is; give its state too", s.Name)
		}
	}
	if err := r.checkVariables(roots); err != nil {
		return err
	}
	return r.slip(roots)
}
