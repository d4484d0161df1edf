package aws

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// hide has no text of the estate hold an identity that was made up, or a
// secret: what is in the estate may be shown.
//
// Facts that must not be shown are kept from being texts where they are read;
// this is the one place that holds for all others.
func (m *model) hide() {
	secrets := secretsOf(m.inv)
	if len(secrets) == 0 && m.inv.Identities == nil {
		return
	}
	hidden := hiding(secrets)
	f := func(s string) string { return hidden.Replace(m.shown(s)) }
	for _, r := range m.out {
		r.Rewrite(f)
	}
	for i := range m.gaps {
		m.gaps[i].Rewrite(f)
	}
}

// hiding replaces secrets, which stand from the longest to the shortest. It
// looks for all of them at once: an estate may have thousands.
func hiding(secrets []string) *strings.Replacer {
	pairs := make([]string, 0, 2*len(secrets))
	for _, s := range secrets {
		pairs = append(pairs, s, "(sensitive)")
	}
	return strings.NewReplacer(pairs...)
}

// leastSecret is how long a text must be to be looked for within others: a
// shorter one is in everything.
const leastSecret = 4

// secretWord begins the words that [Reduce] puts in the place of secrets.
const secretWord = "concealed-"

var reducedTo = regexp.MustCompile(secretWord + `\d+`)

// secretsOf gathers what is sensitive wherever it stands, the longest first.
// What also stands where it is not, or in an address, is none.
func secretsOf(inv *inventory.Inventory) []string {
	hidden, open := map[string]bool{}, map[string]bool{}
	for _, r := range inv.Resources {
		if r.Values != cty.NilVal {
			sortTexts(r.Values, false, hidden, open)
		}
	}
	var out []string
	for s := range hidden {
		if !open[s] {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return withoutNames(out, inv.Resources)
}

// withoutNames leaves out what stands in addresses.
func withoutNames(secrets []string, resources []*inventory.Resource) []string {
	if len(secrets) == 0 {
		return nil
	}
	hidden := hiding(secrets)
	for _, r := range resources {
		if hidden.Replace(r.Address) == r.Address {
			continue
		}
		secrets = slices.DeleteFunc(secrets, func(s string) bool { return strings.Contains(r.Address, s) })
		hidden = hiding(secrets)
	}
	return secrets
}

// sortTexts puts each known text in a value with the hidden or the open ones.
func sortTexts(v cty.Value, secret bool, hidden, open map[string]bool) {
	v, marks := v.Unmark()
	secret = secret || marksOf(marks).sensitive
	switch {
	case !v.IsKnown() || v.IsNull():
	case v.Type() == cty.String && !secret:
		open[v.AsString()] = true
	case v.Type() == cty.String && len(v.AsString()) >= leastSecret:
		hidden[v.AsString()] = true
		for _, word := range reducedTo.FindAllString(v.AsString(), -1) {
			hidden[word] = true
		}
	case v.CanIterateElements():
		for it := v.ElementIterator(); it.Next(); {
			_, element := it.Element()
			sortTexts(element, secret, hidden, open)
		}
	}
}

// anARN matches an ARN, up to what cannot be in one.
var anARN = regexp.MustCompile(`\barn:aws[a-z-]*:[^\s"',]+`)

// shown is how a text that may hold a synthetic identity is printed.
func (m *model) shown(s string) string {
	if !m.inv.Identities.Holds(s) {
		return s
	}
	out := s
	for _, arn := range anARN.FindAllString(s, -1) { // its account number is made up too
		m.inv.Identities.Replace(arn, func(_ string, of inventory.Reference) string {
			out = strings.ReplaceAll(out, arn, of.String())
			return ""
		})
	}
	out = m.inv.Identities.Replace(out, func(_ string, of inventory.Reference) string { return of.String() })
	if out == s { // it is under base64
		return "(known after apply)"
	}
	return out
}
