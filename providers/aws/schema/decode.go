package schema

import (
	"compress/flate"
	_ "embed"
	"io"
	"sort"
	"strconv"
	"strings"

	"spof/parsers/tfconfig"
)

// packed is what internal/gen wrote: a table of chunks in plain text, an empty
// line, and the compressed chunks.
//
//go:embed aws.schema
var packed string

// A chunk is where the text of some neighbouring types is stored.
type chunk struct {
	first       string // the first key in it
	offset, end int
	size        int // when decompressed
}

// chunks reads the table. A damaged table is a bug of the build, caught by the
// tests; it reads as a schema that ends there.
func chunks() []chunk {
	table, _, _ := strings.Cut(packed, "\n\n")
	offset := len(table) + len("\n\n")
	var all []chunk
	for line := range strings.Lines(table) {
		fields := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 3)
		if len(fields) != 3 {
			return all
		}
		length, err := strconv.Atoi(fields[0])
		if err != nil {
			return all
		}
		size, err := strconv.Atoi(fields[1])
		if err != nil {
			return all
		}
		all = append(all, chunk{first: fields[2], offset: offset, end: offset + length, size: size})
		offset += length
	}
	return all
}

// keys lists every shape, in order: "aws_vpc managed".
func (p *Provider) keys() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var keys []string
	for i := range p.chunks() {
		for line := range strings.Lines(p.text(i)) {
			if key, ok := strings.CutPrefix(line, "= "); ok {
				keys = append(keys, strings.TrimSuffix(key, "\n"))
			}
		}
	}
	return keys
}

// decode returns the shape stored under a key, or nil.
func (p *Provider) decode(key string) *tfconfig.Block {
	all := p.chunks()
	i := sort.Search(len(all), func(i int) bool { return all[i].first > key }) - 1
	if i < 0 {
		return nil
	}
	text, ok := section(p.text(i), key)
	if !ok {
		return nil
	}
	r := reader{rest: text}
	return r.block()
}

// section returns the lines under "= key".
func section(text, key string) (lines string, ok bool) {
	header := "= " + key + "\n"
	start := strings.Index(text, header)
	for start > 0 && text[start-1] != '\n' {
		next := strings.Index(text[start+1:], header)
		if next < 0 {
			return "", false
		}
		start += 1 + next
	}
	if start < 0 {
		return "", false
	}
	lines = text[start+len(header):]
	if end := strings.Index(lines, "\n= "); end >= 0 {
		lines = lines[:end+1]
	}
	return lines, true
}

// text returns the decompressed text of a chunk. The caller holds p.mu.
func (p *Provider) text(i int) string {
	if text, ok := p.texts[i]; ok {
		return text
	}
	c := p.chunks()[i]
	var out strings.Builder
	out.Grow(c.size)
	// The bytes are part of the program: a test decompresses all of them.
	_, _ = io.Copy(&out, flate.NewReader(strings.NewReader(packed[c.offset:c.end])))
	p.texts[i] = out.String()
	return p.texts[i]
}
