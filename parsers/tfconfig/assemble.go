package tfconfig

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
)

func keysOf(m map[string]bool) iter.Seq[string] { return maps.Keys(m) }

// An assembler makes the inventory of two runs of one tree.
type assembler struct {
	unifier
	inv  *inventory.Inventory
	seen map[*module]bool
	// missing names the module calls of gaps, as what they leave unknown does.
	missing map[int]string
	// unlabelled are the module instances that stand for an unknown number.
	unlabelled map[*node]bool
}

// merge makes the inventory of two runs.
func merge(a, b *evaluator) *inventory.Inventory {
	as := assembler{
		unifier: newUnifier(a, b),
		inv:     &inventory.Inventory{Identities: a.ids, Gaps: a.gaps},
		seen:    map[*module]bool{},
		missing: map[int]string{},

		unlabelled: map[*node]bool{},
	}
	as.node(a.root, b.root)
	as.inv.Gaps = append(as.inv.Gaps, a.root.undescribed()...)
	slices.SortStableFunc(as.inv.Resources, func(x, y *inventory.Resource) int {
		return estate.CompareAddresses(x.Address, y.Address)
	})
	as.unsettle()
	return as.inv
}

// node adds one module instance and all below it. In b is the same instance of
// the other run, nil where that has none.
func (as *assembler) node(a, b *node) {
	if !as.seen[a.module] {
		as.seen[a.module] = true
		as.inv.Declared += len(a.module.resources)
		as.inv.Ignores = append(as.inv.Ignores, a.module.ignores...)
		as.inv.Gaps = append(as.inv.Gaps, a.module.gaps...)
	}
	as.inv.Moves = append(as.inv.Moves, a.moves(as.addressOf(a))...)
	for _, key := range sortedKeys(a.module.resources) {
		var other *expanded
		if b != nil {
			other = b.expand(key)
		}
		as.resource(a.expand(key), other)
	}
	for _, name := range sortedKeys(a.module.calls) {
		var other *called
		if b != nil {
			other = b.called(name)
		}
		as.call(a, a.called(name), other)
	}
}

// call adds the instances of a module call.
func (as *assembler) call(n *node, a, b *called) {
	gap := a.gap
	if gap == nil && b != nil {
		gap = b.gap // only this run has an instance to look for
	}
	if gap != nil {
		as.missing[len(as.inv.Gaps)] = n.address + "module." + a.call.name
		as.inv.Gaps = append(as.inv.Gaps, *gap)
	}
	if !a.expansion.known && a.gap == nil {
		as.uncounted(n.address+"module."+a.call.name, a.expansion, n.originOf(a.call.rng))
	}
	if b == nil {
		for _, child := range a.nodes {
			as.node(child, nil)
		}
		return
	}
	others := map[string]*node{}
	for _, child := range b.nodes {
		others[child.address] = child
	}
	if !sameNodes(a, others) {
		as.doubtfulCall(n, slices.Concat(a.nodes, b.nodes)[0])
		return
	}
	for _, child := range a.nodes {
		as.node(child, others[child.address])
	}
}

func sameNodes(a *called, others map[string]*node) bool {
	return len(a.nodes) == len(others) && !slices.ContainsFunc(a.nodes, func(n *node) bool { return others[n.address] == nil })
}

// doubtfulCall adds one instance of a module call for those of which the runs
// do not agree which there are.
func (as *assembler) doubtfulCall(n, first *node) {
	as.unlabelled[first] = true
	as.inv.Gaps = append(as.inv.Gaps, estate.Gap{
		What:   "how many " + strings.TrimSuffix(as.addressOf(first), "."),
		Why:    "it depends on how identities compare that AWS gives",
		Origin: n.originOf(first.call.rng),
	})
	as.node(first, nil)
}

// addressOf is a node's address, without the keys of calls of which it is not
// known which instances there are.
func (as *assembler) addressOf(n *node) string {
	if n.parent == nil {
		return ""
	}
	call := "module." + n.call.name
	if as.unlabelled[n] {
		return as.addressOf(n.parent) + call + "."
	}
	return as.addressOf(n.parent) + call + strings.TrimPrefix(n.address, n.parent.address+call)
}

// resource adds the instances of a resource. Where the runs do not agree which
// there are, that is as unknown as where neither can tell.
func (as *assembler) resource(a, b *expanded) {
	if b != nil && sameInstances(a, b) {
		for i, inst := range a.instances {
			as.add(inst, b.instance(inst.address, i))
		}
	} else if one := a.orElse(b); one != nil {
		as.doubtful(one)
	}
	// How often a data source is read is nothing that can fail: what needs its
	// answer says so.
	if r := a.resource; !a.expansion.known && len(a.instances) > 0 && r.mode == inventory.Managed {
		as.uncounted(a.instances[0].address, a.expansion, a.node.originOf(r.rng))
	}
}

// sameInstances reports whether both runs have the same instances.
func sameInstances(a, b *expanded) bool {
	if len(a.instances) != len(b.instances) || a.expansion.known != b.expansion.known {
		return false
	}
	for i, inst := range a.instances {
		if b.instance(inst.address, i) == nil {
			return false
		}
	}
	return true
}

// orElse returns one of two that has instances, nil where neither has.
func (x *expanded) orElse(other *expanded) *expanded {
	switch {
	case len(x.instances) > 0:
		return x
	case other != nil && len(other.instances) > 0:
		return other
	}
	return nil
}

// instance returns the instance of an address, which most often stands at i.
func (x *expanded) instance(address string, i int) *instance {
	if x.instances[i].address == address {
		return x.instances[i]
	}
	return x.find(address)
}

func (x *expanded) find(address string) *instance {
	if x.byAddress == nil {
		x.byAddress = make(map[string]*instance, len(x.instances))
		for _, inst := range x.instances {
			x.byAddress[inst.address] = inst
		}
	}
	return x.byAddress[address]
}

// doubtful adds one resource for instances of which the runs do not agree how
// many there are.
func (as *assembler) doubtful(a *expanded) {
	first := a.instances[0]
	out := as.resourceOf(first, nil, nothingKnown(first.value()))
	out.Address = as.addressOf(a.node) + a.resource.key()
	out.Unexpanded = true
	out.Settles = append(out.Settles, "the identities that AWS gives")
	as.inv.Resources = append(as.inv.Resources, out)
	as.inv.Gaps = append(as.inv.Gaps, estate.Gap{
		What:   "how many " + out.Address,
		Why:    "it depends on how identities compare that AWS gives",
		Origin: out.Origin, Unsettles: []string{out.Address},
	})
}

// nothingKnown keeps the names of an object's attributes.
func nothingKnown(v cty.Value) cty.Value {
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() || !v.Type().IsObjectType() {
		return cty.EmptyObjectVal
	}
	out := map[string]cty.Value{}
	for name, ty := range v.Type().AttributeTypes() {
		out[name] = cty.UnknownVal(ty)
	}
	return cty.ObjectVal(out)
}

func (as *assembler) add(a, b *instance) {
	as.inv.Resources = append(as.inv.Resources, as.resourceOf(a, b, as.values(a, b)))
}

// values joins what the runs know of an instance.
func (as *assembler) values(a, b *instance) cty.Value {
	left, right := a.told(), b.told()
	if left == nil || right == nil || len(left) != len(right) {
		return as.value(a.value(), b.value())
	}
	joined := make(map[string]cty.Value, len(left))
	for name, v := range left {
		other, ok := right[name]
		if !ok {
			return as.value(a.value(), b.value())
		}
		if !b.wroteTheSame(name) {
			v = as.value(v, other)
		}
		joined[name] = v
	}
	return a.complete(joined)
}

// wroteTheSame reports whether an attribute is what the first run has: it is
// written, and no identity had a part in it. Most are, and to compare them would
// cost more than all else here.
func (i *instance) wroteTheSame(name string) bool {
	t, made := i.attrs[name], i.made[name]
	return t != nil && made == cty.NilVal && !t.touched && !t.value.IsNull() && t.value.IsWhollyKnown()
}

// resourceOf makes the resource of an instance; in other is the same instance of
// the other run, nil where that has none.
func (as *assembler) resourceOf(i, other *instance, values cty.Value) *inventory.Resource {
	x := i.of
	r := x.resource
	if values.Type() == cty.DynamicPseudoType {
		values = cty.EmptyObjectVal
	}
	out := &inventory.Resource{
		Address:       i.address,
		Mode:          r.mode,
		Type:          r.typ,
		Provider:      x.node.configuration(r.provider, i.scope).name,
		Region:        i.region().value,
		Values:        values,
		IgnoreChanges: r.ignored,
		Origin:        x.node.originOf(r.rng),
		Origins:       i.origins(values),
		Unknown:       i.unsettled(other, values),
		Alike:         i.alike(values),
		Identities:    as.inv.Identities,
	}
	if !x.expansion.known {
		out.Unexpanded, out.Settles = true, x.node.ev.settlersOf(x.expansion.from)
	}
	if x.node.unexpanded {
		out.Unexpanded = true
		out.Settles = append(out.Settles, x.node.settles...)
	}
	return out
}
