package tfconfig

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// bindings gather the values that one expression refers to.
type bindings struct {
	scope *scope
	vars  map[string]cty.Value
	// trees hold names under a root, and resources under a type: joined to
	// objects at the end. A data source's type is "data.TYPE".
	trees map[string]map[string]cty.Value
}

// bind adds the value of one reference of an expression.
func (b *bindings) bind(r *reference, e *expression) {
	if v, ok := b.scope.vars[r.root]; ok {
		b.vars[r.root] = v
		return
	}
	n := b.scope.node
	switch r.kind {
	case refVariable:
		b.put("var", r, n.module.variables[r.name] != nil, func() cty.Value { return n.variable(r.name) })
	case refLocal:
		b.put("local", r, n.module.locals[r.name] != nil, func() cty.Value { return n.local(r.name) })
	case refModule:
		b.put("module", r, n.module.calls[r.name] != nil, func() cty.Value { return n.called(r.name).value(demandOf(r, e)) })
	case refResource, refData:
		tree := r.typ
		if r.kind == refData {
			tree = "data." + r.typ
		} else if r.root == "resource" {
			tree = "resource." + r.typ
		}
		b.put(tree, r, n.module.resources[r.key()] != nil, func() cty.Value { return n.expand(r.key()).value(demandOf(r, e)) })
	case refPath:
		b.vars["path"] = n.pathObject()
	case refTerraform:
		b.vars[r.root] = cty.ObjectVal(map[string]cty.Value{
			"workspace": cty.StringVal(n.ev.opts.Workspace),
			"applying":  cty.UnknownVal(cty.Bool),
		})
	case refEphemeral:
		b.vars[r.root] = unknown().Mark(ephemeral)
	case refOther:
		b.missing(r)
	}
}

// put adds one value under a tree, once.
func (b *bindings) put(tree string, r *reference, declared bool, value func() cty.Value) {
	names := b.trees[tree]
	if names == nil {
		names = map[string]cty.Value{}
		b.trees[tree] = names
	}
	if _, ok := names[r.name]; ok {
		return
	}
	if !declared {
		names[r.name] = unknown()
		b.undeclared(r)
		return
	}
	names[r.name] = value()
}

func (b *bindings) undeclared(r *reference) {
	b.scope.report(&hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "reference to something undeclared",
		Detail:   fmt.Sprintf("nothing named %s is declared in this module; the value is unknown.", r.text()),
		Subject:  r.rng.Ptr(),
	})
}

// text is the thing that is named, as an expression names it.
func (r *reference) text() string {
	switch r.kind {
	case refResource, refData:
		return r.key()
	case refEphemeral:
		return r.root + "." + r.typ + "." + r.name
	case refOther:
		return r.root
	case refVariable, refLocal, refModule, refPath, refTerraform:
	}
	return r.root + "." + r.name
}

// missing binds a name that has no meaning here, such as each outside of a
// block with for_each.
func (b *bindings) missing(r *reference) {
	if _, ok := b.vars[r.root]; ok {
		return
	}
	b.vars[r.root] = unknown()
	if r.root != "self" {
		b.undeclared(r)
	}
}

// variables joins everything to what an evaluation context holds.
func (b *bindings) variables() map[string]cty.Value {
	data := map[string]cty.Value{}
	resources := map[string]cty.Value{}
	for tree, names := range b.trees {
		switch {
		case len(tree) > 5 && tree[:5] == "data.":
			data[tree[5:]] = cty.ObjectVal(names)
		case len(tree) > 9 && tree[:9] == "resource.":
			resources[tree[9:]] = cty.ObjectVal(names)
		default:
			b.vars[tree] = cty.ObjectVal(names)
		}
	}
	if len(data) > 0 {
		b.vars["data"] = cty.ObjectVal(data)
	}
	if len(resources) > 0 {
		b.vars["resource"] = cty.ObjectVal(resources)
	}
	return b.vars
}
