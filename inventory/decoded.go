package inventory

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// Decoded returns the text that s is the base64 of, and whether it is one: a
// document of some length, as user data is. The text may be compressed by gzip,
// as base64gzip does it, or be UTF-16, as PowerShell takes it.
func Decoded(s string) (text string, ok bool) {
	if len(s) < 16 || len(s)%4 != 0 {
		return "", false
	}
	plain, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return "", false
	}
	if bytes.HasPrefix(plain, []byte{0x1f, 0x8b}) {
		plain = unzipped(plain)
	}
	if isUTF16(plain) {
		return fromUTF16(plain), true
	}
	if plain == nil || !utf8.Valid(plain) {
		return "", false
	}
	return string(plain), true
}

// unzipped returns what gzip compressed, nil where that is no gzip, or more
// than any user data is.
func unzipped(src []byte) []byte {
	const most = 1 << 20
	r, err := gzip.NewReader(bytes.NewReader(src))
	if err != nil {
		return nil
	}
	out, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil || len(out) > most {
		return nil
	}
	return out
}

// isUTF16 reports whether every second byte is zero, as in UTF-16LE of what
// scripts are written in.
func isUTF16(src []byte) bool {
	for i := 1; i < len(src); i += 2 {
		if src[i] != 0 {
			return false
		}
	}
	return len(src) > 0 && len(src)%2 == 0
}

func fromUTF16(src []byte) string {
	units := make([]uint16, 0, len(src)/2)
	for ; len(src) > 1; src = src[2:] {
		units = append(units, binary.LittleEndian.Uint16(src))
	}
	return string(utf16.Decode(units))
}
