package tfplan

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"spof/inventory"
	"spof/parsers/tfjson"
)

// planVersion is the version of the format that Terraform since 0.12 and every
// OpenTofu write.
const planVersion = 3

// A planMessage is the member tfplan: what was planned, in protobuf. Its field
// numbers are the same in Terraform and OpenTofu.
type planMessage struct {
	plan  Plan
	store store

	version                      uint64
	applyable, complete, errored bool
	targets                      int
}

func (p *planMessage) read(m message) error {
	p.store = newStore(&p.plan)
	if err := m.each(p.field); err != nil {
		return err
	}
	switch {
	case p.version == 0:
		return errors.New("is not a plan: it has no version; make the plan anew")
	case p.version != planVersion:
		return fmt.Errorf("has version %d of the format, and only %d is known; give what terraform show -json prints of the plan", p.version, planVersion)
	}
	// OpenTofu, and Terraform before 1.8, say neither that a plan is complete nor
	// that it can be applied.
	if p.applyable && !p.complete || p.targets > 0 {
		p.store.incomplete()
	}
	if p.errored {
		p.store.errored()
	}
	return nil
}

func (p *planMessage) field(f field) error {
	switch {
	case f.is(1):
		p.version = f.varint
	case f.is(20):
		p.errored = f.varint != 0
	case f.is(25):
		p.applyable = f.varint != 0
	case f.is(26):
		p.complete = f.varint != 0
	case f.holds(2):
		return p.variable(f.content)
	case f.holds(3):
		return p.change(f.content)
	case f.holds(5):
		p.targets++
	case f.holds(13), f.holds(29): // backend, state_store
		return p.backend(f.content)
	case f.holds(14):
		p.plan.TerraformVersion = f.text()
	case f.holds(27):
		return p.deferred(f.content)
	}
	return nil
}

func (p *planMessage) backend(m message) error {
	return m.each(func(f field) error {
		if f.holds(3) {
			p.plan.Workspace = f.text()
		}
		return nil
	})
}

func (p *planMessage) variable(m message) error {
	var name string
	var value cty.Value
	err := m.each(func(f field) (err error) {
		switch {
		case f.holds(1):
			name = f.text()
		case f.holds(2):
			var u *unpacker
			if u, err = unpack(f.content); err == nil {
				value, err = u.any(p.store.maker)
			}
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("variable %q: %w", name, err)
	}
	if value != cty.NilVal {
		p.plan.Variables[name] = value
	}
	return nil
}

// deferred notes a change that this plan puts off to a later one.
func (p *planMessage) deferred(m message) error {
	return m.each(func(f field) error {
		if !f.holds(2) {
			return nil
		}
		c, err := readInstance(f.content)
		if err == nil {
			p.store.deferred(c.addr)
		}
		return err
	})
}

func (p *planMessage) change(m message) error {
	c, err := readInstance(m)
	if err == nil && c.deposed == "" {
		err = p.add(c)
	}
	if err != nil && c.addr != "" {
		return fmt.Errorf("at byte %d: %s: %w", m.at, c.addr, err)
	}
	if err != nil {
		return fmt.Errorf("at byte %d: a change: %w", m.at, err)
	}
	return nil
}

func (p *planMessage) add(c instanceMessage) error {
	n, err := parseAddress(c.addr)
	if err != nil {
		return err
	}
	if n.provider, err = sourceOf(c.provider); err != nil {
		return err
	}
	if c.previous != c.addr {
		n.previous = c.previous
	}
	before, after, err := c.ends(p.store.maker)
	if err != nil {
		return err
	}
	if n.mode == string(inventory.Data) {
		return p.store.datum(n.datum(after, true))
	}
	return p.store.change(&Change{
		Address: n.address, PreviousAddress: n.previous, Module: n.module, Type: n.typ, Name: n.name, Key: n.index,
		Provider: n.provider, Actions: c.actions(), Before: before, After: after, Imported: c.imported,
	})
}

// An instanceMessage is what is planned for one resource instance.
type instanceMessage struct {
	addr, previous, deposed, provider string
	imported                          bool
	action                            uint64
	values                            []*unpacker
	sensitive                         [2][][]tfjson.Step // of what is before, and after
}

func readInstance(m message) (c instanceMessage, err error) {
	err = m.each(func(f field) error {
		switch {
		case f.holds(7):
			c.deposed = f.text()
		case f.holds(8):
			c.provider = f.text()
		case f.holds(9):
			return f.content.each(c.change)
		case f.holds(13):
			c.addr = f.text()
		case f.holds(14):
			c.previous = f.text()
		}
		return nil
	})
	if err == nil && c.addr == "" {
		err = errors.New("it has no address; give what terraform show -json prints of the plan")
	}
	return c, err
}

func (c *instanceMessage) change(f field) error {
	switch {
	case f.is(1):
		c.action = f.varint
	case f.holds(2):
		v, err := unpack(f.content)
		c.values = append(c.values, v)
		return err
	case f.holds(3), f.holds(4):
		path, err := readPath(f.content)
		c.sensitive[f.number-3] = append(c.sensitive[f.number-3], path)
		return err
	case f.holds(5):
		c.imported = true
	}
	return nil
}

// An action is how the plan encodes one: what it is called in JSON, and which of
// its values stand before and after it, -1 for none.
type action struct {
	words         []string
	before, after int
}

func (c *instanceMessage) known() (action, bool) {
	switch c.action {
	case 0:
		return action{[]string{"no-op"}, 0, 0}, true
	case 1:
		return action{[]string{"create"}, -1, 0}, true
	case 2:
		return action{[]string{"read"}, 0, 1}, true
	case 3:
		return action{[]string{"update"}, 0, 1}, true
	case 5:
		return action{[]string{"delete"}, 0, -1}, true
	case 6:
		return action{[]string{"delete", "create"}, 0, 1}, true
	case 7:
		return action{[]string{"create", "delete"}, 0, 1}, true
	case 8:
		return action{[]string{"forget"}, 0, -1}, true
	case 9:
		return action{[]string{"create", "forget"}, 0, 1}, true
	}
	return action{}, false
}

func (c *instanceMessage) actions() []string {
	a, ok := c.known()
	if !ok {
		return []string{fmt.Sprintf("action %d", c.action)}
	}
	return slices.Clone(a.words)
}

// ends returns the values before and after the change, marked where they are
// sensitive.
func (c *instanceMessage) ends(m *tfjson.Maker) (before, after cty.Value, err error) {
	a, ok := c.known()
	if !ok {
		a = action{before: min(0, len(c.values)-1), after: len(c.values) - 1}
	}
	if needed := max(a.before, a.after) + 1; len(c.values) < needed {
		return before, after, fmt.Errorf("%d values; expected %d for %s", len(c.values), needed, strings.Join(a.words, ", "))
	}
	if before, err = c.end(m, a.before, c.sensitive[0]); err != nil {
		return before, after, err
	}
	if a.before == a.after && slices.EqualFunc(c.sensitive[0], c.sensitive[1], slices.Equal) {
		return before, before, nil
	}
	after, err = c.end(m, a.after, c.sensitive[1])
	return before, after, err
}

func (c *instanceMessage) end(m *tfjson.Maker, index int, sensitive [][]tfjson.Step) (cty.Value, error) {
	if index < 0 {
		return cty.NilVal, nil
	}
	var flags *tfjson.Flags
	for _, path := range sensitive {
		flags = flags.Mark(path...)
	}
	return c.values[index].object(m, flags)
}

// readPath reads the path to a part of a value.
func readPath(m message) (path []tfjson.Step, err error) {
	err = m.each(func(f field) error {
		if !f.holds(1) {
			return nil
		}
		step, err := readStep(f.content)
		path = append(path, step)
		return err
	})
	return path, err
}

// readStep reads one step of a path. An element of a set has no key of its own:
// the step leads to each.
func readStep(m message) (step tfjson.Step, err error) {
	step.Each = true
	err = m.each(func(f field) error {
		switch {
		case f.holds(1):
			step = tfjson.Step{Name: f.text()}
		case f.holds(2):
			u, err := unpack(f.content)
			if err != nil {
				return err
			}
			step = tfjson.StepTo(tfjson.RawOf(u.json))
		}
		return nil
	})
	return step, err
}
