package inventory

import (
	"strconv"
	"strings"
)

// addressPrefix begins every address that stands for a token.
const addressPrefix = "24"

// Address returns the IPv4 address that stands for a token where the shape of
// the identity leaves no room for the token itself. It lies in 240.0.0.0/4,
// which is reserved, so no real address is taken for it.
func Address(token string) string {
	const digits = 7
	if len(token) < digits {
		return ""
	}
	n, err := strconv.ParseUint(token[len(token)-digits:], 16, 32)
	if err != nil {
		return ""
	}
	parts := []string{
		addressPrefix + strconv.FormatUint(n>>24%10, 10),
		strconv.FormatUint(n>>16&0xff, 10),
		strconv.FormatUint(n>>8&0xff, 10),
		strconv.FormatUint(n&0xff, 10),
	}
	return strings.Join(parts, ".")
}

// leadingAddress returns the digits and dots that s begins with.
func leadingAddress(s string) string {
	for i := range len(s) {
		if !inAddress(s[i]) {
			return strings.TrimRight(s[:i], ".")
		}
	}
	return strings.TrimRight(s, ".")
}

func inAddress(c byte) bool { return c == '.' || '0' <= c && c <= '9' }
