package analysis

import (
	"fmt"
	"slices"
	"strings"

	"spof/analysis/failure"
	"spof/estate"
)

// unread makes services of what no entry point needs. Resources with the same
// part to play are one service, of which one is enough: a group in each zone is
// judged with the others, never alone.
func unread(e *estate.Estate, top []failure.Node) []*found {
	var services []*found
	byPeers := map[string]*found{}
	for _, n := range top {
		r := e.Resources[n]
		key := peersOf(r)
		s := byPeers[key]
		if s == nil || key == "" {
			s = &found{Service: &Service{Name: r.Address, Unread: true}, peers: true}
			byPeers[key] = s
			services = append(services, s)
		}
		s.entries = append(s.entries, n)
		s.Entry = append(s.Entry, r.Address)
	}
	for _, s := range services {
		switch n := len(s.Entry) - 1; n {
		case 0:
		case 1:
			s.Name += " and its peer"
		default:
			s.Name += fmt.Sprintf(" and its %d peers", n)
		}
	}
	return services
}

// peersOf names the resources that play the same part as one, or "" for none.
func peersOf(r *estate.Resource) string {
	switch t := r.Traits.(type) {
	case *estate.ServerTraits:
		return together(t.Peers)
	case *estate.GroupTraits:
		return together(t.Peers)
	case *estate.EgressTraits:
		return wayOut(t)
	default:
		return ""
	}
}

func together(peers []string) string {
	if len(peers) < 2 {
		return ""
	}
	return strings.Join(slices.Sorted(slices.Values(peers)), "\n")
}

// wayOut names the network that a gateway leads out of, where it serves its own
// zone only and leaves other zones to other gateways: its zone takes with it
// whoever needs it.
func wayOut(t *estate.EgressTraits) string {
	network, known := t.Network.Get()
	single, placed := t.Spread.Single()
	if !known || network == "" || !placed || !single || len(t.Tenants) == 0 {
		return ""
	}
	for _, tenant := range t.Tenants {
		if zone, known := tenant.Zone.Get(); !known || zone.Name != t.Spread.Zones[0].Name {
			return ""
		}
	}
	return network
}
