package planned

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfplan"
)

// maxSteps bounds how far a reference is followed: through calls, outputs and
// arguments that lead to each other.
const maxSteps = 64

// A place is where an expression stands: in a module instance, and in which
// instance of a block or call there.
type place struct {
	module  string // the instance's address
	path    string // its configuration's
	key     cty.Value
	forEach *tfplan.Expression
	steps   int
}

// A found is what one reference leads to: a value, or instances of one block.
// What leads nowhere has the names of what would settle it.
type found struct {
	value     cty.Value
	instances []instance
	all       bool          // the instances of a block of several
	rest      hcl.Traversal // what is read of them, nil where the plan does not tell
	settles   []string
	among     bool // other things, which are known, are referred to as well
}

func dead(name string) found { return found{value: cty.NilVal, settles: []string{name}} }

func (f found) known() bool { return f.value != cty.NilVal || len(f.instances) > 0 }

// resolve follows the references of an expression. Paired says that it asks
// which instance it is evaluated for.
func (b *builder) resolve(e tfplan.Expression, at place) (out []found, paired bool) {
	if e.Constant != cty.NilVal {
		return []found{{value: e.Constant}}, false
	}
	for _, ref := range heads(e.References) {
		switch ref {
		case "count.index":
			paired = true
			continue
		case "each.key":
			paired = true
			if len(heads(e.References)) > 1 {
				continue
			}
		}
		out = append(out, b.follows(ref, at))
	}
	return out, paired
}

// heads are references without those that only say how others begin.
func heads(refs []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, ref := range refs {
		if seen[ref] || len(ref) > longestReference {
			continue
		}
		out = append(out, ref)
		seen[ref] = true
		for i := range len(ref) {
			if ref[i] == '.' || ref[i] == '[' {
				seen[ref[:i]] = true
			}
		}
	}
	return out
}

// longestReference bounds what is taken for one: nobody writes longer ones.
const longestReference = 10_000

// follows is where one reference leads.
func (b *builder) follows(ref string, at place) found {
	if at.steps++; at.steps > maxSteps {
		return dead(b.display(at, ref))
	}
	steps, diags := hclsyntax.ParseTraversalAbs([]byte(ref), "", hcl.InitialPos)
	if diags.HasErrors() || len(steps) == 0 {
		return dead(ref)
	}
	switch nameOf(steps[0]) {
	case "var":
		return b.variable(ref, steps, at)
	case "each":
		return b.each(ref, steps, at)
	case "module":
		return b.output(ref, steps, at)
	case "path", "terraform": // which Terraform knows, although the plan does not tell
		return found{value: cty.UnknownVal(cty.String), settles: []string{b.display(at, ref)}}
	case "local", "self", "count":
		return dead(b.display(at, ref))
	}
	return b.ofBlock(ref, steps, at)
}

// ofBlock follows a reference to a resource or data block.
func (b *builder) ofBlock(ref string, steps hcl.Traversal, at place) found {
	name := b.display(at, ref)
	all, mode := b.blocks, inventory.Managed
	if nameOf(steps[0]) == "data" {
		all, mode, steps = b.data, inventory.Data, steps[1:]
	}
	if len(steps) < 2 {
		return dead(name)
	}
	typ, label := nameOf(steps[0]), nameOf(steps[1])
	instances := all[within(at.module)+typ+"."+label]
	switch {
	case len(instances) > 0:
		f := found{value: cty.NilVal, instances: instances, all: instances[0].key != cty.NilVal, settles: []string{name}}
		f = f.step(steps[2:])
		if mode == inventory.Data && !f.all && len(f.rest) > 0 {
			if v := f.read(f.instances[0], ""); len(f.instances) == 1 && v.IsKnown() {
				return found{value: v, settles: f.settles} // an answer, and nothing that apply has yet to tell
			}
		}
		return f
	case mode == inventory.Managed && len(b.plan.Gaps) == 0 && b.block(at.path, mode, typ, label) != nil:
		return found{value: cty.EmptyTupleVal, settles: []string{name}} // a block of which there is none
	}
	return dead(name)
}

// display names what a reference means for whoever reads it.
func (b *builder) display(at place, ref string) string { return within(at.module) + ref }

// step reads on: one of several instances, or a part of a value.
func (f found) step(rest hcl.Traversal) found {
	if f.value == cty.NilVal && f.all && len(f.rest) == 0 && len(rest) > 0 {
		if index, ok := rest[0].(hcl.TraverseIndex); ok {
			return f.pair(true, index.Key).step(rest[1:])
		}
	}
	if f.value == cty.NilVal {
		f.rest = slices.Concat(f.rest, rest)
		return f
	}
	v, diags := rest.TraverseRel(f.value)
	if diags.HasErrors() {
		return found{value: cty.NilVal, settles: f.settles}
	}
	f.value = v
	return f
}

// variable follows a variable to what the call passes, or the user.
func (b *builder) variable(ref string, steps hcl.Traversal, at place) found {
	if len(steps) < 2 {
		return dead(ref)
	}
	name := nameOf(steps[1])
	if at.module == "" {
		v, ok := b.plan.Variables[name]
		if !ok {
			return dead(ref)
		}
		return found{value: v, settles: []string{ref}}.step(steps[2:])
	}
	up, call := b.outside(at)
	if call == nil {
		return dead(b.display(at, ref))
	}
	e, ok := call.Expressions[name]
	if !ok {
		if m := b.modules[at.path]; m != nil && m.Variables[name].Default != cty.NilVal {
			return found{value: m.Variables[name].Default}.step(steps[2:])
		}
		return dead(b.display(at, ref))
	}
	return b.once(within(at.module)+"var."+name, func() found { return b.one(e, up, "var."+name) }).step(steps[2:])
}

// once follows what a name of a module instance stands for one time, however
// many references lead through it. Where it leads to itself, it leads nowhere.
func (b *builder) once(name string, follow func() found) found {
	if f, ok := b.followed[name]; ok {
		return f
	}
	b.followed[name] = dead(name)
	f := follow()
	b.followed[name] = f
	return f
}

// outside is the place of the call that made a module instance.
func (b *builder) outside(at place) (place, *tfplan.Call) {
	calls := callsOf(at.module)
	if len(calls) == 0 {
		return place{}, nil
	}
	last := calls[len(calls)-1]
	call := b.calls[at.path]
	if call == nil {
		return place{}, nil
	}
	parent, _, _ := cutLast(at.path)
	return place{module: parentOf(at.module), path: parent, key: last.Key, forEach: call.ForEach, steps: at.steps}, call
}

func cutLast(path string) (before, last string, found bool) {
	i := strings.LastIndex(path, ".")
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

// one is what an expression leads to if that is one thing.
func (b *builder) one(e tfplan.Expression, at place, ref string) found {
	all, paired := b.resolve(e, at)
	all = instancesAmong(all)
	if len(all) != 1 {
		return b.unsettled(all, b.display(at, ref))
	}
	return all[0].pair(paired, at.key)
}

// instancesAmong leaves out, of several things that an expression refers to,
// what is known: a condition, a default, a block of which there is none. What
// such an expression comes to is assumed to be what remains.
func instancesAmong(all []found) []found {
	if len(all) < 2 {
		return all
	}
	var out []found
	for _, f := range all {
		if f.value == cty.NilVal {
			f.among = true
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

// unsettled names what an expression of several references hangs on.
func (b *builder) unsettled(all []found, name string) found {
	out := found{value: cty.NilVal}
	for _, f := range all {
		if !f.known() || f.value == cty.NilVal {
			out.settles = append(out.settles, f.settles...)
		}
	}
	if len(out.settles) == 0 {
		out.settles = []string{name}
	}
	return out
}

// pair takes, of the instances of a block, the one with the key of that for
// which the expression is evaluated.
func (f found) pair(paired bool, key cty.Value) found {
	if !paired || !f.all || key == cty.NilVal || len(f.instances) == 1 {
		return f // there is no other one
	}
	text := keyText(key)
	for _, in := range f.instances {
		if in.text == text {
			f.instances, f.all = []instance{in}, false
			return f
		}
	}
	return found{value: cty.NilVal, settles: f.settles}
}

// each follows each.key and each.value.
func (b *builder) each(ref string, steps hcl.Traversal, at place) found {
	switch {
	case at.key == cty.NilVal || at.key.Type() != cty.String || len(steps) < 2:
		return dead(ref)
	case nameOf(steps[1]) == "key":
		return found{value: at.key}
	case at.forEach == nil:
		return dead(ref)
	}
	all, _ := b.resolve(*at.forEach, place{module: at.module, path: at.path, key: cty.NilVal, steps: at.steps})
	if len(all) != 1 {
		return b.unsettled(all, b.display(at, ref))
	}
	if f := all[0]; f.value != cty.NilVal {
		v, ok := field(f.value, at.key.AsString())
		if !ok {
			return found{value: cty.NilVal, settles: f.settles}
		}
		return found{value: v, settles: f.settles}.step(steps[2:])
	}
	return all[0].pair(true, at.key).step(steps[2:])
}

// output follows an output of a called module.
func (b *builder) output(ref string, steps hcl.Traversal, at place) found {
	if len(steps) < 3 {
		return dead(b.display(at, ref))
	}
	inner := strings.TrimPrefix(at.path+"."+nameOf(steps[1]), ".")
	module, rest := within(at.module)+"module."+nameOf(steps[1]), steps[2:]
	if index, ok := rest[0].(hcl.TraverseIndex); ok {
		module += keyText(index.Key)
		rest = rest[1:]
	}
	m := b.modules[inner]
	if m == nil || len(rest) == 0 {
		return dead(b.display(at, ref))
	}
	out, ok := m.Outputs[nameOf(rest[0])]
	if !ok {
		return dead(b.display(at, ref))
	}
	return b.once(module+"."+nameOf(rest[0]), func() found {
		return b.one(out.Expression, place{module: module, path: inner, key: cty.NilVal, steps: at.steps}, ref)
	}).step(rest[1:])
}

// read reads what a reference means of an instance. Where the plan does not tell
// the attribute, it is one that names the instance to an attribute of the given
// name, or has that name itself.
func (f found) read(in instance, asked string) cty.Value {
	all := fields(in.resource.Values)
	name, rest := nameFor(all, asked), f.rest
	if len(rest) > 0 {
		name, rest = nameOf(rest[0]), rest[1:]
	}
	v, ok := all[name]
	if !ok {
		return cty.DynamicVal
	}
	out, diags := rest.TraverseRel(v)
	if diags.HasErrors() {
		return cty.DynamicVal
	}
	return out
}

func nameFor(all map[string]cty.Value, asked string) string {
	switch _, same := all[asked]; {
	case same:
		return asked
	case strings.HasSuffix(asked, "arn") || strings.HasSuffix(asked, "arns"):
		return "arn"
	}
	return "id"
}

// nameOf returns the name that a step of a traversal is, "" for a key.
func nameOf(step hcl.Traverser) string {
	switch s := step.(type) {
	case hcl.TraverseRoot:
		return s.Name
	case hcl.TraverseAttr:
		return s.Name
	}
	return ""
}
