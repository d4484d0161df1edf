package tfconfig

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
)

// A placed block is one nested block and where it was written: what origins
// are made of, once the blocks stand in their final order.
type placed struct {
	made   produced
	value  cty.Value // as written
	nested map[string][]placed
}

// origins says where each attribute and nested block was written, by path. What
// is written as null counts as left out.
func (i *instance) origins(final cty.Value) map[string]estate.Origin {
	if len(i.of.resource.body.blocks) > 0 {
		return i.placeAll(final)
	}
	key := i.leftOutNames()
	if shared, ok := i.of.origins[key]; ok {
		return shared
	}
	out := i.placeAll(final)
	if i.of.origins == nil {
		i.of.origins = map[string]map[string]estate.Origin{}
	}
	i.of.origins[key] = out
	return out
}

// leftOutNames tells instances of one block apart by what is written as null.
func (i *instance) leftOutNames() string {
	var out strings.Builder
	for _, name := range sortedKeys(i.of.resource.body.attrs) {
		if !metaArguments[name] && wroteNothing(i.attr(name), i.of.resource.attribute(name)) {
			out.WriteString(name + " ")
		}
	}
	return out.String()
}

func (i *instance) placeAll(final cty.Value) map[string]estate.Origin {
	n, r := i.of.node, i.of.resource
	out := make(map[string]estate.Origin, len(r.body.attrs))
	for name, a := range r.body.attrs {
		if metaArguments[name] || !wroteNothing(i.attr(name), r.attribute(name)) {
			out[name] = n.originOf(a.rng)
		}
	}
	for typ, blocks := range i.placed {
		value, _ := attrOf(final, typ)
		n.place(out, typ, blocks, shapeOf(i.of.resource.schema, typ), value)
	}
	for _, typ := range i.of.resource.body.nestedTypes() {
		if _, ok := out[typ]; !ok {
			out[typ] = n.originOf(i.of.resource.body.first(typ).rng)
		}
	}
	return out
}

// first returns the first block of a type, or the first that makes such blocks.
func (b *body) first(typ string) *block {
	for _, nested := range b.blocks {
		if producedType(nested) == typ {
			return nested
		}
	}
	return &block{}
}

// place adds the origins of the blocks of one type and of what they hold.
func (n *node) place(out map[string]estate.Origin, path string, blocks []placed, shape *NestedBlock, final cty.Value) {
	if len(blocks) == 0 {
		return
	}
	out[path] = n.originOf(blocks[0].made.block.rng)
	all := n.ev.elements(final)
	for i, at := range order(blocks, shape, all) {
		b := blocks[i]
		prefix := path + "[" + strconv.Itoa(at) + "]"
		if shape != nil && shape.Nesting == NestSingle {
			prefix = path
		}
		out[prefix] = n.originOf(b.made.block.rng)
		for name, a := range b.made.body.attrs {
			v, ok := attrOf(b.value, name)
			if !ok || !wroteNothing(v, shape.block().attribute(name)) {
				out[prefix+"."+name] = n.originOf(a.rng)
			}
		}
		for typ, inner := range b.nested {
			value, _ := attrOf(elementAt(all, at), typ)
			n.place(out, prefix+"."+typ, inner, shapeOf(shape.block(), typ), value)
		}
	}
}

func wroteNothing(v cty.Value, shape *Attribute) bool {
	if shape == nil {
		return v.IsNull()
	}
	return leftOut(v, shape)
}

func (b *NestedBlock) block() *Block {
	if b == nil {
		return nil
	}
	return &b.Block
}

// order returns the place of each block among the final elements: blocks that
// form a set do not keep the order in which they were written.
func order(blocks []placed, shape *NestedBlock, final []cty.Value) []int {
	out := make([]int, len(blocks))
	for i := range out {
		out[i] = i
	}
	if shape == nil || shape.Nesting != NestSet || len(blocks) == 1 {
		return out
	}
	for i := range final {
		final[i], _ = final[i].UnmarkDeep()
	}
	for i, b := range blocks {
		want, _ := fillBlock(b.value, shape).UnmarkDeep()
		if at := slices.IndexFunc(final, func(v cty.Value) bool { return similar(want, v) }); at >= 0 {
			out[i] = at
		}
	}
	return out
}

// similar compares what two values both know.
func similar(a, b cty.Value) bool {
	switch {
	case !a.IsKnown() || !b.IsKnown():
		return true
	case a.IsNull() || b.IsNull():
		return a.IsNull() && b.IsNull()
	case a.Type().IsObjectType() && b.Type().IsObjectType():
		return similarObjects(a, b)
	}
	return !a.IsWhollyKnown() || !b.IsWhollyKnown() || a.RawEquals(b)
}

func similarObjects(a, b cty.Value) bool {
	right := b.AsValueMap()
	for name, v := range a.AsValueMap() {
		if other, ok := right[name]; ok && !similar(v, other) {
			return false
		}
	}
	return true
}

// elements returns the elements of a list, set or tuple; a single block is its
// own only element.
func (ev *evaluator) elements(v cty.Value) []cty.Value {
	if v == cty.NilVal {
		return nil
	}
	v, _ = v.Unmark()
	if v.IsNull() || !v.IsKnown() {
		return nil
	}
	if v.Type().IsObjectType() || v.Type().IsMapType() || !v.CanIterateElements() {
		return []cty.Value{v}
	}
	return ev.ids.Elements(v)
}

func elementAt(all []cty.Value, i int) cty.Value {
	if i < len(all) {
		return all[i]
	}
	return cty.NilVal
}
