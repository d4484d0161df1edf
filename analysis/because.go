package analysis

import (
	"fmt"
	"slices"
	"strings"

	"spof/analysis/failure"
	"spof/estate"
)

// explain says what is lost where only a part is, what a survival stands on,
// and what would settle a doubt.
func (f *Failures) explain(s *judged, h *hit) {
	if h.InPart {
		f.nameParts(s, h)
	}
	if h.Verdict == Undecided {
		h.doubts = f.doubtsOf(s, h)
		for _, d := range h.doubts {
			h.Because = append(h.Because, d.text())
		}
		h.Because = distinct(h.Because)
		return
	}
	if h.Outcome < Down {
		h.Because = f.standsOn(s, h)
	}
	for _, n := range h.perhaps {
		h.Because = append(h.Because, wholeOf(f.resources[n])+" may be in it")
	}
	h.Because = distinct(h.Because)
}

// nameParts names the parts of the users that are lost.
func (f *Failures) nameParts(s *judged, h *hit) {
	v := f.viewOf(h)
	v.cone(s.root, func(_ failure.Node, r *estate.Resource, failed []tally) bool {
		for _, t := range failed {
			if r.Needs[t.need].Split && len(t.up) > 0 {
				h.lose(t.down)
			}
		}
		return true
	})
	h.Parts = distinct(h.Parts)
}

// lose records that parts of the users are lost.
func (h *hit) lose(parts []estate.Member) {
	weight := 0
	for _, m := range parts {
		weight += m.Weight
		h.heavy = h.heavy || m.Default || weight > 50
		if m.Part != "" {
			h.Parts = append(h.Parts, m.Part)
		}
	}
}

// standsOn says which needs lose members and are met nevertheless: what takes
// over, and what that assumes.
func (f *Failures) standsOn(s *judged, h *hit) []string {
	modes := [...]failure.Mode{Heals: failure.Relaunch, Recovers: failure.ByHand}
	v := view{f: f, reading: reading(modes[h.Outcome], false, false), event: h.event}
	var lines []string
	seen := map[failure.Node]bool{}
	queue := []failure.Node{s.root}
	for i := 0; i < len(queue); i++ {
		n := queue[i]
		if seen[n] || v.down(n) {
			continue
		}
		seen[n] = true
		r := f.resources[n]
		for j := range r.Needs {
			t := v.count(r, j)
			if line := v.met(r, &r.Needs[j], t); line != "" {
				lines = append(lines, line)
				h.awaits(f, t)
			}
			for _, m := range t.up {
				queue = append(queue, f.net.index[m.Address])
			}
		}
	}
	return lines
}

// awaits records the members that only serve once they were created or brought
// up, where no other is left.
func (h *hit) awaits(f *Failures, t tally) {
	for _, m := range t.up {
		if m.Takeover == estate.Running {
			return
		}
	}
	for _, m := range t.up {
		n, read := f.net.index[m.Address]
		if !read {
			continue
		}
		takeover := Takeover{Address: wholeOf(f.resources[n]), Figures: m.Figures}
		if !slices.Contains(h.takeovers, takeover) {
			h.takeovers = append(h.takeovers, takeover)
		}
	}
}

// met says how a need is met that has lost members, or nothing.
func (v view) met(r *estate.Resource, need *estate.Need, t tally) string {
	if len(t.down) == 0 || need.Strength == estate.Soft {
		return ""
	}
	var line string
	switch {
	case v.excused(need):
		line = fmt.Sprintf("%s fails with %s and takes it out of service", need.Unless, v.f.nameMembers(t.down))
	case len(t.up) == 0:
		return ""
	case all(t.up, estate.Relaunch):
		line = r.Address + " is replaced by AWS" + figures(t.up)
	case all(t.up, estate.ByHand):
		line = fmt.Sprintf("%s %s %s once somebody has brought it up%s", r.Address, need.Why, v.f.nameMembers(t.up), figures(t.up))
	case v.f.partsOf(r, t.up):
		line = fmt.Sprintf("%s keeps %d of %d", r.Address, len(t.up), len(t.up)+len(t.down))
	default:
		line = fmt.Sprintf("%s %s %s", r.Address, need.Why, v.f.nameMembers(t.up))
	}
	if need.Assumed {
		line += " (assumed)"
	}
	return line
}

// figures says what is published of the members' ways of taking over.
func figures(members []estate.Member) string {
	var all []string
	for _, m := range members {
		if m.Figures != "" {
			all = append(all, m.Figures)
		}
	}
	if len(all) == 0 {
		return ""
	}
	return " (" + strings.Join(distinct(all), "; ") + ")"
}

// all says whether all members take over in one way.
func all(members []estate.Member, how estate.Takeover) bool {
	return !slices.ContainsFunc(members, func(m estate.Member) bool { return m.Takeover != how })
}

// partsOf says whether all members are parts of a resource.
func (f *Failures) partsOf(r *estate.Resource, members []estate.Member) bool {
	for _, m := range members {
		if n, read := f.net.index[m.Address]; !read || f.resources[n].Of != r.Address {
			return false
		}
	}
	return true
}

// nameMembers names at most three members.
func (f *Failures) nameMembers(members []estate.Member) string {
	var names []string
	for _, m := range members {
		if n, read := f.net.index[m.Address]; read {
			names = append(names, wholeOf(f.resources[n]))
		}
	}
	names = distinct(names)
	if more := len(names) - 3; more > 0 {
		names = append(names[:3], fmt.Sprintf("%d more", more))
	}
	return list(names)
}

// list joins words as in a sentence.
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// distinct leaves out what stands in a list already.
func distinct[T comparable](words []T) []T {
	seen := map[T]bool{}
	return slices.DeleteFunc(words, func(w T) bool {
		twice := seen[w]
		seen[w] = true
		return twice
	})
}
