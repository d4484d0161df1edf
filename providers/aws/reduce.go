package aws

import (
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/providers/aws/schema"
)

// Reduce returns an inventory that means the same and holds no secret: of each
// text that is sensitive only the links are kept that are found in it, and a
// word in its place that stands for it wherever else it turns up. Numbers and
// what is true or false stay, as does a text that also stands where it is not
// sensitive. Sets are lists then, in the order in which they are read.
//
// The inventory that it is given does not change.
func Reduce(inv *inventory.Inventory) *inventory.Inventory {
	x := newReducer(inv)
	out := *inv
	out.Resources = make([]*inventory.Resource, len(inv.Resources))
	for i, r := range inv.Resources {
		out.Resources[i] = x.resource(r)
	}
	if inv.Before != nil {
		out.Before = Reduce(inv.Before)
	}
	return &out
}

// A reducer knows the secrets of an inventory, and what stands for each.
type reducer struct {
	index  *index
	names  map[string]bool   // of resources, whatever their type
	words  map[string]string // that stand for secrets
	word   *strings.Replacer // puts each in the place of its secret
	kept   *strings.Replacer // puts what is kept of each in the place of its secret
	schema *schema.Provider
}

func newReducer(inv *inventory.Inventory) *reducer {
	x := &reducer{schema: schema.New(), names: map[string]bool{}, words: map[string]string{}}
	x.index = newIndex(inv, x.schema)
	for key := range x.index.byName {
		_, name, _ := strings.Cut(key, " ")
		x.names[name] = true
	}
	open := newIndex(withoutSecrets(inv), x.schema)
	var words, kept []string
	for _, s := range secretsOf(inv) {
		if !x.isPublic(s, open) {
			x.words[s] = secretWord + strconv.Itoa(len(x.words)+1)
			words = append(words, s, x.words[s])
		}
	}
	x.word = strings.NewReplacer(words...)
	for i := 0; i < len(words); i += 2 {
		kept = append(kept, words[i], x.text(words[i]))
	}
	x.kept = strings.NewReplacer(kept...)
	return x
}

// isPublic reports whether a text that is marked as sensitive tells no more than
// AWS's documentation, or than what names another resource where it is open.
func (x *reducer) isPublic(s string, open *index) bool {
	switch {
	case isVocabulary(s, x.schema), len(open.byIdentity[fold(s)]) > 0:
		return true
	case len(x.index.byIdentity[fold(s)]) == 0:
		return false
	}
	return x.index.ids.Holds(s) || strings.ContainsAny(s, ":/") // others name a part of it
}

// resource reduces a resource.
func (x *reducer) resource(r *inventory.Resource) *inventory.Resource {
	out := *r
	if r.Values != cty.NilVal {
		out.Values = rewritten(r, r.Values, "", x.attribute)
	}
	out.Settles = x.listed(r.Settles)
	if r.Unknown != nil {
		out.Unknown = make(map[string][]string, len(r.Unknown))
		for path, by := range r.Unknown {
			out.Unknown[path] = x.listed(by)
		}
	}
	return &out
}

func (x *reducer) listed(texts []string) []string {
	var out []string
	for _, s := range texts {
		out = append(out, x.kept.Replace(s))
	}
	return out
}

// attribute is what is kept of a text of an attribute.
func (x *reducer) attribute(name, s string, sensitive bool) string {
	if _, secret := x.words[s]; !secret || !sensitive {
		return x.inPlace(s)
	}
	switch name {
	case "user_data", "user_data_base64":
		return x.script(s)
	case "container_definitions":
		return x.definitions(s)
	}
	return x.text(s)
}

// inPlace puts the words for secrets into a text that may hold some, under
// base64 too.
func (x *reducer) inPlace(s string) string {
	if plain, encoded := inventory.Decoded(s); encoded {
		if kept := x.kept.Replace(plain); kept != plain {
			return base64.StdEncoding.EncodeToString([]byte(kept))
		}
	}
	return x.kept.Replace(s)
}

// withoutSecrets returns an inventory in which there is no sensitive text.
func withoutSecrets(inv *inventory.Inventory) *inventory.Inventory {
	out := *inv
	out.Resources = make([]*inventory.Resource, len(inv.Resources))
	for i, r := range inv.Resources {
		open := *r
		if r.Values != cty.NilVal {
			open.Values = rewritten(r, r.Values, "", func(_, s string, sensitive bool) string {
				if sensitive {
					return ""
				}
				return s
			})
		}
		out.Resources[i] = &open
	}
	return &out
}
