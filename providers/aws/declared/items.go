package declared

import (
	"maps"
	"slices"
	"strings"

	"spof/estate"
	"spof/inventory"
)

// An item is a resource that Terraform declares.
type item struct {
	source   int
	address  string // within its source
	typ      string
	declared *inventory.Resource // in the configuration; nil where only a state tells of it
	stored   *inventory.Resource // in a state; nil where none was given
}

// itemsOf returns what the sources declare. What a configuration declares and its
// state does not hold is not there yet, and left out.
func itemsOf(sources []Source) []*item {
	var out []*item
	for i, s := range sources {
		if len(s.States) == 0 && s.Configuration != nil {
			out = append(out, written(i, s.Configuration)...)
			continue
		}
		config := newBlocks(s.Configuration)
		seen := map[string]bool{}
		for _, state := range s.States {
			for _, r := range state.Resources {
				address := config.moved(r.Address)
				if r.Mode == inventory.Managed && !seen[address] {
					seen[address] = true
					out = append(out, &item{source: i, address: address, typ: r.Type, declared: config.find(address), stored: r})
				}
			}
		}
	}
	return out
}

// written returns what a configuration declares, as far as it is known how many
// of it there are.
func written(source int, config *inventory.Inventory) []*item {
	var out []*item
	for _, r := range config.Resources {
		if r.Mode == inventory.Managed && !r.Unexpanded {
			out = append(out, &item{source: source, address: r.Address, typ: r.Type, declared: r})
		}
	}
	return out
}

// told is what tells most of an item: a state, where one was given.
func (i *item) told() *inventory.Resource {
	if i.stored != nil {
		return i.stored
	}
	return i.declared
}

// attributes are those of an item by which it may be known again: those that are
// written, or that a state holds. What AWS calls it was compared before.
func (i *item) attributes() []string {
	if i.stored == nil {
		return slices.Sorted(maps.Keys(i.declared.Origins))
	}
	return slices.DeleteFunc(attributesOf(i.stored), func(name string) bool { return name == "id" || name == "arn" })
}

// blocks are the resources of a configuration, to be found by what a state calls
// them.
type blocks struct {
	moved     func(string) string
	byAddress map[string]*inventory.Resource
}

func newBlocks(config *inventory.Inventory) blocks {
	b := blocks{moved: func(s string) string { return s }, byAddress: map[string]*inventory.Resource{}}
	if config == nil {
		return b
	}
	b.moved = estate.Mover(config.Moves)
	for _, r := range config.Resources {
		b.byAddress[r.Address] = r
		if whole := withoutKeys(r.Address); b.byAddress[whole] == nil {
			b.byAddress[whole] = r
		}
	}
	return b
}

// find returns the instance of an address, else another one of its block: all
// stand on the same lines.
func (b blocks) find(address string) *inventory.Resource {
	if r := b.byAddress[address]; r != nil {
		return r
	}
	return b.byAddress[withoutKeys(address)]
}

// withoutKeys returns an address without what tells instances of a block apart.
func withoutKeys(address string) string {
	var out strings.Builder
	for address != "" {
		at := strings.IndexByte(address, '[')
		if at < 0 {
			break
		}
		out.WriteString(address[:at])
		address = address[at+keyLength(address[at:]):]
	}
	return out.String() + address
}

// keyLength is how long the key at the beginning of s is, brackets included.
func keyLength(s string) int {
	quoted := false
	for i := 1; i < len(s); i++ {
		switch {
		case quoted && s[i] == '\\':
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ']' && !quoted:
			return i + 1
		}
	}
	return len(s)
}
