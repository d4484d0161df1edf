package aws

import (
	"net/netip"
	"strings"

	"spof/inventory"
	"spof/providers/aws/schema"
)

// realNames indexes by what AWS has named resources, where a state tells it. A
// name that was made up is recognised wherever it stands; a real one is not, and
// has to be known.
type realNames struct {
	*index
	schema *schema.Provider
	naming map[string][]string // by type
	shared []string            // addresses that may be of several networks
}

func (n *realNames) add(r *inventory.Resource) {
	paths, ok := n.naming[r.Type]
	if !ok {
		paths = n.schema.Naming(r.Type)
		n.naming[r.Type] = paths
	}
	for _, path := range paths {
		n.walk(r, attrs(r), path)
	}
}

// walk follows a path, through every block on it.
func (n *realNames) walk(r *inventory.Resource, b block, path string) {
	name, rest, deeper := strings.Cut(path, ".")
	if deeper {
		list, _ := b.blocks(name)
		for _, inner := range list {
			n.walk(r, inner, rest)
		}
		return
	}
	v, _ := b.raw(name)
	leaves(r, v, func(s string) {
		if r.Identities.Holds(s) {
			return
		}
		n.addIdentity(s, r)
		if address, err := netip.ParseAddr(s); err == nil && address.IsPrivate() {
			n.shared = append(n.shared, s)
		}
	})
}

// dropShared forgets private addresses that several resources have: networks
// may use the same ones.
func (n *realNames) dropShared() {
	for _, address := range n.shared {
		if len(n.byIdentity[address]) > 1 {
			delete(n.byIdentity, address)
		}
	}
}
