package functions

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/url"
	"unicode/utf8"

	ctyyaml "github.com/zclconf/go-cty-yaml"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/ianaindex"
)

func encodingFunctions() map[string]function.Function {
	return map[string]function.Function{
		"base64decode":     onText("str", base64Decode),
		"base64encode":     onText("str", base64Encode),
		"base64gunzip":     onText("str", base64Gunzip),
		"base64gzip":       onText("str", base64Gzip),
		"csvdecode":        stdlib.CSVDecodeFunc,
		"jsondecode":       jsonDecode(),
		"jsonencode":       stdlib.JSONEncodeFunc,
		"textdecodebase64": onTexts("source", "encoding", textDecodeBase64),
		"textencodebase64": onTexts("string", "encoding", textEncodeBase64),
		"urldecode":        onText("str", url.QueryUnescape),
		"urlencode":        onText("str", func(s string) (string, error) { return url.QueryEscape(s), nil }),
		"yamldecode":       yamlDecode(),
		"yamlencode":       ctyyaml.YAMLEncodeFunc,
	}
}

// onText returns a function from one string to another.
func onText(name string, f func(string) (string, error)) function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{stringParam(name)},
		Type:         function.StaticReturnType(cty.String),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			out, err := f(args[0].AsString())
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			return cty.StringVal(out), nil
		},
	})
}

// onTexts returns a function from two strings to one.
func onTexts(first, second string, f func(first, second string) (string, error)) function.Function {
	return function.New(&function.Spec{
		Params:       []function.Parameter{stringParam(first), stringParam(second)},
		Type:         function.StaticReturnType(cty.String),
		RefineResult: notNull,
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			out, err := f(args[0].AsString(), args[1].AsString())
			if err != nil {
				return cty.NilVal, err
			}
			return cty.StringVal(out), nil
		},
	})
}

var errNotUTF8 = errors.New("the bytes are not UTF-8 text")

func base64Encode(s string) (string, error) {
	return base64.StdEncoding.EncodeToString([]byte(s)), nil
}

func base64Decode(s string) (string, error) {
	raw, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return "", err
	}
	if !utf8.Valid(raw) {
		return "", errNotUTF8
	}
	return string(raw), nil
}

func base64Gzip(s string) (string, error) {
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	if _, err := io.WriteString(w, s); err != nil {
		return "", fmt.Errorf("compressing: %w", err)
	}
	// Terraform flushes before it closes, which adds an empty block.
	if err := errors.Join(w.Flush(), w.Close()); err != nil {
		return "", fmt.Errorf("compressing: %w", err)
	}
	return base64.StdEncoding.EncodeToString(buf.Bytes()), nil
}

func base64Gunzip(s string) (string, error) {
	raw, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return "", err
	}
	r, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return "", fmt.Errorf("uncompressing: %w", err)
	}
	out, err := readAtMost(r, maxBytes)
	if err != nil {
		return "", fmt.Errorf("uncompressing: %w", err)
	}
	if !utf8.Valid(out) {
		return "", errNotUTF8
	}
	return string(out), nil
}

// readAtMost reads all of r, and fails when that is more than limit bytes.
func readAtMost(r io.Reader, limit int64) ([]byte, error) {
	out, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(out)) > limit {
		return nil, fmt.Errorf("larger than the limit of %d bytes", limit)
	}
	return out, err
}

func namedEncoding(name string) (encoding.Encoding, error) {
	enc, err := ianaindex.IANA.Encoding(name)
	if err != nil || enc == nil {
		return nil, function.NewArgErrorf(1, "%q is not a supported encoding of IANA's list", name)
	}
	return enc, nil
}

func textEncodeBase64(s, name string) (string, error) {
	enc, err := namedEncoding(name)
	if err != nil {
		return "", err
	}
	raw, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		return "", function.NewArgErrorf(0, "has characters that %s cannot express", name)
	}
	return base64.StdEncoding.EncodeToString(raw), nil
}

func textDecodeBase64(s, name string) (string, error) {
	enc, err := namedEncoding(name)
	if err != nil {
		return "", err
	}
	raw, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return "", function.NewArgError(0, err)
	}
	out, err := enc.NewDecoder().Bytes(raw)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", function.NewArgErrorf(0, "is not text in %s", name)
	}
	return string(out), nil
}
