package planned

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/parsers/tfjson"
	"spof/parsers/tfplan"
)

// A builder makes inventories of a plan.
type builder struct {
	plan    *tfplan.Plan
	opts    Options
	inv     *inventory.Inventory
	modules map[string]*tfplan.Module // configurations, by the calls that lead there: "a.b"
	sources map[blockKey]*tfplan.Block
	calls   map[string]*tfplan.Call
	written map[*tfplan.Block]*shared
	regions map[string]string      // that provider configurations name, by their key
	told    tfjson.Regions         // that what is of them tells
	forms   map[string][]cty.Value // values of the types that resources of a type have
	// followed is what variables and outputs of module instances stand for.
	followed map[string]found

	byAddress map[string]*inventory.Resource
	blocks    map[string][]instance // by "module.a[0].aws_subnet.a"
	data      map[string][]instance
}

// An instance is a resource instance with its key in its block.
type instance struct {
	key      cty.Value
	text     string // of the key, as addresses have it
	resource *inventory.Resource
}

func newInstance(key cty.Value, r *inventory.Resource) instance {
	return instance{key, keyText(key), r}
}

// A blockKey finds a block: by the path of its module, and by what it is.
type blockKey struct {
	path      string
	mode      inventory.Mode
	typ, name string
}

// What all instances of a block share.
type shared struct {
	origins map[string]estate.Origin
	alike   map[string]bool
}

func newBuilder(p *tfplan.Plan, opts Options) *builder {
	b := &builder{
		plan: p, opts: opts,
		modules: map[string]*tfplan.Module{}, sources: map[blockKey]*tfplan.Block{}, calls: map[string]*tfplan.Call{}, written: map[*tfplan.Block]*shared{}, regions: map[string]string{}, told: tfjson.Regions{}, followed: map[string]found{}, forms: map[string][]cty.Value{},
		byAddress: map[string]*inventory.Resource{}, blocks: map[string][]instance{}, data: map[string][]instance{},
	}
	b.index("", p.Config)
	return b
}

// index finds the configuration of each module.
func (b *builder) index(path string, m *tfplan.Module) {
	if m == nil {
		return
	}
	b.modules[path] = m
	for _, r := range m.Resources {
		b.sources[blockKey{path, r.Mode, r.Type, r.Name}] = r
	}
	for name, call := range m.Calls {
		inner := strings.TrimPrefix(path+"."+name, ".")
		b.calls[inner] = call
		b.index(inner, call.Module)
	}
}

// pathOf is the path of a module instance's configuration.
func pathOf(module string) string {
	calls, _, _ := tfjson.Calls(module)
	names := make([]string, len(calls))
	for i, c := range calls {
		names[i] = c.Name
	}
	return strings.Join(names, ".")
}

// block returns the block that an instance is of, nil where the plan does not
// hold it.
func (b *builder) block(path string, mode inventory.Mode, typ, name string) *tfplan.Block {
	return b.sources[blockKey{path, mode, typ, name}]
}

// complete adds what the configuration did not give, and follows references to
// what is still not known.
func (b *builder) complete() {
	for _, r := range b.inv.Resources {
		if r.Mode == inventory.Managed {
			b.byAddress[r.Address] = r
		}
	}
	var added []*tfplan.Change
	for _, c := range b.plan.Changes {
		if c.After == cty.NilVal {
			continue
		}
		if b.byAddress[c.Address] == nil {
			added = append(added, c)
			b.byAddress[c.Address] = b.resource(c)
		}
		block := within(c.Module) + c.Type + "." + c.Name
		b.blocks[block] = append(b.blocks[block], newInstance(c.Key, b.byAddress[c.Address]))
	}
	b.answers()
	b.settleRegions(added)
	for _, c := range added {
		r := b.byAddress[c.Address]
		b.identify(r, c)
		b.inv.Resources = append(b.inv.Resources, r)
	}
	slices.SortStableFunc(b.inv.Resources, func(x, y *inventory.Resource) int { return estate.CompareAddresses(x.Address, y.Address) })
	if b.opts.Tree == nil {
		b.inv.Declared = b.declared()
	}
	for _, c := range b.plan.Changes {
		if c.After != cty.NilVal {
			b.follow(b.byAddress[c.Address], c)
		}
	}
}

func within(module string) string {
	if module == "" {
		return ""
	}
	return module + "."
}

// declared counts the blocks of all configurations.
func (b *builder) declared() int {
	n := 0
	for _, m := range b.modules {
		n += len(m.Resources)
	}
	return n
}

// answers adds the data sources that no configuration gave.
func (b *builder) answers() {
	read := map[string]bool{}
	for _, r := range b.inv.Resources {
		if r.Mode == inventory.Data {
			read[r.Address] = true
		}
	}
	for _, d := range b.plan.Data {
		r := &inventory.Resource{
			Address: d.Address, Mode: inventory.Data, Type: d.Type, Provider: d.Provider, Values: d.Values,
			Origin: b.origin(), Identities: b.inv.Identities,
		}
		block := within(d.Module) + d.Type + "." + d.Name
		b.data[block] = append(b.data[block], newInstance(d.Key, r))
		if !read[d.Address] {
			b.inv.Resources = append(b.inv.Resources, r)
		}
	}
}

func (b *builder) origin() estate.Origin { return estate.Origin{File: b.opts.Name} }

// resource makes the resource of an instance that the configuration does not
// give.
func (b *builder) resource(c *tfplan.Change) *inventory.Resource {
	block := b.block(pathOf(c.Module), inventory.Managed, c.Type, c.Name)
	said := b.said(block)
	r := &inventory.Resource{
		Address: c.Address, Mode: inventory.Managed, Type: c.Type, Provider: c.Provider,
		Values: c.After, Origin: b.origin(), Origins: said.origins, Alike: said.alike,
		Identities: b.inv.Identities,
	}
	if r.Values == cty.NilVal || !r.Values.Type().IsObjectType() {
		r.Values = cty.EmptyObjectVal
	}
	if block == nil { // the plan does not tell what is written
		r.Origins = nil
	} else if more := b.unsaid(block, r.Type, r.Values); len(more) > 0 {
		r.Origins = maps.Clone(r.Origins)
		maps.Copy(r.Origins, more)
	}
	return r
}

// said is what a block says of every instance.
func (b *builder) said(block *tfplan.Block) *shared {
	if block == nil {
		return &shared{}
	}
	if s := b.written[block]; s != nil {
		return s
	}
	s := &shared{origins: map[string]estate.Origin{}, alike: map[string]bool{}}
	for name, e := range block.Expressions {
		b.write(s.origins, name, e)
		s.alike[name] = !repeats(e)
	}
	b.written[block] = s
	return s
}

// write notes what an expression, and the blocks in it, set.
func (b *builder) write(out map[string]estate.Origin, path string, e tfplan.Expression) {
	if e.Constant != cty.NilVal && e.Constant.IsNull() {
		return
	}
	out[path] = b.origin()
	for i, inner := range e.Blocks {
		prefix := path + "[" + strconv.Itoa(i) + "]"
		out[prefix] = b.origin()
		for name, e := range inner {
			b.write(out, prefix+"."+name, e)
		}
	}
}

// repeats says whether an expression asks which instance it is.
func repeats(e tfplan.Expression) bool {
	for _, ref := range e.References {
		if strings.HasPrefix(ref, "count.") || strings.HasPrefix(ref, "each.") {
			return true
		}
	}
	return slices.ContainsFunc(e.Blocks, func(inner map[string]tfplan.Expression) bool {
		return slices.ContainsFunc(slices.Collect(maps.Values(inner)), repeats)
	})
}

// unsaid notes the blocks that an instance has and of which the plan's
// configuration does not tell: those that dynamic blocks make, and those that
// the provider calls attributes.
func (b *builder) unsaid(block *tfplan.Block, typ string, values cty.Value) map[string]estate.Origin {
	out := map[string]estate.Origin{}
	shape := b.opts.Provider.Schema(inventory.Managed, typ)
	for name, v := range fields(values) {
		if k := kindOf(shape, name); !v.IsKnown() && (k == blockList || k == blockSet) {
			out[name] = b.origin() // nobody but the configuration makes blocks
			continue
		}
		// What is known tells for itself that it is there.
		if !v.IsWhollyKnown() && isBlocks(v) && (!sets(block, name) || len(block.Expressions[name].Blocks) != len(items(v))) {
			b.writeAll(out, name, v)
		}
	}
	return out
}

// sets reports whether a block is known to set an attribute.
func sets(block *tfplan.Block, name string) bool {
	if block == nil {
		return false
	}
	_, ok := block.Expressions[name]
	return ok
}

// isBlocks reports whether a value may be nested blocks.
func isBlocks(v cty.Value) bool {
	list := items(v)
	return len(list) > 0 && !slices.ContainsFunc(list, func(e cty.Value) bool { return fields(e) == nil })
}

func (b *builder) writeAll(out map[string]estate.Origin, path string, v cty.Value) {
	out[path] = b.origin()
	for i, inner := range items(v) {
		prefix := path + "[" + strconv.Itoa(i) + "]"
		out[prefix] = b.origin()
		for name, inside := range fields(inner) {
			out[prefix+"."+name] = b.origin()
			if isBlocks(inside) {
				b.writeAll(out, prefix+"."+name, inside)
			}
		}
	}
}

// fields returns the attributes of an object, nil where v is none.
func fields(v cty.Value) map[string]cty.Value {
	if v == cty.NilVal {
		return nil
	}
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() || !v.Type().IsObjectType() && !v.Type().IsMapType() {
		return nil
	}
	return v.AsValueMap()
}

// field returns one attribute of an object.
func field(v cty.Value, name string) (cty.Value, bool) {
	if v == cty.NilVal {
		return v, false
	}
	if v, _ = v.Unmark(); !v.IsKnown() || v.IsNull() {
		return cty.NilVal, false
	}
	if ty := v.Type(); ty.IsObjectType() && ty.HasAttribute(name) {
		return v.GetAttr(name), true
	}
	out, ok := fields(v)[name]
	return out, ok
}

// items returns the elements of a list, set or tuple, nil where v is none.
func items(v cty.Value) []cty.Value {
	if v == cty.NilVal {
		return nil
	}
	v, _ = v.Unmark()
	if ty := v.Type(); !v.IsKnown() || v.IsNull() || !ty.IsTupleType() && !ty.IsListType() && !ty.IsSetType() {
		return nil
	}
	return v.AsValueSlice()
}

// identify gives a resource the identities that only apply can fill.
func (b *builder) identify(r *inventory.Resource, c *tfplan.Change) {
	block := b.block(pathOf(c.Module), inventory.Managed, c.Type, c.Name)
	known := map[string]cty.Value{}
	all := fields(r.Values)
	for name, v := range all {
		if sets(block, name) || v.IsKnown() {
			known[name] = v
		}
	}
	filled := b.opts.Provider.Identities(tfconfig.Instance{
		Address: r.Address, Type: r.Type, Region: r.Region.Or(""), Values: cty.ObjectVal(known), DefaultTags: cty.NilVal,
	}, func(attribute string) string {
		return b.inv.Identities.Mint(inventory.Reference{Address: r.Address, Attribute: attribute})
	})
	changed := false
	for name, v := range filled {
		// What the plan does not have is null, and stays so.
		if old, there := all[name]; there && !old.IsKnown() {
			all[name], changed = v, true
		}
	}
	if changed {
		r.Values = cty.ObjectVal(all)
	}
}
