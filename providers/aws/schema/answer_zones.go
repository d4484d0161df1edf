package schema

import (
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfconfig"
)

// availabilityZones answers aws_availability_zones from the table of zones. Of
// an unknown region it answers with three symbolic zones. An account is taken
// to have opted in to no Local Zones and Wavelength Zones: what asks for these,
// or for those that nobody opted in to, is not known.
func (p *Provider) availabilityZones(r tfconfig.Instance) (answer cty.Value, known bool) {
	name, _ := regionOf(r)
	s := p.zoneSelection(name)
	s.everywhere = asksForAll(field(r.Values, "all_availability_zones"))
	ok := s.exclude(field(r.Values, "exclude_names"), field(r.Values, "exclude_zone_ids")) &&
		s.state(field(r.Values, "state")) &&
		s.filters(name, field(r.Values, "filter"))
	if !ok || s.everywhere {
		return cty.DynamicVal, false
	}
	return cty.ObjectVal(map[string]cty.Value{
		"id":       cty.StringVal(name),
		"names":    s.nameList(),
		"zone_ids": s.idList(),
	}), true
}

// asksForAll reports whether a data source may ask for zones that the account
// has not opted in to as well.
func asksForAll(v cty.Value) bool {
	v, _ = v.Unmark()
	return !v.IsKnown() || !v.IsNull() && !v.RawEquals(cty.False)
}

// A zoneSelection is a region's zones, as far as a data source selects them.
// Names and ids are two lists, for which name has which id is the account's.
type zoneSelection struct {
	names, ids []string
	// lostNames and lostIDs count zones that were taken out by the other of the
	// two: how many are left is known, which they are is not.
	lostNames, lostIDs int
	// everywhere says that zones of other types may be among those selected.
	everywhere bool
}

func (p *Provider) zoneSelection(region string) *zoneSelection {
	names, _ := p.Zones(region)
	ids, _ := p.ZoneIDs(region)
	return &zoneSelection{names: names, ids: ids}
}

// exclude takes zones out by name and by id; false when one is unknown.
func (s *zoneSelection) exclude(names, ids cty.Value) bool {
	badNames, ok := texts(names)
	if !ok {
		return false
	}
	badIDs, ok := texts(ids)
	if !ok {
		return false
	}
	s.keep(func(name string) bool { return !slices.Contains(badNames, name) }, nil)
	s.keep(nil, func(id string) bool { return !slices.Contains(badIDs, id) })
	return true
}

// keep drops the zones whose name, or whose id, is not to be kept.
func (s *zoneSelection) keep(name, id func(string) bool) {
	if name != nil {
		left := keepOnly(s.names, name)
		s.lostIDs += len(s.names) - len(left)
		s.names = left
	}
	if id != nil {
		left := keepOnly(s.ids, id)
		s.lostNames += len(s.ids) - len(left)
		s.ids = left
	}
}

func keepOnly(list []string, keep func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return !keep(s) })
}

// state narrows by state. All zones are taken to be available: that one is
// impaired now is nothing that a configuration can tell.
func (s *zoneSelection) state(v cty.Value) bool {
	if v.IsNull() {
		return true
	}
	state, known := str(v)
	return known && state == "available"
}

// filters applies filter blocks; false when one cannot be decided here, such
// as one that asks for Local Zones, which an account opts in to.
func (s *zoneSelection) filters(region string, v cty.Value) bool {
	all, known := items(v)
	if !known {
		return false
	}
	for _, filter := range all {
		name, nameKnown := str(field(filter, "name"))
		values, valuesKnown := texts(field(filter, "values"))
		if !nameKnown || !valuesKnown || !s.filter(region, name, values) {
			return false
		}
	}
	return true
}

func (s *zoneSelection) filter(region, name string, values []string) bool {
	wanted := func(s string) bool { return slices.Contains(values, s) }
	switch name {
	case "zone-name":
		s.keep(wanted, nil)
		return s.onlyZones(values, s.names)
	case "zone-id":
		s.keep(nil, wanted)
		return s.onlyZones(values, s.ids)
	case "opt-in-status":
		s.everywhere = s.everywhere && wanted("not-opted-in")
		return wanted("opt-in-not-required")
	case "zone-type":
		s.everywhere = s.everywhere && len(values) > 1
		return wanted("availability-zone")
	case "region-name":
		return wanted(region)
	case "group-name":
		return wanted(region) || wanted(region+"-zg-1")
	case "state":
		return wanted("available")
	default:
		return false
	}
}

// onlyZones reports whether zones that are asked for by name or by id are all of
// the table: any other may be a Local Zone, or one that this account sees.
func (s *zoneSelection) onlyZones(values, found []string) bool {
	s.everywhere = false
	return !slices.ContainsFunc(values, func(v string) bool { return strings.ContainsAny(v, "*?") || !slices.Contains(found, v) })
}

// nameList returns the names, or as many unknown ones when ids took some out.
func (s *zoneSelection) nameList() cty.Value { return assumedList(s.names, s.lostNames) }

func (s *zoneSelection) idList() cty.Value { return assumedList(s.ids, s.lostIDs) }

func assumedList(list []string, lost int) cty.Value {
	if lost >= len(list) {
		return cty.ListValEmpty(cty.String)
	}
	elements := make([]cty.Value, len(list)-lost)
	for i := range elements {
		elements[i] = cty.UnknownVal(cty.String)
		if lost == 0 {
			elements[i] = cty.StringVal(list[i]).Mark(inventory.Assumed)
		}
	}
	return cty.ListVal(elements)
}

// availabilityZone answers aws_availability_zone: what follows from the name or
// the id that it is asked by.
func (p *Provider) availabilityZone(r tfconfig.Instance) (answer cty.Value, known bool) {
	region, _ := regionOf(r)
	names, known := p.Zones(region)
	if !known {
		return cty.DynamicVal, false
	}
	if id, known := str(field(r.Values, "zone_id")); known {
		return cty.ObjectVal(map[string]cty.Value{"zone_id": cty.StringVal(id), "region": cty.StringVal(region)}), true
	}
	name, known := str(field(r.Values, "name"))
	// us-west-2-lax-1a and us-west-2-wl1-las-wlz-1 are no zones of the table.
	local, isLocal := strings.CutPrefix(name, region+"-")
	if !known || !isLocal && !slices.Contains(names, name) {
		return cty.DynamicVal, false
	}
	attributes := map[string]cty.Value{
		"id": cty.StringVal(name), "name": cty.StringVal(name), "name_suffix": cty.StringVal(local), "region": cty.StringVal(region),
	}
	if !isLocal {
		attributes["name_suffix"] = cty.StringVal(name[len(region):])
		attributes["zone_type"] = cty.StringVal("availability-zone")
		attributes["state"] = cty.StringVal("available").Mark(inventory.Assumed)
	}
	return cty.ObjectVal(attributes), true
}
