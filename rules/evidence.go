package rules

import (
	"fmt"
	"strings"

	"spof/analysis"
	"spof/estate"
)

// fact is the evidence that an attribute has a value.
func fact[T any](r *estate.Resource, name string, v estate.Value[T]) analysis.Evidence {
	e := analysis.Evidence{Fact: name + " of " + r.Address, Assumed: v.Assumed(), Origin: at(v.Origin(), r)}
	switch value, known := v.Get(); {
	case !known:
		e.Value = "not known"
	case v.Sensitive():
		e.Value = "(sensitive)"
	case v.Written():
		e.Value = fmt.Sprint(value)
	default:
		e.Value = fmt.Sprint(value) + ", by default"
	}
	return e
}

// zonesFact is the evidence of the zones that something spreads over.
func zonesFact(r *estate.Resource, s estate.Spread) analysis.Evidence {
	return analysis.Evidence{Fact: "zones of " + r.Address, Value: zoneNames(s), Assumed: s.Assumed, Origin: at(s.Origin, r)}
}

// zoneNames lists the zones of a spread for a reader.
func zoneNames(s estate.Spread) string {
	names := make([]string, 0, len(s.Zones)+1)
	for _, z := range s.Zones {
		names = append(names, z.Name)
	}
	switch {
	case s.One && len(names) == 0:
		return "one, which AWS chooses"
	case s.Open:
		names = append(names, "others that are not known")
	}
	return list(names)
}

// list joins words as a sentence does.
func list(words []string) string {
	switch n := len(words); n {
	case 0:
		return "none"
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

// counted gives "1 task", "2 tasks".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// agree joins things and the verb that fits their number.
func agree(things []string, one, many string) string {
	return list(things) + " " + pick(len(things), one, many)
}

// pick returns the word that fits a number.
func pick(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// at returns where a fact stands, else the header of its resource.
func at(o estate.Origin, r *estate.Resource) estate.Origin {
	if o.IsZero() {
		return r.Origin
	}
	return o
}

// yield says that a finding of another rule, where it stands, names the cause
// of f. Rules that name each other would be an initialization cycle, so the
// compiler keeps the order of causes free of circles.
func yield(f *analysis.Finding, to *analysis.Rule, addresses ...string) {
	for _, a := range addresses {
		f.YieldsTo = append(f.YieldsTo, (&analysis.Finding{Rule: to, Address: a}).Identity())
	}
}
