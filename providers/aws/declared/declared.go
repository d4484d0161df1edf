// Package declared finds out which of the resources of a live account Terraform
// declares, and where: what was read from the account then has the address and
// the lines of its block, so that a finding points at what is to be changed.
//
// A state tells which block each id and each ARN belongs to. Without one, a
// block and a live object are the same where both have the name that only one
// of their type can have, or where what they refer to, or are referred to by,
// is the same and leaves one of each. Where two would do, nothing is guessed.
package declared

import (
	"slices"
	"strings"

	"spof/estate"
	"spof/inventory"
	"spof/providers/aws/schema"
)

// A Source is one root module of Terraform: its configuration, its states, or
// both.
type Source struct {
	Name          string
	Configuration *inventory.Inventory // nil where only states were given
	States        []*inventory.Inventory
	// Call stands before its addresses, "module.production.", where several
	// sources may have the same ones; "" where there is only this.
	Call string
}

// Options say what the account was asked for, so that what is not in it is told
// from what was not asked for.
type Options struct {
	Types   []string // those that are read from accounts
	Regions []string // those that were read; none for all
}

// Locate gives what was read of an account the addresses and the lines of the
// blocks that declare it, and notes in the inventory how much of it that was.
func Locate(account *inventory.Inventory, sources []Source, opts Options) {
	m := newMatcher(account, sources)
	m.byState()
	m.byName()
	for m.byReference() { // each pair may lead to others
	}
	m.byBlock()
	notes := m.notes(account, opts)
	m.rename(account)
	account.Notes = append(account.Notes, notes...)
}

// A matcher pairs what is live with what is declared.
type matcher struct {
	names   func(typ string) []string
	sources []Source
	items   []*item
	at      map[place]*item
	live    []*inventory.Resource
	index   map[fact][]*inventory.Resource // of what is live
	known   map[fact]int                   // how many live ones of a type there are, and of how many an attribute is known
	of      map[*item]*inventory.Resource
	is      map[*inventory.Resource]*item
	called  map[string]bool // ids and ARNs of live resources that are paired
	// blocks has one of the instances that a live resource may be, of which only
	// the block is known.
	blocks map[*inventory.Resource]*item
}

// A fact is what resources of a type may have alike.
type fact struct{ typ, attribute, text string }

// A place is where an item is declared.
type place struct {
	source  int
	address string
}

func newMatcher(account *inventory.Inventory, sources []Source) *matcher {
	m := &matcher{
		names: schema.New().Names, sources: sources, items: itemsOf(sources),
		at: map[place]*item{}, index: map[fact][]*inventory.Resource{}, known: map[fact]int{},
		of: map[*item]*inventory.Resource{}, is: map[*inventory.Resource]*item{},
		called: map[string]bool{}, blocks: map[*inventory.Resource]*item{},
	}
	for _, i := range m.items {
		m.at[place{i.source, i.address}] = i
	}
	for _, r := range account.Resources {
		if r.Mode == inventory.Managed {
			m.live = append(m.live, r)
			m.enter(r)
		}
	}
	return m
}

// anyType stands for all types in the index.
const anyType = ""

// theTag and theName stand in the index for the tag that people name things by,
// and for the whole of the attributes that they do.
const (
	theTag  = "tags.Name"
	theName = "the name"
)

// enter puts a live resource into the index.
func (m *matcher) enter(r *inventory.Resource) {
	add := func(typ, attribute, text string) {
		if text != "" {
			f := fact{typ, attribute, text}
			m.index[f] = append(m.index[f], r)
		}
	}
	m.known[fact{typ: r.Type}]++
	for _, name := range attributesOf(r) {
		if list, ok := texts(r, name); ok {
			m.known[fact{typ: r.Type, attribute: name}]++
			add(r.Type, name, alike(strings.Join(list, " ")))
		}
	}
	add(anyType, "arn", alike(textOf(r, "arn")))
	add(r.Type, theTag, alike(tag(r)))
	add(r.Type, theName, m.nameOf(r))
}

// have returns the live resources that have something, those of the type.
func (m *matcher) have(typ, attribute, text string) []*inventory.Resource {
	if text == "" {
		return nil
	}
	return m.index[fact{typ, attribute, alike(text)}]
}

// pair says that two are the same.
func (m *matcher) pair(i *item, r *inventory.Resource) {
	m.of[i], m.is[r] = r, i
	for _, name := range []string{"id", "arn"} {
		if s := textOf(r, name); s != "" {
			m.called[s] = true
		}
	}
}

// pairUp pairs items with the live resources that they may be, where each is the
// only one for the other. It reports whether there was any.
func (m *matcher) pairUp(may func(*item) []*inventory.Resource) (some bool) {
	open := map[*item][]*inventory.Resource{}
	claims := map[*inventory.Resource]int{}
	for _, i := range m.items {
		if m.of[i] != nil {
			continue
		}
		for _, r := range may(i) {
			if m.is[r] == nil && samePlace(i, r) {
				open[i] = append(open[i], r)
				claims[r]++
			}
		}
	}
	for _, i := range m.items {
		if list := open[i]; len(list) == 1 && claims[list[0]] == 1 {
			m.pair(i, list[0])
			some = true
		}
	}
	return some
}

// samePlace reports whether a live resource may stand where a declared one does.
func samePlace(i *item, r *inventory.Resource) bool {
	declared := i.told()
	region, known := declared.Region.Get()
	if !known || region == estate.SymbolicRegion || declared.Identities.Holds(region) {
		return true
	}
	return !isRegional(r) || r.Region.Or(region) == region
}

// isRegional reports whether what the account calls a resource says its region:
// the names of a service that is the same everywhere do not.
func isRegional(r *inventory.Resource) bool {
	region := r.Region.Or("")
	return region != "" && slices.Contains(strings.FieldsFunc(r.Address, func(c rune) bool { return c == ':' || c == '/' }), region)
}
