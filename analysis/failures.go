package analysis

import (
	"slices"

	"spof/analysis/failure"
	"spof/estate"
)

// Failures is what each failure takes down, computed once for all rules. Its
// answers never change; but it remembers what it has looked up, so that only
// one goroutine at a time may ask.
type Failures struct {
	estate *estate.Estate
	// resources are those of the estate and, after them, one for each service
	// with several entry points, which needs those.
	resources []*estate.Resource
	net       *network
	solution  *failure.Solution
	services  []*judged
	users     [][]*judged // by resource: the services that stand on it
	memory    simulations
	doubts    []*Doubt
}

// A judged service is a service with what each event does to it.
type judged struct {
	*found
	root   failure.Node
	number int // its place among the services
	hits   []*hit
}

// A hit is an EventOutcome with what it was graded by.
type hit struct {
	EventOutcome
	event   failure.Event  // the event of the engine that decided
	mode    failure.Mode   // the slowest standbys that do not help
	heavy   bool           // the part lost is the default one, or most of the users
	doubts  []doubt        // what an undecided hit hangs on
	nodes   []failure.Node // the resources that a unit or zone-of event is about
	perhaps []failure.Node // the units that may be in the zone, and are proven by their own event
	// takeovers are the members that serve after they were created or brought
	// up.
	takeovers []Takeover
}

// FailuresOf computes what each failure of an estate takes down.
func FailuresOf(e *estate.Estate, opts Options) *Failures {
	index := indexOf(e)
	services := servicesOf(e, linksOf(e, index))
	f := &Failures{estate: e, resources: slices.Clone(e.Resources), memory: simulations{}}
	for i, s := range services {
		s.Tier = opts.tierOf(s.Name)
		f.services = append(f.services, &judged{found: s, root: f.rootOf(s), number: i})
	}
	f.net = wire(f.resources, index)
	f.solution = f.net.engine.Solve(readings()...)
	f.users = make([][]*judged, len(f.resources))
	for _, s := range f.services {
		for _, n := range s.reach {
			f.users[n] = append(f.users[n], s)
		}
	}
	for _, s := range f.services {
		f.judge(s)
	}
	f.doubts = f.collectDoubts()
	return f
}

// rootOf returns the node whose loss is that of a service.
func (f *Failures) rootOf(s *found) failure.Node {
	if len(s.entries) == 1 {
		return s.entries[0]
	}
	need := estate.Need{Quorum: 1, Split: !s.peers, Why: "is entered through"}
	for _, n := range s.entries {
		address := f.resources[n].Address
		need.Members = append(need.Members, estate.Member{Address: address, Part: address})
	}
	f.resources = append(f.resources, &estate.Resource{
		Address: s.Name, Kind: estate.Plumbing, Name: s.Name, Needs: []estate.Need{need},
	})
	return failure.Node(len(f.resources) - 1)
}
