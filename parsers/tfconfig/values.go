package tfconfig

import (
	"maps"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"spof/inventory"
	"spof/parsers/tfconfig/bounds"
)

// attribute returns the shape of an attribute, nil where it is not known.
func (r *resource) attribute(name string) *Attribute { return r.schema.attribute(name) }

func (b *Block) attribute(name string) *Attribute {
	if b == nil {
		return nil
	}
	return b.Attributes[name]
}

// attr returns a written attribute, converted to the schema's type; what the
// schema lacks is kept as it is written.
func (i *instance) attr(name string) cty.Value {
	a := i.of.resource.body.attrs[name]
	shape := i.of.resource.attribute(name)
	fallback := unknown()
	if shape != nil {
		fallback = cty.UnknownVal(shape.Type)
	}
	f := i.frame("." + name)
	return force(i.of.node.ev, i.attrs.named(i.twinOf().attrs, name), f, func() cty.Value {
		return i.of.node.ev.bounded(i.recordedAttr(name, i.scope.typed(a, shape), shape), f)
	}, fallback)
}

// typed evaluates an attribute to the type that the schema gives it.
func (s *scope) typed(a *attribute, shape *Attribute) cty.Value {
	v := stored(s.eval(a.expr), shape)
	if shape == nil {
		return v
	}
	out, err := convert.Convert(bounds.Even(conform(v, shape.Type), shape.Type), shape.Type)
	if err != nil {
		s.report(&hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "wrong type",
			Detail:   a.name + " cannot have this value: " + err.Error() + ".",
			Subject:  a.rng.Ptr(),
		})
		return cty.UnknownVal(shape.Type)
	}
	out = shape.normal(out)
	if shape.Sensitive {
		out = markSensitive(out)
	}
	return out
}

// stored is what Terraform keeps of a value. Of what is given to a write-only
// argument it keeps nothing; what else must not be kept must not be seen.
func stored(v cty.Value, shape *Attribute) cty.Value {
	if shape != nil && shape.WriteOnly {
		return cty.NullVal(shape.Type)
	}
	if !v.HasMarkDeep(ephemeral) {
		return v
	}
	return markSensitive(withoutMark(v, ephemeral))
}

// value returns the instance as it will be after apply, as far as that is
// known.
func (i *instance) value() cty.Value {
	if ev := i.of.node.ev; i.object != cty.NilVal {
		ev.touched = ev.touched || i.whole.touched
		return i.object
	}
	v := unknown()
	if told := i.told(); told != nil {
		v = i.complete(told)
	}
	if i.whole.state == done {
		i.object = v
	}
	return v
}

// told returns what is known of the instance, by attribute and type of block:
// what the configuration sets, and its identities, or a data source's answer.
// It is nil while it is being found.
func (i *instance) told() map[string]cty.Value {
	ev := i.of.node.ev
	if i.whole.twin == nil {
		i.whole.twin = &i.twinOf().whole
	}
	return force(ev, &i.whole, i.frame(""), func() map[string]cty.Value {
		written := i.written()
		i.recordedWhole(written)
		if i.of.resource.mode == inventory.Data {
			return i.answered(written)
		}
		in := i.describe(written)
		filled := ev.tree.Provider.Identities(in, ev.mint(i.address))
		ev.touched = ev.touched || len(filled) > 0
		ev.register(i.address, filled)
		i.made = filled
		maps.Copy(written, filled)
		return written
	}, nil)
}

// written returns what the block sets: attributes and nested blocks by name.
func (i *instance) written() map[string]cty.Value {
	r := i.of.resource
	out := make(map[string]cty.Value, len(r.body.attrs))
	for _, name := range sortedKeys(r.body.attrs) {
		if !metaArguments[name] {
			out[name] = i.attr(name)
			if a := r.attribute(name); a != nil && leftOut(out[name], a) && !i.tells(name) {
				out[name] = cty.NullVal(a.Type)
			}
		}
	}
	for _, typ := range r.body.nestedTypes() {
		out[typ] = i.nested(typ)
	}
	return out
}

// nested returns the blocks of one type.
func (i *instance) nested(typ string) cty.Value {
	f := i.frame("." + typ)
	return force(i.of.node.ev, i.attrs.named(i.twinOf().attrs, typ), f, func() cty.Value {
		v, blocks := i.scope.gather(i.of.resource.body, typ, i.of.resource.schema)
		i.placed[typ] = blocks
		return i.of.node.ev.bounded(i.recordedBlocks(typ, v, shapeOf(i.of.resource.schema, typ)), f)
	}, unknown())
}

func (i *instance) describe(written map[string]cty.Value) Instance {
	reach := i.region()
	return Instance{
		Address: i.address, Type: i.of.resource.typ, Region: reach.name,
		Values: cty.ObjectVal(written), DefaultTags: reach.tags,
	}
}

// complete adds to what was told what the block leaves out: unknown where the
// provider may fill it, null where it stays empty.
func (r *resource) complete(told map[string]cty.Value) cty.Value {
	if r.schema == nil {
		return cty.ObjectVal(told)
	}
	out := maps.Clone(r.nothing())
	for name := range told {
		out[name], _ = r.part(told, name)
	}
	return cty.ObjectVal(out)
}

// nothing is what stands for all that can be left out, by attribute and type of
// block. It is shared: do not change it.
func (r *resource) nothing() map[string]cty.Value {
	r.once.Do(func() {
		r.absent = make(map[string]cty.Value, len(r.schema.Attributes)+len(r.schema.Blocks))
		for name, a := range r.schema.Attributes {
			r.absent[name] = a.absent()
		}
		for name, nested := range r.schema.Blocks {
			r.absent[name] = noBlocks(nested)
		}
	})
	return r.absent
}

// part returns one attribute or type of block of the completed value, and
// whether there is one. What is written as null has the provider's default;
// what is not written at all stays apart from what is.
func (r *resource) part(told map[string]cty.Value, name string) (cty.Value, bool) {
	v, ok := told[name]
	if r.schema == nil {
		return v, ok
	}
	if nested := r.schema.Blocks[name]; nested != nil {
		if !ok {
			return noBlocks(nested), true
		}
		return fillBlocks(v, nested), true
	}
	a := r.schema.Attributes[name]
	switch {
	case a == nil:
		return v, ok
	case ok && v.IsNull() && a.Default != cty.NilVal && r.body.attrs[name] != nil:
		return a.Default, true
	case ok && !leftOut(v, a):
		return v, true
	}
	return a.absent(), true
}

// seen is what a reference sees in the place of an attribute's value: the
// provider's default, where it is left out.
func (a *Attribute) seen(v cty.Value) cty.Value {
	if a == nil || a.Default == cty.NilVal || v.IsMarked() {
		return v
	}
	if v.IsKnown() && v.IsNull() || !v.IsKnown() && a.Computed {
		return a.Default
	}
	return v
}

// conform adds to objects the attributes that a type has and they lack, as
// null: a provider takes them as left out.
func conform(v cty.Value, ty cty.Type) cty.Value {
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() || !holdsObject(ty) {
		return v
	}
	bare, marks := v.Unmark()
	return conformBare(bare, ty).WithMarks(marks)
}

func conformBare(v cty.Value, ty cty.Type) cty.Value {
	switch {
	case ty.IsObjectType() && isMapping(v):
		attrs := v.AsValueMap()
		out := make(map[string]cty.Value, len(attrs))
		for name, want := range ty.AttributeTypes() {
			out[name] = cty.NullVal(want)
			if inner, ok := attrs[name]; ok {
				out[name] = conform(inner, want)
			}
		}
		return cty.ObjectVal(out)
	case ty.IsMapType() && isMapping(v):
		out := map[string]cty.Value{}
		for name, inner := range v.AsValueMap() {
			out[name] = conform(inner, ty.ElementType())
		}
		return cty.ObjectVal(out)
	case isElements(v.Type()) && isElements(ty) && ty.IsCollectionType():
		out := v.AsValueSlice()
		for i, inner := range out {
			out[i] = conform(inner, ty.ElementType())
		}
		return cty.TupleVal(out)
	}
	return v
}

func isElements(ty cty.Type) bool { return ty.IsListType() || ty.IsSetType() || ty.IsTupleType() }

// holdsObject reports whether a type is, or holds, an object.
func holdsObject(ty cty.Type) bool {
	switch {
	case ty.IsObjectType():
		return true
	case ty.IsCollectionType():
		return holdsObject(ty.ElementType())
	}
	return false
}
