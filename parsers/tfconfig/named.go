package tfconfig

import (
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"spof/inventory"
)

// named returns diagnostics that quote no identity: where one stood stands the
// reference to it, as the configuration has it.
func (ev *evaluator) named(diags hcl.Diagnostics) hcl.Diagnostics {
	out := make(hcl.Diagnostics, len(diags))
	for i, d := range diags {
		out[i] = d
		if summary, detail := ev.inWords(d.Summary), ev.inWords(d.Detail); summary != d.Summary || detail != d.Detail {
			told := *d
			told.Summary, told.Detail = summary, detail
			out[i] = &told
		}
	}
	return out
}

// cutToken is what is left of a token that a function cut.
var cutToken = regexp.MustCompile("(" + inventory.Token + "|" + inventory.Complement + ")[0-9a-f]*")

// inWords returns s with a reference in the place of each identity.
func (ev *evaluator) inWords(s string) string {
	for _, of := range ev.held(s) {
		s = strings.ReplaceAll(s, ev.leaves[of], of.String())
	}
	s = ev.ids.Replace(s, func(_ string, of inventory.Reference) string { return of.String() })
	return cutToken.ReplaceAllString(s, "...")
}
