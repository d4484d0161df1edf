package facts

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
)

// HoursAMonth is how many hours AWS's own calculator gives a month.
const HoursAMonth = 730

// A Price is what AWS asks for one hour of something, in US dollars, on demand,
// by its public list.
type Price struct {
	Hourly float64
	Region string // whose list it is
	Source string // where the list was read
	Date   string // when
}

// An offer is the list of one product, by class: "db.m6g.large". It may be
// another product's list, times a factor.
type offer struct {
	Source string             `json:"source"`
	Date   string             `json:"date"`
	Hourly map[string]float64 `json:"hourly"`
	Like   string             `json:"like"`
	Times  float64            `json:"times"`
}

type priceList struct {
	Region string           `json:"region"`
	Offers map[string]offer `json:"offers"`
}

//go:embed prices.json
var pricesJSON []byte

var prices = sync.OnceValue(func() priceList {
	var out priceList
	if err := json.Unmarshal(pricesJSON, &out); err != nil {
		panic(fmt.Errorf("decode embedded prices.json: %w", err))
	}
	return out
})

// Hourly returns the price of a class of an offer: of "db.m6g.large" of
// "rds/mysql". What is not in the list has none; it is never estimated from
// what is.
func Hourly(offer, class string) (Price, bool) {
	list := prices()
	o, times := list.Offers[offer], 1.0
	if o.Like != "" {
		o, times = list.Offers[o.Like], o.Times
	}
	hourly, listed := o.Hourly[class]
	if !listed {
		return Price{}, false
	}
	return Price{Hourly: hourly * times, Region: list.Region, Source: o.Source, Date: o.Date}, true
}
