package tfconfig

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// A run is one of the two evaluations of the same tree. They differ in the
// identities only, which stand in opposite order: what comes out differently
// rests on a choice that nobody can know before apply.
type run bool

const (
	firstRun  run = false
	secondRun run = true
)

// mint makes the tokens of one resource's identities. The second run turns
// round those of the first.
func (ev *evaluator) mint(address string) Mint {
	return func(attribute string) string {
		of := inventory.Reference{Address: address, Attribute: attribute}
		if t, ok := ev.minted[of]; ok {
			return t
		}
		if ev.first != nil {
			if t, ok := ev.first.minted[of]; ok {
				return ev.keep(complement(t), of)
			}
		}
		for salt := 0; ; salt++ {
			t := inventory.NewToken(of, salt)
			if (ev.run == secondRun) != ev.opts.Opposite {
				t = complement(t)
			}
			if ev.ids.Add(t, of) {
				return ev.keep(t, of)
			}
		}
	}
}

func (ev *evaluator) keep(token string, of inventory.Reference) string {
	ev.ids.Add(token, of)
	ev.minted[of] = token
	return token
}

// complement turns the token of one run into that of the other: each digit
// becomes what it lacks to fifteen, which reverses the order of any two.
func complement(token string) string {
	out := []byte(token)
	const digits = "0123456789abcdef"
	for i := range out {
		out[i] = digits[15-strings.IndexByte(digits, out[i])]
	}
	return string(out)
}

// register remembers which attribute each identity stands for: to print it as
// a reference, and to recognise it in the other run.
func (ev *evaluator) register(address string, filled map[string]cty.Value) {
	for _, name := range sortedKeys(filled) {
		bare, _ := filled[name].UnmarkDeep()
		ev.leaf(inventory.Reference{Address: address, Attribute: name}, bare)
	}
}

func (ev *evaluator) leaf(of inventory.Reference, v cty.Value) {
	switch {
	case !v.IsKnown() || v.IsNull():
	case v.Type() == cty.String:
		ev.remember(of, v.AsString())
	case isMapping(v):
		for name, inner := range v.AsValueMap() {
			ev.leaf(inventory.Reference{Address: of.Address, Attribute: of.Attribute + "." + name}, inner)
		}
	case v.CanIterateElements():
		for i, inner := range ev.ids.Elements(v) {
			ev.leaf(inventory.Reference{Address: of.Address, Attribute: of.Attribute + "[" + strconv.Itoa(i) + "]"}, inner)
		}
	}
}

// remember notes the text of one identity.
func (ev *evaluator) remember(of inventory.Reference, s string) {
	if !ev.ids.Holds(s) {
		return
	}
	if _, again := ev.leaves[of]; !again {
		ev.of[of.Address] = append(ev.of[of.Address], of)
	}
	ev.leaves[of] = s
	if old, ok := ev.whole[s]; !ok || of.Attribute == "id" && old.Address == of.Address {
		ev.whole[s] = of
	}
}

// owners names the attributes whose identities a string holds.
func (ev *evaluator) owners(s string) []string {
	if of, ok := ev.whole[s]; ok {
		return []string{of.String()}
	}
	var out []string
	ev.ids.Replace(s, func(_ string, of inventory.Reference) string {
		out = append(out, of.String())
		return ""
	})
	return out
}

// keyText writes an instance key. One that is made of identities is written as
// the references that it is made of.
func (ev *evaluator) keyText(key cty.Value) string {
	if key == cty.NilVal {
		return ""
	}
	s, _ := text(key)
	if key.Type() != cty.String || !ev.ids.Holds(s) {
		return indexText(key)
	}
	if whole, ok := ev.whole[s]; ok {
		return "[" + whole.String() + "]"
	}
	return "[" + ev.quotedWith(s) + "]"
}

// quotedWith quotes a string, with a reference in the place of each identity.
func (ev *evaluator) quotedWith(s string) string {
	var refs []string
	hide := func(text string, of inventory.Reference) {
		if strings.Contains(s, text) {
			s = strings.ReplaceAll(s, text, "\x00"+strconv.Itoa(len(refs))+"\x00")
			refs = append(refs, "${"+of.String()+"}")
		}
	}
	for _, of := range ev.held(s) {
		hide(ev.leaves[of], of)
	}
	s = ev.ids.Replace(s, func(_ string, of inventory.Reference) string {
		refs = append(refs, "${"+of.String()+"}")
		return "\x00" + strconv.Itoa(len(refs)-1) + "\x00"
	})
	out := quoted(s)
	for i, ref := range refs {
		out = strings.ReplaceAll(out, `\x00`+strconv.Itoa(i)+`\x00`, ref)
	}
	return out
}

// held returns the identities that a string holds whole, the longest first: an
// ARN before the name in it.
func (ev *evaluator) held(s string) []inventory.Reference {
	var out []inventory.Reference
	seen := map[string]bool{}
	ev.ids.Replace(s, func(_ string, token inventory.Reference) string {
		if seen[token.Address] {
			return ""
		}
		seen[token.Address] = true
		for _, of := range ev.of[token.Address] {
			if strings.Contains(s, ev.leaves[of]) {
				out = append(out, of)
			}
		}
		return ""
	})
	slices.SortStableFunc(out, func(a, b inventory.Reference) int {
		return cmp.Or(cmp.Compare(len(ev.leaves[b]), len(ev.leaves[a])), cmp.Compare(ev.preference(a), ev.preference(b)), cmp.Compare(a.Attribute, b.Attribute))
	})
	return out
}

// preference puts the id before other attributes that are the same string.
func (ev *evaluator) preference(of inventory.Reference) int {
	if of.Attribute == "id" {
		return 0
	}
	return 1
}
