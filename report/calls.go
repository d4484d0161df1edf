package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"spof/estate"
)

// failedCalls are calls that failed alike: each of the actions in each of the
// regions of each of the accounts.
type failedCalls struct {
	actions, regions, accounts []string
	why                        string
	gaps                       int // how many they are
	unsettles                  int // how many resources hang on them
}

// How many services, regions and accounts a line names, and actions of one
// service: the others it counts.
const (
	calledShown  = 12
	actionsShown = 2
	regionsShown = 6
)

// failures joins gaps of calls that failed alike: first those of one action in
// several regions, then those of several actions in the same regions, and then
// those of several accounts. What most of them are about comes first.
func failures(gaps []estate.Gap) []failedCalls {
	var out []failedCalls
	for _, g := range gaps {
		action := g.Origin.API
		if action == "" {
			action = g.Asked.Service // it is the service that did not answer
		}
		out = append(out, failedCalls{[]string{action}, []string{g.Asked.Region}, []string{g.Asked.Account}, g.Why, 1, len(g.Unsettles)})
	}
	for _, by := range []func(*failedCalls) *[]string{
		func(c *failedCalls) *[]string { return &c.regions },
		func(c *failedCalls) *[]string { return &c.actions },
		func(c *failedCalls) *[]string { return &c.accounts },
	} {
		out = joinedBy(out, by)
	}
	slices.SortStableFunc(out, func(a, b failedCalls) int { return cmp.Compare(b.gaps, a.gaps) })
	return out
}

// joinedBy joins calls that are the same but for one list.
func joinedBy(calls []failedCalls, list func(*failedCalls) *[]string) []failedCalls {
	var out []failedCalls
	at := map[string]int{}
	for _, c := range calls {
		rest := c
		*list(&rest) = nil
		key := fmt.Sprint(rest.actions, rest.regions, rest.accounts, rest.why)
		i, known := at[key]
		if !known {
			at[key] = len(out)
			out = append(out, c)
			continue
		}
		*list(&out[i]) = append(*list(&out[i]), *list(&c)...)
		out[i].gaps, out[i].unsettles = out[i].gaps+c.gaps, out[i].unsettles+c.unsettles
	}
	for i := range out {
		all := list(&out[i])
		slices.Sort(*all)
		*all = slices.Compact(*all)
	}
	return out
}

func (c failedCalls) String() string {
	text := c.called() + " in " + list(c.regions, regionsShown) + " of account"
	if len(c.accounts) > 1 {
		text += "s"
	}
	text += " " + list(c.accounts, regionsShown)
	if c.gaps > 1 {
		text += ", each"
	}
	text += ": " + c.why
	if c.unsettles > 1 {
		text += " (" + count(c.unsettles, "resource") + " hang on it)"
	}
	return text
}

// called names the actions: of a service of which they are many, the service.
func (c failedCalls) called() string {
	var services []string
	of := map[string][]string{}
	for _, action := range c.actions {
		service, _, _ := strings.Cut(action, ":")
		if of[service] == nil {
			services = append(services, service)
		}
		of[service] = append(of[service], action)
	}
	return list(each(services, func(service string) string {
		if actions := of[service]; len(actions) > actionsShown {
			return service + " (" + count(len(actions), "action") + ")"
		}
		return strings.Join(of[service], ", ")
	}), calledShown)
}
