package analysis

// A Cost is what mending a finding adds to the bill, and what that buys.
type Cost struct {
	Monthly float64 // US dollars a month, by list price
	// Hours is how much less downtime a year the provider's contract promises
	// once it is mended, in hours; 0 where no contract tells the two apart. It
	// is the contract's floor, not a forecast.
	Hours float64
	// PricedIn is the region whose list the price is of, where that is not
	// known to be the resource's own; "" otherwise.
	PricedIn string
	Listed   string // when the list was read: "2025-05-28"
	Basis    string // what the figures are made of, with source and date
}

// BreakEven is the cost of an hour of downtime, in US dollars, from which on
// the mend pays; ok is false where the hours are not known.
func (c Cost) BreakEven() (dollars float64, ok bool) {
	if c.Hours <= 0 {
		return 0, false
	}
	return c.Monthly * monthsAYear / c.Hours, true
}

const monthsAYear = 12
