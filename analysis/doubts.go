package analysis

import (
	"cmp"
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// A doubt is one thing that is not known and that decides.
type doubt struct {
	address string // of the resource that it is about
	what    string // in words
	settles []string
	origin  estate.Origin
}

// text names what would settle the doubt, or else what it is.
func (d doubt) text() string {
	switch len(d.settles) {
	case 0:
		return d.what
	case 1:
		return d.what + ": " + d.settles[0] + " decides"
	}
	return d.what + ": " + list(d.settles) + " decide"
}

// doubtsOf walks from the service to what is down only while unknowns are held
// for ill, and collects what is unknown there.
func (f *Failures) doubtsOf(s *judged, h *hit) []doubt {
	ill := f.viewOf(h)
	well := ill
	well.reading.Ill = false
	var doubts []doubt
	ill.cone(s.root, func(n failure.Node, r *estate.Resource, failed []tally) bool {
		if well.down(n) {
			return false
		}
		for _, t := range failed {
			if need := &r.Needs[t.need]; f.isOpen(need) {
				doubts = append(doubts, doubtOf(r, need))
			}
		}
		zone := f.net.events[h.event].zone
		if p := &r.Placement; f.mayBeIn(n, zone) && !slices.Contains(h.perhaps, n) {
			whole := wholeOf(r)
			doubts = append(doubts, doubt{address: whole, what: "the zone of " + whole, settles: p.Settles, origin: p.Origin})
		}
		return true
	})
	slices.SortStableFunc(doubts, func(a, b doubt) int {
		return cmp.Compare(f.net.index[a.address], f.net.index[b.address])
	})
	return doubts
}

func doubtOf(r *estate.Resource, need *estate.Need) doubt {
	whole := wholeOf(r)
	return doubt{address: whole, what: "what else " + whole + " " + need.Why, settles: need.Settles, origin: need.Origin}
}

// mayBeIn says whether a resource may or may not be in a zone.
func (f *Failures) mayBeIn(n failure.Node, zone string) bool {
	p := &f.resources[n].Placement
	return p.Scope == estate.Zone && len(p.Zones) > 1 &&
		slices.ContainsFunc(p.Zones, func(d estate.Domain) bool { return d.Name == zone })
}
