package planned

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfplan"
)

// before makes the inventory of what there is before the change. What will
// still be there has the lines, and the region, that it has afterwards.
func (b *builder) before() *inventory.Inventory {
	var changed []*inventory.Resource
	// What stays is read with the identities that stand in it afterwards.
	out := &inventory.Inventory{Name: b.opts.Name, Gaps: b.plan.Gaps, Identities: b.inv.Identities}
	for _, c := range b.plan.Changes {
		if c.Before == cty.NilVal || !c.Before.Type().IsObjectType() {
			continue
		}
		r, same := b.was(c)
		if !same {
			changed = append(changed, r)
		}
		out.Resources = append(out.Resources, r)
	}
	for _, r := range b.inv.Resources {
		if r.Mode == inventory.Data {
			out.Resources = append(out.Resources, r)
		}
	}
	slices.SortStableFunc(out.Resources, func(x, y *inventory.Resource) int { return estate.CompareAddresses(x.Address, y.Address) })
	b.conceal(changed)
	b.share(changed)
	out.Ignores = b.inv.Ignores
	out.Declared = len(out.Resources)
	return out
}

// unchanged is what there is before, with all that stays as it is read
// afterwards: the configuration may tell more of it than the plan does.
func unchanged(c *tfplan.Change, later cty.Value) cty.Value {
	now, read := fields(c.After), fields(later)
	if now == nil || read == nil {
		return c.Before
	}
	out := fields(c.Before)
	for name, v := range read {
		was, is := out[name], now[name]
		if was == cty.NilVal && is == cty.NilVal || was != cty.NilVal && is != cty.NilVal && was.RawEquals(is) {
			out[name] = v
		}
	}
	return cty.ObjectVal(out)
}

// was is an instance before the change, and whether it is the same after it.
func (b *builder) was(c *tfplan.Change) (r *inventory.Resource, same bool) {
	r = &inventory.Resource{
		Address: c.Address, Mode: inventory.Managed, Type: c.Type, Provider: c.Provider, Values: c.Before, Origin: b.origin(),
		Identities: b.inv.Identities,
	}
	if later := b.byAddress[c.Address]; later != nil {
		r.Values = later.Values // which is concealed already
		if same = slices.Equal(c.Actions, []string{"no-op"}); !same {
			r.Values = unchanged(c, later.Values)
		}
		r.Origin, r.Origins, r.Alike, r.IgnoreChanges = later.Origin, later.Origins, later.Alike, later.IgnoreChanges
		r.Region, r.Provider = later.Region, later.Provider
	}
	if region, ok := b.opts.Provider.RegionOf(c.Type, c.Before); ok {
		r.Region = estate.Set(region, r.Origin)
	} else if !r.Region.Known() {
		r.Region = b.regionFor(b.providerOf(c))
	}
	return r, same
}
