package functions_test

import "regexp"

// departures are the calls that we answer in another way than Terraform 1.11
// on purpose, as patterns that match the whole call.
var departures = []struct {
	calls *regexp.Regexp
	why   string
}{
	{regexp.MustCompile(`element\((\[.*\]|sensitive\(\[.*\]\)), -[14]\)`), "Terraform 1.11 crashes on a tuple and a negative index; later ones count from the end"},
	{regexp.MustCompile(`signum\(.*[.e/].*\)|signum\(9+\)`), "later versions take any number, 1.11 whole ones below 2^63"},
	{regexp.MustCompile(`format(list)?\("%.*", ("x", )?null\)`), "later versions format a null, in 1.11 the result is unknown"},
}

// departs returns why expr is answered in another way, and whether it is.
func departs(expr string) (why string, ok bool) {
	for _, d := range departures {
		if d.calls.FindString(expr) == expr {
			return d.why, true
		}
	}
	return "", false
}
