package tfconfig

import "fmt"

// maxNesting is how deep brackets may stand inside each other. Parsing and
// evaluating go down one level of the stack, or several, for each.
const maxNesting = 500

// checkNesting refuses a file whose brackets could exhaust the stack. It
// counts what closes wherever it stands, so it may let through a file that
// hides brackets in strings, of which the parser's cost is one level each.
func checkNesting(src []byte) error {
	depth, deepest := 0, 0
	for _, c := range src {
		switch c {
		case '(', '[', '{':
			depth++
			deepest = max(deepest, depth)
		case ')', ']', '}':
			depth = max(0, depth-1)
		}
	}
	if deepest > maxNesting {
		return fmt.Errorf("brackets stand more than %d deep inside each other", maxNesting)
	}
	return nil
}
