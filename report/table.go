package report

import "strings"

// A table lays the first screen out: side by side where that fits, else one
// answer below the other.
type table struct {
	asked   string
	name    int
	columns [3]int
	stacked bool
}

// questions are the heads of the columns; all ask whether the service survives.
func questions() [3]string { return [3]string{"any resource?", "any zone?", "a region?"} }

const (
	between  = 2  // columns between two cells
	nameRoom = 12 // with fewer columns for the names, the table is stacked
)

// asked is the question above the names, as long as there is room for it.
func asked(room int) string {
	switch {
	case room >= len("survives the loss of"):
		return "survives the loss of"
	case room >= len("survives losing"):
		return "survives losing"
	default:
		return "survives"
	}
}

// newTable fits the columns to what they hold. A name that is too long for its
// column stands on a line of its own.
func newTable(room int, rows []row) table {
	t := table{}
	left := room - 2
	for i, q := range questions() {
		t.columns[i] = width(q)
		for _, r := range rows {
			t.columns[i] = max(t.columns[i], width(r.cells[i].String()))
		}
		left -= between + t.columns[i]
	}
	t.stacked = left < nameRoom
	t.asked = asked(left)
	t.name = width(t.asked)
	for _, r := range rows {
		if n := width(r.name); n <= left {
			t.name = max(t.name, n)
		}
	}
	return t
}

func (t table) header(p *page) {
	if t.stacked {
		return
	}
	cells := []string{"  " + pad(t.asked, t.name)}
	for i, q := range questions() {
		cells = append(cells, pad(q, t.columns[i]))
	}
	line := strings.Join(cells, strings.Repeat(" ", between))
	p.line(p.ink.faint.Render(strings.TrimRight(line, " ")))
}

func (t table) row(p *page, r row) {
	if t.stacked {
		t.stack(p, r)
		return
	}
	name := r.name
	if width(name) > t.name {
		p.wrap("  ", 4, p.ink.strong, name)
		name = ""
	}
	cells := []string{"  " + p.ink.strong.Render(pad(name, t.name))}
	for i, c := range r.cells {
		said := c.String()
		cells = append(cells, p.ink.outcome(c).Render(said)+strings.Repeat(" ", t.columns[i]-width(said)))
	}
	p.line(strings.Join(cells, strings.Repeat(" ", between)))
}

func (t table) stack(p *page, r row) {
	p.wrap("  ", 4, p.ink.strong, r.name)
	for i, q := range questions() {
		c := r.cells[i]
		p.wrap(indent+p.ink.faint.Render(pad(q, 15)), len(indent)+15, p.ink.outcome(c), c.String())
	}
}
