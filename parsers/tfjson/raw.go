package tfjson

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"

	"spof/estate"
)

// RawOf returns a value of which the text is known. It has to be JSON.
func RawOf(text []byte) Raw { return Raw{text: text} }

// String returns the text.
func (raw Raw) String() string { return string(raw.text) }

// Equal reports whether two values are written alike.
func (raw Raw) Equal(other Raw) bool { return bytes.Equal(raw.text, other.text) }

// Kind says what a value is: '{', '[', '"', '0', 't', 'f' or 'n', as
// [jsontext.Kind] has it.
func (raw Raw) Kind() jsontext.Kind { return jsontext.Value(raw.text).Kind() }

// Kind says what comes next, as [Raw.Kind] does; 0 where there is nothing, or no
// JSON.
func (r *Reader) Kind() jsontext.Kind { return r.dec.PeekKind() }

// Next is the place of the value that comes next.
func (r *Reader) Next() estate.Position {
	r.Kind() // it stands at the value then
	return r.Here()
}
