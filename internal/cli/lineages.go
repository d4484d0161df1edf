package cli

import (
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfstate"
)

// lineages are the states that were read, by what the versions of each have in
// common.
type lineages map[string][]*tfstate.State

// add refuses a second version of a state, such as a backup: what is in both
// would be there twice. A state that was split in two keeps its lineage.
func (l *lineages) add(s *tfstate.State) error {
	if s.Lineage == "" {
		return nil
	}
	for _, other := range (*l)[s.Lineage] {
		if share(s, other) {
			return usagef("%s (serial %s) and %s (serial %s) are versions of one state; give one of them", other.Name, other.Serial, s.Name, s.Serial)
		}
	}
	if *l == nil {
		*l = lineages{}
	}
	(*l)[s.Lineage] = append((*l)[s.Lineage], s)
	return nil
}

// share reports whether two states hold one resource.
func share(a, b *tfstate.State) bool {
	held := map[string]bool{}
	for _, r := range a.Resources {
		held[identityOf(r)] = true
	}
	for _, r := range b.Resources {
		if id := identityOf(r); id != "" && held[id] {
			return true
		}
	}
	return false
}

// identityOf is what tells a managed resource from all others, "" where that is
// not known.
func identityOf(r *inventory.Resource) string {
	values, _ := r.Values.Unmark()
	if r.Mode != inventory.Managed || !values.IsKnown() || !values.Type().HasAttribute("id") {
		return ""
	}
	id, _ := values.GetAttr("id").Unmark()
	if !id.IsKnown() || id.IsNull() || id.Type() != cty.String {
		return ""
	}
	return r.Type + " " + id.AsString()
}
