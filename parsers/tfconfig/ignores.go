package tfconfig

import (
	"bytes"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"spof/estate"
)

const ignoreWord = "spof:ignore"

// findIgnores reads the comments that accept findings.
func (f *file) findIgnores(name string, src []byte) {
	if !bytes.Contains(src, []byte(ignoreWord)) {
		return
	}
	tokens, _ := hclsyntax.LexConfig(src, name, hcl.InitialPos)
	for _, t := range tokens {
		if t.Type != hclsyntax.TokenComment {
			continue
		}
		comment := strings.TrimLeft(string(t.Bytes), "#/* \t")
		rest, ok := strings.CutPrefix(comment, ignoreWord)
		if !ok {
			continue
		}
		rule, why, _ := strings.Cut(strings.TrimRight(rest, "*/ \t\r\n"), "--")
		rule, why = strings.TrimSpace(rule), strings.TrimSpace(why)
		origin := f.origin(t.Range)
		if rule == "" || why == "" {
			f.gaps = append(f.gaps, estate.Gap{
				What:   "comment " + quoted(strings.TrimSpace(comment)),
				Why:    "it accepts a finding without giving a rule and a reason, so it accepts nothing",
				Advice: "write: # " + ignoreWord + " RULE -- REASON",
				Origin: origin,
			})
			continue
		}
		f.ignores = append(f.ignores, estate.Ignore{Rule: rule, Reason: why, Origin: origin})
	}
}
