package estate

import (
	"iter"
	"slices"
)

// An Estate is everything that one run looked at. It is immutable once built.
type Estate struct {
	Name      string      // what was read: the path, or the account
	Resources []*Resource // in address order, parts included
	Gaps      []Gap
	Ignores   []Ignore

	byAddress map[string]*Resource
}

// New returns the estate of the resources, put in address order. A later
// resource with the address of an earlier one is dropped.
func New(name string, resources []*Resource, gaps []Gap, ignores []Ignore) *Estate {
	e := &Estate{Name: name, Gaps: gaps, Ignores: ignores, byAddress: make(map[string]*Resource, len(resources))}
	for _, r := range resources {
		if _, twice := e.byAddress[r.Address]; !twice {
			e.byAddress[r.Address] = r
			e.Resources = append(e.Resources, r)
		}
	}
	slices.SortFunc(e.Resources, func(a, b *Resource) int { return compareAddress(a.Address, b.Address) })
	return e
}

// Find returns the resource with an address, or nil.
func (e *Estate) Find(address string) *Resource { return e.byAddress[address] }

// A Resource is one thing of the estate: something that can fail, or that
// stands between what can fail and its users.
//
// What a resource is made of and what fails by itself (an instance of a group,
// the node of a balancer in one zone, the relaunch of a lost instance) are
// resources too, its parts.
type Resource struct {
	Address   string // module.db.aws_db_instance.main[0], or an ARN; "#" and a name follow for a part
	ARN       string // what the account calls it, where Address is that of the block which declares it
	Of        string // the address of the whole, for a part
	Type      string // Terraform's type; that of the whole for a part
	Kind      Kind
	Name      string // what people call it; Address where they have no name
	Tag       string // the name that people gave it, by a tag or otherwise; "" where that is not known
	Region    Value[string]
	Placement Placement // of a resource with Fails == FailsAlone, and of regional services
	Fails     Fails
	// Starts says that the resource has to start under the failure (a relaunch,
	// a standby of capacity zero): its startup needs count as hard ones.
	Starts bool
	// Entry says that users come in here, and how sure that is.
	Entry Value[bool]
	// Guards says what protects the resource from deletion, where it fails only
	// by deletion or a bad change: "deletion protection", "a twin in us-west-2".
	Guards []string
	// Price is of one unit more, and SLA of one zone against several; unknown
	// where AWS's lists do not tell.
	Price Value[Price]
	SLA   Value[SLA]
	Needs []Need
	// Doubts names what was not read and may be part of the resource, or needed
	// by it: nothing is proven of it before that is.
	Doubts []string
	Traits Traits // facts of its kind; nil for parts and plumbing
	Origin Origin // its block's header, or the API call
}

// Fails is how a resource can fail by itself.
type Fails uint8

// The ways of failing.
const (
	FailsNever   Fails = iota // plumbing, regional services: only through what it needs or where it is
	FailsAlone                // a physical unit: an instance, a node, a volume, a zonal gateway
	FailsChanged              // no hardware takes it; a deletion or a bad change does
)

// Each yields the resources whose traits are of type T, with them, in address
// order.
func Each[T Traits](e *Estate) iter.Seq2[*Resource, T] {
	return func(yield func(*Resource, T) bool) {
		for _, r := range e.Resources {
			if t, ok := r.Traits.(T); ok && !yield(r, t) {
				return
			}
		}
	}
}

// An Ignore is a comment of the form `# spof:ignore RULE -- REASON`, which
// accepts a finding on its own line or on the line after.
type Ignore struct {
	Rule   string
	Reason string // never empty: a comment without a reason is a gap
	Origin Origin
}
