package estate

import "strings"

// compareAddress orders addresses so that x[2] stands before x[10].
func compareAddress(a, b string) int {
	for a != "" && b != "" {
		na, ra := chunk(a)
		nb, rb := chunk(b)
		if c := compareChunk(na, nb); c != 0 {
			return c
		}
		a, b = ra, rb
	}
	return len(a) - len(b)
}

// chunk splits off the leading run of digits or of other characters.
func chunk(s string) (head, rest string) {
	digits := digit(s[0])
	i := 1
	for i < len(s) && digit(s[i]) == digits {
		i++
	}
	return s[:i], s[i:]
}

func compareChunk(a, b string) int {
	if digit(a[0]) && digit(b[0]) {
		ta, tb := strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
		if len(ta) != len(tb) {
			return len(ta) - len(tb)
		}
		if c := strings.Compare(ta, tb); c != 0 {
			return c
		}
	}
	return strings.Compare(a, b)
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// CompareAddresses orders addresses so that x[2] stands before x[10].
func CompareAddresses(a, b string) int { return compareAddress(a, b) }
