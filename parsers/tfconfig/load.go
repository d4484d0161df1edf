package tfconfig

import (
	"context"

	"github.com/hashicorp/hcl/v2"

	"spof/inventory"
)

// Options say what to read and under which circumstances. Nothing else reaches
// the evaluator: no process environment, no clock, no network.
type Options struct {
	// Dir is the root module's directory in the tree's FS.
	Dir string
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
	// Record is what a plan of the configuration tells, nil without one.
	Record *Record
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
func (t *Tree) Load(ctx context.Context, opts Options) (*inventory.Inventory, hcl.Diagnostics) {
	t.init()
	l := newLoader(t, opts.withDefaults())
	root := l.root()
	inputs := l.inputs(root)
	a := evaluate(ctx, l, root, inputs, nil)
	b := evaluate(ctx, l, root, inputs, a)
	inv := merge(a, b)
	inv.Name, inv.Kind = l.display(l.opts.Dir), inventory.Directory
	inv.Module = len(root.variables) > 0 && len(root.providers) == 0 && !root.backend
	return inv, tidy(append(l.diags, a.named(a.diags)...))
}

func (o Options) withDefaults() Options {
	if o.Env == nil {
		o.Env = func(string) (string, bool) { return "", false }
	}
	if o.Dir == "" {
		o.Dir = "."
	}
	if o.Workspace == "" {
		o.Workspace, _ = o.Env("TF_WORKSPACE")
	}
	for _, name := range []string{"AWS_DEFAULT_REGION", "AWS_REGION"} {
		if region, ok := o.Env(name); ok && region != "" {
			o.Region = region
		}
	}
	return o
}

// DefaultRegion is where resources stand whose provider names no region: what
// the environment says goes before [Options.Region].
func (o Options) DefaultRegion() string { return o.withDefaults().Region }
