package tfconfig

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// answered returns a data source with what it would read.
func (i *instance) answered(written map[string]cty.Value) cty.Value {
	r, ev := i.of.resource, i.of.node.ev
	complete := true
	answer, known := ev.opts.Provider.Answer(i.describe(written), func(typ string) []Instance {
		found, all := ev.managed(typ)
		complete = complete && all
		return found
	})
	if known && complete && answer.IsKnown() && !answer.IsNull() && answer.Type().IsObjectType() {
		for name, v := range answer.AsValueMap() {
			if old, ok := written[name]; !ok || old.IsNull() || !old.IsWhollyKnown() {
				written[name] = v
			}
		}
	}
	return r.complete(written)
}

// managed returns the managed resources of a type in all modules, and whether
// all of them could be told: those that need the data source that asks for
// them cannot.
func (ev *evaluator) managed(typ string) (found []Instance, all bool) {
	if found, ok := ev.known[typ]; ok {
		return found, true
	}
	ev.quiet++
	defer func() { ev.quiet-- }()
	met := ev.lowest
	all = true
	ev.root.walk(func(n *node) {
		for _, key := range n.module.managedOf(typ) {
			x := n.expand(key)
			all = all && x.expansion.known && !n.unexpanded
			for _, inst := range x.instances {
				in := inst.describe(nil)
				in.Values = inst.value()
				found = append(found, in)
				all = all && inst.whole.state == done
			}
		}
	})
	all = all && ev.lowest >= met
	if all {
		ev.known[typ] = found
	}
	return found, all
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
