package tfconfig

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// maxOperators is how many operators a file may have. A chain of them takes one
// level of the stack for each.
const maxOperators = 100_000

// suspicious is the size from which on a file could have that many.
const suspicious = 200_000

// checkOperators refuses a file with a chain of operators that could exhaust
// the stack.
func checkOperators(src []byte) error {
	if len(src) < suspicious {
		return nil
	}
	tokens, _ := hclsyntax.LexConfig(src, "", hcl.InitialPos)
	count := 0
	for _, t := range tokens {
		if isOperator(t.Type) {
			count++
		}
	}
	if count > maxOperators {
		return fmt.Errorf("it has more than %d operators", maxOperators)
	}
	return nil
}

func isOperator(t hclsyntax.TokenType) bool {
	switch t {
	case hclsyntax.TokenPlus, hclsyntax.TokenMinus, hclsyntax.TokenStar, hclsyntax.TokenSlash, hclsyntax.TokenPercent,
		hclsyntax.TokenBang, hclsyntax.TokenQuestion, hclsyntax.TokenAnd, hclsyntax.TokenOr,
		hclsyntax.TokenEqualOp, hclsyntax.TokenNotEqual, hclsyntax.TokenLessThan, hclsyntax.TokenGreaterThan,
		hclsyntax.TokenLessThanEq, hclsyntax.TokenGreaterThanEq:
		return true
	default:
		return false
	}
}

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
