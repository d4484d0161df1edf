package tfconfig

import (
	"cmp"
	"context"
	"io/fs"

	"github.com/hashicorp/hcl/v2"

	"spof/inventory"
)

// Options say what to read and under which circumstances. Nothing else reaches
// the evaluator: no process environment, no clock, no network.
type Options struct {
	// FS holds the whole tree, rooted so that modules above the root module
	// can be read.
	FS fs.FS
	// Dir is the root module's directory in FS.
	Dir string
	// Display gives the name under which a file of FS is shown in origins.
	// Without it files are shown by their names in FS.
	Display func(name string) string
	// Vars are values of root variables, as the -var option gives them: text,
	// read by the declared type.
	Vars map[string]string
	// VarFiles are names in FS, read in order, before Vars.
	VarFiles []string
	// Env answers for the environment: TF_VAR_*, AWS_REGION,
	// AWS_DEFAULT_REGION, TF_WORKSPACE, TF_DATA_DIR. May be nil.
	Env func(name string) (string, bool)
	// Workspace is the selected workspace; TF_WORKSPACE, what was selected in
	// the root module's directory, and then "default" stand in for it.
	Workspace string
	// Region is where resources stand whose provider names no region, when
	// the environment names none either.
	Region string
	// Provider tells what the configuration does not. May be nil.
	Provider Provider
	// Opposite evaluates with the opposite sets of identities, the second
	// first: nothing that is read may change by it, but for the identities
	// themselves. It is there for tests.
	Opposite bool
}

// An UndeclaredVariable is the extra of the diagnostic which says that
// [Options.Vars] names a variable that the root module does not have.
type UndeclaredVariable string

// Load reads a root module and everything that it calls. It always returns an
// inventory: what could not be read is one of its gaps, what could not be
// evaluated is unknown, and the diagnostics say why.
func Load(ctx context.Context, opts Options) (*inventory.Inventory, hcl.Diagnostics) {
	opts = opts.withDefaults()
	l := newLoader(opts)
	root := l.root()
	inputs := l.inputs(root)
	a := evaluate(ctx, l, root, inputs, nil)
	b := evaluate(ctx, l, root, inputs, a)
	inv := merge(a, b)
	inv.Name = opts.Display(opts.Dir)
	inv.Module = len(root.variables) > 0 && len(root.providers) == 0 && !root.backend
	return inv, tidy(append(l.diags, a.diags...))
}

func (o Options) withDefaults() Options {
	if o.Display == nil {
		o.Display = func(name string) string { return name }
	}
	if o.Env == nil {
		o.Env = func(string) (string, bool) { return "", false }
	}
	if o.Provider == nil {
		o.Provider = noProvider{}
	}
	if o.Dir == "" {
		o.Dir = "."
	}
	if o.Workspace == "" {
		o.Workspace, _ = o.Env("TF_WORKSPACE")
	}
	if o.Workspace == "" {
		o.Workspace = cmp.Or((&loader{opts: o}).selected(), "default")
	}
	for _, name := range []string{"AWS_DEFAULT_REGION", "AWS_REGION"} {
		if region, ok := o.Env(name); ok && region != "" {
			o.Region = region
		}
	}
	return o
}
