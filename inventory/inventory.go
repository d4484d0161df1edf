// Package inventory is the raw model: what was read, in the vocabulary of
// Terraform's AWS provider, whoever read it. A live database is a resource of
// type aws_db_instance here, as Terraform's state would hold it.
//
// It knows addresses, types, values and where each was read. It does not know
// what any type or attribute means: package providers/aws does.
package inventory

import (
	"github.com/zclconf/go-cty/cty"

	"spof/estate"
)

// An Inventory is everything that one run read.
type Inventory struct {
	Name      string      // the path, or the account, that was read
	Kind      Kind        // what that is
	Resources []*Resource // in address order
	Gaps      []estate.Gap
	// Unread says of which types there may be more than Resources tell.
	Unread []Unread
	// Notes tell what a reader should know of how it was read.
	Notes   []string
	Ignores []estate.Ignore
	// Before is what there was before the change that a plan proposes; nil where
	// nothing tells of a change.
	Before *Inventory
	// Moves says what stood at another address before.
	Moves []estate.Move
	// Declared counts the resource and data blocks that the input declares,
	// whether or not they could be expanded into Resources.
	Declared int
	// Module says that what was read looks like a module for others to call: it
	// takes variables, and configures neither a provider nor a backend.
	Module bool
	// Identities holds what only apply can fill and what names the resource
	// itself, where a reader made it up; nil where every identity is real.
	Identities *Identities
}

// A Kind is what an inventory was read from.
type Kind string

// The kinds of what is read.
const (
	Directory Kind = "directory" // a root module
	Plan      Kind = "plan"
	State     Kind = "state"
	Account   Kind = "account" // a live one
)

// An Unread is a type whose resources could not be listed in a region, so that
// how many there are is unknown, and what each of them is; or what more there is
// of one resource, which could not be asked for.
type Unread struct {
	Type   string
	Region string
	Of     string // the address of the one resource; Type and Region are empty then
	Why    string // what would tell: "rds:DescribeDBInstances in eu-west-1"
}

// A Resource is one instance of a resource or data block, or one live object.
type Resource struct {
	Address string // module.db.aws_db_instance.main[0]
	Mode    Mode
	Type    string // aws_db_instance
	// Provider is the provider's local or full name; the alias, if any, follows
	// a dot: "registry.terraform.io/hashicorp/aws", "….dr".
	Provider string
	Region   estate.Value[string]
	// Values holds every attribute and nested block that was written or that
	// is known, as an object. Attributes that the provider may fill, and that
	// are not identities, are unknown; so is whatever could not be evaluated.
	// Leaves may be marked Sensitive or Assumed.
	Values cty.Value
	// Unexpanded says that how many instances there are is unknown, and that
	// this one stands for all of them. Settles then names what decides.
	Unexpanded bool
	Settles    []string
	// Capacity that something outside Terraform changes: paths in
	// lifecycle.ignore_changes.
	IgnoreChanges []string
	Origin        estate.Origin // the block's header, or the API call
	// Origins says where an attribute or nested block was written, by path:
	// "multi_az", "subnet_mapping[1].subnet_id". A path without an entry was
	// not written.
	Origins map[string]estate.Origin
	// ARN is what the account calls a live object that has the address of the
	// block which declares it: its ARN, or the path that stands for one. Declared
	// then says where that block gives which attribute, as Origins does; whatever
	// was not written may be there all the same.
	ARN      string
	Declared map[string]estate.Origin
	// Unknown says what would settle an unknown attribute, by path of the
	// top-level attribute: "var.zones", "data.aws_subnets.private".
	Unknown map[string][]string
	// Alike holds the attributes that every instance of the block has alike,
	// known or not: their expressions ask neither count nor each.
	Alike map[string]bool
	// Identities are those of the inventory, nil where every one is real.
	Identities *Identities
}

// A Mode tells managed resources from data sources.
type Mode string

// The modes.
const (
	Managed Mode = "managed"
	Data    Mode = "data"
)

// A Mark is something said of a value that travels with it through every
// expression.
type Mark string

// The marks that readers put on values.
const (
	Sensitive Mark = "sensitive" // its value must never leave the inventory
	Assumed   Mark = "assumed"   // it rests on a stated default
)

// At returns where the attribute or block at path was written, else the
// block's header.
func (r *Resource) At(path string) estate.Origin {
	if o, ok := r.WrittenAt(path); ok {
		return o
	}
	return r.Origin
}

// WrittenAt returns where the attribute or block at path was written, if it was.
func (r *Resource) WrittenAt(path string) (o estate.Origin, ok bool) {
	if o, ok = r.Origins[path]; !ok {
		o, ok = r.Declared[path]
	}
	return o, ok
}
