package tfplan

import (
	"io/fs"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
)

// A Plan is what one run of terraform plan found and proposes. Both readers
// give the same, but for what only one of the two forms holds: the
// configuration as expressions (JSON), or its files (plan file).
//
// Objects that changed outside Terraform (resource_drift) are not in it: what a
// change starts from is what was found after the refresh.
type Plan struct {
	TerraformVersion string
	// Workspace that was planned; "" in JSON, which does not tell it.
	Workspace string
	// Variables of the root module as they were used, null ones too; those
	// declared sensitive are marked.
	Variables map[string]cty.Value
	// Changes has every managed resource instance once, in the plan's order: those
	// that do not change too, and, at the end, those of which the plan says
	// nothing, as with -target and -refresh-only: they stay as they are, no-op.
	// Deposed objects are not among them: they are going, and serve nobody.
	Changes []*Change
	// Data has every data source instance whose answer the plan holds, and those
	// that are read only during apply.
	Data []*Datum
	// Config is the root module; nil for a plan file.
	Config *Module
	// Providers are the provider configurations of all modules, by the key that a
	// [Block] names. Nil for a plan file.
	Providers map[string]*Provider
	// Files are the configuration that was planned, each module where it stood as
	// seen from the root module's directory, which is Root: "." unless modules
	// stand above it. The root module's .terraform/modules/modules.json lists
	// them, as terraform init would. Only files of configuration are there, not
	// those that templatefile or file read. Nil for JSON, and for a plan file
	// without them.
	Files fs.FS
	Root  string
	// Gaps say what the plan leaves out, and what of it could not be read.
	Gaps []estate.Gap
}

// A Change is what happens to one managed resource instance.
type Change struct {
	Address         string
	PreviousAddress string // where it was moved from, else ""
	// Module is the address of the module instance that it is in:
	// `module.a["x"].module.b[0]`, "" for the root module.
	Module     string
	Type, Name string
	// Key is its key in count (a number) or for_each (a string), NilVal without
	// either.
	Key cty.Value
	// Provider is the full name: "registry.terraform.io/hashicorp/aws".
	Provider string
	// Actions are the plan's own words, in their order: no-op, create, read,
	// update, delete, forget. Of any other there is a gap that names it.
	Actions []string
	// Before and After are objects, NilVal where there is none. Attributes that
	// are null are left out. In After what only apply can tell is unknown, at any
	// depth. What is sensitive is marked so. The two are the same value where
	// nothing changes.
	Before, After cty.Value
	// Imported says that it exists, and that Terraform manages it from now on.
	Imported bool
}

// A Datum is the answer of one data source instance. Its fields are those of
// [Change].
type Datum struct {
	Address    string
	Module     string
	Type, Name string
	Key        cty.Value
	Provider   string
	// Values is the answer. Of a deferred one it holds what is known before
	// apply: what the configuration sets.
	Values cty.Value
	// Deferred says that it is read during apply.
	Deferred bool
}
