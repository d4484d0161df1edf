package rules

import (
	"slices"

	"spof/analysis"
	"spof/estate"
)

// traitsAt returns the facts of type T of the resource at an address.
func traitsAt[T estate.Traits](e *estate.Estate, address string) (t T, ok bool) {
	r := e.Find(address)
	if r == nil {
		return t, false
	}
	t, ok = r.Traits.(T)
	return t, ok
}

// isServer reports whether a single instance stands at an address.
func isServer(e *estate.Estate, address string) bool {
	r := e.Find(address)
	return r != nil && r.Kind == estate.Server
}

// placeOf returns where a resource runs: itself, or the part of it that is its
// machine.
func placeOf(e *estate.Estate, r *estate.Resource) estate.Placement {
	if r.Placement.Scope == estate.Zone {
		return r.Placement
	}
	for _, n := range r.Needs {
		for _, m := range n.Members {
			if part := e.Find(m.Address); part != nil && part.Of == r.Address && part.Placement.Scope == estate.Zone {
				return part.Placement
			}
		}
	}
	return r.Placement
}

// homeRegion names the region of a resource for a reader. A region that was
// only assumed has no name worth telling.
func homeRegion(r *estate.Resource) string {
	if r.Region.Assumed() {
		return "its region"
	}
	return r.Region.Or("its region")
}

// leader returns the resource that speaks for its peers: the first of those
// that were read. Peers are judged together, and reported once.
func leader(p *analysis.Pass, r *estate.Resource, peers []string) *estate.Resource {
	for _, address := range peers {
		if first := p.Estate.Find(address); first != nil {
			return first
		}
	}
	return r
}

// reach returns what resources need, and what that needs, themselves included;
// the walk does not go on behind what stop says.
func reach(e *estate.Estate, from []*estate.Resource, stop func(*estate.Resource) bool) []*estate.Resource {
	seen := map[string]bool{}
	out := slices.Clone(from)
	for _, r := range from {
		seen[r.Address] = true
	}
	for i := 0; i < len(out); i++ {
		if stop != nil && stop(out[i]) {
			continue
		}
		for _, n := range out[i].Needs {
			for _, m := range n.Members {
				if x := e.Find(m.Address); x != nil && !seen[m.Address] {
					seen[m.Address] = true
					out = append(out, x)
				}
			}
		}
	}
	return out
}
