package tfjson

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"spof/estate"
)

// A Reader reads one JSON document as it streams. Each of its methods reads one
// value; null stands for an empty one. Its errors are of type [*Error].
type Reader struct {
	dec   *jsontext.Decoder
	lines *lines
	raw   *Raw // what is read again, nil for a document
}

// NewReader returns a reader of a document.
func NewReader(r io.Reader) *Reader {
	l := &lines{r: r}
	return &Reader{dec: jsontext.NewDecoder(l), lines: l}
}

// A Raw is the text of a value that was read, to be read again.
type Raw struct {
	text []byte
	at   estate.Position
	path string
}

// Reader returns a reader of the value alone. What is wrong with it stands at
// its beginning. The zero Raw is null.
func (raw Raw) Reader() *Reader {
	if len(raw.text) == 0 {
		raw.text = []byte("null")
	}
	return &Reader{dec: jsontext.NewDecoder(bytes.NewBuffer(raw.text)), raw: &raw}
}

// IsNull reports whether there is nothing.
func (raw Raw) IsNull() bool { return len(raw.text) == 0 || string(raw.text) == "null" }

// kindName names a kind of value in a message.
func kindName(k jsontext.Kind) string {
	switch k {
	case jsontext.KindBeginObject:
		return "an object"
	case jsontext.KindBeginArray:
		return "a list"
	case jsontext.KindString:
		return "text"
	case jsontext.KindNumber:
		return "a number"
	case jsontext.KindTrue, jsontext.KindFalse:
		return "true or false"
	case jsontext.KindNull:
		return "null"
	default:
		return "no value"
	}
}

// Object reads an object: field is called with each name, and has to read the
// value.
func (r *Reader) Object(field func(name string) error) error {
	if none, err := r.open(jsontext.KindBeginObject); none || err != nil {
		return err
	}
	for r.dec.PeekKind() != jsontext.KindEndObject {
		name, err := r.dec.ReadToken()
		if err != nil {
			return r.wrong(err)
		}
		if err := field(name.String()); err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return r.wrong(err)
}

// Array reads a list: element is called before each of its values, and has to
// read it.
func (r *Reader) Array(element func() error) error {
	if none, err := r.open(jsontext.KindBeginArray); none || err != nil {
		return err
	}
	for r.dec.PeekKind() != jsontext.KindEndArray {
		if r.dec.PeekKind() == 0 {
			break // ReadToken says what is wrong
		}
		if err := element(); err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return r.wrong(err)
}

// open reads the bracket that a value begins with, or null.
func (r *Reader) open(want jsontext.Kind) (none bool, err error) {
	found := r.dec.PeekKind()
	if found != want && found != jsontext.KindNull {
		return false, r.unexpected(kindName(want), found)
	}
	_, err = r.dec.ReadToken()
	return found == jsontext.KindNull, r.wrong(err)
}

// Text reads text, "" for null.
func (r *Reader) Text() (string, error) {
	found := r.dec.PeekKind()
	if found != jsontext.KindString && found != jsontext.KindNull {
		return "", r.unexpected("text", found)
	}
	token, err := r.dec.ReadToken()
	if err != nil || found == jsontext.KindNull {
		return "", r.wrong(err)
	}
	return token.String(), nil
}

// Bool reads true or false, and null as false.
func (r *Reader) Bool() (bool, error) {
	found := r.dec.PeekKind()
	if found != jsontext.KindTrue && found != jsontext.KindFalse && found != jsontext.KindNull {
		return false, r.unexpected("true or false", found)
	}
	_, err := r.dec.ReadToken()
	return found == jsontext.KindTrue, r.wrong(err)
}

// Raw reads a value as it stands.
func (r *Reader) Raw() (Raw, error) {
	r.dec.PeekKind() // it stands at the value now
	raw := Raw{at: r.Here(), path: r.next()}
	text, err := r.dec.ReadValue()
	if err != nil {
		return Raw{}, r.wrong(err)
	}
	raw.text = bytes.Clone(text)
	return raw, nil
}

// Skip reads a value, and forgets it.
func (r *Reader) Skip() error { return r.wrong(r.dec.SkipValue()) }

// End returns an error where the document does not end here.
func (r *Reader) End() error {
	if r.dec.PeekKind() != 0 {
		return r.Failf("expected the end of the document, found more after it")
	}
	if _, err := r.dec.ReadToken(); !errors.Is(err, io.EOF) {
		return r.wrong(err)
	}
	return nil
}

// Here is the place of the value that comes next.
func (r *Reader) Here() estate.Position {
	if r.raw != nil {
		return r.raw.at
	}
	offset := r.dec.InputOffset()
	for _, c := range r.dec.UnreadBuffer() {
		if !strings.ContainsRune(" \t\r\n,:", rune(c)) {
			break
		}
		offset++
	}
	return r.lines.at(offset)
}

// Failf returns an error at the value that comes next.
func (r *Reader) Failf(format string, args ...any) error {
	return &Error{At: r.Here(), Path: r.next(), Err: fmt.Errorf(format, args...)}
}

// FailAt returns an error at a place in the value that was read last.
func (r *Reader) FailAt(at estate.Position, format string, args ...any) error {
	return &Error{At: at, Path: r.path(), Err: fmt.Errorf(format, args...)}
}

func (r *Reader) unexpected(want string, found jsontext.Kind) error {
	if found == 0 {
		return r.Skip() // it says what is wrong
	}
	return r.Failf("expected %s, found %s", want, kindName(found))
}

// path leads to the value that was read last.
func (r *Reader) path() string { return r.pathTo(r.dec.StackPointer()) }

// next leads to the value that comes next.
func (r *Reader) next() string {
	pointer := r.dec.StackPointer()
	if kind, n := r.dec.StackIndex(r.dec.StackDepth()); kind == jsontext.KindBeginArray {
		if n > 0 {
			pointer = pointer.Parent()
		}
		pointer = pointer.AppendToken(strconv.FormatInt(n, 10))
	}
	return r.pathTo(pointer)
}

func (r *Reader) pathTo(pointer jsontext.Pointer) string {
	path := pathOf(pointer.Tokens())
	if r.raw == nil || r.raw.path == "" {
		return path
	}
	if path != "" && path[0] != '[' {
		path = "." + path
	}
	return r.raw.path + path
}

// wrong gives an error of the decoder its place.
func (r *Reader) wrong(err error) error {
	if err == nil {
		return nil
	}
	out := &Error{Path: r.path(), Err: err}
	at := r.dec.InputOffset()
	if syntax, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		at = max(at, syntax.ByteOffset)
		out.Path = pathOf(syntax.JSONPointer.Tokens())
		out.Err = syntax.Err
	} else if inner := errors.Unwrap(err); inner != nil {
		out.Err = inner // of the file, which the decoder says it could not read
	}
	if r.raw != nil {
		out.At = r.raw.at
		return out
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		at = r.lines.read
		out.Err = errTruncated
	}
	out.At = r.lines.at(at)
	return out
}

// What is wrong with a document.
var (
	errTruncated = errors.New("the document ends before it is complete")
	errNoObject  = errors.New("expected an object with the attributes of the resource")
)
