package tfconfig

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// answered returns a data source with what it would read.
func (i *instance) answered(written map[string]cty.Value) map[string]cty.Value {
	ev := i.of.node.ev
	if i.recorded != cty.NilVal && !i.recordedInPart {
		i.follows = true
		return written
	}
	in := i.describe(written)
	answer, known := ev.tree.Provider.Answer(in, func(typ string) []Instance {
		found, all := ev.managed(typ)
		if !all {
			// Whatever else there is may match as well.
			found = append(slices.Clip(found), Instance{Type: typ, Region: in.Region, Values: unknown()})
		}
		return found
	})
	if known && answer.IsKnown() && !answer.IsNull() && answer.Type().IsObjectType() {
		i.follows = true
		for name, v := range answer.AsValueMap() {
			if old, ok := written[name]; !ok || old.IsNull() || !old.IsWhollyKnown() {
				written[name] = v
			}
		}
	}
	return written
}

// managed returns the managed resources of a type in all modules, and whether
// these are all. What needs the data source that asks for them is unknown in
// them.
func (ev *evaluator) managed(typ string) (found []Instance, all bool) {
	if found, ok := ev.known[typ]; ok {
		ev.touched = true
		return found, true
	}
	ev.quiet++
	defer func() { ev.quiet-- }()
	all, kept := true, true
	ev.root.walk(func(n *node) {
		all = all && n.entered()
		for _, key := range n.module.managedOf(typ) {
			x := n.expand(key)
			all = all && (x.thunk.state == done)
			for _, inst := range x.instances {
				in := inst.describe(nil)
				in.Unexpanded = !x.expansion.known || n.unexpanded
				in.Values = inst.candidate()
				found = append(found, in)
				kept = kept && inst.whole.state == done
			}
		}
	})
	if all && kept {
		ev.known[typ] = found
	}
	return found, all
}

// candidate is the instance as far as it is known while it may be what asks: a
// part of it that needs the answer is unknown.
func (i *instance) candidate() cty.Value {
	if i.whole.state == underway {
		return i.complete(i.written())
	}
	return i.value()
}

// entered reports whether all modules that n calls could be read and counted.
func (n *node) entered() bool {
	for name := range n.module.calls {
		if c := n.called(name); c.thunk.state != done || c.gap != nil {
			return false
		}
	}
	return true
}

// managedOf returns the keys of the managed resources of a type, sorted.
func (m *module) managedOf(typ string) []string {
	var out []string
	for key, r := range m.resources {
		if r.mode == inventory.Managed && r.typ == typ {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}
