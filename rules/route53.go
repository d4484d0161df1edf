package rules

import (
	"cmp"

	"spof/analysis"
	"spof/estate"
)

const (
	primary   = "PRIMARY"
	secondary = "SECONDARY"
	simple    = "simple"
	failover  = "failover"
)

// A member is one record of a set.
type member struct {
	*estate.Resource
	facts *estate.RecordTraits
}

// membersOf returns the records of a set, in address order.
func membersOf(e *estate.Estate, set *estate.RecordSetTraits) []member {
	var out []member
	for _, address := range set.Records {
		if r := e.Find(address); r != nil {
			if t, ok := r.Traits.(*estate.RecordTraits); ok {
				out = append(out, member{r, t})
			}
		}
	}
	return out
}

// setOf returns the facts of the record set that a record belongs to; those of
// a set of its own where it was not read.
func setOf(e *estate.Estate, r *estate.Resource, rec *estate.RecordTraits) *estate.RecordSetTraits {
	if set := e.Find(rec.Set); set != nil {
		if t, ok := set.Traits.(*estate.RecordSetTraits); ok {
			return t
		}
	}
	return &estate.RecordSetTraits{Name: rec.Name, Type: rec.Type, Records: []string{r.Address}}
}

// routed reports whether Route 53 chooses among the members of a record's set,
// and whether that can be known.
func routed(rec *estate.RecordTraits) (is, known bool) {
	policy, known := rec.Policy.Get()
	return known && policy != simple, known
}

// A sight is how Route 53 sees whether the target of a record is well.
type sight uint8

const (
	unseen sight = iota
	seen
	sightUnknown
)

// sightOf says whether a record is withdrawn when its target is not well: by a
// health check, or by what an alias's target says of itself.
func sightOf(rec *estate.RecordTraits) sight {
	check, checkKnown := rec.Check.Get()
	evaluates, evaluatesKnown := evaluates(rec)
	switch {
	case check != "" || evaluates:
		return seen
	case !checkKnown || !evaluatesKnown:
		return sightUnknown
	}
	return unseen
}

// evaluates reports whether an alias follows the health of its target, and
// whether that can be known.
func evaluates(rec *estate.RecordTraits) (does, known bool) {
	if !rec.Alias {
		return false, true
	}
	on, onKnown := rec.EvaluateHealth.Get()
	able, ableKnown := rec.Evaluable.Get()
	if onKnown && !on || ableKnown && !able {
		return false, true
	}
	return on && able, onKnown && ableKnown
}

// settlesSight names what would settle whether a record's target is seen.
func settlesSight(rec *estate.RecordTraits) []string {
	var out []string
	if !rec.Check.Known() {
		out = append(out, rec.Check.SettledBy()...)
	}
	if rec.Alias && !rec.EvaluateHealth.Known() {
		out = append(out, rec.EvaluateHealth.SettledBy()...)
	}
	if rec.Alias && !rec.Evaluable.Known() {
		out = append(out, rec.Evaluable.SettledBy()...)
	}
	return out
}

// sightFacts is the evidence of what Route 53 sees of a record's target.
func sightFacts(r *estate.Resource, rec *estate.RecordTraits) []analysis.Evidence {
	check := fact(r, "health_check_id", rec.Check)
	if id, known := rec.Check.Get(); known && id == "" {
		check.Value = "none"
	}
	if !rec.Alias {
		return []analysis.Evidence{check}
	}
	return []analysis.Evidence{check, fact(r, "evaluate_target_health", rec.EvaluateHealth)}
}

// targetAt returns the line that names a record's target.
func targetAt(m member) estate.Origin {
	for _, t := range m.facts.Targets {
		if !t.Origin.IsZero() {
			return t.Origin
		}
	}
	return at(m.facts.TargetsAt, m.Resource)
}

// theName is a DNS name for a reader, known or not.
func theName(name string) string { return cmp.Or(name, "its name") }
