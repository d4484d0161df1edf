package tfjson

import (
	"encoding/binary"
	"fmt"
	"math/big"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// A Maker makes values of JSON. What several of them have in common, types,
// names and short texts, it keeps once for all: a large state repeats little
// else. It is not safe for concurrent use.
type Maker struct {
	names  map[string]name
	texts  map[string]cty.Value // by their text in JSON
	shapes map[string]shape
	key    []byte
}

// A name is that of an attribute.
type name struct {
	text string
	id   uint64
}

// A shape is the type of a value. Zero is that of null and of what is unknown.
type shape struct {
	id    uint64
	proto cty.Value // of this type
}

// The shapes of what has no parts.
const (
	noShape = iota
	textShape
	numberShape
	boolShape
	firstShape // of those that are found
)

// NewMaker returns a maker.
func NewMaker() *Maker {
	return &Maker{names: map[string]name{}, texts: map[string]cty.Value{}, shapes: map[string]shape{}}
}

const (
	// maxDepth is how deep values may stand inside each other. Those of a
	// resource stand less than twenty deep; cty goes down the stack for each.
	maxDepth = 500
	// maxShared is how long a text is at most that is shared, and shared how many
	// are.
	maxShared, shared = 64, 1 << 18
	// maxExponent is beyond what numbers are refused: written out, they would
	// fill the memory.
	maxExponent = 1 << 14
)

// Value reads a value. What is unknown of it is unknown, whatever the JSON has
// in its place; what is sensitive is marked [inventory.Sensitive]. Attributes
// that are null are left out. Lists are lists where all elements are of one
// type, else tuples; objects and maps are objects.
func (m *Maker) Value(r *Reader, unknown, sensitive *Flags) (cty.Value, error) {
	v, _, err := m.value(r, unknown, sensitive)
	return v, err
}

func (m *Maker) value(r *Reader, unknown, sensitive *Flags) (v cty.Value, shape uint64, err error) {
	if err := r.deep(); err != nil {
		return cty.NilVal, noShape, err
	}
	switch kind := r.dec.PeekKind(); {
	case unknown.whole():
		v, err = cty.DynamicVal, r.Skip()
	case kind == jsontext.KindNull:
		v, shape = m.nothing(unknown, nil)
		err = r.Skip()
	case kind == jsontext.KindBeginObject:
		v, shape, err = m.object(r, unknown, sensitive)
	case kind == jsontext.KindBeginArray:
		v, shape, err = m.list(r, unknown, sensitive)
	default:
		v, shape, err = m.scalar(r, kind)
	}
	if err != nil {
		return cty.NilVal, noShape, err
	}
	if sensitive.whole() {
		v = v.Mark(inventory.Sensitive)
	}
	return v, shape, nil
}

// deep refuses what stands too deep.
func (r *Reader) deep() error {
	if r.dec.StackDepth() > maxDepth {
		return r.Failf("values stand deeper inside each other than the limit of %d", maxDepth)
	}
	return nil
}

func (m *Maker) scalar(r *Reader, kind jsontext.Kind) (v cty.Value, shape uint64, err error) {
	at := r.Here()
	raw, err := r.dec.ReadValue()
	if err != nil {
		return cty.NilVal, noShape, r.wrong(err)
	}
	switch kind {
	case jsontext.KindTrue, jsontext.KindFalse:
		return cty.BoolVal(kind == jsontext.KindTrue), boolShape, nil
	case jsontext.KindString:
		shape = textShape
	default:
		shape = numberShape
	}
	if v, ok := m.texts[string(raw)]; ok {
		return v, shape, nil
	}
	text := string(raw)
	if v, err = scalarOf(kind, text); err != nil {
		return cty.NilVal, noShape, r.FailAt(at, "%w", err)
	}
	if len(text) <= maxShared && len(m.texts) < shared {
		m.texts[text] = v
	}
	return v, shape, nil
}

func scalarOf(kind jsontext.Kind, text string) (cty.Value, error) {
	if kind == jsontext.KindString {
		plain, err := jsontext.AppendUnquote(nil, text)
		return cty.StringVal(string(plain)), err
	}
	v, err := cty.ParseNumberVal(text)
	if err != nil || beyond(v.AsBigFloat()) {
		return cty.NilVal, fmt.Errorf("the number %.40s is beyond what Terraform keeps", text)
	}
	return v, nil
}

func beyond(n *big.Float) bool {
	exponent := n.MantExp(nil)
	return n.IsInf() || exponent > maxExponent || exponent < -maxExponent
}

func (m *Maker) object(r *Reader, unknown, sensitive *Flags) (v cty.Value, shape uint64, err error) {
	attrs := map[string]cty.Value{}
	var key []byte
	add := func(n name, v cty.Value, shape uint64) {
		if bare, _ := v.Unmark(); bare.IsKnown() && bare.IsNull() {
			return
		}
		attrs[n.text] = v
		key = binary.AppendUvarint(binary.AppendUvarint(key, n.id), shape)
	}
	err = r.Object(func(text string) error {
		n := m.name(text)
		v, shape, err := m.value(r, unknown.field(n.text), sensitive.field(n.text))
		if err == nil {
			add(n, v, shape)
		}
		return err
	})
	if err != nil {
		return cty.NilVal, noShape, err
	}
	for _, text := range unknown.names() {
		if _, ok := attrs[text]; !ok {
			v, shape := m.nothing(unknown.field(text), sensitive.field(text))
			add(m.name(text), v, shape)
		}
	}
	v, shape = m.share('o', key, cty.ObjectVal(attrs))
	return v, shape, nil
}

func (m *Maker) list(r *Reader, unknown, sensitive *Flags) (v cty.Value, shape uint64, err error) {
	var l list
	err = r.Array(func() error {
		i := len(l.parts)
		v, shape, err := m.value(r, unknown.item(i), sensitive.item(i))
		l.add(v, shape)
		return err
	})
	if err != nil {
		return cty.NilVal, noShape, err
	}
	if unknown != nil {
		for i := len(l.parts); i < len(unknown.items); i++ {
			l.add(m.nothing(unknown.item(i), sensitive.item(i)))
		}
	}
	v, shape = m.listOf(l)
	return v, shape, nil
}

// A list is what a list holds, as far as it was read.
type list struct {
	parts  []cty.Value
	shapes []byte
	one    uint64 // the shape of all that are known
	mixed  bool   // they are of several
}

func (l *list) add(v cty.Value, shape uint64) {
	l.parts = append(l.parts, v)
	l.shapes = binary.AppendUvarint(l.shapes, shape)
	if shape != noShape {
		l.mixed = l.mixed || l.one != noShape && l.one != shape
		l.one = shape
	}
}

func (m *Maker) listOf(l list) (v cty.Value, shape uint64) {
	if l.mixed || l.one == noShape {
		return m.share('t', l.shapes, cty.TupleVal(l.parts))
	}
	return m.share('l', binary.AppendUvarint(nil, l.one), cty.ListVal(l.parts))
}

// nothing is what stands for what the JSON leaves out: null, and unknown in the
// parts that flags hold of.
func (m *Maker) nothing(unknown, sensitive *Flags) (v cty.Value, shape uint64) {
	switch {
	case unknown == nil:
		return cty.NullVal(cty.DynamicPseudoType), noShape
	case unknown.all:
		v = cty.DynamicVal
	case len(unknown.items) > 0:
		var l list
		for i := range unknown.items {
			l.add(m.nothing(unknown.item(i), sensitive.item(i)))
		}
		v, shape = m.listOf(l)
	default:
		attrs := map[string]cty.Value{}
		var key []byte
		for _, text := range unknown.names() {
			part, of := m.nothing(unknown.field(text), sensitive.field(text))
			attrs[text] = part
			key = binary.AppendUvarint(binary.AppendUvarint(key, m.name(text).id), of)
		}
		v, shape = m.share('o', key, cty.ObjectVal(attrs))
	}
	if sensitive.whole() {
		v = v.Mark(inventory.Sensitive)
	}
	return v, shape
}

// WithType gives a value the type of another one, which is equal to its own, so
// that there is one of it. A value of cty cannot be made of a type and its parts;
// an element of a list has the type of the first.
func WithType(of, v cty.Value) cty.Value {
	return cty.ListVal([]cty.Value{cty.UnknownVal(of.Type()), v}).Index(cty.NumberIntVal(1))
}

// share gives a value the type that an earlier one of its shape has.
func (m *Maker) share(kind byte, key []byte, v cty.Value) (shared cty.Value, id uint64) {
	m.key = append(append(m.key[:0], kind), key...)
	s, ok := m.shapes[string(m.key)]
	if !ok {
		s = shape{id: firstShape + uint64(len(m.shapes)), proto: cty.UnknownVal(v.Type())}
		m.shapes[string(m.key)] = s
		return v, s.id
	}
	return WithType(s.proto, v), s.id
}

func (m *Maker) name(text string) name {
	n, ok := m.names[text]
	if !ok {
		n = name{cty.NormalizeString(text), uint64(len(m.names))}
		m.names[text] = n
	}
	return n
}
