package tfplan

import (
	"fmt"
	"strings"

	"spof/inventory"
	"spof/parsers/tfjson"
)

// parseAddress takes apart the address of a resource instance:
// module.a["x"].data.aws_vpc.main[0].
func parseAddress(address string) (n node, err error) {
	n = node{address: address, mode: string(inventory.Managed)}
	_, rest, ok := tfjson.Calls(address)
	n.module = strings.TrimSuffix(strings.TrimSuffix(address, rest), ".")
	if after, data := strings.CutPrefix(rest, "data."); data {
		n.mode, rest = string(inventory.Data), after
	}
	typ, rest, found := strings.Cut(rest, ".")
	// A name and a key are written as those of a call are.
	calls, more, is := tfjson.Calls("module." + rest)
	if !ok || !found || !is || len(calls) != 1 || more != "" || typ == "" {
		return n, fmt.Errorf("expected the address of a resource, found %.200q", address)
	}
	n.typ, n.name, n.index = typ, calls[0].Name, calls[0].Key
	return n, nil
}

// sourceOf returns the provider that a configuration of it, as states and plan
// files name it, is of: without the alias.
func sourceOf(configuration string) (string, error) {
	_, name, ok := tfjson.Provider(configuration)
	if !ok {
		return "", fmt.Errorf("expected a provider, found %.200q", configuration)
	}
	host, last := "", name
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		host, last = name[:i+1], name[i+1:]
	}
	last, _, _ = strings.Cut(last, ".")
	return host + last, nil
}
