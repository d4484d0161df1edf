package aws

import (
	"spof/estate"
	"spof/inventory"
)

// tellSeats gathers in which zone each subnet is that was not read itself, by
// its id, as far as others tell: a data source that asked for it, and what
// stands in it and knows its own zone.
func (m *model) tellSeats() {
	m.seats = map[string]seat{}
	for _, r := range m.inv.Resources {
		b := attrs(r)
		name := "subnet_id"
		if r.Mode == inventory.Data && r.Type == "aws_subnet" {
			name = "id"
		}
		id, known := b.text(name, "").Get()
		if !known || id == "" || m.seats[id].known() {
			continue
		}
		if s := m.seatOf(b); s.known() {
			s.in = id
			m.seats[id] = s
		}
	}
}

// seatOfSubnet reads the zone of the subnet that subnet_id names, and the subnet
// itself where it was read.
func (m *model) seatOfSubnet(b block) (seat, *subnet) {
	id := b.text("subnet_id", "")
	if id.Or("") == "" {
		return seat{settles: b.settles("subnet_id"), origin: id.Origin()}, nil
	}
	return m.seatOfID(id)
}

// seatOfID does so for a subnet's id that is known.
func (m *model) seatOfID(id estate.Value[string]) (seat, *subnet) {
	sn := m.subnet(id.Or(""))
	s, told := m.seats[id.Or("")]
	switch {
	case sn != nil:
		s = sn.seat
	case !told:
		s = seat{settles: []string{unreadZone + m.spoken(id)}}
	}
	s.origin = id.Origin()
	return s, sn
}

// unreadZone begins what settles where a subnet is that was not read.
const unreadZone = "the zone of subnet "
