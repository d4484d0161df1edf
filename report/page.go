package report

import (
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"

	"spof/analysis"
)

// The narrowest and the widest page. Below the first nothing can be laid out;
// beyond the second the eye loses the line.
const (
	narrowest   = 40
	widest      = 140
	usual       = 80
	indent      = "    "
	labelColumn = 12 // the width of "mend first" and its like
)

// A page collects lines that fit its width.
type page struct {
	out   strings.Builder
	width int
	ink   ink
	// costs are those that were shown, until a note has told what they are.
	costs     []*analysis.Cost
	costsTold bool
}

func newPage(width int, color bool) *page {
	if width == 0 {
		width = usual
	}
	return &page{width: min(max(width, narrowest), widest), ink: newInk(color)}
}

// writeTo writes what the page holds, and says what was being written when it
// cannot.
func (p *page) writeTo(w io.Writer) error {
	if _, err := io.WriteString(w, p.out.String()); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// line adds one line, without what nobody would see at its end.
func (p *page) line(parts ...string) {
	p.out.WriteString(strings.TrimRight(strings.Join(parts, ""), " "))
	p.out.WriteByte('\n')
}

// gap adds an empty line.
func (p *page) gap() { p.out.WriteByte('\n') }

// wrap adds a text over as many lines as it needs: the first begins with head,
// the others are indented by hang columns.
func (p *page) wrap(head string, hang int, paint lipgloss.Style, text string) {
	first := width(head)
	for i, l := range fold(text, p.width-first, p.width-hang) {
		if i == 0 {
			p.line(head, paint.Render(l))
			continue
		}
		p.line(strings.Repeat(" ", hang), paint.Render(l))
	}
}

// labelled adds a text under a label that stands in a column of its own.
func (p *page) labelled(label, text string) {
	head := indent + p.ink.faint.Render(pad(label, labelColumn))
	p.wrap(head, len(indent)+labelColumn, p.ink.plain, text)
}

// under adds a text that belongs to the one above it in the same column.
func (p *page) under(text string) {
	hang := len(indent) + labelColumn + 2
	p.wrap(strings.Repeat(" ", hang), hang, p.ink.plain, text)
}

// width returns how many columns a text takes, colours not counted.
func width(s string) int {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return lipgloss.Width(s)
		}
	}
	return len(s) // nearly every word is plain, and this takes no time
}

// pad fills a text up to n columns.
func pad(s string, n int) string {
	return s + strings.Repeat(" ", max(0, n-width(s)))
}
