package tfconfig

import (
	"crypto/sha1" //nolint:gosec // it is what the provider hashes with
	"encoding/hex"
	"slices"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"spof/inventory"
)

// tells reports whether the plan knows an attribute or block: what is empty there
// is no sign that it was left out.
func (i *instance) tells(name string) bool {
	if i.recorded == cty.NilVal {
		return false
	}
	v, ok := attrOf(i.recorded, name)
	return ok && v.IsKnown() && !v.IsNull()
}

// complete adds to what was told what the block leaves out.
func (i *instance) complete(told map[string]cty.Value) cty.Value {
	v := i.of.resource.complete(told)
	if i.recorded == cty.NilVal {
		return v
	}
	out := v.AsValueMap()
	for name, v := range told {
		if i.tells(name) {
			out[name] = v
		}
	}
	return cty.ObjectVal(out)
}

// recordedAttr is an attribute as the plan has it, as far as it tells; else as it
// was evaluated.
func (i *instance) recordedAttr(name string, v cty.Value, shape *Attribute) cty.Value {
	if i.recorded == cty.NilVal {
		return v
	}
	planned, ok := attrOf(i.recorded, name)
	switch {
	case ok:
		return recordedOver(v, planned, shape)
	case !v.IsKnown() && shape != nil && !i.recordedInPart:
		return cty.NullVal(shape.Type)
	}
	return v
}

// recordedOver joins what a plan tells of an attribute with what was evaluated.
func recordedOver(v, planned cty.Value, shape *Attribute) cty.Value {
	joined := over(v, planned)
	if shape == nil {
		return joined
	}
	out, err := convert.Convert(conform(joined, shape.Type), shape.Type)
	if err != nil {
		return v // the provider that planned has another type for it
	}
	return out
}

// over returns what a plan knows of a value and, where it knows nothing, what
// was evaluated.
func over(v, planned cty.Value) cty.Value {
	bare, marks := planned.Unmark()
	if !bare.IsKnown() {
		return v.WithMarks(marks)
	}
	evaluated, _ := v.Unmark()
	switch {
	case planned.IsWhollyKnown() && isHashOf(bare, evaluated):
		return v.WithMarks(marks)
	case planned.IsWhollyKnown(), !evaluated.IsKnown(), evaluated.IsNull():
		return planned
	}
	return overParts(v, evaluated, planned)
}

// overParts does so for each part of a value of which the plan knows some.
func overParts(v, evaluated, planned cty.Value) cty.Value {
	bare, marks := planned.Unmark()
	if isMapping(bare) && isMapping(evaluated) {
		return overEach(evaluated.AsValueMap(), bare.AsValueMap()).WithMarks(marks)
	}
	if !isElements(bare.Type()) || !isElements(evaluated.Type()) || bare.LengthInt() != evaluated.LengthInt() {
		return planned
	}
	if evaluated.Type().IsSetType() { // whose elements have no places to compare
		return v.WithMarks(marks)
	}
	parts := bare.AsValueSlice()
	for i, old := range evaluated.AsValueSlice() {
		parts[i] = over(old, parts[i])
	}
	return cty.TupleVal(parts).WithMarks(marks)
}

// isHashOf reports whether a planned text is only the hash of what was written:
// version 5 of the AWS provider keeps no more of user data.
func isHashOf(planned, written cty.Value) bool {
	hash, ok := text(planned)
	script, known := text(written)
	if !ok || !known || len(hash) != 2*sha1.Size {
		return false
	}
	if plain, encoded := inventory.Decoded(script); encoded && hashed(plain) == hash {
		return true
	}
	return hashed(script) == hash
}

func hashed(s string) string {
	sum := sha1.Sum([]byte(s)) //nolint:gosec // it is the provider's
	return hex.EncodeToString(sum[:])
}

func overEach(evaluated, planned map[string]cty.Value) cty.Value {
	out := make(map[string]cty.Value, len(planned))
	for name, p := range planned {
		out[name] = p
		if v, ok := evaluated[name]; ok {
			out[name] = over(v, p)
		}
	}
	return cty.ObjectVal(out)
}

// recordedBlocks is what a plan tells of the blocks of one type, over what was
// evaluated. Each is given what the evaluated one knows that fits it.
func (i *instance) recordedBlocks(typ string, v cty.Value, shape *NestedBlock) cty.Value {
	planned, ok := attrOf(i.recorded, typ)
	if !ok || shape == nil {
		return v
	}
	return blocksOver(v, planned, shape)
}

func blocksOver(v, planned cty.Value, shape *NestedBlock) cty.Value {
	bare, marks := planned.Unmark()
	if !bare.IsKnown() || bare.IsNull() {
		return v
	}
	all, mine := elementsOf(bare), elementsOf(v)
	parts := make([]cty.Value, len(all))
	for at, p := range all {
		mate := cty.NilVal
		if k := mateOf(mine, p, at); k >= 0 {
			mate, mine[k] = mine[k], cty.NilVal
		}
		parts[at] = blockOver(mate, p, shape)
	}
	return collect(parts, shape).WithMarks(marks)
}

// mateOf finds the evaluated block of a planned one: that of the same place, if
// it fits, else any that does; -1 where none does.
func mateOf(mine []cty.Value, p cty.Value, at int) int {
	fits := func(v cty.Value) bool {
		if v == cty.NilVal {
			return false
		}
		left, _ := p.UnmarkDeep()
		right, _ := v.UnmarkDeep()
		return fitting(left, right)
	}
	if at < len(mine) && fits(mine[at]) {
		return at
	}
	return slices.IndexFunc(mine, fits)
}

// fitting reports whether what a planned value knows is what an evaluated one
// does, whatever their types.
func fitting(p, v cty.Value) bool {
	switch {
	case !p.IsKnown() || !v.IsKnown() || v.IsNull() || p.IsNull():
		return true
	case isMapping(p) && isMapping(v):
		return fittingEach(p.AsValueMap(), v.AsValueMap())
	case isElements(p.Type()) && isElements(v.Type()):
		return true
	}
	a, okA := text(p)
	b, okB := text(v)
	return !okA || !okB || a == b
}

func fittingEach(p, v map[string]cty.Value) bool {
	for name, inner := range p {
		if other, ok := v[name]; ok && !fitting(inner, other) {
			return false
		}
	}
	return true
}

// elementsOf returns the blocks in a value: one, or those of a collection.
func elementsOf(v cty.Value) []cty.Value {
	if v == cty.NilVal {
		return nil
	}
	v, _ = v.Unmark()
	switch {
	case !v.IsKnown() || v.IsNull():
		return nil
	case isMapping(v):
		return []cty.Value{v}
	case v.CanIterateElements():
		return v.AsValueSlice()
	}
	return nil
}

// blockOver is one block. What the plan leaves out is null.
func blockOver(v, planned cty.Value, shape *NestedBlock) cty.Value {
	out := map[string]cty.Value{}
	for name, a := range shape.Attributes {
		old, has := attrOf(v, name)
		if !has {
			old = cty.UnknownVal(a.Type)
		}
		p, told := attrOf(planned, name)
		switch {
		case told:
			out[name] = typedOr(recordedOver(old, p, a), a.Type)
		case has && !old.IsNull() && old.IsKnown():
			out[name] = old
		default:
			out[name] = cty.NullVal(a.Type)
		}
	}
	for name, nested := range shape.Blocks {
		old, has := attrOf(v, name)
		if !has {
			old = noBlocks(nested)
		}
		out[name] = old
		if p, told := attrOf(planned, name); told {
			out[name] = blocksOver(old, p, nested)
		}
	}
	return cty.ObjectVal(out)
}

// typedOr is a value where it has a type, else an unknown one that has.
func typedOr(v cty.Value, ty cty.Type) cty.Value {
	if ty.HasDynamicTypes() || v.Type().Equals(ty) {
		return v
	}
	return cty.UnknownVal(ty)
}

// recordedWhole adds what a plan tells of attributes and blocks that are not
// written.
func (i *instance) recordedWhole(written map[string]cty.Value) {
	bare, _ := i.recorded.Unmark()
	if bare == cty.NilVal || !bare.IsKnown() || bare.IsNull() || !bare.Type().IsObjectType() {
		return
	}
	r := i.of.resource
	for name, planned := range bare.AsValueMap() {
		if _, ok := written[name]; ok || !planned.IsKnown() || planned.IsNull() {
			continue
		}
		if v := r.recorded(name, planned); v.IsKnown() {
			written[name] = v
		}
	}
}

// recorded is an attribute, or the blocks of a type, that only the plan has.
func (r *resource) recorded(name string, planned cty.Value) cty.Value {
	if shape := r.attribute(name); shape != nil {
		return recordedOver(cty.UnknownVal(shape.Type), planned, shape)
	}
	if nested := shapeOf(r.schema, name); nested != nil {
		return blocksOver(cty.NilVal, planned, nested)
	}
	return planned
}
