package planned

import (
	"maps"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfconfig"
	"spof/parsers/tfjson"
	"spof/parsers/tfplan"
)

// follow looks behind the references of a resource for what is not known of it.
func (b *builder) follow(r *inventory.Resource, c *tfplan.Change) {
	path := pathOf(c.Module)
	block := b.block(path, inventory.Managed, c.Type, c.Name)
	all := fields(r.Values)
	if block == nil || len(all) == 0 {
		return
	}
	f := follower{
		builder: b, of: r,
		at: place{module: c.Module, path: path, key: c.Key, forEach: block.ForEach},
	}
	shape := b.opts.Provider.Schema(inventory.Managed, r.Type)
	changed := map[string]cty.Value{}
	for _, name := range slices.Sorted(maps.Keys(block.Expressions)) {
		v, there := all[name]
		if !there || v.IsWhollyKnown() {
			continue
		}
		f.settles, f.leftOut = nil, false
		if out := f.value(name, v, block.Expressions[name], shape); !out.RawEquals(v) {
			changed[name] = out
		}
		f.keepSettles(name)
		if f.leftOut {
			r.Origins = maps.Clone(r.Origins)
			delete(r.Origins, name)
		}
	}
	if len(changed) > 0 {
		maps.Copy(all, changed)
		r.Values = cty.ObjectVal(all)
	}
}

// A follower follows the references of one resource.
type follower struct {
	*builder
	of      *inventory.Resource
	at      place
	settles []string
	leftOut bool // the attribute is set to nothing
}

// keepSettles says what would settle an attribute that is still not known. What
// the configuration was read for is told already.
func (f *follower) keepSettles(name string) {
	if len(f.settles) == 0 || len(f.of.Unknown[name]) > 0 {
		return
	}
	f.of.Unknown = maps.Clone(f.of.Unknown)
	if f.of.Unknown == nil {
		f.of.Unknown = map[string][]string{}
	}
	slices.Sort(f.settles)
	f.of.Unknown[name] = slices.Compact(f.settles)
}

// A kind is what form the value of an attribute has.
type kind uint8

const (
	anyKind kind = iota
	scalar
	list
	blockList
	blockSet
)

func kindOf(shape *tfconfig.Block, name string) kind {
	if shape == nil {
		return anyKind
	}
	if nested := shape.Blocks[name]; nested != nil {
		if nested.Nesting == tfconfig.NestSet {
			return blockSet
		}
		return blockList
	}
	a := shape.Attributes[name]
	switch {
	case a == nil:
		return anyKind
	case a.Type.IsPrimitiveType():
		return scalar
	case a.Type.IsListType() || a.Type.IsSetType():
		return list
	}
	return anyKind
}

// value is a value with what its references lead to in the place of what is not
// known.
func (f *follower) value(name string, v cty.Value, e tfplan.Expression, shape *tfconfig.Block) cty.Value {
	bare, marks := v.Unmark()
	if len(e.Blocks) > 0 {
		return f.blocks(name, bare, e, shape).WithMarks(marks)
	}
	k := kindOf(shape, name)
	if len(e.References) == 0 {
		return v
	}
	found, paired := f.resolve(e, f.at)
	for i := range found {
		found[i] = found[i].pair(paired, f.at.key)
	}
	switch {
	case isBlocks(bare):
		return f.objects(bare, found).WithMarks(marks)
	case k == list || k == anyKind && len(items(bare)) > 0:
		return f.list(name, bare, found).WithMarks(marks)
	case fields(bare) != nil:
		return f.texts(bare, found).WithMarks(marks)
	case !bare.IsKnown() && (k == scalar || k == anyKind):
		return f.scalar(name, bare, found).WithMarks(marks)
	}
	f.doubt(found)
	return v
}

// texts are the texts of a map, such as an environment. Which of them names what
// is not known; that they do is: each that is not known names all of it.
func (f *follower) texts(v cty.Value, all []found) cty.Value {
	var names []string
	for _, one := range all {
		out := f.only(one, "")
		bare, _ := out.Unmark()
		if !bare.IsKnown() || bare.IsNull() || bare.Type() != cty.String {
			f.doubt(all)
			return v
		}
		names = append(names, bare.AsString())
	}
	out := fields(v)
	for name, inner := range out {
		if !inner.IsKnown() && len(names) > 0 {
			_, marks := inner.Unmark()
			out[name] = cty.StringVal(strings.Join(names, " ")).Mark(inventory.Assumed).WithMarks(marks)
		}
	}
	return cty.ObjectVal(out)
}

// scalar is the one value that references lead to.
func (f *follower) scalar(name string, v cty.Value, all []found) cty.Value {
	if left := instancesAmong(all); len(left) == 1 {
		if out := f.only(left[0], name); out.IsKnown() && out.Type().IsPrimitiveType() {
			return out
		}
	}
	f.doubt(all)
	f.leftOut = setsNothing(all)
	return v
}

// setsNothing reports whether an attribute that the plan does not know is set to
// null: all that is referred to is known, and some of it is null.
func setsNothing(all []found) bool {
	null := false
	for _, one := range all {
		if one.value == cty.NilVal || !one.value.IsWhollyKnown() {
			return false
		}
		null = null || one.value.IsNull()
	}
	return null
}

// only is the one thing that a reference leads to; unknown where there may be
// others.
func (f *follower) only(one found, name string) cty.Value {
	switch {
	case one.value != cty.NilVal:
		return one.value
	case len(one.instances) == 1:
		return f.assumedUnless(one.read(one.instances[0], name), one.certain())
	}
	return cty.DynamicVal
}

// certain says that the plan tells which instance and which attribute it is.
func (f found) certain() bool { return !f.all && !f.among && len(f.rest) > 0 }

func (f *follower) assumedUnless(v cty.Value, certain bool) cty.Value {
	if certain || !v.IsKnown() {
		return v
	}
	return v.Mark(inventory.Assumed)
}

// list is a list whose elements are what references lead to. A reference to all
// instances of a block stands for each of them: that a function leaves some out
// is known only where the number of elements is.
func (f *follower) list(name string, v cty.Value, all []found) cty.Value {
	var out []cty.Value
	for _, one := range all {
		out = append(out, f.elements(name, one)...)
	}
	planned := items(v)
	if planned != nil && len(planned) != len(out) || slices.ContainsFunc(out, func(e cty.Value) bool { return !e.Type().IsPrimitiveType() || !e.IsKnown() }) {
		f.doubt(all)
		return v
	}
	for i, p := range planned {
		if p.IsKnown() {
			out[i] = p
		}
	}
	if len(out) == 0 {
		return v
	}
	return cty.TupleVal(out)
}

// objects are blocks that the provider calls an attribute, so that the plan tells
// the references of all of them together. What is not known in them is taken to
// be the only instance that is referred to, or the only one of which the
// attribute has the name: "nat_gateway_id" of aws_nat_gateway.
func (f *follower) objects(v cty.Value, all []found) cty.Value {
	parts := items(v)
	alone := unknownsIn(parts) == 1
	for i, part := range parts {
		inner := fields(part)
		for name, old := range inner {
			if !old.IsKnown() {
				inner[name] = f.field(name, old, all, alone)
			}
		}
		_, marks := part.Unmark()
		parts[i] = cty.ObjectVal(inner).WithMarks(marks)
	}
	return cty.TupleVal(parts)
}

// field is one attribute of such blocks. Alone says that nothing else is not
// known in them.
func (f *follower) field(name string, v cty.Value, all []found, alone bool) cty.Value {
	left := instancesAmong(all)
	one, ok := namedBy(left, name)
	if alone && len(left) == 1 {
		one, ok = left[0], true
	}
	if ok {
		if out := f.only(one, name); out.IsKnown() && out.Type() == cty.String {
			return out
		}
	}
	f.doubt(all)
	return v
}

func unknownsIn(parts []cty.Value) int {
	n := 0
	for _, part := range parts {
		for _, inner := range fields(part) {
			if !inner.IsKnown() {
				n++
			}
		}
	}
	return n
}

// namedBy finds the only reference to a type that an attribute is named after.
func namedBy(all []found, attribute string) (one found, ok bool) {
	for _, f := range all {
		if len(f.instances) == 0 {
			continue
		}
		// A type begins with the name of its provider.
		_, noun, _ := strings.Cut(f.instances[0].resource.Type, "_")
		if noun != strings.TrimSuffix(attribute, "_id") {
			continue
		}
		if ok {
			return found{}, false
		}
		one, ok = f, true
	}
	return one, ok
}

// elements are what one reference adds to a list: one that is not known where it
// leads nowhere.
func (f *follower) elements(name string, one found) []cty.Value {
	v := one.value
	switch {
	case v == cty.NilVal && len(one.instances) == 0:
		return []cty.Value{cty.DynamicVal}
	case v == cty.NilVal && (one.all || len(one.rest) == 0):
		var out []cty.Value
		for _, in := range one.instances {
			out = append(out, f.assumedUnless(one.read(in, name), one.certain()))
		}
		return out
	case v == cty.NilVal:
		v = one.read(one.instances[0], name)
	}
	if list := items(v); list != nil {
		return list
	}
	return []cty.Value{v}
}

// doubt keeps the names of what would settle what is not known.
func (f *follower) doubt(all []found) {
	for _, one := range instancesAmong(all) {
		f.settles = append(f.settles, one.settles...)
	}
}

// blocks are nested blocks with what their references lead to.
func (f *follower) blocks(name string, v cty.Value, e tfplan.Expression, shape *tfconfig.Block) cty.Value {
	k := kindOf(shape, name)
	var within *tfconfig.Block
	if k == blockList || k == blockSet {
		within = &shape.Blocks[name].Block
	}
	if inner := fields(v); inner != nil && len(e.Blocks) == 1 {
		return f.block(inner, e.Blocks[0], within)
	}
	parts := items(v)
	out := slices.Clone(parts)
	for i, part := range parts {
		inner := fields(part)
		block, ok := blockFor(e.Blocks, parts, i, k)
		if inner == nil || !ok {
			continue
		}
		_, marks := part.Unmark()
		out[i] = f.block(inner, block, within).WithMarks(marks)
	}
	if len(out) == 0 {
		return v
	}
	return cty.TupleVal(out)
}

func (f *follower) block(inner map[string]cty.Value, block map[string]tfplan.Expression, shape *tfconfig.Block) cty.Value {
	for name, e := range block {
		if v, there := inner[name]; there && !v.IsWhollyKnown() {
			inner[name] = f.value(name, v, e, shape)
		}
	}
	return cty.ObjectVal(inner)
}

// blockFor finds the configuration of one of several blocks: that of the same
// place, as long as there are as many; in a set, only the one that fits.
func blockFor(blocks []map[string]tfplan.Expression, parts []cty.Value, i int, k kind) (map[string]tfplan.Expression, bool) {
	if len(blocks) != len(parts) {
		return nil, false
	}
	if k != blockSet || len(blocks) == 1 {
		return blocks[i], true
	}
	var fit []map[string]tfplan.Expression
	for _, block := range blocks {
		if fits(block, fields(parts[i])) {
			fit = append(fit, block)
		}
	}
	if len(fit) != 1 {
		return nil, false
	}
	return fit[0], true
}

// fits reports whether the constants of a block are those of a value.
func fits(block map[string]tfplan.Expression, inner map[string]cty.Value) bool {
	for name, e := range block {
		v, there := inner[name]
		if e.Constant == cty.NilVal || e.Constant.IsNull() || !there || !v.IsWhollyKnown() {
			continue
		}
		bare, _ := v.UnmarkDeep()
		if bare.Type().IsPrimitiveType() && !bare.RawEquals(e.Constant) {
			return false
		}
	}
	return true
}

func callsOf(module string) []tfjson.Call {
	calls, _, _ := tfjson.Calls(module)
	return calls
}

// parentOf is the address of the module instance that another one is in.
func parentOf(module string) string {
	calls := callsOf(module)
	out := ""
	for _, c := range calls[:max(0, len(calls)-1)] {
		out = within(out) + "module." + c.Name + keyText(c.Key)
	}
	return out
}

func keyText(key cty.Value) string { return tfjson.Key(key) }
