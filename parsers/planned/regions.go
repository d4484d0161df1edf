package planned

import (
	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/parsers/tfplan"
)

// settleRegions finds where resources stand: where their own values say, else
// where their provider configuration does, else where others of that
// configuration are.
func (b *builder) settleRegions(added []*tfplan.Change) {
	for _, c := range added {
		r := b.byAddress[c.Address]
		if region, ok := b.opts.Provider.RegionOf(r.Type, r.Values); ok {
			r.Region = estate.Set(region, r.Origin)
			b.told.Tell(b.providerOf(c), region)
		}
	}
	for _, d := range b.plan.Data {
		block := b.block(pathOf(d.Module), inventory.Data, d.Type, d.Name)
		if region, ok := b.opts.Provider.RegionOf(d.Type, d.Values); ok && block != nil {
			b.told.Tell(b.inForce(block.Provider), region)
		}
	}
	for key, p := range b.plan.Providers {
		if region, ok := b.configuredRegion(p); ok {
			b.regions[key] = region
		}
	}
	for _, c := range added {
		if r := b.byAddress[c.Address]; !r.Region.Known() {
			r.Region = b.regionFor(b.providerOf(c))
		}
	}
}

// providerOf is the key of the provider configuration of an instance, "" where
// the plan does not tell.
func (b *builder) providerOf(c *tfplan.Change) string {
	if block := b.block(pathOf(c.Module), inventory.Managed, c.Type, c.Name); block != nil {
		return b.inForce(block.Provider)
	}
	return ""
}

// inForce is the key of the provider configuration that one stands for: a module
// that only says which provider it requires has the one of its caller, which the
// plan calls by a key of the module's own.
func (b *builder) inForce(key string) string {
	for p := b.plan.Providers[key]; p != nil && p.Module != "" && p.Alias == "" && len(p.Expressions) == 0; {
		key, p = b.outer(p)
	}
	return key
}

// outer finds the default configuration of a provider nearest to a module.
func (b *builder) outer(p *tfplan.Provider) (key string, found *tfplan.Provider) {
	for module := p.Module; module != ""; {
		module = parentOf(module)
		for key, other := range b.plan.Providers {
			if other.Module == module && other.FullName == p.FullName && other.Alias == "" {
				return key, other
			}
		}
	}
	return "", nil
}

// configuredRegion is the region that a provider block names.
func (b *builder) configuredRegion(p *tfplan.Provider) (string, bool) {
	e, ok := p.Expressions["region"]
	if !ok {
		return "", false
	}
	if e.Constant != cty.NilVal { // which may be a credential, as far as tfplan knows
		e.Constant, _ = e.Constant.Unmark()
	}
	at := place{module: p.Module, path: pathOf(p.Module), key: cty.NilVal}
	f := b.one(e, at, "region")
	if f.value == cty.NilVal {
		return "", false
	}
	v, marks := f.value.Unmark()
	if _, secret := marks[inventory.Sensitive]; secret || !v.IsKnown() || v.IsNull() || v.Type() != cty.String {
		return "", false
	}
	return v.AsString(), true
}

// regionFor is where a provider configuration acts. One that says nothing acts
// where the environment says, and where nobody says, in a region without a name.
func (b *builder) regionFor(key string) estate.Value[string] {
	if region, ok := b.regions[key]; ok {
		return estate.Set(region, b.origin())
	}
	written := false
	if p := b.plan.Providers[key]; p != nil {
		_, written = p.Expressions["region"]
	}
	switch region, told := b.told.Of(key); {
	case key == "": // nothing is told of which configuration it is
	case region != "":
		return estate.Set(region, b.origin())
	case told || written:
		return estate.Unknown[string](b.origin(), "the region of provider "+key)
	}
	if region := b.opts.Load.DefaultRegion(); region != "" {
		return estate.Set(region, b.origin())
	}
	return estate.Set(tfconfig.SymbolicRegion, b.origin()).Assume()
}
