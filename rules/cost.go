package rules

import (
	"fmt"
	"math"
	"strconv"

	"spof/analysis"
	"spof/estate"
)

// An order is what mending a finding buys: so many more units of a resource.
type order struct {
	of    *estate.Resource
	units int
	// uncounted is what the mend costs besides, in words.
	uncounted string
	// zones says that the mend takes the resource from one zone to several,
	// which is what a contract tells apart.
	zones bool
}

// cost is the price of an order, nil where the price of a unit is not known.
// It is what all rules reckon with, so that two findings can be compared.
func (o order) cost() *analysis.Cost {
	c := &analysis.Cost{Basis: "nothing more to run"}
	if o.units > 0 {
		price, known := o.of.Price.Get()
		if !known {
			return nil
		}
		c = o.bill(price)
	}
	if o.uncounted != "" {
		c.Basis += "; not counted: " + o.uncounted
	}
	if sla, promised := o.of.SLA.Get(); promised && o.zones {
		c.Hours = cents(sla.Hours())
		c.Basis += fmt.Sprintf("; hours by AWS's SLA of %s (%s), %s%% of the time in several zones and %s%% in one: the contract's floor, not a forecast",
			sla.Date, sla.Page, percent(sla.Multi), percent(sla.Single))
	}
	return c
}

// bill is the cost of the units alone.
func (o order) bill(price estate.Price) *analysis.Cost {
	c := &analysis.Cost{
		Monthly: cents(float64(o.units) * price.Monthly),
		Listed:  price.Date,
		Basis:   fmt.Sprintf("%s, %s list price of %s (%s)", price.Of, price.Region, price.Date, price.Source),
	}
	if o.units > 1 {
		c.Basis = strconv.Itoa(o.units) + " × " + c.Basis
	}
	if here, known := o.of.Region.Get(); c.Monthly > 0 && (!known || here != price.Region) {
		c.PricedIn = price.Region
	}
	return c
}

// cents rounds to hundredths, so that equal facts read equal.
func cents(x float64) float64 { return math.Round(x*100) / 100 }

func percent(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// secondOf is the order that takes a resource from n units to two.
func secondOf(r *estate.Resource, n int, uncounted string) order {
	return order{of: r, units: max(0, 2-n), uncounted: uncounted}
}

// acrossZones is the order, of a mend that takes the resource from one zone to
// several.
func (o order) acrossZones() order {
	o.zones = true
	return o
}
