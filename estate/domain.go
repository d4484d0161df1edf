package estate

import (
	"cmp"
	"strings"
)

// A Domain is something whose members fail together.
type Domain struct {
	Scope  Scope
	Name   string // "us-east-1a", "us-east-1"
	Region string // the region a zone lies in; the name itself for a region
}

// A Scope is how far a failure reaches. A zone lies in a region.
type Scope uint8

// The scopes, from the smallest.
const (
	Unit Scope = iota
	Zone
	Region
	Global
)

// String returns the scope's name as users meet it.
func (s Scope) String() string { return [...]string{"unit", "zone", "region", "global"}[s] }

// ZoneOf returns the domain of a zone of a region.
func ZoneOf(region, zone string) Domain { return Domain{Scope: Zone, Name: zone, Region: region} }

// RegionOf returns the domain of a region.
func RegionOf(region string) Domain { return Domain{Scope: Region, Name: region, Region: region} }

// The names that stand for a region that the input does not tell: one that
// nobody wrote down, and one that hangs on a value that is not known.
const (
	SymbolicRegion = "region"
	UnknownRegion  = "unknown-region"
)

// Words names the domain in a sentence: "zone us-east-1a", or "the region" of
// one that has no name.
func (d Domain) Words() string {
	if d.Scope == Region && (d.Name == SymbolicRegion || d.Name == UnknownRegion) {
		return "the region"
	}
	return d.Scope.String() + " " + d.Name
}

// String gives "zone:us-east-1a" or "region:us-east-1", as `spof fail` takes it.
func (d Domain) String() string { return d.Scope.String() + ":" + d.Name }

// ParseDomain is the inverse of String; the region of a zone is left empty.
func ParseDomain(s string) (Domain, bool) {
	switch scope, name, found := strings.Cut(s, ":"); {
	case !found || name == "":
		return Domain{}, false
	case scope == Zone.String():
		return Domain{Scope: Zone, Name: name}, true
	case scope == Region.String():
		return RegionOf(name), true
	}
	return Domain{}, false
}

// Compare orders domains: regions before zones, then by name.
func (d Domain) Compare(e Domain) int {
	return cmp.Or(cmp.Compare(e.Scope, d.Scope), cmp.Compare(d.Name, e.Name))
}

// A Placement is the domains that a unit runs in.
//
// A unit in a zone runs in exactly one of Zones; with more than one, which one
// is not written down: AWS chooses, or the value that decides is unknown. A
// unit of Region scope is struck by its region only, one of Global scope by no
// domain.
type Placement struct {
	Scope   Scope
	Region  string   // "" for Global scope
	Zones   []Domain // candidates, sorted; for Zone scope never empty
	Chosen  bool     // whether AWS chooses among several Zones: else a value that decides is unknown
	Assumed bool     // whether it rests on a stated default
	Origin  Origin   // what decides
	Settles []string // what would settle which of Zones it is
}

// Zone returns the one zone that the unit runs in, if that is known.
func (p Placement) Zone() (Domain, bool) {
	if p.Scope != Zone || len(p.Zones) != 1 {
		return Domain{}, false
	}
	return p.Zones[0], true
}
