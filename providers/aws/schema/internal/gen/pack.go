package main

import (
	"bytes"
	"compress/flate"
	"fmt"
	"strings"
)

// chunkSize is about how much text is compressed together: more compresses
// better, less is faster to look one type up in.
const chunkSize = 16 << 10

// pack compresses entries in chunks. Before the compressed chunks stands a
// table in plain text, ended by an empty line: a line for each chunk with its
// compressed size, its own size and the first key in it.
func pack(entries []described) ([]byte, error) {
	var table strings.Builder
	var body bytes.Buffer
	for len(entries) > 0 {
		n, text := take(entries)
		size := body.Len()
		if err := deflate(&body, text); err != nil {
			return nil, fmt.Errorf("compress from %s: %w", entries[0].key, err)
		}
		fmt.Fprintf(&table, "%d %d %s\n", body.Len()-size, len(text), entries[0].key)
		entries = entries[n:]
	}
	return append([]byte(table.String()+"\n"), body.Bytes()...), nil
}

// take returns the text of the next chunk, and how many entries are in it.
func take(entries []described) (n int, text string) {
	var out strings.Builder
	for n < len(entries) && out.Len() < chunkSize {
		if n > 0 && len(entries[n].text) > chunkSize {
			break // a giant: whoever looks up its neighbours should not pay for it
		}
		out.WriteString("= " + entries[n].key + "\n" + entries[n].text)
		n++
	}
	return n, out.String()
}

func deflate(w *bytes.Buffer, text string) error {
	z, err := flate.NewWriter(w, flate.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write([]byte(text)); err != nil {
		return err
	}
	return z.Close()
}
