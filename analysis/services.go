package analysis

import (
	"cmp"
	"slices"
	"strings"

	"spof/analysis/failure"
	"spof/estate"
)

// A found service is a service with the resources that it stands on.
type found struct {
	*Service
	entries []failure.Node
	peers   bool           // whether one of the entries is enough
	reach   []failure.Node // entries included, in address order
}

// servicesOf finds the services of an estate: first those that users reach by
// a known entry point, by name; then what none of them needs, by address.
func servicesOf(e *estate.Estate, l links) []*found {
	w := l.walk()
	var entries []failure.Node
	for i, r := range e.Resources {
		if isEntry(r) {
			entries = append(entries, failure.Node(i))
		}
	}
	services := named(e, w.topmost(entries))
	var rest []failure.Node
	for i, r := range e.Resources {
		if !w.visited(failure.Node(i)) && standsAlone(r) {
			rest = append(rest, failure.Node(i))
		}
	}
	services = append(services, unread(e, w.topmost(rest))...)
	for _, s := range services {
		s.Kind = e.Resources[s.entries[0]].Kind
		s.reach = w.reachOf(s.entries)
		s.Needs = wholes(e, s.reach)
	}
	return services
}

// isEntry takes what may be an entry point for one: a service too many is seen,
// a service too few is not. Where nobody asked, it is none.
func isEntry(r *estate.Resource) bool {
	entry, known := r.Entry.Get()
	if known {
		return entry
	}
	return !r.Entry.Origin().IsZero() || len(r.Entry.SettledBy()) > 0
}

// named makes services of entry points; those of one DNS name are one service.
func named(e *estate.Estate, entries []failure.Node) []*found {
	var services []*found
	byName := map[string]*found{}
	for _, n := range entries {
		r := e.Resources[n]
		name := serviceName(r)
		s := byName[name]
		if s == nil {
			s = &found{Service: &Service{Name: name}}
			byName[name] = s
			services = append(services, s)
		}
		s.entries = append(s.entries, n)
		s.Entry = append(s.Entry, wholeOf(r))
	}
	slices.SortFunc(services, func(a, b *found) int { return cmp.Compare(a.Name, b.Name) })
	return services
}

// serviceName is the DNS name that users know, or the address. The name of a
// record set may lack its zone, where that was not read.
func serviceName(r *estate.Resource) string {
	if r.Kind == estate.RecordSet && r.Name != "" {
		return r.Name
	}
	known := []estate.Kind{estate.Record, estate.DomainName, estate.CDN}
	if slices.Contains(known, r.Kind) && strings.Contains(r.Name, ".") && !strings.ContainsAny(r.Name, " []\"/:") {
		return r.Name
	}
	return r.Address
}

// standsAlone says whether a resource that no entry point needs is a service
// of its own, so that nothing escapes judgement.
func standsAlone(r *estate.Resource) bool {
	if r.Of != "" {
		return false
	}
	switch t := r.Traits.(type) {
	case *estate.ServerTraits:
		return t.Exempt == "" && len(t.Settles) == 0
	case *estate.GroupTraits:
		return !t.Standby
	case *estate.EgressTraits:
		return len(t.Settles) == 0
	default:
	}
	return r.Kind.HoldsData() || slices.Contains([]estate.Kind{
		estate.LoadBalancer, estate.Server, estate.ServerGroup, estate.NodeGroup,
		estate.ContainerService, estate.Function, estate.Egress, estate.API, estate.CDN,
	}, r.Kind)
}

// reachOf returns all that the entries reach, in address order.
func (w *walk) reachOf(entries []failure.Node) []failure.Node {
	w.round++
	var all []failure.Node
	for _, n := range entries {
		all = append(all, w.from(n)...)
	}
	slices.Sort(all)
	return all
}

// wholes counts resources, those of which only parts are among them too.
func wholes(e *estate.Estate, nodes []failure.Node) int {
	distinct := map[string]bool{}
	for _, n := range nodes {
		distinct[wholeOf(e.Resources[n])] = true
	}
	return len(distinct)
}

// wholeOf returns the address of what a reader takes a resource for: a part is
// one thing with its whole.
func wholeOf(r *estate.Resource) string {
	if r.Of != "" {
		return r.Of
	}
	return r.Address
}
