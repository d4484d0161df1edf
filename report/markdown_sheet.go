package report

import (
	"fmt"
	"io"
	"strings"
)

// What a comment on GitHub may hold is 65,536 characters; sheetRoom leaves some
// for the words that close what was opened.
const (
	sheetRoom  = 63_000
	sheetLimit = 65_000
)

// A sheet collects Markdown until its room is used up, and remembers what had
// to be left out.
type sheet struct {
	out  strings.Builder
	left []string // what was left out
}

// fits says whether a text can be added.
func (s *sheet) fits(text string) bool { return s.out.Len()+len(text) <= sheetRoom }

// add adds a paragraph, which is short.
func (s *sheet) add(text string) {
	if text != "" && s.out.Len()+len(text) < sheetLimit {
		s.out.WriteString(text + "\n\n")
	}
}

// A block is a list with a title, which may be folded away.
type block struct {
	title  string
	folded bool
	head   string // what stands before the items, such as the head of a table
	items  []string
	what   func(n int) string // n of the items, in words
}

// block adds as many items of a list as there is room for.
func (s *sheet) block(b block) {
	if len(b.items) == 0 {
		return
	}
	begin, end := "### "+b.title+"\n\n"+b.head, "\n"
	if b.folded {
		begin, end = "<details><summary>"+b.title+"</summary>\n\n"+b.head, "\n</details>\n\n"
	}
	if b.title == "" {
		begin = b.head
	}
	if !s.fits(begin + b.items[0] + end) {
		s.left = append(s.left, b.what(len(b.items)))
		return
	}
	s.out.WriteString(begin)
	for i, item := range b.items {
		if !s.fits(item + end) {
			s.left = append(s.left, b.what(len(b.items)-i))
			break
		}
		s.out.WriteString(item)
	}
	s.out.WriteString(end)
}

// writeTo writes the sheet, and what it has no room for.
func (s *sheet) writeTo(w io.Writer) error {
	if len(s.left) > 0 {
		s.add("Left out, for a comment has no room for more: " + list(s.left, 6) + ". `--output json` holds them all.")
	}
	if _, err := io.WriteString(w, strings.TrimRight(s.out.String(), "\n")+"\n"); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}
