package tfplan

import (
	"bytes"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"spof/inventory"
	"spof/parsers/tfjson"
)

// readState reads the state that was planned from, version 4 as Terraform stores
// states: the answers of data sources, and the managed instances of which the
// plan says nothing. All others are what changes start from.
func (f *planFile) readState(s *store) error {
	if f.members[stateMember] == nil {
		return nil
	}
	src, err := f.member(stateMember, maxMember)
	if err != nil {
		return err
	}
	m := stateFile{Reader: tfjson.NewReader(bytes.NewReader(src)), store: s}
	err = m.Object(m.key)
	if err == nil {
		err = m.End()
	}
	if err != nil {
		return fmt.Errorf("%s: %w", stateMember, err)
	}
	return nil
}

// A stateFile is a state that is being read.
type stateFile struct {
	*tfjson.Reader

	store *store
}

func (s *stateFile) key(name string) error {
	switch name {
	case "resources":
		return s.Array(func() error { return placed(s.Reader, s.resource) })
	case "version":
		return placed(s.Reader, s.version)
	}
	return s.Skip()
}

func (s *stateFile) version() error {
	version, err := s.Raw()
	if err == nil && version.String() != "4" {
		err = fmt.Errorf("version %.20s of a state is not known; expected 4", version)
	}
	return err
}

// resource reads the instances of one block.
func (s *stateFile) resource() error {
	var n node
	var instances tfjson.Raw
	err := s.Object(func(name string) (err error) {
		switch name {
		case "module":
			n.module, err = s.Text()
		case "mode":
			n.mode, err = s.Text()
		case "type":
			n.typ, err = s.Text()
		case "name":
			n.name, err = s.Text()
		case "provider":
			n.provider, err = s.Text()
		case "instances":
			instances, err = s.Raw()
		default:
			return s.Skip()
		}
		return err
	})
	if err != nil {
		return err
	}
	if n.provider, err = sourceOf(n.provider); err != nil {
		return err
	}
	n.address = n.typ + "." + n.name
	if n.mode == string(inventory.Data) {
		n.address = "data." + n.address
	}
	if n.module != "" {
		n.address = n.module + "." + n.address
	}
	r := instances.Reader()
	return r.Array(func() error { return s.instance(r, n) })
}

// builtin is the provider of terraform_data and terraform_remote_state.
const builtin = "terraform.io/builtin/terraform"

// instance reads one instance of a block.
func (s *stateFile) instance(r *tfjson.Reader, n node) error {
	var attributes tfjson.Raw
	var sensitive *tfjson.Flags
	err := r.Object(func(name string) (err error) {
		switch name {
		case "index_key":
			n.index, err = s.store.maker.KeyValue(r)
		case "deposed":
			n.deposed, err = r.Text()
		case "attributes":
			attributes, err = r.Raw()
		case "sensitive_attributes":
			err = r.Array(func() error {
				steps, err := r.Steps()
				sensitive = sensitive.Mark(steps...)
				return err
			})
		default:
			return r.Skip()
		}
		return err
	})
	if err != nil {
		return err
	}
	n.address += tfjson.Key(n.index)
	return s.add(n, attributes, sensitive)
}

// add puts an instance into the plan, unless the plan says what becomes of it.
func (s *stateFile) add(n node, attributes tfjson.Raw, sensitive *tfjson.Flags) (err error) {
	if n.deposed != "" || n.mode == string(inventory.Managed) && s.store.changes[n.address] {
		return nil
	}
	if err := n.check(); err != nil {
		return err
	}
	if n.provider == builtin && attributes.Kind() == jsontext.KindBeginObject {
		if attributes, err = attributes.Opened(); err != nil {
			return err
		}
	}
	return s.store.state(n, attributes, sensitive)
}
