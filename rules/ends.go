package rules

import (
	"net/netip"
	"slices"
	"strings"

	"spof/estate"
)

// An end is where users are led to after all that only passes them on.
type end struct {
	resource *estate.Resource // nil for a literal
	literal  string
}

func (e end) String() string {
	if e.resource == nil {
		return e.literal
	}
	return e.resource.Address
}

// box reports whether the end is one machine: an instance, an address that
// can only point at one, or an IP address that nothing read has.
func (e end) box() bool {
	if e.resource != nil {
		return e.resource.Kind == estate.Server || e.resource.Kind == estate.Address
	}
	_, err := netip.ParseAddr(e.literal)
	return err == nil || machineName(e.literal)
}

// machineName reports whether a host name is the one that EC2 gives to one
// instance: ec2-198-51-100-1.compute-1.amazonaws.com.
func machineName(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	return strings.HasPrefix(host, "ec2-") && strings.HasSuffix(host, ".amazonaws.com")
}

// region returns the region of a resource.
func (e end) region() (string, bool) {
	if e.resource == nil {
		return "", false
	}
	return e.resource.Region.Get()
}

// endsOf returns where targets lead in the end, distinct and in order.
func endsOf(e *estate.Estate, targets []estate.Target) []end {
	w := walk{estate: e, seen: map[string]bool{}}
	for _, t := range targets {
		switch {
		case t.Address != "":
			w.follow(t.Address)
		case t.Literal != "" && !w.seen[t.Literal]:
			w.seen[t.Literal] = true
			w.ends = append(w.ends, end{literal: t.Literal})
		}
	}
	slices.SortStableFunc(w.ends, func(a, b end) int { return strings.Compare(a.String(), b.String()) })
	return w.ends
}

// A walk looks for ends.
type walk struct {
	estate *estate.Estate
	seen   map[string]bool
	ends   []end
}

// follow finds the ends behind an address, and reports whether there is any,
// found now or before.
func (w *walk) follow(address string) bool {
	r := w.estate.Find(address)
	if r == nil {
		return false
	}
	if w.seen[address] {
		return true
	}
	w.seen[address] = true
	led := false
	if passesOn(r.Kind) {
		for _, n := range r.Needs {
			for _, m := range n.Members {
				led = n.Strength == estate.Hard && w.follow(m.Address) || led
			}
		}
	}
	if !led {
		w.ends = append(w.ends, end{resource: r})
	}
	return true
}

// passesOn reports whether a kind only leads users elsewhere.
func passesOn(k estate.Kind) bool {
	return slices.Contains([]estate.Kind{estate.Address, estate.DomainName, estate.RecordSet, estate.Record, estate.Plumbing}, k)
}

// names lists ends for a reader.
func names(ends []end) string {
	words := make([]string, len(ends))
	for i, e := range ends {
		words[i] = e.String()
	}
	return list(words)
}
