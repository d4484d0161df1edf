package tfplan

import (
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
)

// A message is a protobuf message as it is encoded, and where it begins in its
// member of the plan file.
type message struct {
	src []byte
	at  int
}

// A field is one field of a message. Only what has a length has content.
type field struct {
	number  protowire.Number
	kind    protowire.Type
	varint  uint64
	content message
}

// each calls do for every field, in the order of the encoding. Fields of which
// do knows nothing are for it to ignore: newer versions add some.
func (m message) each(do func(field) error) error {
	for pos := 0; pos < len(m.src); {
		f, n, err := m.field(pos)
		if err != nil {
			return err
		}
		if err := do(f); err != nil {
			return err
		}
		pos += n
	}
	return nil
}

// field decodes the field at pos, and returns its length.
func (m message) field(pos int) (field, int, error) {
	number, kind, n := protowire.ConsumeTag(m.src[pos:])
	if n < 0 {
		return field{}, 0, m.broken(pos, protowire.ParseError(n))
	}
	f := field{number: number, kind: kind}
	rest := m.src[pos+n:]
	var size int
	switch kind {
	case protowire.VarintType:
		f.varint, size = protowire.ConsumeVarint(rest)
	case protowire.BytesType:
		f.content.src, size = protowire.ConsumeBytes(rest)
		f.content.at = m.at + pos + n + size - len(f.content.src)
	default:
		size = protowire.ConsumeFieldValue(number, kind, rest)
	}
	if size < 0 {
		return field{}, 0, m.broken(pos+n, protowire.ParseError(size))
	}
	return f, n + size, nil
}

func (m message) broken(pos int, err error) error {
	return fmt.Errorf("at byte %d: %w; expected a protobuf message", m.at+pos, err)
}

// text returns the content as a string, where it is one.
func (f field) text() string { return string(f.content.src) }

// holds reports whether the field has the number and a length, as strings,
// bytes and messages do.
func (f field) holds(number protowire.Number) bool {
	return f.number == number && f.kind == protowire.BytesType
}

// is reports whether the field has the number and is a plain number.
func (f field) is(number protowire.Number) bool {
	return f.number == number && f.kind == protowire.VarintType
}
