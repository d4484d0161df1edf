package report

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"spof/analysis"
)

// cost returns what a mend costs in words, "" where nothing is known of it, and
// keeps in mind that it was shown.
func (p *page) cost(f *analysis.Finding) string {
	if f.Cost == nil {
		return ""
	}
	p.costs = append(p.costs, f.Cost)
	return costWords(f.Cost)
}

// costWords says what a mend costs and when it pays: "$111 a month; pays off
// above $34 for an hour of downtime".
func costWords(c *analysis.Cost) string {
	text := dollars(c.Monthly) + " a month"
	if c.PricedIn != "" {
		text += " at " + c.PricedIn + "'s price"
	}
	if even, known := c.BreakEven(); known && even > 0 {
		text += "; pays off above " + dollars(even) + " for an hour of downtime"
	}
	return text
}

// dollars gives an amount as people say it: cents only below ten dollars.
func dollars(x float64) string {
	if x < 10 && x != math.Trunc(x) {
		return "$" + strconv.FormatFloat(x, 'f', 2, 64)
	}
	digits := strconv.FormatFloat(math.Round(x), 'f', 0, 64)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return "$" + digits
}

// costNote says what the costs that were shown are: once in a report.
func (p *page) costNote() (note, bool) {
	if len(p.costs) == 0 || p.costsTold {
		return note{}, false
	}
	p.costsTold = true
	var lists []string
	hours := false
	for _, c := range p.costs {
		if c.Listed != "" {
			lists = append(lists, c.Listed)
		}
		hours = hours || c.Hours > 0
	}
	slices.Sort(lists)
	text := "Costs leave storage and traffic out"
	if lists = slices.Compact(lists); len(lists) > 0 {
		text = "Costs are AWS's us-east-1 list prices (" + strings.Join(lists, ", ") + "), without storage and traffic"
	}
	if hours {
		text += "; they pay off if the hours between AWS's SLA for several zones and for one are saved: the contract's floor, no forecast"
	}
	return note{text: text + "."}, true
}

func newCost(c *analysis.Cost) *costJSON {
	if c == nil {
		return nil
	}
	j := &costJSON{Monthly: c.Monthly, Hours: c.Hours, PricedIn: c.PricedIn, Listed: c.Listed, Basis: c.Basis}
	if even, known := c.BreakEven(); known {
		even = math.Round(even*100) / 100
		j.BreakEven = &even
	}
	return j
}

func (j *costJSON) cost() *analysis.Cost {
	if j == nil {
		return nil
	}
	return &analysis.Cost{Monthly: j.Monthly, Hours: j.Hours, PricedIn: j.PricedIn, Listed: j.Listed, Basis: j.Basis}
}
