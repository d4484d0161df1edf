package tfconfig

import (
	"maps"
	"slices"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
)

// A node is one instance of a module: the root, or one instance of a call.
type node struct {
	ev      *evaluator
	module  *module
	parent  *node
	call    *call
	scope   *scope // the call's own scope, in the parent
	path    string // "a.b": the calls that lead here, without keys
	address string // "module.a[0].module.b.", canonical
	depth   int

	unexpanded bool // stands for an unknown number of instances
	settles    []string

	variables      thunks
	locals         thunks
	outputs        thunks
	resources      map[string]*expanded
	calls          map[string]*called
	configurations map[string]*thunk[configuration]
	callers        []estate.Origin
	self           *scope
	twin           *node // of the first run
	paths          cty.Value
	kept           results
}

func newNode(ev *evaluator, m *module) *node {
	n := &node{
		ev:             ev,
		module:         m,
		variables:      thunks{},
		locals:         thunks{},
		outputs:        thunks{},
		resources:      map[string]*expanded{},
		calls:          map[string]*called{},
		configurations: map[string]*thunk[configuration]{},
	}
	n.self = &scope{node: n}
	return n
}

// child returns a new node for one instance of a call of n.
func (n *node) child(c *call, m *module, in *scope, label string) *node {
	out := newNode(n.ev, m)
	out.address = n.address + "module." + c.name + label + "."
	out.parent, out.call, out.scope = n, c, in
	out.twin = n.twinOf().childAt(c.name, out.address)
	out.self.tentative = in.tentative
	out.path = c.name
	if n.path != "" {
		out.path = n.path + "." + c.name
	}
	out.depth = n.depth + 1
	out.unexpanded, out.settles = n.unexpanded, n.settles
	out.callers = append([]estate.Origin{n.ev.origin(c.rng)}, n.callers...)
	return out
}

// childAt returns the instance of a call that has an address, or nil.
func (n *node) childAt(name, address string) *node {
	c := n.calls[name]
	if c == nil {
		return nil
	}
	if c.byAddress == nil {
		c.byAddress = make(map[string]*node, len(c.nodes))
		for _, child := range c.nodes {
			c.byAddress[child.address] = child
		}
	}
	return c.byAddress[address]
}

// memo returns what stands under a key, made when first asked for.
func memo[K comparable, T any](m map[K]*T, key K) *T {
	t, ok := m[key]
	if !ok {
		t = new(T)
		m[key] = t
	}
	return t
}

// thunks are the values of one kind, by name.
type thunks map[string]*thunk[cty.Value]

// named returns the thunk of a name, with its twin of the first run.
func (mine thunks) named(theirs thunks, name string) *thunk[cty.Value] {
	t, ok := mine[name]
	if !ok {
		t = &thunk[cty.Value]{twin: theirs[name]}
		mine[name] = t
	}
	return t
}

// twinOf returns the same module instance of the first run, an empty one where
// there is none.
func (n *node) twinOf() *node {
	if n.twin == nil {
		n.twin = &node{}
	}
	return n.twin
}

// forceAll evaluates everything in the module and below, so that every
// diagnostic is met whether or not a resource needs it.
func (n *node) forceAll() {
	for _, name := range sortedKeys(n.module.variables) {
		n.variable(name)
	}
	for _, name := range sortedKeys(n.module.locals) {
		n.local(name)
	}
	for _, key := range sortedKeys(n.module.resources) {
		for _, inst := range n.expand(key).instances {
			inst.told()
		}
	}
	for _, name := range sortedKeys(n.module.calls) {
		for _, child := range n.called(name).nodes {
			child.forceAll()
		}
	}
	for _, name := range sortedKeys(n.module.outputs) {
		n.output(name)
	}
}

// walk calls f for n and every node below it that is expanded.
func (n *node) walk(f func(*node)) {
	f(n)
	for _, name := range sortedKeys(n.module.calls) {
		for _, child := range n.called(name).nodes {
			child.walk(f)
		}
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// local returns the value of a local.
func (n *node) local(name string) cty.Value {
	a := n.module.locals[name]
	f := frame{n, "local.", name, a.rng}
	return force(n.ev, n.locals.named(n.twinOf().locals, name), f, func() cty.Value { return n.ev.bounded(n.self.eval(a.expr), f) }, unknown())
}

// output returns the value of an output, as the caller sees it.
func (n *node) output(name string) cty.Value {
	o := n.module.outputs[name]
	f := frame{n, "output.", name, o.rng}
	return force(n.ev, n.outputs.named(n.twinOf().outputs, name), f, func() cty.Value {
		if o.expr == nil {
			return unknown()
		}
		v := n.ev.bounded(n.self.eval(o.expr), f)
		if o.sensitive {
			v = markSensitive(v)
		}
		return v
	}, unknown())
}
