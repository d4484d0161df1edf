package tfconfig

import (
	"slices"

	"github.com/zclconf/go-cty/cty"
)

// notNested are the blocks of a resource that say how Terraform treats it.
var notNested = map[string]bool{"lifecycle": true, "connection": true, "provisioner": true}

// nestedTypes returns the types of blocks that stand in a body, those that
// dynamic blocks stand for included, sorted.
func (b *body) nestedTypes() []string {
	var out []string
	for _, nested := range b.blocks {
		if typ := producedType(nested); !notNested[nested.typ] && !slices.Contains(out, typ) {
			out = append(out, typ)
		}
	}
	slices.Sort(out)
	return out
}

// gather returns the value of all blocks of a type in a body, and the blocks.
func (s *scope) gather(b *body, typ string, schema *Block) (cty.Value, []placed) {
	shape := shapeOf(schema, typ)
	made, known := s.produce(b, typ)
	if !known {
		return unknownBlocks(shape), nil
	}
	parts := make([]cty.Value, len(made))
	blocks := make([]placed, len(made))
	for i, m := range made {
		blocks[i] = m.scope.object(m, shape)
		parts[i] = blocks[i].value
	}
	return collect(parts, shape), blocks
}

// shapeOf returns the shape of a nested block. The provider describes some
// blocks as attributes that hold objects; nil where it knows nothing.
func shapeOf(schema *Block, typ string) *NestedBlock {
	if schema == nil {
		return nil
	}
	if nested := schema.Blocks[typ]; nested != nil {
		return nested
	}
	a := schema.Attributes[typ]
	if a == nil || !holdsObject(a.Type) {
		return nil
	}
	out := &NestedBlock{Block: Block{Attributes: map[string]*Attribute{}}, Nesting: NestSingle}
	ty := a.Type
	if ty.IsCollectionType() {
		out.Nesting = nestingOf(ty)
		ty = ty.ElementType()
	}
	if !ty.IsObjectType() {
		return nil
	}
	for name, inner := range ty.AttributeTypes() {
		out.Attributes[name] = &Attribute{Type: inner, Optional: true, Normal: a.Fields[name]}
	}
	return out
}

func nestingOf(ty cty.Type) Nesting {
	switch {
	case ty.IsSetType():
		return NestSet
	case ty.IsMapType():
		return NestMap
	}
	return NestList
}

// A produced block is one that stands in the configuration, or one that a
// dynamic block makes.
type produced struct {
	body  *body
	block *block
	scope *scope
}

// produce returns the blocks of a type, with dynamic blocks expanded, and
// whether it is known how many there are.
func (s *scope) produce(b *body, typ string) (made []produced, known bool) {
	known = true
	for _, nested := range b.blocks {
		switch {
		case nested.typ == typ:
			made = append(made, produced{nested.body, nested, s})
		case nested.typ == "dynamic" && producedType(nested) == typ:
			more, ok := s.unroll(nested)
			made, known = append(made, more...), known && ok
		}
	}
	return made, known
}

// unroll expands one dynamic block.
func (s *scope) unroll(b *block) (made []produced, known bool) {
	contents := b.body.blocksOf("content")
	e := b.body.attr("for_each")
	if len(contents) == 0 || e == nil {
		return nil, true
	}
	v, marks := s.eval(e).Unmark()
	if !v.IsKnown() {
		return nil, false
	}
	if v.IsNull() || !v.CanIterateElements() {
		s.refuse(e, "for_each of a dynamic block must be a collection; it is "+friendly(v))
		return nil, false
	}
	name := b.labels[0]
	if it := b.body.attr("iterator"); it != nil {
		if t := it.references(); len(t) == 1 {
			name = t[0].root
		} else if text, ok := literal(it); ok {
			name = text
		}
	}
	for it := v.ElementIterator(); it.Next(); {
		key, value := it.Element()
		if v.Type().IsSetType() {
			key = value
		}
		each := eachObject(key.WithMarks(marks), value.WithMarks(marks))
		made = append(made, produced{contents[0].body, b, s.with(name, each, source{e, s})})
		if len(made) > maxInstances {
			s.refuse(e, "it would make more blocks than the limit allows")
			return nil, false
		}
	}
	return made, true
}

// object returns one nested block. Its attributes are all there, so that
// blocks of one type are values of one type.
func (s *scope) object(m produced, shape *NestedBlock) placed {
	b := m.body
	out := placed{made: m, nested: map[string][]placed{}}
	attrs := map[string]cty.Value{}
	for _, name := range sortedKeys(b.attrs) {
		if shape == nil {
			attrs[name] = s.typed(b.attrs[name], nil)
		} else {
			attrs[name] = s.typed(b.attrs[name], shape.Attributes[name])
		}
	}
	var schema *Block
	if shape != nil {
		schema = &shape.Block
	}
	for _, typ := range b.nestedTypes() {
		attrs[typ], out.nested[typ] = s.gather(b, typ, schema)
	}
	if schema != nil {
		addAbsent(attrs, shape)
	}
	out.value = cty.ObjectVal(attrs)
	return out
}

// addAbsent adds what a block leaves out, as null.
func addAbsent(attrs map[string]cty.Value, shape *NestedBlock) {
	for name, a := range shape.Attributes {
		if _, ok := attrs[name]; !ok {
			attrs[name] = cty.NullVal(a.Type)
		}
	}
	if shape.measure(); shape.large {
		return
	}
	for name, nested := range shape.Blocks {
		if _, ok := attrs[name]; !ok {
			attrs[name] = noBlocks(nested)
		}
	}
}
