package ruletest

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

var (
	announcement = regexp.MustCompile(`^(?:#|//)\s*(want|doubt)\s+((?:"[^"]+"\s*)+)$`)
	quoted       = regexp.MustCompile(`"([^"]+)"`)
)

// Expected returns what the comments of all .tf files below the root announce,
// sorted: `main.tf:12 want "rds-single-az"`.
func Expected(t *testing.T, fsys fs.FS) []string {
	t.Helper()
	out := []string{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".tf" {
			return err
		}
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("read expectations: %w", err)
		}
		out = append(out, expectedIn(name, src)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// expectedIn reads the announcements of one file. Only comments count: the
// same words in a string do not.
func expectedIn(name string, src []byte) []string {
	var out []string
	// A file that does not lex does not parse either, and is reported there.
	tokens, _ := hclsyntax.LexConfig(src, name, hcl.InitialPos)
	for _, token := range tokens {
		if token.Type != hclsyntax.TokenComment {
			continue
		}
		m := announcement.FindSubmatch(trimNewline(token.Bytes))
		if m == nil {
			continue
		}
		for _, id := range quoted.FindAllSubmatch(m[2], -1) {
			out = append(out, fmt.Sprintf("%s:%d %s %q", name, token.Range.Start.Line, m[1], id[1]))
		}
	}
	return out
}

func trimNewline(b []byte) []byte {
	for len(b) > 0 && (b[len(b)-1] == '\n' || b[len(b)-1] == '\r') {
		b = b[:len(b)-1]
	}
	return b
}
