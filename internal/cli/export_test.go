package cli

import "io"

// Sniff is sniff, for the tests: what r holds, by its name in messages.
func Sniff(r io.Reader) (kind string, rest io.Reader, err error) {
	found, rest, err := sniff(r)
	return string(found), rest, err
}
