package tfconfig

import (
	"github.com/zclconf/go-cty/cty"
)

// collect makes the value of a nested block type from those of its blocks. It
// is a tuple where the blocks are of different types, which only blocks that
// the schema lacks can be.
func collect(parts []cty.Value, shape *NestedBlock) cty.Value {
	if shape == nil {
		return cty.TupleVal(parts)
	}
	if len(parts) == 0 {
		return noBlocks(shape)
	}
	if shape.Nesting == NestSingle {
		return parts[0]
	}
	if shape.measure(); shape.large || !sameTypes(parts) {
		return cty.TupleVal(parts)
	}
	if shape.Nesting == NestSet {
		return cty.SetVal(parts)
	}
	return cty.ListVal(parts)
}

// noBlocks is the value of a nested block type of which there is no block.
func noBlocks(shape *NestedBlock) cty.Value {
	shape.measure()
	return shape.empty
}

// measure finds out, once, what is costly to find.
func (b *NestedBlock) measure() {
	b.once.Do(func() {
		b.large = b.size() > maxShape
		b.empty = emptyOf(b)
	})
}

// maxShape is how many attributes and blocks a nested block may have in all, so
// that each of its kind is a value of one type. Comparing such types costs a
// millisecond each where a firewall's rules have them: those blocks hold only
// what is written, and stand in a tuple, in the order in which they are written.
const maxShape = 400

func (b *Block) size() int {
	n := len(b.Attributes)
	for _, nested := range b.Blocks {
		if n += 1 + nested.size(); n > maxShape {
			break
		}
	}
	return n
}

func emptyOf(shape *NestedBlock) cty.Value {
	if shape.large {
		return cty.EmptyTupleVal
	}
	ty := objectType(&shape.Block)
	switch {
	case shape.Nesting == NestSingle:
		return cty.NullVal(ty)
	case ty.HasDynamicTypes():
		return cty.EmptyTupleVal
	case shape.Nesting == NestSet:
		return cty.SetValEmpty(ty)
	}
	return cty.ListValEmpty(ty)
}

// unknownBlocks is the value of a nested block type of which it is not known
// how many blocks there are.
func unknownBlocks(shape *NestedBlock) cty.Value {
	if shape == nil {
		return unknown()
	}
	if shape.measure(); shape.large {
		return unknown()
	}
	return cty.UnknownVal(noBlocks(shape).Type())
}

// objectType is the type of one block.
func objectType(b *Block) cty.Type {
	attrs := make(map[string]cty.Type, len(b.Attributes)+len(b.Blocks))
	for name, a := range b.Attributes {
		attrs[name] = a.Type
	}
	for name, nested := range b.Blocks {
		attrs[name] = noBlocks(nested).Type()
	}
	return cty.Object(attrs)
}

// fill completes an object that holds what was written.
func fill(written map[string]cty.Value, schema *Block) cty.Value {
	out := filled(written, schema)
	for name, nested := range schema.Blocks {
		if _, ok := out[name]; !ok {
			out[name] = noBlocks(nested)
		}
	}
	return cty.ObjectVal(out)
}

// fill completes one nested block.
func (b *NestedBlock) fill(written map[string]cty.Value) cty.Value {
	if b.measure(); b.large {
		return cty.ObjectVal(filled(written, &b.Block))
	}
	return fill(written, &b.Block)
}

// filled completes the attributes of an object, and the blocks that it has.
func filled(written map[string]cty.Value, schema *Block) map[string]cty.Value {
	out := make(map[string]cty.Value, len(schema.Attributes)+len(schema.Blocks))
	for name, v := range written {
		if nested := schema.Blocks[name]; nested != nil {
			v = fillBlocks(v, nested)
		}
		out[name] = v
	}
	for name, a := range schema.Attributes {
		if v, ok := out[name]; ok && !leftOut(v, a) {
			continue
		}
		out[name] = a.absent()
	}
	return out
}

// absent is the value of an attribute that is left out.
func (a *Attribute) absent() cty.Value {
	v := cty.NullVal(a.Type)
	if a.Computed {
		v = cty.UnknownVal(a.Type)
	}
	if a.Sensitive {
		v = markSensitive(v)
	}
	return v
}

// leftOut reports whether a written value is the same to the provider as none:
// null, and where the provider may fill the attribute most often an empty one.
func leftOut(v cty.Value, a *Attribute) bool {
	v, _ = v.Unmark()
	switch {
	case v.IsNull():
		return true
	case !a.Computed || a.TakesEmpty || !v.IsKnown():
		return false
	case v.Type() == cty.Bool:
		return v.False()
	case v.Type().IsPrimitiveType():
		return v.RawEquals(cty.StringVal("")) || v.RawEquals(cty.Zero)
	}
	return v.Type().IsCollectionType() && v.LengthInt() == 0
}

// fillBlocks completes each block of a type.
func fillBlocks(v cty.Value, shape *NestedBlock) cty.Value {
	v, marks := v.Unmark()
	if v.IsNull() || !v.IsKnown() {
		return v.WithMarks(marks)
	}
	if v.Type().IsObjectType() {
		return shape.fill(v.AsValueMap()).WithMarks(marks)
	}
	if !v.CanIterateElements() || v.LengthInt() == 0 {
		return v.WithMarks(marks)
	}
	var parts []cty.Value
	for it := v.ElementIterator(); it.Next(); {
		_, part := it.Element()
		parts = append(parts, fillBlock(part, shape))
	}
	return collect(parts, shape).WithMarks(marks)
}

// fillBlock completes one block.
func fillBlock(v cty.Value, shape *NestedBlock) cty.Value {
	bare, marks := v.Unmark()
	if !bare.IsKnown() || bare.IsNull() || !bare.Type().IsObjectType() {
		return v
	}
	return shape.fill(bare.AsValueMap()).WithMarks(marks)
}
