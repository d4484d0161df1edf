package analysis

import (
	"fmt"

	"spof/analysis/failure"
	"spof/estate"
)

// A network is an estate as the engine sees it. The node of a resource is its
// index in the estate; zones, regions and services have nodes after those.
type network struct {
	resources []*estate.Resource
	index     map[string]failure.Node // of resources, by address
	engine    *failure.Network

	zones   map[string]*zone
	regions map[string]failure.Event
	events  []cause           // by failure.Event
	own     [][]failure.Event // by resource: what strikes it and nothing else but its zone
	gaps    []estate.Gap
	parts   map[string][]failure.Node // by the address of the whole
}

// A cause is what an event of the engine stands for.
type cause struct {
	kind     EventKind
	resource failure.Node // of a unit, zone-of or logical event
	zone     string       // of a zone or zone-of event
	region   string       // of a region event
}

// A zone is a zone of the estate in the engine's terms.
type zone struct {
	node  failure.Node
	event failure.Event
	// bare is the same loss without the units that only may be in the zone.
	bare failure.Event
	// perhaps is a node that every unit which may be in the zone needs, struck
	// in doubt with the zone: one node, however many units there are.
	perhaps failure.Node
	units   []failure.Node // that may be in it
}

// A wiring builds a network.
type wiring struct {
	network
	build failure.Builder
}

// wire makes the network of resources, of which index holds those with an
// address of their own.
func wire(resources []*estate.Resource, index map[string]failure.Node) *network {
	w := wiring{network: network{
		resources: resources, index: index, zones: map[string]*zone{}, regions: map[string]failure.Event{},
		parts: map[string][]failure.Node{}, own: make([][]failure.Event, len(resources)),
	}}
	for _, r := range resources {
		if n := w.build.Node(); r.Starts {
			w.build.Starts(n)
		}
	}
	regionNodes := w.addDomains()
	for i, r := range resources {
		n := failure.Node(i)
		if r.Of != "" {
			w.parts[r.Of] = append(w.parts[r.Of], n)
		}
		w.addNeeds(n, r)
		w.place(n, r, regionNodes)
		w.addEvents(n, r)
	}
	w.engine = w.build.Build()
	return &w.network
}

func indexOf(e *estate.Estate) map[string]failure.Node {
	index := make(map[string]failure.Node, len(e.Resources))
	for i, r := range e.Resources {
		index[r.Address] = failure.Node(i)
	}
	return index
}

// addNeeds gives a node the gates of its resource's needs, in their order, so
// that the number of a gate is the number of the need.
func (w *wiring) addNeeds(n failure.Node, r *estate.Resource) {
	for i := range r.Needs {
		need := &r.Needs[i]
		g := failure.Gate{
			Quorum: need.Quorum, Strength: failure.Strength(need.Strength),
			Open: need.Open, Split: need.Split,
		}
		for _, m := range need.Members {
			if to, ok := w.index[m.Address]; ok {
				g.Members = append(g.Members, failure.Member{Node: to, Mode: failure.Mode(m.Takeover)})
				continue
			}
			g.Open = true
			w.missing(r, need, m.Address)
		}
		if u, ok := w.index[need.Unless]; ok {
			g.Checked, g.Unless = true, u
		}
		w.build.Need(n, g)
	}
}

// missing records that a member of a need is not in the estate.
func (w *wiring) missing(r *estate.Resource, need *estate.Need, address string) {
	w.gaps = append(w.gaps, estate.Gap{
		What:      address,
		Why:       fmt.Sprintf("%s %s it, and it was not read", r.Address, need.Why),
		Origin:    need.Origin,
		Unsettles: []string{r.Address},
	})
}
