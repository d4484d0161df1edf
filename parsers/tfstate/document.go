package tfstate

import (
	"errors"
	"fmt"
	"strings"

	"spof/parsers/tfjson"
)

// A document is a state while it is read. Which of the two forms it has, its
// fields tell, in whichever order they stand.
type document struct {
	*tfjson.Reader
	*gatherer
	maker   *tfjson.Maker
	secrets tfjson.Secrets

	version string // of the form that Terraform stores, as it is written
	lineage string
	serial  string
	format  string // of the form that `terraform show -json` prints
	stored  bool   // it has resources of the first form
	shown   bool   // it has values of the second
}

// field reads a field of the document.
func (d *document) field(name string) (err error) {
	switch name {
	case "modules":
		return d.Failf(upgrade) //nolint:wrapcheck // it has its place
	case "encrypted_data":
		return d.Failf("it is encrypted by OpenTofu; give what `tofu show -json` prints") //nolint:wrapcheck // as above
	case "resource_changes", "planned_values":
		return d.Failf("it is a plan, not a state") //nolint:wrapcheck // as above
	case "version":
		d.version, err = d.number(name)
	case "serial":
		d.serial, err = d.number(name)
	case "lineage":
		d.lineage, err = d.Text()
	case "format_version":
		d.format, err = d.Text()
	case "resources":
		d.stored = true
		err = d.Array(func() error { return d.maker.Stored(d.Reader, d.all()) })
	case "values":
		d.shown = true
		err = d.maker.Shown(d.Reader, d.all())
	default:
		err = d.Skip()
	}
	return err //nolint:wrapcheck // it has its place
}

// all selects every resource of the state.
func (d *document) all() tfjson.Selection {
	return tfjson.Selection{Secrets: d.secrets, Yield: func(x *tfjson.Resource) error {
		d.add(x, x.Provider)
		return nil
	}}
}

const upgrade = "a state of this version is older than version 4; " +
	"`terraform init` and `terraform apply -refresh-only` of Terraform 0.12 or later write it anew"

// number reads a number as it is written.
func (d *document) number(name string) (string, error) {
	at := d.Here()
	v, err := d.maker.Value(d.Reader, nil, nil)
	if err != nil {
		return "", err //nolint:wrapcheck // it has its place
	}
	if v.IsNull() || v.Type().FriendlyName() != "number" {
		return "", d.FailAt(at, "expected the number of the state's %s", name) //nolint:wrapcheck // it has its place
	}
	return v.AsBigFloat().Text('f', -1), nil
}

// check returns an error where the document is no state.
func (d *document) check() error {
	switch {
	case d.version == "4", d.version == "" && supported(d.format):
		return nil
	case d.version == "1" || d.version == "2" || d.version == "3":
		return fmt.Errorf("version %s: %s", d.version, upgrade)
	case d.version != "":
		return fmt.Errorf("version %s of the state is newer than version 4, which is what is read", d.version)
	case d.format != "":
		return fmt.Errorf("format_version %s is none that is read; 0.1 to 1.x are", d.format)
	case d.stored:
		return errors.New("expected the field version: it has resources, but does not say that it is a state of version 4")
	case d.shown:
		return errors.New("expected the field format_version: it has values, but does not say of which format")
	}
	return errors.New("it is JSON, but no state: expected the fields version and resources, or format_version and values")
}

// supported reports whether a version of what `terraform show -json` prints is
// one that is read.
func supported(format string) bool {
	return strings.HasPrefix(format, "1.") || strings.HasPrefix(format, "0.")
}
