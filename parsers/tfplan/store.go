package tfplan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfjson"
)

// A store puts into a plan what either reader finds, in whatever order.
type store struct {
	plan    *Plan
	maker   *tfjson.Maker
	changes map[string]bool   // by address
	data    map[string]*Datum // by address
	moved   map[string]bool   // the addresses that changes were moved from
	held    []*Change         // what the state holds, and no change was read of yet
}

func newStore(p *Plan) store {
	p.Variables = map[string]cty.Value{}
	return store{plan: p, maker: tfjson.NewMaker(), changes: map[string]bool{}, data: map[string]*Datum{}, moved: map[string]bool{}}
}

// sensitive marks the variables that are declared so.
func (s *store) sensitive(name string) {
	if v, ok := s.plan.Variables[name]; ok {
		s.plan.Variables[name] = v.Mark(inventory.Sensitive)
	}
}

// object makes the values of a resource, NilVal for null.
func (s *store) object(raw tfjson.Raw, unknown, sensitive *tfjson.Flags) (cty.Value, error) {
	if raw.IsNull() && unknown == nil {
		return cty.NilVal, nil
	}
	return s.maker.Attributes(raw, unknown, sensitive)
}

func (s *store) change(c *Change) error {
	if s.changes[c.Address] {
		return errTwice(c.Address)
	}
	s.changes[c.Address] = true
	if c.PreviousAddress != "" {
		s.moved[c.PreviousAddress] = true
	}
	s.plan.Changes = append(s.plan.Changes, c)
	for _, action := range c.Actions {
		if !slices.Contains([]string{"no-op", "create", "read", "update", "delete", "forget"}, action) {
			s.gap(estate.Gap{
				What: "what happens to " + c.Address, Why: "the plan calls it " + strconv.Quote(action) + ", which is not known",
				Advice: "update spof", Unsettles: []string{c.Address},
			})
		}
	}
	if len(c.Actions) == 0 {
		s.gap(estate.Gap{
			What: "what happens to " + c.Address, Why: "the plan names no action",
			Advice: "make the plan anew", Unsettles: []string{c.Address},
		})
	}
	return nil
}

// state adds what the state that was planned from holds of an instance.
func (s *store) state(x *tfjson.Resource) error {
	switch _, err := parseAddress(x.Address); {
	case x.Name == "":
		return errNoName
	case x.Mode == "":
		return errNoMode
	case err != nil:
		return err
	}
	switch x.Mode {
	case inventory.Data:
		return s.datum(&Datum{
			Address: x.Address, Module: x.Module, Type: x.Type, Name: x.Name, Key: x.Key, Provider: x.Provider, Values: x.Values,
		})
	case inventory.Managed:
		s.held = append(s.held, &Change{
			Address: x.Address, Module: x.Module, Type: x.Type, Name: x.Name, Key: x.Key,
			Provider: x.Provider, Actions: []string{"no-op"}, Before: x.Values, After: x.Values,
		})
	default:
		s.mode(x.Address, string(x.Mode))
	}
	return nil
}

// finish adds what the state holds and the plan says nothing of: it stays.
func (s *store) finish() error {
	left := slices.DeleteFunc(s.held, func(c *Change) bool { return s.changes[c.Address] || s.moved[c.Address] })
	for _, c := range left {
		if err := s.change(c); err != nil {
			return err
		}
	}
	return nil
}

// datum adds the answer of a data source instance. The one that is read during
// apply takes the place of an earlier answer.
func (s *store) datum(d *Datum) error {
	other := s.data[d.Address]
	switch {
	case other == nil:
		s.data[d.Address] = d
		s.plan.Data = append(s.plan.Data, d)
	case other.Deferred == d.Deferred:
		return errTwice(d.Address)
	case d.Deferred:
		*other = *d
	}
	return nil
}

func errTwice(address string) error {
	if strings.ContainsFunc(address, unicode.IsControl) {
		address = strconv.Quote(address)
	}
	return fmt.Errorf("%s stands there twice; expected each address once, as in one plan", address)
}

func (s *store) gap(g estate.Gap) { s.plan.Gaps = append(s.plan.Gaps, g) }

func (s *store) incomplete() {
	s.gap(estate.Gap{
		What: "the plan", Why: "it is not complete: it was made for some resources only (-target, -exclude), or puts changes off",
		Advice: "plan without -target and -exclude",
	})
}

func (s *store) errored() {
	s.gap(estate.Gap{
		What: "the plan", Why: "planning ended with an error, and what was not planned by then is not in it",
		Advice: "mend what terraform plan tells, and plan again",
	})
}

// deferred notes a change that the plan puts off.
func (s *store) deferred(address string) {
	s.gap(estate.Gap{
		What: address, Why: "its change is put off to a later plan",
		Advice: "apply, and plan again", Unsettles: []string{address},
	})
}

// mode notes a resource of a mode that is neither managed nor data.
func (s *store) mode(address, mode string) {
	s.gap(estate.Gap{
		What: address, Why: "its mode " + strconv.Quote(mode) + " is not known",
		Advice: "update spof", Unsettles: []string{address},
	})
}
