package tfconfig

import (
	"cmp"
	"slices"
	"strings"

	"spof/inventory"
)

// A pair is one number as each run has it.
type pair struct{ first, second string }

// newUnifier finds what the identities of the runs hold beside tokens.
func newUnifier(a, b *evaluator) unifier {
	u := unifier{ids: a.ids, hidden: map[string][]pair{}}
	for of, first := range a.leaves {
		second, ok := b.leaves[of]
		if renamed := u.ids.Rename(first, complement); ok && renamed != second {
			u.hide(of.Address, renamed, second)
		}
	}
	for _, pairs := range u.hidden {
		slices.SortFunc(pairs, func(x, y pair) int {
			return cmp.Or(-cmp.Compare(len(x.first), len(y.first)), cmp.Compare(x.first, y.first))
		})
	}
	return u
}

// hide finds the numbers in which two identities still differ.
func (u unifier) hide(address, a, b string) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		p := pair{digits(a[i:]), digits(b[j:])}
		switch {
		case p.first != "" && p.second != "":
			i, j = i+len(p.first), j+len(p.second)
			if p.first != p.second && !slices.Contains(u.hidden[address], p) {
				u.hidden[address] = append(u.hidden[address], p)
			}
		case a[i] != b[j]:
			return
		default:
			i, j = i+1, j+1
		}
	}
}

// digits returns the number that s begins with, or "".
func digits(s string) string {
	end := 0
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	return s[:end]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// renamed writes a string of the first run as the second run has it.
func (u unifier) renamed(s string) string {
	var hidden []pair
	out := u.ids.Rename(s, complement)
	if out == s || len(u.hidden) == 0 {
		return out
	}
	u.ids.Replace(s, func(_ string, of inventory.Reference) string {
		hidden = append(hidden, u.hidden[of.Address]...)
		return ""
	})
	for _, p := range hidden {
		out = strings.ReplaceAll(out, p.first, p.second)
	}
	return out
}
