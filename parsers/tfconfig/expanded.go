package tfconfig

import (
	"github.com/zclconf/go-cty/cty"

	"spof/estate"
)

// expanded is a resource of one module instance with its instances.
type expanded struct {
	node      *node
	resource  *resource
	thunk     thunk[expansion]
	expansion expansion
	instances []*instance
	byAddress map[string]*instance // made when first needed
	wholes    map[string]whole     // all instances, by what was asked for
	origins   map[string]map[string]estate.Origin
}

// A whole is the value of a block as a whole, or of parts of it, and whether
// identities had a part in it.
type whole struct {
	value   cty.Value
	touched bool
}

// expand returns a resource with its instances. While they are being counted
// it has none.
func (n *node) expand(key string) *expanded {
	x := memo(n.resources, key)
	r := n.module.resources[key]
	x.node, x.resource = n, r
	if x.thunk.state == done {
		n.ev.touched = n.ev.touched || x.thunk.touched
		return x
	}
	f := frame{n, key, "", r.rng}
	found := force(n.ev, &x.thunk, f, func() expansion {
		return n.self.counted(n.self.repeat(r.repeat, r.rng), r.repeat, r.mode, n.address+key)
	}, expansion{})
	found.touch(x.thunk.touched)
	x.expansion, x.instances = found, nil
	for i := range found.keys {
		x.instances = append(x.instances, newInstance(x, i))
	}
	return x
}

// value is what a reference to the resource sees: an object, a tuple or an
// object of objects. An unknown number of instances is an unknown value.
func (x *expanded) value(d demand) cty.Value {
	if !x.expansion.known {
		return unknown()
	}
	if d.keys != nil {
		return x.join(d)
	}
	ev, key := x.node.ev, d.text()
	w, ok := x.wholes[key]
	if !ok {
		before := ev.touched
		ev.touched = false
		w = whole{x.join(d), ev.touched}
		ev.touched = before
		x.keep(key, d, w)
	}
	ev.touched = ev.touched || w.touched
	return w.value
}

// keep remembers a whole that will not change.
func (x *expanded) keep(key string, d demand, w whole) {
	for _, inst := range x.instances {
		if !inst.settled(d) {
			return
		}
	}
	if x.wholes == nil {
		x.wholes = map[string]whole{}
	}
	x.wholes[key] = w
}

// settled reports whether what is demanded of the instance will not change.
func (i *instance) settled(d demand) bool {
	if i.whole.state == done {
		return true
	}
	for name := range d.attrs {
		if t := i.attrs[name]; t == nil || t.state != done {
			return false
		}
	}
	return !d.all
}

func (x *expanded) join(d demand) cty.Value {
	parts := make([]cty.Value, len(x.instances))
	for i, inst := range x.instances {
		if !d.wants(inst.key) && x.expansion.form != plain {
			parts[i] = unknown()
			continue
		}
		parts[i] = inst.part(d)
	}
	return x.expansion.joined(parts)
}

// joined makes the value of a whole block from those of its instances.
func (x expansion) joined(parts []cty.Value) cty.Value {
	switch x.form {
	case counted:
		return cty.TupleVal(parts)
	case keyed:
		attrs := make(map[string]cty.Value, len(parts))
		for i, key := range x.keys {
			attrs[key.AsString()] = parts[i]
		}
		if x.secret {
			return markSensitive(cty.ObjectVal(attrs))
		}
		return cty.ObjectVal(attrs)
	case plain:
	}
	if len(parts) == 0 {
		// It is not enabled.
		return cty.NullVal(cty.DynamicPseudoType)
	}
	return parts[0]
}

// An instance is one instance of a resource.
type instance struct {
	of      *expanded
	key     cty.Value
	scope   *scope
	address string // canonical
	attrs   thunks
	whole   thunk[map[string]cty.Value]
	object  cty.Value            // made of it
	made    map[string]cty.Value // what the provider added to what is written
	twin    *instance            // of the first run
	reach   thunk[region]
	placed  map[string][]placed // nested blocks, by type
	follows bool                // of a data source: what it reads follows from its arguments
	// What a plan tells of it, NilVal without one; of a data source that is read
	// during apply it is only a part.
	recorded       cty.Value
	recordedInPart bool
}

func newInstance(x *expanded, i int) *instance {
	out := &instance{
		of: x, key: x.expansion.keys[i], scope: x.expansion.scope[i],
		address: x.node.address + prefixOf(x.resource.mode) + x.resource.typ + "." + x.resource.name + x.expansion.label(i, x.node.ev),
		attrs:   thunks{},
		placed:  map[string][]placed{},
	}
	if rec := x.node.ev.record; rec != nil {
		out.recorded, out.recordedInPart = rec.values[out.address], rec.deferred[out.address]
	}
	return out
}

// twinOf returns the same instance of the first run, an empty one where there
// is none.
func (i *instance) twinOf() *instance {
	if i.twin != nil {
		return i.twin
	}
	i.twin = &instance{}
	if x := i.of.node.twinOf().resources[i.of.resource.key()]; x != nil {
		if found := x.find(i.address); found != nil {
			i.twin = found
		}
	}
	return i.twin
}

func (i *instance) frame(what string) frame {
	return frame{i.of.node, i.address[len(i.of.node.address):], what, i.of.resource.rng}
}

// part returns the instance, or as much of it as is needed.
func (i *instance) part(d demand) cty.Value {
	if d.all {
		v := withUnknown(i.of.resource.defaulted(i.value()), d.names)
		if i.of.resource.schema == nil {
			v = withUnknown(v, i.of.node.module.mentioned())
		}
		return v
	}
	attrs := make(map[string]cty.Value, len(d.attrs))
	for name := range d.attrs {
		attrs[name] = i.read(name)
	}
	return cty.ObjectVal(attrs)
}

// read returns one attribute or nested block type, evaluating no more than it
// must: an attribute that is written, and not null, needs nothing else.
func (i *instance) read(name string) cty.Value {
	r := i.of.resource
	written := r.body.attrs[name] != nil && !metaArguments[name]
	if written && i.whole.state != done {
		v, a := i.attr(name), r.attribute(name)
		if !wroteNothing(v, a) {
			return v
		}
	}
	told := i.told()
	if told == nil {
		return unknown()
	}
	v, ok := told[name]
	if !ok || !i.tells(name) {
		v, ok = r.part(told, name)
	}
	switch {
	case !ok:
		// The schema may be older than the configuration: what it lacks is
		// unknown, rather than an error.
		return unknown()
	case written:
		return v
	case r.schema == nil:
		return withUnknownInside(v, i.of.node.module.mentioned())
	}
	return r.attribute(name).seen(v)
}

// withUnknown adds to an object the attributes that it lacks: the schema may be
// older than the configuration, or missing.
func withUnknown(v cty.Value, names []string) cty.Value {
	v, marks := v.Unmark()
	if !v.IsKnown() || v.IsNull() || !v.Type().IsObjectType() {
		return v.WithMarks(marks)
	}
	var attrs map[string]cty.Value
	for _, name := range names {
		if v.Type().HasAttribute(name) {
			continue
		}
		if attrs == nil {
			attrs = v.AsValueMap()
		}
		if attrs == nil {
			attrs = map[string]cty.Value{}
		}
		attrs[name] = unknown()
	}
	if attrs == nil {
		return v.WithMarks(marks)
	}
	return cty.ObjectVal(attrs).WithMarks(marks)
}

// defaulted is what a reference to a whole instance sees.
func (r *resource) defaulted(v cty.Value) cty.Value {
	if r.schema == nil || v.IsMarked() || !v.IsKnown() || v.IsNull() {
		return v
	}
	attrs := v.AsValueMap()
	for name, a := range r.schema.Attributes {
		if old, ok := attrs[name]; ok && a.Default != cty.NilVal && r.body.attrs[name] == nil {
			attrs[name] = a.seen(old)
		}
	}
	return cty.ObjectVal(attrs)
}

// withUnknownInside does so for each of the blocks in a value.
func withUnknownInside(v cty.Value, names []string) cty.Value {
	bare, marks := v.Unmark()
	if !bare.IsKnown() || bare.IsNull() || !bare.Type().IsTupleType() {
		return withUnknown(v, names)
	}
	parts := bare.AsValueSlice()
	for i, part := range parts {
		parts[i] = withUnknown(part, names)
	}
	return cty.TupleVal(parts).WithMarks(marks)
}
