package tfconfig

import (
	"sync"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
)

// A Provider tells the evaluator what the configuration does not say: the
// shape of each resource type, which attributes name the resource itself, and
// what a data source would answer. Its methods are pure and safe for
// concurrent use.
type Provider interface {
	// Schema returns the shape of a type, or nil when the provider does not
	// have it; its attributes are then all kept as they are written.
	Schema(mode inventory.Mode, typ string) *Block

	// Identities returns the values of a managed resource's own identities:
	// what only apply can fill and what names the resource itself, by top-level
	// attribute or block. What the configuration sets is left out, but for what
	// the provider adds to: its value is the whole as it was written, in the
	// same form, with an identity filled into a block. It is to be asked
	// before what was left out is made unknown.
	Identities(r Instance, mint Mint) map[string]cty.Value

	// Answer returns what a data source would read, as an object of its known
	// attributes (the rest is unknown), and what would settle it when it
	// cannot be known. Managed are the managed resources of its own and other
	// modules that it may select among.
	Answer(r Instance, managed func(typ string) []Instance) (answer cty.Value, known bool)

	// Zones returns the zones of a region, sorted, and whether the region is
	// known. For an unknown region it returns three symbolic ones.
	Zones(region string) (names []string, known bool)
}

// SymbolicRegion stands for a region that nobody named: neither the provider
// block, nor the environment, nor the options.
const SymbolicRegion = estate.SymbolicRegion

// An Instance is one instance of a resource or data block, as far as the
// configuration tells it.
type Instance struct {
	Address string
	Type    string
	Region  string // "" where it is not known
	// Values is what was written: what was left out is null or absent, what
	// was written and is not known is unknown.
	Values cty.Value
	// Unexpanded says that it stands for an unknown number of instances.
	Unexpanded bool
	// DefaultTags is the provider configuration's default_tags, an empty map
	// where it has none; cty.NilVal where they are not known.
	DefaultTags cty.Value
}

// Mint returns the token that stands in the synthetic identity of one
// attribute: TokenSize hexadecimal digits, unique to that attribute of that
// resource and the same at every call of one evaluation.
type Mint func(attribute string) string

// A Block is the shape of a resource type or of a nested block.
type Block struct {
	Attributes map[string]*Attribute
	Blocks     map[string]*NestedBlock
}

// An Attribute is the shape of one attribute.
type Attribute struct {
	Type      cty.Type
	Required  bool
	Optional  bool
	Computed  bool // the provider may fill it when the configuration does not
	Sensitive bool
	WriteOnly bool // the provider is given it and keeps nothing of it
	// Default is what the provider gives to the attribute where it is left out,
	// cty.NilVal where it gives nothing that is known before apply.
	Default cty.Value
	// Normal is what the provider makes of a text as it plans, nil where it
	// keeps what is written.
	Normal func(text string) string
	// Fields are those of the objects that the attribute holds that have a
	// Normal, nil where none has.
	Fields map[string]func(text string) string
	// TakesEmpty says that what is written and empty stays, although the
	// provider may fill the attribute: elsewhere it is the same as nothing.
	TakesEmpty bool
}

// A NestedBlock is the shape of a block inside another.
type NestedBlock struct {
	Block
	Nesting Nesting

	once  sync.Once
	empty cty.Value // what stands for no block at all
	large bool      // it has too many attributes and blocks in it to be a value of one type
}

// Nesting is how the blocks of one name are gathered.
type Nesting uint8

// The ways of gathering nested blocks.
const (
	NestSingle Nesting = iota // at most one, an object
	NestList
	NestSet
	NestMap
)
