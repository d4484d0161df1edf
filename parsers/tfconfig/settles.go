package tfconfig

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// maxSettlers bounds how many things are named that would settle a value, and
// maxTraced how far they are searched for.
const (
	maxSettlers = 8
	maxTraced   = 500
)

// A tracer follows an unknown value to what would settle it: variables without
// a value, data sources, attributes that the provider fills.
type tracer struct {
	ev    *evaluator
	seen  map[source]bool
	found []string
	// broken says that what fails is followed too: an attribute of a variable
	// that nobody gave and that is null by default.
	broken bool
}

// settlersOf names what would settle an expression. Of try and its like, what
// fails for certain settles nothing; it is named only where nothing else is.
func (ev *evaluator) settlersOf(sources ...source) []string {
	for _, broken := range []bool{false, true} {
		t := tracer{ev: ev, seen: map[source]bool{}, broken: broken}
		for _, src := range sources {
			t.trace(src)
		}
		if len(t.found) > 0 {
			slices.Sort(t.found)
			return t.found
		}
	}
	return nil
}

func (t *tracer) add(name string) {
	if len(t.found) < maxSettlers && !slices.Contains(t.found, name) {
		t.found = append(t.found, name)
	}
}

func (t *tracer) trace(src source) {
	if src.expr == nil || t.seen[src] || len(t.seen) >= maxTraced || len(t.found) >= maxSettlers {
		return
	}
	t.seen[src] = true
	refs := src.expr.references()
	for i := range refs {
		t.follow(&refs[i], src)
	}
	for _, name := range slices.Concat(src.expr.calls, src.expr.late) {
		t.add(name + "()")
	}
}

func (t *tracer) follow(r *reference, src source) {
	n := src.scope.node
	if v, ok := src.scope.vars[r.root]; ok {
		if !t.settled(v, r.rest) {
			t.trace(src.scope.sources[r.root])
		}
		return
	}
	switch r.kind {
	case refVariable:
		t.variable(r, n)
	case refLocal:
		t.local(r, n)
	case refModule:
		if n.module.calls[r.name] != nil {
			t.module(r, n.called(r.name), n)
		}
	case refResource, refData:
		if n.module.resources[r.key()] != nil {
			t.resource(r, n.expand(r.key()), src.expr.names)
		}
	case refEphemeral:
		t.add(n.address + r.text())
	case refOther, refPath, refTerraform:
	}
}

// settled reports whether the part of a value that is referred to is known, or
// is known not to be there.
func (t *tracer) settled(v cty.Value, rest hcl.Traversal) bool {
	part, diags := rest.TraverseRel(v)
	if diags.HasErrors() {
		return !t.broken
	}
	return part.IsWhollyKnown() && (!t.broken || !part.IsNull())
}

func (t *tracer) variable(r *reference, n *node) {
	if n.module.variables[r.name] == nil || t.settled(n.variable(r.name), r.rest) {
		return
	}
	if n.parent != nil {
		if a := n.call.body.attrs[r.name]; a != nil {
			t.trace(source{a.expr, n.scope})
			return
		}
	}
	t.add(n.address + "var." + r.name)
}

func (t *tracer) local(r *reference, n *node) {
	if a := n.module.locals[r.name]; a != nil && !t.settled(n.local(r.name), r.rest) {
		t.trace(source{a.expr, n.self})
	}
}

func (t *tracer) module(r *reference, c *called, n *node) {
	switch {
	case c.gap != nil:
		t.add(n.address + "module." + r.name)
		return
	case !c.expansion.known:
		t.trace(c.expansion.from)
		return
	}
	d := demand{keys: map[string]bool{}, attrs: map[string]bool{}}
	d.add(r)
	for i, child := range c.nodes {
		if !d.wants(c.expansion.keys[i]) {
			continue
		}
		for _, name := range sortedKeys(child.module.outputs) {
			o := child.module.outputs[name]
			if (d.all || d.attrs[name]) && o.expr != nil && !child.output(name).IsWhollyKnown() {
				t.trace(source{o.expr, child.self})
			}
		}
	}
}

// resource follows what is read of a resource; names are the attributes that
// the expression reads of something it does not name directly.
func (t *tracer) resource(r *reference, x *expanded, names []string) {
	if !x.expansion.known {
		t.trace(x.expansion.from)
		return
	}
	d := demand{keys: map[string]bool{}, attrs: map[string]bool{}}
	d.add(r)
	if d.all && !t.broken {
		d.narrow(x.resource, names)
	}
	for _, inst := range x.instances {
		if d.wants(inst.key) {
			t.instance(r, inst, d)
		}
	}
}

// narrow makes of a demand of everything one of the given attributes, as far as
// the resource has them: values(x)[0].id reads no more.
func (d *demand) narrow(r *resource, names []string) {
	for _, name := range names {
		if r.body.attrs[name] != nil || r.attribute(name) != nil {
			d.all, d.attrs[name] = false, true
		}
	}
}

// data names a data source, or what its arguments hang on where what it reads
// follows from these.
func (t *tracer) data(inst *instance) {
	before := len(t.found)
	if inst.follows {
		for _, src := range inst.scope.expressions(inst.of.resource.body) {
			t.trace(src)
		}
	}
	if len(t.found) == before {
		t.add(inst.address)
	}
}

func (t *tracer) instance(r *reference, inst *instance, d demand) {
	if d.all {
		if !inst.value().IsWhollyKnown() {
			t.add(inst.address)
		}
		return
	}
	for _, name := range slices.Sorted(keysOf(d.attrs)) {
		if inst.read(name).IsWhollyKnown() {
			continue
		}
		a := inst.of.resource.body.attrs[name]
		switch {
		case a != nil && !metaArguments[name] && !inst.attr(name).IsWhollyKnown():
			t.trace(source{a.expr, inst.scope})
		case r.kind == refData:
			t.data(inst)
		default:
			t.add(inst.address + "." + name)
		}
	}
}
