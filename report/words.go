package report

import (
	"strconv"
	"strings"
)

// count says how many there are of something: "1 gap", "3 gaps". The plural is
// the singular with an s unless it is given.
func count(n int, singular string, plural ...string) string {
	if n == 1 {
		return "1 " + singular
	}
	word := singular + "s"
	if len(plural) > 0 {
		word = plural[0]
	}
	return strconv.Itoa(n) + " " + word
}

// verb picks the form that goes with a number: "1 takes", "3 take".
func verb(n int, singular, plural string) string {
	if n == 1 {
		return singular
	}
	return plural
}

// list joins names as one says them: "a", "a and b", "a, b and 3 more". At most
// shown of them are named.
func list(names []string, shown int) string {
	if len(names) > shown && len(names) > shown+1 {
		return strings.Join(names[:shown], ", ") + " and " + strconv.Itoa(len(names)-shown) + " more"
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
