package failure

// A Node is something that is up or down. It is an index: the nodes of a
// network are 0, 1, 2 and so on in the order in which they were added.
type Node int32

// An Event is something that happens by itself and strikes nodes. It is an
// index: events are 0, 1, 2 and so on in the order in which they were added.
type Event int32

// A Mode says how a member of a gate takes over when others fail.
type Mode uint8

// The modes, from the quickest to take over to the slowest. As
// Reading.Standbys, a mode admits itself and all before it.
const (
	Running  Mode = iota // already serves, or takes over by itself at once
	Relaunch             // must be created first, and will be by itself
	ByHand               // a copy stands ready; a person must promote it
)

// A Strength says what a gate that fails does to its node.
type Strength uint8

// The strengths.
const (
	Hard    Strength = iota // the node is down
	Startup                 // the node keeps running, but cannot start
	Soft                    // the node degrades: down only in soft readings
)

// A Member is one of the nodes that can satisfy a gate. A node listed twice
// counts twice.
type Member struct {
	Node Node
	Mode Mode
}

// A Gate is a need of one node: it is met while at least Quorum of Members are
// up. The zero Quorum is always met; a quorum above the number of admitted
// members never is.
type Gate struct {
	Quorum   int
	Members  []Member
	Strength Strength

	// Open says that members may exist that were not read. When unknowns are
	// well the gate is met whatever its members do; when they are ill its known
	// members decide. Too few of them mark the node open (Set.Open) instead of
	// down, and if slower members would make them enough, those decide as well.
	Open bool

	// Split says that the members serve different parts of the users. Quorum is
	// then ignored: it is every member, or in Any readings one.
	Split bool

	// Checked says that Unless is set: the gate does not count against its node
	// in a failure that takes Unless down too, as when a health check sees the
	// failure and withdraws the member first. A check that depends on the
	// gate's own node, through whatever gates count, decides nothing.
	Checked bool
	Unless  Node
}

// A Reading says what to take as given where the facts leave room. The zero
// Reading counts only what already runs, holds unknown facts for well, needs
// every part of a split gate and ignores soft gates.
type Reading struct {
	Standbys Mode // the slowest mode of members that count; others are left out
	Ill      bool // open gates and doubtful strikes count against a node
	Any      bool // one part of a split gate is enough
	Soft     bool // soft gates count as hard: what is down only now degrades
}

// A Strike is what an event does. Nodes are down when it happens; Doubtful
// nodes are too, but only in readings that hold unknown facts for ill.
type Strike struct {
	Nodes    []Node
	Doubtful []Node
}

// A Scenario is what has happened: events, and nodes that are down for any
// other reason.
type Scenario struct {
	Events []Event
	Nodes  []Node
}
