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
	up, down []estate.Member
	failed   bool
}

// count counts the members of one need of a resource.
func (v view) count(r *estate.Resource, need *estate.Need) tally {
	var t tally
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
	t.failed = v.counts(r, need) && len(t.up) < v.quorum(need, len(t.up)+len(t.down))
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

// cone visits all that is down and has a part in taking any of some resources
// down, from those on, and the links along which they fall. Where enter answers
// false, the cone ends.
func (v view) cone(from []failure.Node, enter func(failure.Node, *estate.Resource) bool, link func(from, to failure.Node)) {
	seen := map[failure.Node]bool{}
	var queue []failure.Node
	visit := func(n failure.Node) {
		if !seen[n] && v.down(n) {
			seen[n] = true
			queue = append(queue, n)
		}
	}
	for _, n := range from {
		visit(n)
	}
	for i := 0; i < len(queue); i++ {
		r := v.f.estate.Resources[queue[i]]
		if !enter(queue[i], r) {
			continue
		}
		for _, to := range v.fallen(queue[i], r) {
			link(queue[i], to)
			visit(to)
		}
	}
}

// fallen returns the members that failed the needs of a resource. A check that
// hangs on the resource itself decides nothing: so where every failed need seems
// excused and nothing else takes the resource down, none is.
func (v view) fallen(n failure.Node, r *estate.Resource) []failure.Node {
	all := v.fallenBut(r, true)
	if len(all) == 0 && !v.f.strikes(v.event, n) {
		all = v.fallenBut(r, false)
	}
	return all
}

func (v view) fallenBut(r *estate.Resource, excused bool) []failure.Node {
	var all []failure.Node
	for i := range r.Needs {
		need := &r.Needs[i]
		if excused && v.excused(need) {
			continue
		}
		if t := v.count(r, need); t.failed {
			for _, m := range t.down {
				all = append(all, v.f.net.index[m.Address])
			}
		}
	}
	return all
}

// excused says whether a check sees the failure of a need.
func (v view) excused(need *estate.Need) bool {
	u, checked := v.f.net.index[need.Unless]
	return checked && v.down(u)
}

// unlinked is for a cone whose links do not matter.
func unlinked(_, _ failure.Node) {}
