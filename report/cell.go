package report

import (
	"strconv"
	"strings"

	"spof/analysis"
)

// namesRoom is how many columns a cell has for the names of what fails: with
// more, the first screen does not fit 80 columns.
const namesRoom = 14

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
	if e.Kind == analysis.ZoneOfEvent {
		name := e.Name[strings.LastIndexByte(e.Name, '.')+1:]
		return "zone of " + elide(name, namesRoom-len("zone of "))
	}
	return e.Name
}

// String says it in a few words: "✗ us-east-1a", "✗ 3 take it down", "~ 1 heals".
func (c cell) String() string {
	if c.worst == analysis.Survives {
		return c.fine()
	}
	n := len(c.names)
	who, named := strconv.Itoa(n), false
	if names := strings.Join(c.names, ", "); !c.units && width(names) <= namesRoom {
		who, named = names, true
	}
	words := mark(c.worst) + " " + who
	switch c.worst {
	case analysis.Down:
		if !named && !c.inPart {
			words += verb(n, " takes it down", " take it down")
		}
	case analysis.Recovers:
		words += " by hand"
	case analysis.Heals:
		words += verb(n, " heals", " heal")
	case analysis.Degrades:
		words += verb(n, " degrades", " degrade")
	case analysis.Survives:
	}
	if c.inPart {
		words += " in part"
	}
	return words
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
