package aws

import (
	"slices"
	"strings"

	"spof/inventory"
)

// A mention is a part of a text that names resources by an identity.
type mention struct {
	text string
	of   []*inventory.Resource
}

// mentions returns the resources that any part of s names by an identity, in
// the order in which they turn up.
func (ix *index) mentions(s string) []*inventory.Resource {
	var out []*inventory.Resource
	for _, part := range ix.parts(s) {
		for _, r := range part.of {
			if !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	return out
}

// parts returns the parts of s that name resources: the whole of it, ARNs, host
// names, addresses and ids, wherever they stand in a document or a script.
func (ix *index) parts(s string) []mention {
	out := ix.append(nil, s)
	for _, word := range strings.FieldsFunc(s, func(c rune) bool { return !identityRune(c) }) {
		found := ix.inWord(word)
		if len(found) == 0 {
			found = ix.tokensIn(word)
		}
		out = append(out, found...)
	}
	return out
}

// append appends a text, if it is the identity of something.
func (ix *index) append(out []mention, s string) []mention {
	if of := ix.byIdentity[fold(s)]; len(of) > 0 {
		out = append(out, mention{s, of})
	}
	return out
}

// inWord returns what of a word is an identity: all of it, or a part.
func (ix *index) inWord(word string) []mention {
	out := ix.append(nil, word)
	for _, arn := range arnsIn(word) {
		out = ix.append(out, arn)
	}
	for _, part := range strings.FieldsFunc(word, func(c rune) bool { return strings.ContainsRune(":/@_", c) }) {
		out = ix.append(out, part)
		if head, _, dotted := strings.Cut(part, "."); dotted {
			out = ix.append(out, head) // the id that an API's host name begins with
		}
	}
	return out
}

// tokensIn returns the made up identities that a word holds, of whichever
// attribute and however changed: what the index does not know.
func (ix *index) tokensIn(word string) []mention {
	var out []mention
	ix.ids.Replace(word, func(token string, of inventory.Reference) string {
		if r := ix.byAddress[of.Address]; r != nil {
			out = append(out, mention{token, []*inventory.Resource{r}})
		}
		return ""
	})
	return out
}

// arnsIn returns the ARN that a word ends in, and what it is below: an alias,
// a version, a path.
func arnsIn(word string) []string {
	i := strings.LastIndex(word, "arn:")
	if i < 0 {
		return nil
	}
	var out []string
	for arn := word[i:]; strings.Count(arn, ":") >= 5; arn = arn[:strings.LastIndexAny(arn, ":/")] {
		out = append(out, arn)
	}
	return out
}

// identityRune reports whether c may be part of an ARN, a host name or an id.
func identityRune(c rune) bool {
	switch {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		return true
	}
	return strings.ContainsRune("-.:/_@", c)
}
