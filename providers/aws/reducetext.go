package aws

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws/arn"

	"spof/inventory"
)

// text is what is kept of a secret: what it names, that it calls an address
// outside of AWS, and the word that stands for it. Of the name of a resource
// that is the word alone.
func (x *reducer) text(s string) string {
	word := x.words[s]
	if x.names[s] || len(x.index.byIdentity[fold(s)]) > 0 {
		return word
	}
	if address := outside(s); address != "" {
		return x.sameRegion(s, x.word.Replace(address)+"?"+strings.Join(append(x.parts(s), word), "&"), "&")
	}
	return x.sameRegion(s, strings.Join(append(x.parts(s), word), " "), " ")
}

// parts are the parts of a text that name something, each once.
func (x *reducer) parts(s string) []string {
	var out []string
	for _, part := range x.index.parts(s) {
		if text := x.word.Replace(part.text); !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// outside is what is kept of the address of something outside of AWS, "" where
// a text is none.
func outside(s string) string {
	u, err := url.Parse(s)
	if err != nil || !strings.HasPrefix(s, "http") || !isOutside(s) {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// script is what is kept of a script: what it names, and what of that it gives
// to the program that it starts, on a line for each.
func (x *reducer) script(s string) string {
	if hash.MatchString(s) {
		return strings.Repeat("0", len(s))
	}
	plain, encoded := inventory.Decoded(s)
	if !encoded {
		plain = s
	}
	lines := []string{strings.Join(append([]string{"#", x.words[s]}, x.parts(plain)...), " ")}
	for _, match := range assignment.FindAllStringSubmatch(plain, -1) {
		if kept := x.assigned(match[1]); kept != "" {
			lines = append(lines, "X="+kept)
		}
	}
	return x.sameRegion(plain, strings.Join(lines, "\n"), "\n# ")
}

// definitions is what is kept of container definitions: of each of their texts
// what is kept of an environment, under a key that says whether it is one.
func (x *reducer) definitions(s string) string {
	if !json.Valid([]byte(s)) {
		return x.text(s)
	}
	out := []map[string]string{{"name": x.words[s]}}
	for _, t := range containerStrings(sourced{text: s}) {
		key := map[string]string{"environment": "value", "definition": "name"}[t.what]
		if kept := x.assigned(t.text); kept != "" {
			out = append(out, map[string]string{key: kept})
		}
	}
	kept, err := json.Marshal(out)
	if err != nil {
		return x.words[s] // a map of texts can be written
	}
	return string(kept)
}

// assigned is what is kept of a text within a larger one, which has its own
// word: "" where it is of no consequence.
func (x *reducer) assigned(s string) string {
	parts := x.parts(s)
	switch address := outside(s); {
	case x.names[s]:
		return x.word.Replace(s)
	case address != "":
		return x.sameRegion(s, x.word.Replace(address)+"?"+strings.Join(parts, "&"), "&")
	case len(parts) == 0:
		return ""
	}
	return x.sameRegion(s, strings.Join(parts, ",")+",", "")
}

// sameRegion has what is kept of a text mean the same region as the text: that
// of its last ARN, whether it names anything or not.
func (x *reducer) sameRegion(s, kept, between string) string {
	region, told := lastRegion(s)
	have, has := lastRegion(kept)
	switch {
	case told && (!has || have != region):
		return kept + between + "arn:::" + region + "::"
	case !told && has:
		return kept + between + "arn:"
	}
	return kept
}

// lastRegion is the region that the last ARN of a text is of.
func lastRegion(s string) (region string, told bool) {
	for _, token := range arnsIn(s) {
		if named, err := arn.Parse(token); err == nil {
			return named.Region, true
		}
	}
	return "", false
}
