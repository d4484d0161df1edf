package tfplan

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"spof/parsers/tfjson"
)

// maxNesting is how deep values may stand inside each other: as deep as those
// of JSON may.
const maxNesting = 500

// An unpacker translates one value from msgpack, as plan files hold values, into
// what terraform show -json prints of it: JSON, and flags that say what of it is
// unknown.
type unpacker struct {
	src []byte
	pos int
	at  int // where src begins in its member

	json    []byte
	unknown *tfjson.Flags
	path    []tfjson.Step
	depth   int
}

// unpack decodes a message that holds one value in msgpack.
func unpack(m message) (*unpacker, error) {
	const msgpack = 1
	var u *unpacker
	err := m.each(func(f field) error {
		if f.holds(msgpack) {
			u = &unpacker{src: f.content.src, at: f.content.at}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if u == nil {
		return nil, fmt.Errorf("at byte %d: a value that is not msgpack; expected one as terraform plan -out writes it", m.at)
	}
	err = u.value(cty.DynamicPseudoType)
	if err == nil && u.pos != len(u.src) {
		err = errors.New("bytes follow the value")
	}
	if err != nil {
		return nil, fmt.Errorf("at byte %d: msgpack: %w", u.at+u.pos, err)
	}
	return u, nil
}

// object gives the value of a resource, marked where it is sensitive, NilVal for
// null.
func (u *unpacker) object(m *tfjson.Maker, sensitive *tfjson.Flags) (cty.Value, error) {
	raw := tfjson.RawOf(u.json)
	if raw.IsNull() && u.unknown == nil {
		return cty.NilVal, nil
	}
	v, err := m.Attributes(raw, u.unknown, sensitive)
	return v, u.placed(err)
}

// any gives the value, whatever it is.
func (u *unpacker) any(m *tfjson.Maker) (cty.Value, error) {
	v, err := m.Value(tfjson.RawOf(u.json).Reader(), u.unknown, nil)
	return v, u.placed(err)
}

// placed gives an error of the JSON the place of the value that it was made of.
func (u *unpacker) placed(err error) error {
	if wrong, ok := errors.AsType[*tfjson.Error](err); ok {
		return fmt.Errorf("at byte %d: msgpack: %s: %w", u.at, wrong.Path, wrong.Err)
	}
	return err
}

// value translates the next value. Of want, what is known of the type, only one
// thing is needed: a number that no float holds is written as a string.
func (u *unpacker) value(want cty.Type) error {
	u.depth++
	defer func() { u.depth-- }()
	if u.depth > maxNesting {
		return fmt.Errorf("values stand deeper inside each other than the limit of %d", maxNesting)
	}
	code, err := u.take(1)
	if err != nil {
		return err
	}
	switch c := code[0]; {
	case c == 0xc0:
		u.json = append(u.json, "null"...)
		return nil
	case c == 0xc2, c == 0xc3:
		u.json = strconv.AppendBool(u.json, c == 0xc3)
		return nil
	case c <= 0x7f, c >= 0xe0, 0xca <= c && c <= 0xd3:
		return u.number(c)
	case isString(c):
		return u.text(c, want)
	}
	return u.compound(code[0], want)
}

func (u *unpacker) compound(code byte, want cty.Type) error {
	switch {
	case code&0xf0 == 0x90, code == 0xdc, code == 0xdd:
		return u.list(code, want)
	case code&0xf0 == 0x80, code == 0xde, code == 0xdf:
		return u.fields(code, want)
	case 0xc7 <= code && code <= 0xc9, 0xd4 <= code && code <= 0xd8:
		return u.extension(code)
	}
	return fmt.Errorf("code %#x begins no value of a plan", code)
}

// inside translates a value that stands in another.
func (u *unpacker) inside(step tfjson.Step, want cty.Type) error {
	u.path = append(u.path, step)
	err := u.value(want)
	u.path = u.path[:len(u.path)-1]
	return err
}

var errShort = errors.New("the value ends early")

// take returns the next n bytes.
func (u *unpacker) take(n int) ([]byte, error) {
	if n > len(u.src)-u.pos {
		return nil, errShort
	}
	u.pos += n
	return u.src[u.pos-n : u.pos], nil
}

// unsigned reads a number of some bytes.
func (u *unpacker) unsigned(bytes int) (uint64, error) {
	src, err := u.take(bytes)
	if err != nil {
		return 0, err
	}
	var wide [8]byte
	copy(wide[8-bytes:], src)
	return binary.BigEndian.Uint64(wide[:]), nil
}

// length reads a length of some bytes: of that many things, each of which takes
// a byte at least. Where it is small, the code holds it.
func (u *unpacker) length(small byte, bytes int) (int, error) {
	if bytes == 0 {
		return int(small), nil
	}
	n, err := u.unsigned(bytes)
	if err == nil && n > uint64(len(u.src)-u.pos) {
		err = errShort
	}
	return int(n), err //nolint:gosec // It is no more than len(u.src).
}

func (u *unpacker) number(code byte) error {
	switch {
	case code <= 0x7f, code >= 0xe0:
		u.json = strconv.AppendInt(u.json, int64(int8(code)), 10) //nolint:gosec // So msgpack encodes small numbers.
		return nil
	case code == 0xca:
		n, err := u.unsigned(4)
		return u.float(float64(math.Float32frombits(uint32(n))), err) //nolint:gosec // Four bytes were read.
	case code == 0xcb:
		n, err := u.unsigned(8)
		return u.float(math.Float64frombits(n), err)
	case code <= 0xcf:
		n, err := u.unsigned(1 << (code - 0xcc))
		u.json = strconv.AppendUint(u.json, n, 10)
		return err
	}
	bytes := 1 << (code - 0xd0)
	n, err := u.unsigned(bytes)
	unused := 64 - 8*bytes
	u.json = strconv.AppendInt(u.json, int64(n<<unused)>>unused, 10) //nolint:gosec // Two's complement of that many bytes.
	return err
}

func (u *unpacker) float(f float64, err error) error {
	if err == nil && (math.IsNaN(f) || math.IsInf(f, 0)) {
		err = fmt.Errorf("%v is a number that no plan holds", f)
	}
	u.json = strconv.AppendFloat(u.json, f, 'f', -1, 64)
	return err
}

func isString(c byte) bool { return c&0xe0 == 0xa0 || 0xd9 <= c && c <= 0xdb }

func (u *unpacker) text(code byte, want cty.Type) error {
	s, err := u.str(code)
	if err != nil {
		return err
	}
	if want == cty.Number && jsontext.Value(s).Kind() == '0' && jsontext.Value(s).IsValid() {
		u.json = append(u.json, s...)
		return nil
	}
	u.json, err = jsontext.AppendQuote(u.json, s)
	return err
}

func (u *unpacker) str(code byte) (string, error) {
	bytes := 0
	if code >= 0xd9 {
		bytes = 1 << (code - 0xd9)
	}
	n, err := u.length(code&0x1f, bytes)
	if err != nil {
		return "", err
	}
	src, err := u.take(n)
	if err == nil && !utf8.Valid(src) {
		err = errors.New("a string that is not UTF-8")
	}
	return string(src), err
}

func (u *unpacker) list(code byte, want cty.Type) error {
	bytes := 0
	if code >= 0xdc {
		bytes = 2 << (code - 0xdc)
	}
	n, err := u.length(code&0x0f, bytes)
	if err != nil {
		return err
	}
	if n == 2 && u.pos < len(u.src) && 0xc4 <= u.src[u.pos] && u.src[u.pos] <= 0xc6 {
		return u.typed()
	}
	u.json = append(u.json, '[')
	for i := range n {
		if i > 0 {
			u.json = append(u.json, ',')
		}
		if err := u.inside(tfjson.Step{Index: i}, elementType(want, i)); err != nil {
			return err
		}
	}
	u.json = append(u.json, ']')
	return nil
}

// typed translates a pair of a type and a value: how a value is encoded whose
// type the schema leaves open.
func (u *unpacker) typed() error {
	code := u.src[u.pos]
	u.pos++
	n, err := u.length(0, 1<<(code-0xc4))
	if err != nil {
		return err
	}
	src, err := u.take(n)
	if err != nil {
		return err
	}
	ty, err := ctyjson.UnmarshalType(src)
	if err != nil {
		return fmt.Errorf("a type that cannot be read: %w", err)
	}
	return u.value(ty)
}

func (u *unpacker) fields(code byte, want cty.Type) error {
	bytes := 0
	if code >= 0xde {
		bytes = 2 << (code - 0xde)
	}
	n, err := u.length(code&0x0f, bytes)
	if err != nil {
		return err
	}
	u.json = append(u.json, '{')
	for i := range n {
		if i > 0 {
			u.json = append(u.json, ',')
		}
		if err := u.attribute(want); err != nil {
			return err
		}
	}
	u.json = append(u.json, '}')
	return nil
}

func (u *unpacker) attribute(of cty.Type) error {
	code, err := u.take(1)
	if err == nil && !isString(code[0]) {
		err = errors.New("a name that is not a string")
	}
	if err != nil {
		return err
	}
	name, err := u.str(code[0])
	if err != nil {
		return err
	}
	if u.json, err = jsontext.AppendQuote(u.json, name); err != nil {
		return err
	}
	u.json = append(u.json, ':')
	return u.inside(tfjson.Step{Name: name}, attributeType(of, name))
}

// extension translates an unknown value. What an extension refines of it, such
// as that it is not null, JSON does not tell, and so is passed over.
func (u *unpacker) extension(code byte) error {
	n, err := 1<<(code&3), error(nil)
	if code == 0xd8 {
		n = 16
	} else if code <= 0xc9 {
		n, err = u.length(0, 1<<(code-0xc7))
	}
	if err != nil {
		return err
	}
	kind, err := u.take(1)
	if err != nil {
		return err
	}
	if _, err := u.take(n); err != nil {
		return err
	}
	const plain, refined = 0, 12
	if kind[0] != plain && kind[0] != refined {
		return fmt.Errorf("extension %d is none of a plan", kind[0])
	}
	u.json = append(u.json, "null"...)
	u.unknown = u.unknown.Mark(u.path...)
	return nil
}

// elementType returns what is known of the type of an element.
func elementType(of cty.Type, index int) cty.Type {
	switch {
	case of.IsCollectionType():
		return of.ElementType()
	case of.IsTupleType() && index < of.Length():
		return of.TupleElementType(index)
	}
	return cty.DynamicPseudoType
}

// attributeType returns what is known of the type of an attribute.
func attributeType(of cty.Type, name string) cty.Type {
	switch {
	case of.IsMapType():
		return of.ElementType()
	case of.IsObjectType() && of.HasAttribute(name):
		return of.AttributeType(name)
	}
	return cty.DynamicPseudoType
}
