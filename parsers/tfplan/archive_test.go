package tfplan_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
)

// A member is a file of an archive.
type member struct {
	name string
	src  []byte
}

// archive makes a zip archive.
func archive(tb testing.TB, members ...member) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range members {
		f, err := w.Create(m.name)
		if err == nil {
			_, err = f.Write(m.src)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// unpacked returns the members of an archive by name.
func unpacked(tb testing.TB, src []byte) map[string][]byte {
	tb.Helper()
	r, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		tb.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(in); err != nil {
			tb.Fatal(err)
		}
	}
	return out
}

// msg joins the fields of a protobuf message.
func msg(fields ...[]byte) []byte { return bytes.Join(fields, nil) }

// text is a field with a length: a string, bytes or a message.
func text[T string | []byte](number protowire.Number, content T) []byte {
	return protowire.AppendBytes(protowire.AppendTag(nil, number, protowire.BytesType), []byte(content))
}

// num is a field that is a plain number.
func num(number protowire.Number, v uint64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(nil, number, protowire.VarintType), v)
}

// value is a message that holds a value in msgpack.
func value(msgpack string) []byte { return text(1, msgpack) }

const awsConfig = `provider["registry.terraform.io/hashicorp/aws"]`

// changeMessage is a change of a resource, with the fields of what is planned.
func changeMessage(address string, fields ...[]byte) []byte {
	return text(3, msg(text(13, address), text(8, awsConfig), text(9, msg(fields...))))
}

// planMessage is the member tfplan.
func planMessage(fields ...[]byte) []byte { return msg(append([][]byte{num(1, 3)}, fields...)...) }
