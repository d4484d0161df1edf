package aws

import "spof/inventory"

// A tongue is how the zones of a region are told.
type tongue uint8

// The tongues. Which id is which name differs from account to account, so an id
// cannot be compared with a name: where a region's zones are told by both, what
// is told by id may be in any of them.
// See https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html.
const (
	byName tongue = iota
	byID
	byBoth
)

// zoneTongues finds how the zones of each region are told.
func zoneTongues(all []*inventory.Resource) map[string]tongue {
	names, ids := map[string]bool{}, map[string]bool{}
	for _, r := range all {
		if r.Mode != inventory.Managed {
			continue
		}
		region := regionName(r)
		addresses, _ := attrs(r).blocks("availability_zone_address")
		for _, b := range append(addresses, attrs(r)) {
			ids[region] = ids[region] || b.text("availability_zone_id", "").Or("") != ""
			names[region] = names[region] || namesZone(b)
		}
	}
	out := map[string]tongue{}
	for region, told := range ids {
		switch {
		case told && names[region]:
			out[region] = byBoth
		case told:
			out[region] = byID
		}
	}
	return out
}

// namesZone reports whether a resource names a zone, or several.
func namesZone(b block) bool {
	if b.text("availability_zone", "").Or("") != "" {
		return true
	}
	for _, name := range []string{"availability_zones", "preferred_cache_cluster_azs"} {
		list, _ := b.texts(name)
		for _, e := range list {
			if e.value.Or("") != "" {
				return true
			}
		}
	}
	return false
}
