// Package aws says what an inventory means: which resources can fail by
// themselves, where they run, what they survive and what they need.
//
// It is the only place that knows the attributes of AWS's resource types and
// their defaults, for every reader alike. It decides nothing: package analysis
// does.
package aws

import (
	"cmp"
	"slices"
	"strings"

	"spof/estate"
	"spof/inventory"
	"spof/providers/aws/schema"
)

// Mean returns the estate that an inventory means. What it cannot read is
// unknown in the estate, never absent.
func Mean(inv *inventory.Inventory) *estate.Estate {
	inv = settled(inv)
	provider := schema.New()
	m := &model{
		inv:    inv,
		schema: provider, zonesBy: zoneTongues(inv.Resources),
		index: newIndex(inv, provider),
		types: map[string][]*inventory.Resource{},
		raw:   map[string]*inventory.Resource{},
		made:  map[string]*estate.Resource{},
		wirings: wirings{
			unitsOf: map[string][]unit{}, targets: map[string][]registered{}, sets: map[string]string{}, servedBy: map[string]string{}, groupUsers: map[string][]string{}, openGroups: map[string][]string{}, clusterOf: map[string]string{}, linkBalancers: map[string]string{}, setByName: map[string]string{},
		},
	}
	for _, r := range inv.Resources {
		if r.Mode == inventory.Managed {
			m.raw[r.Address] = r
			m.types[r.Type] = append(m.types[r.Type], r)
		}
	}
	m.gatherSets()
	m.network()
	for _, meaning := range meanings {
		for _, t := range meaning.types {
			for _, r := range m.types[t] {
				meaning.mean(m, r)
			}
		}
	}
	for _, finish := range finishes {
		finish(m)
	}
	m.openUnexpanded()
	m.tellUnknownTargets()
	m.doubt()
	m.tellUnjudged()
	m.tellMissingZones()
	m.tellHashedScripts()
	m.hide()
	return estate.New(inv.Name, m.out, slices.Concat(inv.Gaps, m.gaps), inv.Ignores)
}

// openUnexpanded opens every need of a resource that stands for an unknown
// number of them: there may be others, or none. What a datastore is made of is
// its own: however many there are, none of them stands in for another.
func (m *model) openUnexpanded() {
	for _, r := range m.out {
		for i := range r.Needs {
			for _, member := range r.Needs[i].Members {
				if r.Kind.HoldsData() && isOwn(r, member.Address) {
					continue
				}
				if settles, unexpanded := m.unexpanded(member.Address); unexpanded {
					r.Needs[i].Open = true
					r.Needs[i].Settles = mergeSorted(r.Needs[i].Settles, settles)
				}
			}
		}
	}
}

// isOwn reports whether an address is that of a part of a resource, or of the
// same whole.
func isOwn(r *estate.Resource, address string) bool {
	return strings.HasPrefix(address, cmp.Or(r.Of, r.Address)+"#")
}

// unexpanded reports whether a resource, or the whole that it is a part of,
// stands for an unknown number of instances, and what would settle that.
func (m *model) unexpanded(address string) (settles []string, is bool) {
	whole, _, _ := strings.Cut(address, "#")
	if r := m.raw[whole]; r != nil && r.Unexpanded {
		return r.Settles, true
	}
	return nil, false
}

// A meaning turns the resources of some types into resources of the estate.
type meaning struct {
	types []string
	mean  func(*model, *inventory.Resource)
}

// meanings stands in the order of dependence: what consumers look up in the
// model comes before them.
var meanings = slices.Concat(
	datastoreMeanings, messagingMeanings, secretMeanings,
	computeMeanings, containerMeanings, balancerMeanings,
	apiMeanings, edgeMeanings, dnsMeanings,
)

// finishes join what several resources make together, once all are there.
var finishes = []func(*model){
	(*model).finishDatastores, (*model).finishServers, (*model).finishBalancers,
	(*model).finishAPIs, (*model).finishEgress, (*model).finishNames, (*model).finishPrices,
}

// A model is the estate while it is being made.
type model struct {
	inv     *inventory.Inventory
	schema  *schema.Provider
	zonesBy map[string]tongue // by region; by name where it is absent
	index   *index
	types   map[string][]*inventory.Resource
	raw     map[string]*inventory.Resource // managed resources, by address
	out     []*estate.Resource
	gaps    []estate.Gap                // what is known to be there and was not read
	made    map[string]*estate.Resource // by address

	subnets map[string]*subnet // by address
	seats   map[string]seat    // of subnets that were not read, by id
	wirings
}

// wirings are what one kind of resource leaves for another to find.
type wirings struct {
	unitsOf       map[string][]unit       // by the address of a server or a group
	targets       map[string][]registered // by the address of a target group or classic balancer
	guards        []guarded
	doors         []opening
	sets          map[string]string   // address of a record -> address of its set
	servedBy      map[string]string   // address of a replica, a member or a proxy -> address of what its users need
	groupUsers    map[string][]string // by the address of a subnet group
	openGroups    map[string][]string // what would settle which targets a group has, by its address
	clusterOf     map[string]string   // by the address of a node group
	linkBalancers map[string]string   // the balancer of a v1 VPC link
	setByName     map[string]string   // a public DNS name -> address of its record set
	lostTargets   []string            // what would settle which groups, or servers, targets are of
	lostRoutes    []string            // what would settle which tables, or subnets, routes belong to
	pending       []func()            // what has to wait until everything is there
}

// put adds a resource to the estate.
func (m *model) put(r *estate.Resource) *estate.Resource {
	if old := m.made[r.Address]; old != nil {
		return old
	}
	if r.Name == "" {
		r.Name = r.Address
	}
	m.made[r.Address] = r
	m.out = append(m.out, r)
	return r
}

// whole makes the estate's resource of an inventory resource. It runs in its
// region and does not fail by itself, until its meaning says otherwise.
func (m *model) whole(r *inventory.Resource, kind estate.Kind) *estate.Resource {
	return m.put(&estate.Resource{
		Address: r.Address, ARN: r.ARN, Type: r.Type, Kind: kind, Region: r.Region, Origin: r.Origin,
		Placement: estate.Placement{Scope: estate.Region, Region: regionName(r), Origin: r.Origin},
		Entry:     estate.Default(false, r.Origin),
		Tag:       cmp.Or(nameTag(r), shownText(r, "name")),
	})
}

// part makes a part of a resource: what fails, starts or serves by itself in it.
func (m *model) part(of *estate.Resource, name string) *estate.Resource {
	return m.put(&estate.Resource{
		Address: of.Address + "#" + name, ARN: of.ARN, Of: of.Address, Type: of.Type, Kind: of.Kind, Name: name + " of " + of.Name,
		Region: of.Region, Origin: of.Origin, Entry: estate.Default(false, of.Origin),
		Placement: estate.Placement{Scope: estate.Global},
	})
}

// unknownRegion stands for the region of a resource whose provider
// configuration does not tell it. All such resources are taken to be in one.
const unknownRegion = estate.UnknownRegion

func regionName(r *inventory.Resource) string { return r.Region.Or(unknownRegion) }

// resource returns the one inventory resource of the types that an attribute
// names, or nil.
func (m *model) resource(b block, name string, types ...string) *inventory.Resource {
	s := b.text(name, "").Or("")
	if s == "" {
		return nil
	}
	return m.index.named(s, b.r.Region.Or(""), types...)
}
