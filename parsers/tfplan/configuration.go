package tfplan

import (
	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
)

// A Module is the configuration of one module as a JSON plan holds it. Locals,
// the content of dynamic blocks and the providers passed to calls are not
// there; what is not, is no [Expression] either.
type Module struct {
	Resources []*Block          // managed and data, in the plan's order
	Calls     map[string]*Call  // by name
	Outputs   map[string]Output // by name
	Variables map[string]Variable
}

// A Block is a resource or data block.
type Block struct {
	Repeat

	Mode       inventory.Mode
	Type, Name string
	// Provider is the key of [Plan.Providers]: that of the configuration that is
	// in force, wherever it was passed down from.
	Provider    string
	Expressions map[string]Expression
}

// Repeat is what says of a block how often it stands there, and after what.
type Repeat struct {
	Count, ForEach *Expression // nil where the block has none
	DependsOn      []string
}

// A Call is a module block.
type Call struct {
	Repeat

	Source      string
	Version     string // the constraint, "" where there is none
	Expressions map[string]Expression
	Module      *Module
}

// An Output is an output block.
type Output struct {
	Expression Expression
	Sensitive  bool
	DependsOn  []string
}

// A Variable is a variable block. Default is NilVal where there is none.
type Variable struct {
	Default   cty.Value
	Sensitive bool
}

// A Provider is the configuration of a provider.
type Provider struct {
	Name     string // its local name: "aws"
	FullName string // "registry.terraform.io/hashicorp/aws"
	Alias    string // "" for the default configuration
	// Module is where it stands: `module.a.module.b`, without keys; "" for the
	// root module.
	Module      string
	Expressions map[string]Expression
}

// An Expression is what an attribute or nested block is set to. At most one of
// its fields is set. The zero Expression says that something is written of
// which the plan tells nothing: neither a constant nor a reference, or an empty
// block.
type Expression struct {
	// Constant is the value of what refers to nothing, NilVal else. A constant
	// null is a null value.
	Constant cty.Value
	// References are what it refers to, in the plan's order: the longest first,
	// then what these begin with ("aws_subnet.a.id", "aws_subnet.a").
	References []string
	// Blocks are the nested blocks of one type, in the order of the
	// configuration. A single block, and a map of blocks, are one element: the
	// two cannot be told apart without the provider's schema.
	Blocks []map[string]Expression
}
