package tfconfig

import (
	"fmt"
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
)

// called is a module call of one module instance with its instances.
type called struct {
	call  *call
	thunk thunk[expansion]
	nodes []*node
	gap   *estate.Gap // why the module cannot be read

	expansion expansion
	byAddress map[string]*node // made when first needed
}

// called returns a call with its instances, none while they are being counted.
func (n *node) called(name string) *called {
	c := memo(n.calls, name)
	c.call = n.module.calls[name]
	if c.thunk.state == done {
		n.ev.touched = n.ev.touched || c.thunk.touched
		return c
	}
	f := frame{n, "module.", name, c.call.rng}
	found := force(n.ev, &c.thunk, f, func() expansion {
		return n.self.counted(n.self.repeat(c.call.repeat, c.call.rng), c.call.repeat, inventory.Data, n.address+"module."+name)
	}, expansion{})
	found.touch(c.thunk.touched)
	c.expansion, c.nodes = found, nil
	if c.thunk.state != done || found.known && len(found.keys) == 0 {
		return c
	}
	m := n.resolve(c)
	if m == nil {
		return c
	}
	// What has count or for_each was counted there, where it could be.
	if (found.form == plain || !found.known) && !n.ev.room(1, c.call.rng) {
		c.miss(n, fmt.Sprintf("it would take the configuration over the limit of %d instances", maxInstances), "")
		return c
	}
	for i := range found.keys {
		child := n.child(c.call, m, found.scope[i], found.label(i, n.ev))
		if !found.known {
			child.unexpanded, child.settles = true, n.ev.settlersOf(found.from)
		}
		c.nodes = append(c.nodes, child)
	}
	return c
}

// resolve finds the called module, or records why it cannot be read.
func (n *node) resolve(c *called) *module {
	from, ok := text(n.sourceOf(c.call))
	switch {
	case !ok:
		why, advice := unknownFor(n.ev.settlersOf(source{c.call.source, n.self}))
		c.miss(n, "its source is not known"+why, advice)
		return nil
	case n.depth >= maxModules:
		c.miss(n, fmt.Sprintf("modules stand more than %d deep inside each other", maxModules), "")
		n.ev.report(&hcl.Diagnostic{
			Severity: hcl.DiagError, Summary: "modules too deep", Detail: "module." + c.call.name + ": " + c.gap.Why + ".", Subject: c.call.rng.Ptr(),
		})
		return nil
	}
	dir, ok := n.ev.locate(n, c.call.name, from)
	if !ok {
		c.miss(n, "it is not installed: source "+quoted(from), "run terraform init")
		return nil
	}
	m := n.ev.module(dir)
	switch {
	case m.err != nil:
		c.miss(n, n.ev.display(dir)+" could not be read: "+reason(m.err), "")
		return nil
	case m.files == 0:
		c.miss(n, "there is no Terraform in "+n.ev.display(dir), "check its source")
		return nil
	}
	return m
}

func (n *node) sourceOf(c *call) cty.Value {
	if c.source == nil {
		return unknown()
	}
	return n.self.eval(c.source)
}

func (c *called) miss(n *node, why, advice string) {
	c.gap = &estate.Gap{
		What: "module " + quoted(c.call.name), Why: why, Advice: advice, Origin: n.originOf(c.call.rng),
	}
}

// locate returns the directory of a called module.
func (ev *evaluator) locate(n *node, name, source string) (string, bool) {
	if strings.HasPrefix(source, "./") || strings.HasPrefix(source, "../") || source == "." || source == ".." {
		dir := ev.tree.realPath(path.Join(ev.tree.realPath(n.module.dir), source))
		return dir, !strings.HasPrefix(dir, "..")
	}
	key := name
	if n.path != "" {
		key = n.path + "." + name
	}
	dir, ok := ev.installed[key]
	return dir, ok
}

// value is what a reference to the call sees.
func (c *called) value(d demand) cty.Value {
	if !c.expansion.known || c.gap != nil || len(c.nodes) != len(c.expansion.keys) {
		return unknown()
	}
	parts := make([]cty.Value, len(c.nodes))
	for i, n := range c.nodes {
		if !d.wants(c.expansion.keys[i]) && c.expansion.form != plain {
			parts[i] = unknown()
			continue
		}
		parts[i] = n.result(d)
	}
	return c.expansion.joined(parts)
}

// result is the object of a module instance's outputs, or of those needed.
func (n *node) result(d demand) cty.Value {
	attrs := map[string]cty.Value{}
	for name := range n.module.outputs {
		if d.all || d.attrs[name] {
			attrs[name] = n.output(name)
		}
	}
	return cty.ObjectVal(attrs)
}

func (n *node) originOf(r hcl.Range) estate.Origin {
	o := n.ev.origin(r)
	o.Callers = n.callers
	return o
}
