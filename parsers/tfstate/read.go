package tfstate

import (
	"io"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfjson"
)

// Options are the circumstances of a reading.
type Options struct {
	Name     string // of the state in messages: its path
	Provider Provider
	// Region is that of provider configurations of which no resource tells its
	// region, "" where that is not known.
	Region string
}

// A Provider tells what a state does not say of the resources in it. Its
// methods are pure.
type Provider interface {
	// RegionOf returns the region that a resource's own values tell: its
	// argument, its ARN, its zone.
	RegionOf(typ string, values cty.Value) (region string, ok bool)

	// Secrets returns the paths of what the provider calls sensitive of a type,
	// by the names of attributes and nested blocks.
	Secrets(mode inventory.Mode, typ string) [][]string
}

// A State is what was read of one.
type State struct {
	*inventory.Inventory
	// Lineage is what all states have in common that one has been, and Serial
	// counts them. What `terraform show -json` prints does not tell them.
	Lineage string
	Serial  string
}

// Read reads the inventory of one state.
func Read(r io.Reader, opts Options) (*inventory.Inventory, error) {
	s, err := ReadState(r, opts)
	if err != nil {
		return nil, err
	}
	return s.Inventory, nil
}

// ReadState reads one state: version 4 as Terraform stores it, or what
// `terraform show -json` prints of one. What is no such state gives an error
// that names what it is, or the place where it is not as it should be. Its
// resources are all that the state holds, but for deposed objects.
func ReadState(r io.Reader, opts Options) (*State, error) {
	in := tfjson.NewReader(r)
	d := document{
		Reader: in, maker: tfjson.NewMaker(),
		gatherer: newGatherer(opts), secrets: secretsOf(opts.Provider),
	}
	if err := in.Object(d.field); err != nil {
		return nil, err //nolint:wrapcheck // it has its place; whoever calls knows the name
	}
	if err := in.End(); err != nil {
		return nil, err //nolint:wrapcheck // as above
	}
	if err := d.check(); err != nil {
		return nil, err
	}
	return &State{Inventory: d.inventory(), Lineage: d.lineage, Serial: d.serial}, nil
}

// secretsOf asks a provider once for each type.
func secretsOf(p Provider) tfjson.Secrets {
	type key struct {
		mode inventory.Mode
		typ  string
	}
	known := map[key]*tfjson.Flags{}
	return func(mode inventory.Mode, typ string) *tfjson.Flags {
		k := key{mode, typ}
		flags, ok := known[k]
		if !ok {
			for _, path := range p.Secrets(mode, typ) {
				flags = flags.Mark(stepsOf(path)...)
			}
			known[k] = flags
		}
		return flags
	}
}

// stepsOf leads into every block of each type on a path.
func stepsOf(path []string) []tfjson.Step {
	var steps []tfjson.Step
	for i, name := range path {
		if i > 0 {
			steps = append(steps, tfjson.Step{Each: true})
		}
		steps = append(steps, tfjson.Step{Name: name})
	}
	return steps
}
