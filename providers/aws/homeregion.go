package aws

import (
	"spof/estate"
	"spof/inventory"
	"spof/providers/aws/schema"
)

// settled returns an inventory in which a region that nobody wrote down is the
// one whose zones its resources name: a subnet in eu-west-2a leaves no choice.
// Where they name the zones of several regions, or none, it stays as it is.
func settled(inv *inventory.Inventory) *inventory.Inventory {
	homes := map[string]estate.Value[string]{} // by provider configuration
	split := map[string]bool{}
	for _, r := range inv.Resources {
		home, named := homeOf(r)
		if !named {
			continue
		}
		old, seen := homes[r.Provider]
		split[r.Provider] = split[r.Provider] || home.Or("") == "" || seen && old.Or("") != home.Or("")
		if !seen {
			homes[r.Provider] = home
		}
	}
	out := *inv
	out.Resources = make([]*inventory.Resource, len(inv.Resources))
	for i, r := range inv.Resources {
		out.Resources[i] = r
		if home, named := homes[r.Provider]; named && !split[r.Provider] && isUnnamed(r) {
			moved := *r
			moved.Region = home
			out.Resources[i] = &moved
		}
	}
	return &out
}

// isUnnamed reports whether a resource stands in a region that nobody named.
func isUnnamed(r *inventory.Resource) bool { return r.Region.Or("") == estate.SymbolicRegion }

// homeOf returns the region of the first zone that a resource names, "" for a
// zone of none.
func homeOf(r *inventory.Resource) (home estate.Value[string], named bool) {
	if r.Mode != inventory.Managed || !isUnnamed(r) {
		return home, false
	}
	b := attrs(r)
	zones, _ := b.texts("availability_zones")
	for _, e := range append(zones, element{b.text("availability_zone", "")}) {
		if zone := e.value.Or(""); zone != "" {
			return estate.Set(regionOfZone(zone), e.value.Origin()), true
		}
	}
	return home, false
}

// regionOfZone returns the region of a zone's name, "" where none is known to
// have it.
func regionOfZone(zone string) string {
	region, _ := schema.New().RegionOfZone(zone)
	return region
}
