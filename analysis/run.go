package analysis

import (
	"errors"
	"fmt"
	"strings"

	"spof/estate"
)

// Options are what a run is told beside the estate.
type Options struct {
	Input Input
	Notes []string        // what the reader of the estate should know already
	Moves []estate.Move   // what stood at another address before
	Tier  Tier            // of services that Tiers does not name
	Tiers map[string]Tier // by the name of a service
}

func (o Options) tierOf(service string) Tier {
	if t, named := o.Tiers[service]; named {
		return t
	}
	return o.Tier
}

// Run judges an estate by rules. A rule that panics is a bug: the error names
// it, and the audit holds what all others found.
//
// Equal estates give equal audits, down to the order.
func Run(e *estate.Estate, rules []*Rule, opts Options) (*Audit, error) {
	r := runner{failures: FailuresOf(e, opts), order: map[*Rule]int{}, ids: map[string]bool{}}
	var errs []error
	for i, rule := range rules {
		r.order[rule] = i
		if err := r.apply(rule); err != nil {
			errs = append(errs, err)
		}
	}
	r.link()
	r.grade()
	a := &Audit{Input: opts.Input, Services: r.failures.Services(), Moves: opts.Moves, Names: tagged(e)}
	a.Gaps = append(a.Gaps, e.Gaps...)
	a.Gaps = append(a.Gaps, r.failures.net.gaps...)
	a.Gaps = append(a.Gaps, r.ignore(e.Ignores)...)
	a.Notes = append(a.Notes, opts.Notes...)
	a.Notes = append(a.Notes, r.failures.notes()...)
	a.Findings = r.sorted()
	return a, errors.Join(errs...)
}

// tagged returns the names that people gave to what has no address but its ARN, and
// may be part of a service.
func tagged(e *estate.Estate) map[string]string {
	out := map[string]string{}
	for _, r := range e.Resources {
		if r.Tag != "" && r.Of == "" && r.Kind != estate.Plumbing && strings.HasPrefix(r.Address, "arn:") {
			out[r.Address] = r.Tag
		}
	}
	return out
}

// A runner collects what the rules of one run report.
type runner struct {
	failures *Failures
	order    map[*Rule]int
	ids      map[string]bool // of failures
	told     []*telling      // of failures
	config   []*telling      // of the configuration
}

// A telling is a report that is being linked with others.
type telling struct {
	report
	about  []string   // of a configuration finding: the addresses whose failures it may explain
	causes []*telling // of a failure: the configuration findings that explain it
	tells  []*telling // of a configuration finding: the failures that it explains
}

// apply runs one rule.
func (r *runner) apply(rule *Rule) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("rule %s: %v", rule.ID, p)
		}
	}()
	rule.Run(&Pass{Rule: rule, Estate: r.failures.estate, Failures: r.failures, report: r.add})
	return nil
}

func (r *runner) add(what report) {
	t := &telling{report: what}
	if what.hit == nil && what.doubt == nil {
		r.config = append(r.config, t)
		return
	}
	// What is proven of one service and in doubt of another is one finding.
	if id := what.finding.Identity(); what.hit != nil || !r.ids[id] {
		r.ids[id] = true
		r.told = append(r.told, t)
	}
}

// notes tells what a reader should know of how services were found.
func (f *Failures) notes() []string {
	var notes []string
	for _, s := range f.services {
		for _, n := range s.entries {
			r := f.resources[n]
			if s.Unread || r.Entry.Known() {
				continue
			}
			note := r.Address + " is taken for an entry point: whether users come in there is not known"
			if settled := r.Entry.SettledBy(); len(settled) > 0 {
				note += " before " + list(settled) + " is"
			}
			notes = append(notes, note)
		}
	}
	return notes
}
