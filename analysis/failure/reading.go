package failure

// A dimension is one of the ways in which readings differ. A slot is sensitive
// to a dimension when its own gates or strikes are read differently along it.
type dimension uint8

const (
	byRelaunch dimension = 1 << iota // whether members that relaunch count
	byHand                           // whether members promoted by hand count
	byUnknowns                       // Ill
	byParts                          // Any
	bySoft                           // Soft
)

// differ returns the dimensions in which two readings differ.
func (r Reading) differ(o Reading) dimension {
	var d dimension
	if (r.Standbys >= Relaunch) != (o.Standbys >= Relaunch) {
		d |= byRelaunch
	}
	if (r.Standbys >= ByHand) != (o.Standbys >= ByHand) {
		d |= byHand
	}
	if r.Ill != o.Ill {
		d |= byUnknowns
	}
	if r.Any != o.Any {
		d |= byParts
	}
	if r.Soft != o.Soft {
		d |= bySoft
	}
	return d
}

// sensitivities returns what each slot is sensitive to.
func (net *Network) sensitivities() []dimension {
	all := make([]dimension, len(net.nodes))
	for slot := range int32(len(net.nodes)) {
		var d dimension
		for i := range net.gatesOf(slot) {
			d |= net.senseOf(&net.gatesOf(slot)[i])
		}
		for _, h := range net.hitsOf(slot) {
			if h.doubtful {
				d |= byUnknowns
			}
		}
		all[slot] = d
	}
	return all
}

// senseOf returns what one gate is sensitive to.
func (net *Network) senseOf(g *gate) dimension {
	var d dimension
	for _, m := range net.members[g.from:g.to] {
		switch m.mode() {
		case Relaunch:
			d |= byRelaunch
		case ByHand:
			d |= byHand
		case Running:
		}
	}
	if g.open {
		d |= byUnknowns
	}
	if g.split {
		d |= byParts
	}
	if g.strength == Soft || g.circular == softOnly {
		d |= bySoft
	}
	return d
}
