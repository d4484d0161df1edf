package aws

import (
	"slices"
	"strings"

	"spof/estate"
	"spof/inventory"
	"spof/providers/aws/schema"
)

// tellMissingZones makes a gap of each zone that is named and that its region
// does not offer to a new account: which letters there are differs by region,
// and a zone that is not there makes an estate look better spread than it is.
// An old account may see it.
// See https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html.
func (m *model) tellMissingZones() {
	told := map[string]int{} // by zone: its place among the gaps
	for _, typ := range sortedKeys(m.types) {
		for _, r := range m.types[typ] {
			zone, offered := missingZone(m.schema, r)
			if zone == "" {
				continue
			}
			i, ok := told[zone]
			if !ok {
				i, told[zone] = len(m.gaps), len(m.gaps)
				m.gaps = append(m.gaps, estate.Gap{
					What: "zone " + zone, Why: regionName(r) + " offers no such zone to a new account",
					Advice: "name one of " + strings.Join(offered, ", "), Origin: attrs(r).at("availability_zone"),
				})
			}
			m.gaps[i].Unsettles = append(m.gaps[i].Unsettles, r.Address)
		}
	}
}

// missingZone returns the zone that a resource names, where its region does not
// offer it, and those that it offers. Local zones are not in question.
func missingZone(provider *schema.Provider, r *inventory.Resource) (zone string, offered []string) {
	zone, region := attrs(r).text("availability_zone", "").Or(""), regionName(r)
	letter, within := strings.CutPrefix(zone, region)
	if !within || len(letter) != 1 {
		return "", nil
	}
	offered, known := provider.Zones(region)
	if !known || slices.Contains(offered, zone) {
		return "", nil
	}
	return zone, offered
}
