package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"spof/parsers/tfjson"
)

// sniffJSON finds out which document a JSON text is, by the fields at its top.
// They may stand in any order, so that those that do not tell are passed over;
// it stops at the first that does.
func sniffJSON(r io.Reader) (kind, error) {
	s := sniffer{Reader: tfjson.NewReader(r)}
	err := s.Object(s.field)
	if errors.Is(err, errFound) {
		return s.found, nil
	}
	if err != nil {
		return "", fmt.Errorf("it looks like JSON, and is none: %w", err)
	}
	return s.judge()
}

// A sniffer goes over the fields of a document.
type sniffer struct {
	*tfjson.Reader
	found   kind
	names   []string
	version string
}

// errFound stops the reading: what the document is, is known.
var errFound = errors.New("found")

// field looks at one field.
func (s *sniffer) field(name string) error {
	if found := s.told(name); found != "" {
		s.found = found
		return errFound
	}
	s.names = append(s.names, name)
	if name != "version" {
		return s.Skip() //nolint:wrapcheck // it has its place
	}
	raw, err := s.Raw()
	s.version = raw.String()
	return err //nolint:wrapcheck // it has its place
}

// told returns what a field tells, with those before it, "" where that is
// nothing.
func (s *sniffer) told(name string) kind {
	switch {
	case name == "snapshot":
		return savedSnapshot
	case is(name, "planned_values", "resource_changes", "resource_drift", "prior_state", "output_changes", "relevant_attributes"):
		return planJSON
	case s.version == "4" && is(name, "terraform_version", "serial", "lineage", "outputs", "resources", "check_results"):
		return storedState
	case s.has("format_version") && name == "values":
		return shownState
	case s.has("schema") && is(name, "spof", "findings", "services"):
		return savedAudit
	case s.has("schema") && name == "resources":
		return savedInventory
	}
	return ""
}

func is(name string, names ...string) bool { return slices.Contains(names, name) }

func (s *sniffer) has(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(s.names, name) })
}

// judge says what a document is of which no field tells it alone.
func (s *sniffer) judge() (kind, error) {
	switch {
	case s.has("encrypted_data"):
		return "", errors.New("it is encrypted by OpenTofu; give what `tofu show -json` prints")
	case is(s.version, "1", "2", "3"):
		return "", fmt.Errorf("it is a state of version %s, which is older than version 4; "+
			"`terraform init` and `terraform apply -refresh-only` of Terraform 0.12 or later write it anew", s.version)
	case s.version != "" && s.has("terraform_version", "serial", "lineage", "resources"), s.version == "4":
		return storedState, nil
	case s.has("format_version") && s.has("values"):
		return shownState, nil
	case s.has("format_version") && !s.has("provider_schemas", "diagnostics"):
		return shownState, nil // of a state with nothing in it
	case s.has("@level"):
		return "", errors.New("it is the log of a command of Terraform with -json; give what `terraform show -json PLANFILE` prints")
	case s.has("resource", "provider", "terraform", "module", "variable", "data", "output", "locals"):
		return "", errConfiguration
	case len(s.names) == 0:
		return "", errors.New("it is an empty JSON document; expected " + expected)
	}
	return "", fmt.Errorf("it is JSON with the fields %s, and not what was expected: %s", s.shown(), expected)
}

// shown are the first fields of a document, as a message names them.
func (s *sniffer) shown() string {
	const most, longest = 5, 40
	names := s.names[:min(most, len(s.names))]
	for i, name := range names {
		names[i] = strings.Trim(strconv.Quote(fmt.Sprintf("%.*s", longest, name)), `"`)
	}
	return strings.Join(names, ", ")
}

// expected says what a file may hold.
const expected = "a plan, a state, a snapshot or a directory with Terraform"

var errConfiguration = errors.New("it is a file of Terraform's configuration; give the directory of its root module")
