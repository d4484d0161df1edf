package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/planned"
	"spof/parsers/tfconfig"
	"spof/parsers/tfplan"
	"spof/providers/aws/schema"
)

func (d document) isPlan() bool { return d.kind == planJSON || d.kind == planFile }

// plan reads the plan that a document holds.
func (d document) plan() (*tfplan.Plan, error) {
	if d.kind == planJSON {
		return tfplan.Read(d) //nolint:wrapcheck // its caller names the file
	}
	all, ok := d.Reader.(*bytes.Reader)
	if !ok {
		return nil, errors.New("a plan file has to be read as a whole")
	}
	return tfplan.ReadFile(all, all.Size()) //nolint:wrapcheck // its caller names the file
}

// beside is the directory that a file stands in; the working directory for what
// comes from standard input.
func (r *reader) beside(name string) string {
	if name == stdin {
		return r.path(".")
	}
	return filepath.Dir(r.path(name))
}

// planSource is the source of the estate that a plan makes.
func (r *reader) planSource(d document, beside string) source {
	return source{name: d.name, read: func(ctx context.Context) (*inventory.Inventory, error) {
		p, err := d.plan()
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", d.name, err)
		}
		opts := planned.Options{Name: d.name, Provider: schema.New(), Load: tfconfig.Options{Env: r.environment(), Region: r.region()}}
		gap := r.configuration(p, beside, &opts)
		inv, diags := planned.Inventory(ctx, p, opts)
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("read %s: %w", d.name, err)
		}
		if opts.Tree != nil {
			inv.Gaps = append(inv.Gaps, unsaid(inv.Gaps, diags, opts.Tree.Display)...)
		}
		if gap != nil {
			inv.Gaps = append(inv.Gaps, *gap)
		}
		return inv, nil
	}}
}

// environment is that of a plan, which was made elsewhere: what is set here of
// variables, workspaces and directories is none of it.
func (r *reader) environment() func(string) (string, bool) {
	return func(name string) (string, bool) {
		if strings.HasPrefix(name, "TF_") {
			return "", false
		}
		return r.Env(name)
	}
}

// configuration finds what was planned: in the directory that the flag names,
// beside the plan, or in the plan itself. A directory that holds something else
// is left alone; where the flag names it, that is a gap.
func (r *reader) configuration(p *tfplan.Plan, beside string, opts *planned.Options) *estate.Gap {
	dir := beside
	if r.configDir != "" {
		dir = r.path(r.configDir)
	}
	r.mu.Lock()
	tree, rest := r.tree(dir)
	r.mu.Unlock()
	why := r.differs(p, dir, tree, rest)
	switch {
	case why == "":
		opts.Tree, opts.Load.Dir = tree, rest
		return nil
	case p.Files != nil:
		opts.Tree = &tfconfig.Tree{
			FS: p.Files, Provider: opts.Provider,
			Display: func(name string) string { return opts.Name + "/" + name },
		}
	}
	if r.configDir == "" {
		return nil
	}
	return &estate.Gap{
		What: theConfiguration, Why: "it is not what was planned: " + why,
		Advice: "give the root module of the plan", Origin: estate.Origin{File: r.display(dir)},
	}
}

// theConfiguration is what is not read where a directory holds another one.
const theConfiguration = "the configuration"

// differs says in what a directory is not the root module that was planned, ""
// where it is.
func (r *reader) differs(p *tfplan.Plan, dir string, tree *tfconfig.Tree, rest string) string {
	if p.Files != nil {
		return differsFrom(p.Files, os.DirFS(dir))
	}
	planned := p.Declares()
	declared := tree.Declares(rest)
	for _, name := range planned {
		if !slices.Contains(declared, name) {
			return "it does not declare " + name
		}
	}
	for _, name := range declared {
		if !slices.Contains(planned, name) && !strings.HasPrefix(name, "module.") {
			return "the plan does not have " + name
		}
	}
	if len(declared) == 0 {
		return "there is no Terraform in it"
	}
	return ""
}

// differsFrom names a file of a plan's root module that is not the same in a
// directory.
func differsFrom(planned, dir fs.FS) string {
	files, err := fs.ReadDir(planned, ".")
	if err != nil || len(files) == 0 {
		return "the plan does not tell it"
	}
	for _, f := range files {
		if f.IsDir() {
			continue
		}
		want, err := fs.ReadFile(planned, f.Name())
		if err != nil {
			return err.Error()
		}
		if got, err := fs.ReadFile(dir, f.Name()); err != nil || !bytes.Equal(want, got) {
			return f.Name() + " is not the same"
		}
	}
	return ""
}
