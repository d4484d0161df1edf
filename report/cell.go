package report

import (
	"strconv"
	"strings"

	"spof/analysis"
	"spof/estate"
)

// cellRoom is how many columns a cell may take: with more, the first screen
// does not fit 80.
const cellRoom = 21

// A cell says what one kind of loss does to a service.
type cell struct {
	worst     analysis.Outcome // among the proven
	inPart    bool             // whether the worst is only down in part
	names     []string         // what does the worst
	undecided int
	touched   bool
	units     bool
}

func newCell(outcomes []analysis.EventOutcome, units bool) cell {
	c := cell{touched: len(outcomes) > 0, units: units}
	for _, o := range outcomes {
		if o.Verdict == analysis.Undecided {
			c.undecided++
			continue
		}
		switch {
		case o.Outcome > c.worst:
			c.worst, c.inPart, c.names = o.Outcome, o.InPart, []string{eventName(o.Event)}
		case o.Outcome == c.worst:
			c.inPart = c.inPart && o.InPart
			c.names = append(c.names, eventName(o.Event))
		}
	}
	return c
}

// eventName names what fails as a cell has room for it.
func eventName(e analysis.Event) string {
	switch {
	case e.Kind == analysis.ZoneOfEvent:
		return "zone of " + e.Name[strings.LastIndexByte(e.Name, '.')+1:]
	case e.Kind == analysis.RegionEvent && (e.Name == estate.SymbolicRegion || e.Name == estate.UnknownRegion):
		return "its region"
	}
	return e.Name
}

// String says it in a few words, such as "✗ us-east-1a" or "✗ 3 take it down".
// It names what fails where there is room, and counts it where there is none.
func (c cell) String() string {
	if c.worst == analysis.Survives {
		return c.fine()
	}
	if named := c.words(strings.Join(c.names, ", "), ""); !c.units && width(named) <= cellRoom {
		return named
	}
	return c.words(strconv.Itoa(len(c.names)), verb(len(c.names), " takes it down", " take it down"))
}

// words says what who does; down is said where it would not be understood.
func (c cell) words(who, down string) string {
	n := len(c.names)
	out := mark(c.worst) + " " + who
	switch c.worst {
	case analysis.Down:
		if !c.inPart {
			out += down
		}
	case analysis.Recovers:
		out += " by hand"
	case analysis.Heals:
		out += verb(n, " heals", " heal")
	case analysis.Degrades:
		out += verb(n, " degrades", " degrade")
	case analysis.Survives:
	}
	if c.inPart {
		out += " in part"
	}
	return out
}

// mark is the sign of an outcome.
func mark(o analysis.Outcome) string {
	switch o {
	case analysis.Down:
		return "✗"
	case analysis.Recovers:
		return "!"
	case analysis.Heals, analysis.Degrades:
		return "~"
	case analysis.Survives:
	}
	return "✓"
}

// fine is for a service that survives all that is proven.
func (c cell) fine() string {
	switch {
	case c.undecided > 0:
		return "? " + strconv.Itoa(c.undecided) + " undecided"
	case !c.touched && !c.units:
		return "– in none"
	default:
		return "✓ yes"
	}
}
