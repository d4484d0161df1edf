package analysis

import (
	"fmt"
	"slices"

	"spof/estate"
)

// A Pass applies one rule to one estate.
type Pass struct {
	Rule     *Rule
	Estate   *estate.Estate
	Failures *Failures // what each failure takes down, computed once for all rules
	report   func(report)
}

// A report is a finding as a rule makes it, with the failure that it tells of.
type report struct {
	finding *Finding
	hit     *Hit
	doubt   *Doubt
}

// Failf reports that the facts prove the weakness of r; at is the line to
// mend. It returns the finding, for the rule to add evidence and a fix. While
// something was not read that r may have to do with, it is in doubt.
func (p *Pass) Failf(r *estate.Resource, at estate.Origin, format string, args ...any) *Finding {
	f := p.finding(Proven, r, at, fmt.Sprintf(format, args...))
	if len(r.Doubts) > 0 {
		f.Verdict, f.Settles = Undecided, slices.Clone(r.Doubts)
	}
	p.report(report{finding: f})
	return f
}

// Doubtf reports that a value needed to decide is unknown; settles names what
// would settle it.
func (p *Pass) Doubtf(r *estate.Resource, at estate.Origin, settles []string, format string, args ...any) *Finding {
	f := p.finding(Undecided, r, at, fmt.Sprintf(format, args...))
	f.Settles = distinct(settles)
	p.report(report{finding: f})
	return f
}

// Hitf reports an event that services do not survive, at the nearest block of
// its proof that can be mended.
func (p *Pass) Hitf(h *Hit, format string, args ...any) *Finding {
	f := p.finding(Proven, h.At, h.At.Origin, fmt.Sprintf(format, args...))
	event := h.Event
	f.Event, f.Outcome, f.InPart, f.Severity, f.Proof = &event, h.Outcome, h.InPart, h.Severity, h.Proof
	f.Services = names(h.Services)
	p.report(report{finding: f, hit: h})
	return f
}

// HitDoubtf reports what is not known, and with it whether services survive one
// event or several.
func (p *Pass) HitDoubtf(d *Doubt, format string, args ...any) *Finding {
	f := p.finding(Undecided, d.At, d.Origin, fmt.Sprintf(format, args...))
	if len(d.Events) == 1 {
		event := d.Events[0]
		f.Event = &event
	}
	f.Outcome, f.InPart, f.Severity, f.Proof, f.Settles = d.Outcome, d.InPart, d.Severity, d.Proof, d.Settles
	f.Services = names(d.Services)
	p.report(report{finding: f, doubt: d})
	return f
}

func (p *Pass) finding(v Verdict, r *estate.Resource, at estate.Origin, message string) *Finding {
	return &Finding{
		Rule: p.Rule, Verdict: v, Severity: p.Rule.Severity, Address: r.Address, ARN: r.ARN,
		Origin: at, Message: message, Fix: Fix{Text: p.Rule.Doc.Fix},
	}
}

// names returns the names of services, sorted.
func names(services []*Service) []string {
	var all []string
	for _, s := range services {
		all = append(all, s.Name)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
