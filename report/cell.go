package report

import (
	"strconv"
	"strings"

	"spof/analysis"
)

// namesShown is how many zones or regions a cell names.
const namesShown = 2

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
		return "that of " + name
	}
	return e.Name
}

// String says it in a few words.
func (c cell) String() string {
	if c.worst == analysis.Survives {
		return c.fine()
	}
	n, who := len(c.names), ""
	if !c.units && n <= namesShown {
		who = strings.Join(c.names, ", ")
	}
	part := ""
	if c.inPart {
		part = " in part"
	}
	var words string
	switch c.worst {
	case analysis.Down:
		words = "✗ " + verdict(n, who, "takes it down", "take it down") + part
	case analysis.Recovers:
		words = "! " + verdict(n, who, "recovers by hand", "recover by hand") + part
	case analysis.Heals:
		words = "~ " + verdict(n, who, "heals", "heal") + part
	case analysis.Degrades:
		words = "~ " + verdict(n, who, "degrades it", "degrade it") + part
	case analysis.Survives:
	}
	if c.undecided > 0 {
		words += ", " + strconv.Itoa(c.undecided) + "?"
	}
	return words
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

// verdict is "us-east-1a" for a name that says enough, else "3 take it down".
func verdict(n int, who, one, many string) string {
	if who != "" && one == "takes it down" {
		return "no: " + who
	}
	if who != "" {
		return who + " " + verb(n, one, many)
	}
	return strconv.Itoa(n) + " " + verb(n, one, many)
}
