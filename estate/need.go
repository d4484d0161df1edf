package estate

// A Need is met while at least Quorum of Members are up. One hard dependency
// is {Quorum: 1, Members: [x]}; two of three is {2, [a b c]}. It is the only
// kind of edge in the estate.
type Need struct {
	Quorum   int
	Members  []Member
	Strength Strength
	// Open says that members may exist that were not read. An open need is met
	// when unknowns are well and decided by Members alone when they are ill.
	Open bool
	// Split says that Members serve different parts of the users (routes,
	// behaviours, unchecked records): losing some of them is down in part.
	Split bool
	// Unless, where set, is the address of a resource: failures that take it
	// down as well do not count against this need, because a health check sees
	// them and withdraws the member first.
	Unless string
	// Why says in a few words why the resource needs its members: "routes to",
	// "reads its password from". It reads after the resource's name.
	Why string
	// Assumed says that the need rests on weak evidence or on an assumption,
	// which Why names.
	Assumed bool
	// Settles names what would settle an open or assumed need.
	Settles []string
	Origin  Origin
}

// A Member is one of the resources that can meet a need.
type Member struct {
	Address  string
	Takeover Takeover
	// Figures says how long it takes until the member serves in another's
	// place, and what data that may lose; "" where nothing is published.
	Figures string
	// Part names what of the users the member serves, for a split need:
	// "route GET /orders", "weight 20 of 100". Default marks the part that
	// serves whatever no other part does; Weight is the part's share of the
	// users in percent, 0 where unknown.
	Part    string
	Default bool
	Weight  int
}

// A Takeover is how a member takes over from the others.
type Takeover uint8

// The ways of taking over, from the best.
const (
	Running  Takeover = iota // already serving
	Relaunch                 // created by AWS after the failure, by itself
	ByHand                   // stands ready; a person must promote or start it
)

// Strength is what happens to the one who needs when a need is not met.
type Strength uint8

// The strengths of a need. The words are AWS's own: see
// https://docs.aws.amazon.com/resilience-hub/latest/userguide/next-gen-classifying-dependencies.html.
const (
	Hard    Strength = iota // it is down
	Startup                 // it runs on, but cannot start
	Soft                    // it degrades
)

// On returns the need of one running resource.
func On(address, why string, o Origin) Need {
	return Need{Quorum: 1, Members: []Member{{Address: address}}, Why: why, Origin: o}
}
