package ruledocs

import (
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

var announcement = regexp.MustCompile(`[ \t]*#\s*(?:want|doubt)\s+"[^\n]*`)

// A Place is a block of a fixture in which a finding is announced.
type Place struct {
	Line int    // of the finding
	Text string // the block, without the announcements
}

// Places returns the top-level blocks of a file in which a finding of the rule
// is announced, in the order of the file.
func Places(name string, src []byte, id string) []Place {
	file, diags := hclsyntax.ParseConfig(src, name, hcl.InitialPos)
	if diags.HasErrors() {
		return nil
	}
	body, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		return nil
	}
	lines := strings.Split(string(src), "\n")
	var out []Place
	for _, b := range body.Blocks {
		first, last := b.DefRange().Start.Line, b.CloseBraceRange.End.Line
		for i := first; i <= last; i++ {
			if strings.Contains(lines[i-1], `# want "`) && strings.Contains(lines[i-1], `"`+id+`"`) {
				text := strings.Join(lines[first-1:last], "\n")
				out = append(out, Place{Line: i, Text: announcement.ReplaceAllString(text, "")})
			}
		}
	}
	return out
}
