// Package bounds refuses what would exhaust the stack, the memory or the
// patience of whoever reads it, before it does: Go cannot recover from an
// exhausted stack, and neither hcl nor cty has limits of its own.
//
// It knows HCL's syntax. It knows neither Terraform nor files.
package bounds

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// What one text may have. Configurations have far less.
const (
	// maxBrackets is how deep brackets, quotes and templates may stand inside
	// each other. Parsing and evaluating go down several levels of the stack for
	// each.
	maxBrackets = 500
	// maxLevels is how deep operators, indexes and control sequences may stand
	// on each other in one expression: one level of the stack for each.
	maxLevels = 10_000
	// maxPieces is how many lines, escapes and sequences one template may have:
	// hcl takes time by their square.
	maxPieces = 20_000
	// maxSource is how many bytes a text may have. A token takes some hundred.
	maxSource = 8 << 20
	// plenty is how many brackets a text has at least in which some that stand in
	// strings could hide how deep the others are.
	plenty = 20_000
)

// CheckConfig returns an error that names the limit which a file of
// configuration is beyond.
func CheckConfig(src []byte) error { return check(src, hclsyntax.LexConfig) }

// CheckExpression does so for an expression.
func CheckExpression(src []byte) error { return check(src, hclsyntax.LexExpression) }

// CheckTemplate does so for a template.
func CheckTemplate(src []byte) error { return check(src, hclsyntax.LexTemplate) }

type lexer func(src []byte, name string, start hcl.Pos) (hclsyntax.Tokens, hcl.Diagnostics)

// check looks at the tokens only where the bytes could be beyond a limit: to
// tell tokens apart takes a third of the time that parsing takes.
func check(src []byte, lex lexer) error {
	if len(src) > maxSource {
		return errSource
	}
	switch r := roughly(src); {
	case r.deepest > maxBrackets:
		return errBrackets
	case r.digits <= MaxDigits && r.open <= plenty && r.links <= maxLevels && r.links+r.pieces <= maxPieces:
		return nil
	}
	tokens, _ := lex(src, "", hcl.InitialPos)
	return newCounter().count(tokens)
}

// A rough is what the bytes of a text say of its tokens: no less than there is,
// but for what stands in strings and closes brackets.
type rough struct{ open, deepest, links, pieces, digits int }

func roughly(src []byte) rough {
	var r rough
	depth, digits := 0, 0
	for _, c := range src {
		if '0' <= c && c <= '9' {
			digits++
			r.digits = max(r.digits, digits)
			continue
		}
		digits = 0
		switch c {
		case '[':
			r.links++
			fallthrough
		case '(', '{':
			r.open++
			depth++
			r.deepest = max(r.deepest, depth)
		case ')', ']', '}':
			depth = max(0, depth-1)
		case '+', '-', '*', '/', '%', '!', '?', '&', '|', '=', '<', '>':
			r.links++
		case '\n', '$':
			r.pieces++
		}
	}
	return r
}

var (
	errSource   = fmt.Errorf("it is larger than the limit of %d bytes", maxSource)
	errBrackets = fmt.Errorf("brackets stand deeper inside each other than the limit of %d", maxBrackets)
	errLevels   = fmt.Errorf("operators and indexes of an expression stand deeper on each other than the limit of %d", maxLevels)
	errPieces   = fmt.Errorf("a template has more than the limit of %d lines, escapes and sequences", maxPieces)
)
