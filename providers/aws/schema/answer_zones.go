package schema

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfconfig"
)

// availabilityZones answers aws_availability_zones from the table of zones. Of
// an unknown region it answers with three symbolic zones.
func (p *Provider) availabilityZones(r tfconfig.Instance) (answer cty.Value, known bool) {
	name, _ := regionOf(r)
	s := p.zoneSelection(name)
	ok := s.exclude(field(r.Values, "exclude_names"), field(r.Values, "exclude_zone_ids")) &&
		s.state(field(r.Values, "state")) &&
		s.filters(name, field(r.Values, "filter"))
	if !ok {
		return cty.DynamicVal, false
	}
	return cty.ObjectVal(map[string]cty.Value{
		"id":          cty.StringVal(name),
		"names":       s.nameList(),
		"zone_ids":    s.idList(),
		"group_names": assumedSet([]string{name}),
	}), true
}

// A zoneSelection is a region's zones, as far as a data source selects them.
// Names and ids are two lists, for which name has which id is the account's.
type zoneSelection struct {
	names, ids []string
	// lostNames and lostIDs count zones that were taken out by the other of the
	// two: how many are left is known, which they are is not.
	lostNames, lostIDs int
}

func (p *Provider) zoneSelection(region string) *zoneSelection {
	names, _ := p.Zones(region)
	ids := slices.Clone(p.zones()[region].zoneIDs)
	if len(ids) == 0 {
		for _, n := range []string{"1", "2", "3"} {
			ids = append(ids, region+"-az"+n)
		}
	}
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
		return true
	case "zone-id":
		s.keep(nil, wanted)
		return true
	case "opt-in-status":
		return wanted("opt-in-not-required")
	case "zone-type":
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

func assumedSet(list []string) cty.Value {
	elements := make([]cty.Value, len(list))
	for i, s := range list {
		elements[i] = cty.StringVal(s)
	}
	return cty.SetVal(elements).Mark(inventory.Assumed)
}

// availabilityZone answers aws_availability_zone when it is asked by name.
func (p *Provider) availabilityZone(r tfconfig.Instance) (answer cty.Value, known bool) {
	region, _ := regionOf(r)
	name, known := str(field(r.Values, "name"))
	names, regionKnown := p.Zones(region)
	if !known || !regionKnown || !slices.Contains(names, name) {
		return cty.DynamicVal, false
	}
	return cty.ObjectVal(map[string]cty.Value{
		"id":          cty.StringVal(name),
		"name":        cty.StringVal(name),
		"name_suffix": cty.StringVal(name[len(region):]),
		"region":      cty.StringVal(region),
		"zone_type":   cty.StringVal("availability-zone"),
		"state":       cty.StringVal("available").Mark(inventory.Assumed),
	}), true
}
