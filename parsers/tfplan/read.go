package tfplan

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"spof/parsers/tfjson"
)

// Read reads what terraform show -json, or tofu show -json, prints of a plan:
// format 1.x. The document is read as it streams; only what a [Plan] holds is
// kept of it.
func Read(r io.Reader) (*Plan, error) {
	d := document{Reader: tfjson.NewReader(r), seen: map[string]bool{}}
	d.store = newStore(&d.plan)
	if err := d.Object(d.key); err != nil {
		return nil, err
	}
	if err := d.End(); err != nil {
		return nil, err
	}
	if err := d.isPlan(); err != nil {
		return nil, err
	}
	d.finish()
	if err := d.store.finish(); err != nil {
		return nil, fmt.Errorf("prior_state: %w", err)
	}
	return &d.plan, nil
}

// A document is a plan in JSON that is being read.
type document struct {
	*tfjson.Reader

	plan  Plan
	store store
	seen  map[string]bool // the keys at the top
	depth int             // of modules

	incomplete, errored bool
}

// key reads the value of one key at the top.
//
// What is passed over: planned_values, since resource_changes hold every
// managed instance, those that stay as they are too; resource_drift, since it
// tells what was, and what a change starts from is what was found; and outputs,
// checks and relevant_attributes, which are no part of an estate.
func (d *document) key(name string) (err error) {
	d.seen[name] = true
	switch name {
	case "format_version":
		return placed(d.Reader, d.version)
	case "terraform_version":
		d.plan.TerraformVersion, err = d.Text()
	case "variables":
		return d.Object(d.variable)
	case "resource_changes":
		return d.Array(d.change)
	case "deferred_changes":
		return d.Array(d.deferred)
	case "prior_state":
		return d.priorState()
	case "configuration":
		return d.configuration()
	case "complete":
		complete, err := d.Bool()
		d.incomplete = !complete
		return err
	case "errored":
		d.errored, err = d.Bool()
	default:
		return d.Skip()
	}
	return err
}

// version reads the version of the format, and refuses what is not known.
func (d *document) version() error {
	version, err := d.Text()
	if err != nil {
		return err
	}
	if !strings.HasPrefix(version, "1.") {
		return fmt.Errorf("format %q is not known; expected 1.x, as Terraform since 1.0 and OpenTofu print plans", version)
	}
	return nil
}

// isPlan returns an error that says what the document is instead.
func (d *document) isPlan() error {
	const expected = "; expected what terraform show -json prints of a plan"
	switch {
	case d.seen["encrypted_data"] || d.seen["encryption_version"]:
		return errEncrypted
	case d.seen["serial"] && d.seen["lineage"], d.seen["values"] && d.seen["format_version"]:
		return errors.New("the document is a state, not a plan" + expected)
	case d.seen["findings"] || d.seen["services"]:
		return errors.New("the document is an audit, not a plan" + expected)
	case d.seen["provider_schemas"]:
		return errors.New("the document holds schemas of providers, not a plan" + expected)
	case !d.seen["planned_values"] && !d.seen["resource_changes"]:
		return errors.New("the document is no plan: it has neither planned_values nor resource_changes" + expected)
	case !d.seen["format_version"]:
		return errors.New("the plan has no format_version" + expected)
	}
	return nil
}

// finish does what needs the whole document.
func (d *document) finish() {
	if d.incomplete {
		d.store.incomplete()
	}
	if d.errored {
		d.store.errored()
	}
	if d.plan.Config != nil {
		for name, v := range d.plan.Config.Variables {
			if v.Sensitive {
				d.store.sensitive(name)
			}
		}
	}
}

func (d *document) variable(name string) error {
	return d.only("value", func() error {
		v, err := d.store.maker.Value(d.Reader, nil, nil)
		d.plan.Variables[name] = v
		return err
	})
}

// placed reads a value, and gives an error that does not know its place that of
// the value.
func placed(r *tfjson.Reader, read func() error) error {
	at := r.Here()
	err := read()
	if _, ok := errors.AsType[*tfjson.Error](err); err == nil || ok {
		return err
	}
	return r.FailAt(at, "%w", err)
}
