package tfplan

import (
	"bytes"
	"fmt"

	"spof/parsers/tfjson"
)

// readState reads the state that was planned from, version 4 as Terraform stores
// states.
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

// resource reads a block with its instances. The provider of each is named with
// its configuration.
func (s *stateFile) resource() error {
	rest := s.store.rest()
	rest.Yield = func(x *tfjson.Resource) (err error) {
		if x.Provider, err = sourceOf(x.Provider); err != nil {
			return err
		}
		return s.store.state(x)
	}
	return s.store.maker.Stored(s.Reader, rest)
}
