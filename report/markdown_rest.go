package report

import (
	"maps"
	"strings"

	"spof/analysis"
	"spof/estate"
)

// rest folds away what is no finding: notes, what was not decided and what was
// not read.
func (m *markdown) rest() {
	undecided := block{folded: true, what: func(n int) string { return count(n, "unknown value") }}
	noted := block{folded: true, what: func(n int) string { return count(n, "note") }}
	unread := block{folded: true, what: func(n int) string { return count(n, "reason") + " why something was not read" }}
	var doubtful []*analysis.Finding
	var gaps []estate.Gap
	also := map[*analysis.Finding][]*analysis.Finding{}
	for _, v := range m.views {
		doubtful = append(doubtful, v.undecided...)
		gaps = append(gaps, v.audit.Gaps...)
		maps.Copy(also, v.also)
		for _, n := range notes(v) {
			noted.items = append(noted.items, markdownList(n.text, n.items, itemsShown))
		}
	}
	for _, d := range doubts(doubtful) {
		undecided.items = append(undecided.items, markdownList(doubtWords(d)+advice(d), each(d.findings, func(f *analysis.Finding) string {
			return doubtfulWords(f, also[f])
		}), doubtsShown))
	}
	for _, r := range remedies(gaps) {
		unread.items = append(unread.items, markdownList(remedyWords(r), each(gapLines(r.gaps), func(l gapLine) string { return l.text }), gapsShown))
	}
	undecided.title = "Undecided: " + count(len(doubtful), "question")
	noted.title = count(len(noted.items), "note")
	unread.title = "Not read: " + count(len(gaps), "thing")
	m.block(undecided)
	m.block(unread)
	m.block(noted)
}

// markdownList writes an item with others below it, of which so many are shown.
func markdownList(text string, items []string, most int) string {
	shown := head(len(items), most)
	lines := append([]string{"- " + plainly(text)}, each(items[:shown], plainly)...)
	if rest := len(items) - shown; rest > 0 {
		lines = append(lines, "and "+count(rest, "more", "more"))
	}
	return strings.Join(lines, "\n  - ") + "\n"
}
