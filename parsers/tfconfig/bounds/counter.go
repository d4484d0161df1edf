package bounds

import (
	"bytes"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// A level is what stands between two brackets, or two quotes.
type level struct {
	links  int // in the expression that is being read
	below  int // how deep the deepest is that stands in brackets in it
	most   int // how deep any expression here was
	pieces int // of the template
}

// end ends an expression.
func (l *level) end() {
	l.most = max(l.most, l.links+l.below)
	l.links, l.below = 0, 0
}

// A counter finds how deep the tree of a text is from its tokens.
type counter struct {
	levels []level
	last   hclsyntax.TokenType // before any comment
}

func newCounter() *counter { return &counter{levels: make([]level, 1, maxBrackets+1)} }

func (c *counter) count(tokens hclsyntax.Tokens) error {
	for i, t := range tokens {
		top := &c.levels[len(c.levels)-1]
		switch {
		case t.Type == hclsyntax.TokenNumberLit && len(t.Bytes) > MaxDigits:
			return errDigits
		case isOperator(t.Type):
			top.links++
		case t.Type == hclsyntax.TokenComma, endsLine(t) && c.separates(tokens, i):
			top.end()
		case t.Type == hclsyntax.TokenQuotedLit, t.Type == hclsyntax.TokenStringLit:
			top.pieces++
		case opens(t.Type):
			top.open(t.Type)
			c.levels = append(c.levels, level{})
		case closes(t.Type):
			c.close()
		}
		if err := c.beyond(); err != nil {
			return err
		}
		if t.Type != hclsyntax.TokenComment {
			c.last = t.Type
		}
	}
	return nil
}

// open notes what an opening token makes of the expression that it stands in.
func (l *level) open(t hclsyntax.TokenType) {
	switch t {
	case hclsyntax.TokenOBrack: // perhaps an index
		l.links++
	case hclsyntax.TokenTemplateControl:
		l.links++
		l.pieces++
	case hclsyntax.TokenTemplateInterp:
		l.pieces++
	default:
	}
}

func (c *counter) close() {
	if len(c.levels) == 1 {
		return
	}
	inner := &c.levels[len(c.levels)-1]
	inner.end()
	c.levels = c.levels[:len(c.levels)-1]
	outer := &c.levels[len(c.levels)-1]
	outer.below = max(outer.below, inner.most+1)
}

func (c *counter) beyond() error {
	top := &c.levels[len(c.levels)-1]
	switch {
	case len(c.levels) > maxBrackets:
		return errBrackets
	case top.links+top.below > maxLevels:
		return errLevels
	case top.pieces > maxPieces:
		return errPieces
	}
	return nil
}

func endsLine(t hclsyntax.Token) bool {
	return t.Type == hclsyntax.TokenNewline || t.Type == hclsyntax.TokenComment && bytes.HasSuffix(t.Bytes, []byte("\n"))
}

// separates reports whether the end of a line ends an expression as well. It
// does not inside of some brackets: there only what follows tells.
func (c *counter) separates(tokens hclsyntax.Tokens, i int) bool {
	if isOperator(c.last) || i+1 == len(tokens) {
		return false
	}
	switch next := tokens[i+1].Type; next {
	case hclsyntax.TokenOBrack, hclsyntax.TokenDot, hclsyntax.TokenColon, hclsyntax.TokenNewline, hclsyntax.TokenComment:
		return false
	default:
		return !isOperator(next)
	}
}

func opens(t hclsyntax.TokenType) bool {
	switch t {
	case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc,
		hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
		return true
	default:
		return false
	}
}

func closes(t hclsyntax.TokenType) bool {
	switch t {
	case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc,
		hclsyntax.TokenTemplateSeqEnd:
		return true
	default:
		return false
	}
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
