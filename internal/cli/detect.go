package cli

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// A kind is what a file holds.
type kind string

// The kinds of files, as messages name them.
const (
	planJSON       kind = "a plan, as `terraform show -json` prints it"
	planFile       kind = "a plan file"
	storedState    kind = "a state"
	shownState     kind = "a state, as `terraform show -json` prints it"
	savedInventory kind = "what `spof inspect` printed"
	savedAudit     kind = "a saved audit"
	savedSnapshot  kind = "a snapshot"
)

// maxZip is how large a plan file may be that does not stand in a file by
// itself: its end has to be read first, and so all of it is kept.
const maxZip = 256 << 20

// sniff finds out what r holds, by its content and never by its name. The
// reader that it returns begins where r began; what was compressed by gzip
// comes out of it plain, and text in UTF-16 as UTF-8. That of a plan file is a
// [*bytes.Reader]. What is none of the kinds gives an error that says what it
// looks like.
func sniff(r io.Reader) (kind, io.Reader, error) {
	in := bufio.NewReader(r)
	if starts(in, "\x1f\x8b") {
		unzipped, err := gzip.NewReader(in)
		if err != nil {
			return "", nil, fmt.Errorf("it begins as what gzip compressed, and is no such file: %w", err)
		}
		in = bufio.NewReader(unzipped)
	}
	if starts(in, "PK\x03\x04") || starts(in, "PK\x05\x06") { // the latter has nothing in it
		return sniffZip(in)
	}
	return sniffText(bufio.NewReader(transform.NewReader(in, unicode.BOMOverride(transform.Nop))))
}

// starts reports whether the next bytes are these.
func starts(in *bufio.Reader, magic string) bool {
	head, _ := in.Peek(len(magic)) // what is shorter is something else
	return string(head) == magic
}

func sniffZip(in io.Reader) (kind, io.Reader, error) {
	all, err := io.ReadAll(io.LimitReader(in, maxZip+1))
	switch {
	case err != nil:
		return "", nil, err
	case len(all) > maxZip:
		return "", nil, fmt.Errorf("it is a zip archive, and larger than the limit of %d bytes", maxZip)
	}
	r := bytes.NewReader(all)
	archive, err := zip.NewReader(r, r.Size())
	if err != nil {
		return "", nil, fmt.Errorf("it begins as a zip archive, and is cut off or damaged: %w", err)
	}
	if !slices.ContainsFunc(archive.File, func(f *zip.File) bool { return f.Name == "tfplan" }) {
		return "", nil, errors.New("it is a zip archive, but no plan file: it has no member tfplan")
	}
	return planFile, r, nil
}

// sniffText finds out which document a text is. It keeps what it had to read
// for that, which most often is the beginning.
func sniffText(in *bufio.Reader) (kind, io.Reader, error) {
	if looks := looksLike(in); looks != "" {
		return "", nil, errors.New(looks)
	}
	var kept bytes.Buffer
	found, err := sniffJSON(io.TeeReader(in, &kept))
	if err != nil {
		return "", nil, err
	}
	return found, io.MultiReader(&kept, in), nil
}
