package aws

import (
	"regexp"
	"slices"

	"spof/estate"
	"spof/inventory"
)

// zonesOf returns the zones of a region, from the published table; three
// symbolic ones where the region is unknown. They are told by id where that is
// how the region's zones are told.
func (m *model) zonesOf(region string) []estate.Domain {
	names, _ := m.schema.Zones(region)
	if m.zonesBy[region] == byID {
		names, _ = m.schema.ZoneIDs(region)
	}
	out := make([]estate.Domain, len(names))
	for i, n := range names {
		out[i] = estate.ZoneOf(region, n)
	}
	return out
}

// A seat is the zone of one subnet, one instance or one pinned member, as far
// as it is known.
type seat struct {
	zone    estate.Domain // the zero Domain where it is not known
	assumed bool
	chosen  bool   // AWS chooses
	in      string // address of the subnet, where it is one
	settles []string
	origin  estate.Origin
}

func (s seat) known() bool { return s.zone.Name != "" }

// seatOf reads the zone that a resource names itself.
func (m *model) seatOf(b block) seat {
	for _, name := range []string{"availability_zone", "availability_zone_id"} {
		if b.absent(name) {
			continue
		}
		v := b.text(name, "")
		if v.Or("?") == "" {
			continue
		}
		return m.seatIn(b, name, v)
	}
	return seat{chosen: true, settles: []string{b.r.Address + ".availability_zone"}, origin: b.r.Origin}
}

// seatIn is the seat in the zone that a value names. A zone is shown wherever
// something runs in it, so that what must not be shown, or is no zone's name,
// is as unknown as what is not there.
func (m *model) seatIn(b block, attribute string, v estate.Value[string]) seat {
	zone, known := v.Get()
	at := seat{origin: v.Origin(), assumed: v.Assumed(), settles: v.SettledBy()}
	switch {
	case !known:
	case v.Sensitive():
		at.settles = []string{b.r.Address + "." + b.path + attribute + ", which is sensitive"}
	case !zoneName.MatchString(zone) || m.inv.Identities.Holds(zone):
		at.settles = []string{b.r.Address + "." + b.path + attribute + ", which names no zone"}
	case attribute == "availability_zone_id" && m.zonesBy[regionName(b.r)] == byBoth:
		at.settles = []string{"which zone " + zone + " is in this account"}
	default:
		at.zone = estate.ZoneOf(regionName(b.r), zone)
	}
	return at
}

// zoneName matches the names and the ids of zones, "us-west-2-lax-1a" and
// "use1-az6", and those that stand for the zones of an unknown region.
var zoneName = regexp.MustCompile(`^[A-Za-z0-9-]+$`)

// placement puts one unit where the seats say: in one of them, chosen by AWS
// when there are several.
func (m *model) placement(region string, seats []seat, at estate.Origin) estate.Placement {
	p := estate.Placement{Scope: estate.Zone, Region: region, Origin: at}
	open := len(seats) == 0
	for _, s := range seats {
		p.Assumed = p.Assumed || s.assumed
		if !s.known() {
			open = true
			p.Settles = append(p.Settles, s.settles...)
			continue
		}
		if !slices.Contains(p.Zones, s.zone) {
			p.Zones = append(p.Zones, s.zone)
		}
	}
	if open {
		p.Zones = union(p.Zones, m.zonesOf(region))
	}
	p.Chosen = len(p.Zones) > 1
	slices.SortFunc(p.Zones, estate.Domain.Compare)
	slices.Sort(p.Settles)
	p.Settles = slices.Compact(p.Settles)
	return p
}

func union(a, b []estate.Domain) []estate.Domain {
	for _, d := range b {
		if !slices.Contains(a, d) {
			a = append(a, d)
		}
	}
	return a
}

// spreadOf gathers the zones of seats. Open says that seats may be missing.
func spreadOf(seats []seat, open bool, at estate.Origin) estate.Spread {
	s := estate.Spread{Open: open, Origin: at}
	for _, seat := range seats {
		if !seat.known() {
			s.Open = true
			s.Settles = append(s.Settles, seat.settles...)
			continue
		}
		s.Assumed = s.Assumed || seat.assumed
		if !slices.Contains(s.Zones, seat.zone) {
			s.Zones = append(s.Zones, seat.zone)
		}
	}
	slices.SortFunc(s.Zones, estate.Domain.Compare)
	slices.Sort(s.Settles)
	s.Settles = slices.Compact(s.Settles)
	s.One = !open && oneSeat(seats)
	return s
}

// oneSeat reports whether all seats are certainly one zone: the same subnet,
// or the same known zone.
func oneSeat(seats []seat) bool {
	for _, s := range seats {
		if s.known() != seats[0].known() || s.zone != seats[0].zone || s.in != seats[0].in || (!s.known() && s.in == "" && len(seats) > 1) {
			return false
		}
	}
	return len(seats) > 0
}

// seatsIn returns the seats of the subnets that a list attribute names, and
// the subnets themselves where they were read.
func (m *model) seatsIn(b block, name string) (seats []seat, in []*subnet, open bool) {
	list, open := b.texts(name)
	if open {
		seats = append(seats, seat{settles: b.settles(name), origin: b.at(name)})
	}
	for _, e := range list {
		if !e.value.Known() {
			seats = append(seats, seat{settles: e.value.SettledBy(), origin: e.value.Origin()})
			continue
		}
		at, sn := m.seatOfID(e.value)
		seats = append(seats, at)
		if sn != nil {
			in = append(in, sn)
		}
	}
	return seats, in, open
}

// spoken is how a known value is printed, whatever it holds.
func (m *model) spoken(v estate.Value[string]) string {
	if v.Sensitive() {
		return "(sensitive)"
	}
	return m.shown(v.Or(""))
}

// zonesNamed returns the seats of a list of zone names.
func (m *model) zonesNamed(b block, name string) (seats []seat, open bool) {
	list, open := b.texts(name)
	for _, e := range list {
		seats = append(seats, m.seatIn(b, name, e.value))
	}
	return seats, open
}

// region reads the name of a region. What must not be shown, or is no such name,
// is as unknown as what is not there: a region is shown wherever something is.
func (b block) region(name string) estate.Value[string] {
	v := b.text(name, "")
	region, known := v.Get()
	if known && (v.Sensitive() || !zoneName.MatchString(region) || inventory.HoldsToken(region)) {
		return estate.Unknown[string](v.Origin(), b.r.Address+"."+b.path+name+", which names no region")
	}
	return v
}
