package cli

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"spof/analysis"
	"spof/inventory"
)

// elsewhere tells of what decides findings and stands in a state that was not
// read, in one note; "" where there is no such thing.
// Others are the data sources that read other states.
func elsewhere(others []string, audit *analysis.Audit) string {
	if audit.Input.Kind != string(inventory.State) {
		return ""
	}
	var ids []string
	for _, f := range audit.Findings {
		for _, by := range f.Settles {
			ids = append(ids, identifier.FindAllString(by, -1)...)
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) == 0 {
		return ""
	}
	note := head(ids) + " hold findings undecided and are in no state that was read"
	if len(ids) == 1 {
		note = ids[0] + " holds findings undecided and is in no state that was read"
	}
	note += ": give the state that holds them beside this one"
	if len(others) > 0 {
		note += "; " + head(others) + " may name it"
	}
	return note
}

// identifier matches what EC2 calls the parts of a network.
var identifier = regexp.MustCompile(`\b(subnet|vpc|sg|rtb|nat|igw|eni|i)-[0-9a-f]{8,17}\b`)

// remoteStates returns the addresses of the data sources that read other
// states.
func remoteStates(inv *inventory.Inventory) []string {
	var out []string
	for _, r := range inv.Resources {
		if r.Mode == inventory.Data && r.Type == "terraform_remote_state" {
			out = append(out, r.Address)
		}
	}
	return out
}

// head names the first of several things, and how many more there are.
func head(names []string) string {
	const most = 3
	switch {
	case len(names) == 1:
		return names[0]
	case len(names) <= most:
		return list(names)
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
