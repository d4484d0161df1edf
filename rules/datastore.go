package rules

import (
	"strings"

	"spof/analysis"
	"spof/estate"
)

// isAurora reports whether a cluster is Aurora's, and not one of DocumentDB or
// Neptune, which share its design. Their type tells where the engine does not.
func isAurora(r *estate.Resource, t *estate.DatastoreTraits) bool {
	for _, other := range []string{"docdb", "neptune"} {
		if strings.HasPrefix(t.Engine.Or(""), other) || strings.Contains(r.Type, other) {
			return false
		}
	}
	return t.Product == estate.Aurora
}

// isRelational reports whether a datastore is a database of RDS or Aurora.
func isRelational(r *estate.Resource, t *estate.DatastoreTraits) bool {
	return t.Product == estate.RDS || isAurora(r, t)
}

// follower reports whether a datastore is a copy of another one, so that its
// own redundancy is not what its users stand on.
//
// Which cluster of a global database writes is not written down: the one with
// the most instances is taken for the primary.
func follower(p *analysis.Pass, r *estate.Resource, t *estate.DatastoreTraits) bool {
	if t.Replica.Or(false) {
		return true
	}
	if t.Global == "" {
		return false
	}
	var primary *estate.Resource
	most := -1
	for c, o := range estate.Each[*estate.DatastoreTraits](p.Estate) {
		if n := o.Members.Or(0); o.Global == t.Global && n > most {
			primary, most = c, n
		}
	}
	return primary != r
}

// zoneOf names the zone of a datastore that runs in one, for a reader.
func zoneOf(t *estate.DatastoreTraits) string {
	if zone, single, known := only(t.Spread); known && single && zone != "" {
		return zone
	}
	return "its zone"
}
