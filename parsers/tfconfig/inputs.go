package tfconfig

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// inputs returns what the user sets the root module's variables to, by
// Terraform's precedence: the environment, terraform.tfvars,
// terraform.tfvars.json, *.auto.tfvars and *.auto.tfvars.json in lexical order,
// then the options.
func (l *loader) inputs(root *module) map[string]input {
	out := map[string]input{}
	for _, name := range sortedKeys(root.variables) {
		if s, ok := l.opts.Env("TF_VAR_" + name); ok {
			out[name] = input{text: s, rng: hcl.Range{Filename: "TF_VAR_" + name, Start: hcl.InitialPos, End: hcl.InitialPos}}
		}
	}
	for _, name := range l.automatic() {
		l.readVariables(name, out)
	}
	for _, name := range l.opts.VarFiles {
		l.readVariables(name, out)
	}
	for _, name := range sortedKeys(l.opts.Vars) {
		at := hcl.Range{Filename: "-var " + name, Start: hcl.InitialPos, End: hcl.InitialPos}
		out[name] = input{text: l.opts.Vars[name], rng: at}
		if root.variables[name] == nil {
			l.diags = append(l.diags, &hcl.Diagnostic{
				Severity: hcl.DiagError, Summary: "no such variable", Detail: "there is no var." + name + " in the root module.",
				Extra: UndeclaredVariable(name),
			})
		}
	}
	if l.record != nil {
		for name, v := range l.record.variables {
			out[name] = input{known: v, rng: hcl.Range{Filename: "plan", Start: hcl.InitialPos, End: hcl.InitialPos}}
		}
	}
	return out
}

// automatic returns the files that Terraform reads without being told.
func (l *loader) automatic() []string {
	entries, err := fs.ReadDir(l.tree.FS, l.opts.Dir)
	if err != nil {
		return nil
	}
	var first, auto []string
	for _, e := range entries {
		switch name := e.Name(); {
		case name == "terraform.tfvars", name == "terraform.tfvars.json":
			first = append(first, path.Join(l.opts.Dir, name))
		case strings.HasSuffix(name, ".auto.tfvars"), strings.HasSuffix(name, ".auto.tfvars.json"):
			auto = append(auto, path.Join(l.opts.Dir, name))
		}
	}
	slices.Sort(first)
	slices.Sort(auto)
	return append(first, auto...)
}

// readVariables reads one file of variable values.
func (l *loader) readVariables(name string, out map[string]input) {
	src, err := readFile(l.tree.FS, name)
	if err != nil {
		l.unread(name, err)
		return
	}
	file, diags := parseAny(name, src)
	if file == nil {
		l.broken(name, diags)
		return
	}
	attrs, more := file.Body.JustAttributes()
	diags = append(diags, more...)
	for attr, a := range attrs {
		v, more := newExpression(a.Expr).alone()
		diags = append(diags, more...)
		out[attr] = input{known: v, rng: a.Range}
	}
	l.broken(name, diags)
}
