package schema

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
)

// zoneTable holds the zones of each region, in the form that its own comment
// describes.
//
//go:embed zones.txt
var zoneTable string

// A region is what is published of one.
type region struct {
	zones       []string // names, sorted
	zoneIDs     []string // sorted; which name each belongs to is the account's
	description string
}

// regions reads the table.
func regions(table string) map[string]region {
	const columns = 5
	all := map[string]region{}
	for line := range strings.Lines(table) {
		fields := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", columns)
		if len(fields) != columns || fields[0] == "#" {
			continue
		}
		r := region{description: fields[4]}
		for _, letter := range fields[2] {
			r.zones = append(r.zones, fields[0]+string(letter))
		}
		for _, number := range fields[3] {
			r.zoneIDs = append(r.zoneIDs, fields[1]+"-az"+string(number))
		}
		all[fields[0]] = r
	}
	return all
}

// Zones returns the names of a region's availability zones, sorted, as a new
// account sees them, and whether the region is known. For an unknown region it
// returns three symbolic ones: the region followed by a, b and c.
func (p *Provider) Zones(region string) (names []string, known bool) {
	r, known := p.zones()[region]
	if !known {
		return []string{region + "a", region + "b", region + "c"}, false
	}
	return slices.Clone(r.zones), true
}

// ZoneIDs returns the ids of a region's availability zones, sorted, and whether
// the region is known; three symbolic ones where it is not. Which id is which
// name is the account's.
func (p *Provider) ZoneIDs(region string) (ids []string, known bool) {
	r, known := p.zones()[region]
	if !known {
		return []string{region + "-az1", region + "-az2", region + "-az3"}, false
	}
	return slices.Clone(r.zoneIDs), true
}

// Regions returns the names of the known regions, sorted.
func (p *Provider) Regions() []string {
	return slices.Sorted(maps.Keys(p.zones()))
}

// RegionOfZone returns the region of a zone's name, and whether any is known to
// have it.
func (p *Provider) RegionOfZone(zone string) (region string, known bool) {
	region = strings.TrimRight(zone, "abcdefghijklmnopqrstuvwxyz")
	if _, known := p.zones()[region]; known && region != zone {
		return region, true
	}
	// Local Zones and Wavelength Zones: us-west-2-lax-1a, us-east-1-wl1-bos-wlz-1.
	for _, parent := range p.Regions() {
		if strings.HasPrefix(zone, parent+"-") {
			return parent, true
		}
	}
	return "", false
}
