package failure

import "slices"

// A pin says that a slot is held down, and in which readings.
type pin uint8

const (
	free  pin = iota
	doubt     // in readings that hold unknowns for ill
	held      // in all
)

func (p pin) holds(r Reading) bool { return p == held || p == doubt && r.Ill }

// Given returns the network as it is once a scenario has happened: what takes a
// node down now? What the scenario took down is down always. Scenarios add up.
func (net *Network) Given(s Scenario) *Network {
	after := *net
	after.given = Scenario{
		Events: slices.Concat(net.given.Events, s.Events),
		Nodes:  slices.Concat(net.given.Nodes, s.Nodes),
	}
	after.pinned = net.pins(after.given)
	return &after
}

// pins returns, by slot, what a scenario strikes.
func (net *Network) pins(s Scenario) []pin {
	pins := make([]pin, len(net.nodes))
	for _, n := range s.Nodes {
		pins[net.slots[n]] = held
	}
	happened := make([]bool, net.events)
	for _, e := range s.Events {
		happened[e] = true
	}
	for slot := range pins {
		for _, h := range net.hitsOf(int32(slot)) {
			switch {
			case !happened[h.event]:
			case h.doubtful:
				pins[slot] = max(pins[slot], doubt)
			default:
				pins[slot] = held
			}
		}
	}
	return pins
}

// isPinned says whether a slot is held down in a reading by what is given.
func (net *Network) isPinned(slot int32, r Reading) bool {
	return net.pinned != nil && net.pinned[slot].holds(r)
}
