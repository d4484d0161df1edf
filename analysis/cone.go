package analysis

import (
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// A view is the estate under one reading, when one event has happened.
type view struct {
	f       *Failures
	reading failure.Reading
	event   failure.Event
}

// down says whether a resource is down, or would be if what was not read does
// not exist.
func (v view) down(n failure.Node) bool {
	s := v.f.solution.Down(v.reading, n)
	return s.Has(v.event) || s.Always() || s.Open()
}

// A tally is the members of a need, counted under a view.
type tally struct {
	need     int // the number of the need
	up, down []estate.Member
	failed   bool
	enough   int // how many members have to be down to fail it
}

// count counts the members of one need of a resource.
func (v view) count(r *estate.Resource, i int) tally {
	need := &r.Needs[i]
	t := tally{need: i}
	for _, m := range need.Members {
		n, read := v.f.net.index[m.Address]
		switch {
		case !read || failure.Mode(m.Takeover) > v.reading.Standbys:
		case v.down(n):
			t.down = append(t.down, m)
		default:
			t.up = append(t.up, m)
		}
	}
	admitted := len(t.up) + len(t.down)
	quorum := v.quorum(need, admitted)
	t.enough = admitted - quorum + 1
	t.failed = v.counts(r, need) && len(t.up) < quorum
	return t
}

// counts says whether a need can take its resource down.
func (v view) counts(r *estate.Resource, need *estate.Need) bool {
	if v.f.isOpen(need) && !v.reading.Ill {
		return false
	}
	switch need.Strength {
	case estate.Soft:
		return v.reading.Soft
	case estate.Startup:
		return r.Starts
	case estate.Hard:
	}
	return true
}

func (v view) quorum(need *estate.Need, admitted int) int {
	switch {
	case !need.Split:
		return need.Quorum
	case v.reading.Any:
		return 1
	}
	return max(1, admitted)
}

// isOpen says whether members of a need may exist that were not read, or are
// known to exist and were not read.
func (f *Failures) isOpen(need *estate.Need) bool {
	return need.Open || slices.ContainsFunc(need.Members, func(m estate.Member) bool {
		_, read := f.net.index[m.Address]
		return !read
	})
}

// excused says whether a check sees the failure of a need.
func (v view) excused(need *estate.Need) bool {
	u, checked := v.f.net.index[need.Unless]
	return checked && v.down(u)
}

// failed returns the needs that take a resource down. A check that hangs on the
// resource itself decides nothing: so where every failed need seems excused and
// nothing else takes the resource down, none is.
func (v view) failed(n failure.Node, r *estate.Resource) []tally {
	var all, excused []tally
	for i := range r.Needs {
		switch t := v.count(r, i); {
		case !t.failed:
		case v.excused(&r.Needs[i]):
			excused = append(excused, t)
		default:
			all = append(all, t)
		}
	}
	if len(all) == 0 && !v.strikes(n) {
		return excused
	}
	return all
}

// cone visits all that is down and has a part in taking a resource down, itself
// first, with the needs that fail. Where visit answers false, the cone ends.
func (v view) cone(from failure.Node, visit func(failure.Node, *estate.Resource, []tally) bool) {
	v.cones([]failure.Node{from}, visit)
}

// cones visits the cones of several resources, each resource once.
func (v view) cones(from []failure.Node, visit func(failure.Node, *estate.Resource, []tally) bool) {
	seen := map[failure.Node]bool{}
	var queue []failure.Node
	add := func(n failure.Node) {
		if !seen[n] && v.down(n) {
			seen[n] = true
			queue = append(queue, n)
		}
	}
	for _, n := range from {
		add(n)
	}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		r := v.f.resources[n]
		failed := v.failed(n, r)
		if !visit(n, r, failed) {
			continue
		}
		for _, t := range failed {
			for _, m := range t.down {
				add(v.f.net.index[m.Address])
			}
		}
	}
}

// strikes says whether the event takes a resource itself: by striking it, or
// through the domain that it runs in, or may run in where unknowns are ill.
func (v view) strikes(n failure.Node) bool {
	p := &v.f.resources[n].Placement
	c := v.f.net.events[v.event]
	switch c.kind {
	case RegionEvent:
		return v.f.regionOf(n) == v.event
	case ZoneEvent, ZoneOfEvent:
		if z, known := p.Zone(); known && z.Name == c.zone || c.resource == n {
			return true
		}
		return v.reading.Ill && c.kind == ZoneEvent && v.f.mayBeIn(n, c.zone)
	case UnitEvent, LogicalEvent:
		return c.resource == n
	}
	return false
}

// regionOf returns the event of the region that a resource runs in, or -1.
func (f *Failures) regionOf(n failure.Node) failure.Event {
	p := &f.resources[n].Placement
	name := p.Region
	if name == "" {
		name = commonRegion(p.Zones)
	}
	if e, known := f.net.regions[name]; known && (p.Scope == estate.Region || p.Scope == estate.Zone) {
		return e
	}
	return -1
}
