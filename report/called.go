package report

import (
	"slices"

	"spof/analysis"
	"spof/estate"
)

// short returns audits for people to read: what has no address but its ARN is
// called by the shortest name that is nothing else's in the audit. The whole is
// with each finding, to be shown once.
func short(audits []*analysis.Audit) []*analysis.Audit {
	out := slices.Clone(audits)
	for i, a := range audits {
		arns := map[string]bool{}
		rewritten(a, func(arn string) string { arns[arn] = true; return arn })
		if len(arns) > 0 {
			out[i] = rewritten(a, shorten(arns, a.Names))
		}
	}
	return out
}

// shorten returns a function that gives each of several ARNs its short name.
func shorten(arns map[string]bool, tags map[string]string) func(string) string {
	names := map[string]string{}
	open := arns
	for level := 0; len(open) > 0; level++ {
		open = nameApart(open, tags, level, names)
	}
	return func(arn string) string {
		if name, ok := names[arn]; ok {
			return name
		}
		return arn
	}
}

// nameApart gives names of one length to those ARNs that no other one shares
// them with, and returns the rest, as far as there are longer ones.
func nameApart(arns map[string]bool, tags map[string]string, level int, names map[string]string) (rest map[string]bool) {
	by := map[string][]string{}
	for arn := range arns {
		if forms := ShortNames(arn, tags[arn]); level < len(forms) {
			by[forms[level]] = append(by[forms[level]], arn)
		}
	}
	rest = map[string]bool{}
	for name, all := range by {
		for _, arn := range all {
			if len(all) == 1 {
				names[arn] = name
			} else {
				rest[arn] = true
			}
		}
	}
	return rest
}

// rewritten returns an audit with every ARN in it replaced.
func rewritten(a *analysis.Audit, by func(arn string) string) *analysis.Audit {
	w := rewriter(func(s string) string { return inARNs(s, by) })
	out := *a
	out.Services = each(a.Services, w.service)
	out.Findings = each(a.Findings, w.finding)
	out.Gaps = each(a.Gaps, func(g estate.Gap) estate.Gap {
		g.What, g.Why, g.Unsettles = w(g.What), w(g.Why), w.list(g.Unsettles)
		return g
	})
	out.Notes = w.list(a.Notes)
	if a.Compared != nil {
		c := *a.Compared
		c.Removed = each(c.Removed, w.finding)
		c.Appeared, c.Vanished = w.list(c.Appeared), w.list(c.Vanished)
		c.Shifts = each(c.Shifts, func(s analysis.Shift) analysis.Shift {
			s.Service, s.Event = w(s.Service), w.event(s.Event)
			return s
		})
		out.Compared = &c
	}
	return &out
}

// A rewriter changes a text.
type rewriter func(string) string

func (w rewriter) list(texts []string) []string {
	if texts == nil {
		return nil
	}
	return each(texts, w)
}

func (w rewriter) event(e analysis.Event) analysis.Event {
	e.Name, e.Address = w(e.Name), w(e.Address)
	return e
}

func (w rewriter) service(s *analysis.Service) *analysis.Service {
	out := *s
	out.Name, out.Entry = w(s.Name), w.list(s.Entry)
	out.Outcomes = each(s.Outcomes, w.outcome)
	out.Only = each(s.Only, func(o analysis.OnlyOne) analysis.OnlyOne {
		o.Address, o.Name, o.Guards = w(o.Address), w(o.Name), w.list(o.Guards)
		return o
	})
	return &out
}

func (w rewriter) outcome(o analysis.EventOutcome) analysis.EventOutcome {
	o.Event, o.Parts, o.Because = w.event(o.Event), w.list(o.Parts), w.list(o.Because)
	return o
}

func (w rewriter) proof(steps []analysis.Step) []analysis.Step {
	return each(steps, func(s analysis.Step) analysis.Step {
		s.Address, s.Name, s.Why = w(s.Address), w(s.Name), w(s.Why)
		return s
	})
}

func (w rewriter) finding(f *analysis.Finding) *analysis.Finding {
	out := *f
	out.Address, out.Message = w(f.Address), w(f.Message)
	if out.Address != f.Address {
		out.ARN = f.Address
	}
	if f.Event != nil {
		e := w.event(*f.Event)
		out.Event = &e
	}
	if f.Was != nil {
		was := *f.Was
		was.Services = w.list(was.Services)
		out.Was = &was
	}
	out.Evidence = each(f.Evidence, func(e analysis.Evidence) analysis.Evidence {
		e.Fact, e.Value = w(e.Fact), w(e.Value)
		return e
	})
	out.Proof = w.proof(f.Proof)
	out.Fix.Text, out.Fix.Edit = w(f.Fix.Text), w(f.Fix.Edit)
	out.Services, out.Settles = w.list(f.Services), w.list(f.Settles)
	out.Explains, out.ExplainedBy, out.YieldsTo = w.list(f.Explains), w.list(f.ExplainedBy), w.list(f.YieldsTo)
	return &out
}

// shortBlast returns what an event does for people to read, as [short] does.
func shortBlast(b Blast) Blast {
	arns, tags := map[string]bool{}, map[string]string{}
	for _, r := range slices.Concat(b.Down, b.Maybe) {
		tags[r.Address] = r.Tag
	}
	rewriteBlast(b, func(arn string) string { arns[arn] = true; return arn })
	if len(arns) == 0 {
		return b
	}
	return rewriteBlast(b, shorten(arns, tags))
}

func rewriteBlast(b Blast, by func(string) string) Blast {
	w := rewriter(func(s string) string { return inARNs(s, by) })
	b.Event = w.event(b.Event)
	b.Hits = each(b.Hits, func(h Hit) Hit { return Hit{w(h.Service), w.outcome(h.Outcome), w.proof(h.Proof)} })
	b.Survivors = each(b.Survivors, func(s Survivor) Survivor {
		return Survivor{w(s.Service), w.list(s.Because), each(s.Unless, w.outcome)}
	})
	b.Down, b.Maybe = w.resources(b.Down), w.resources(b.Maybe)
	return b
}

func (w rewriter) resources(list []*estate.Resource) []*estate.Resource {
	return each(list, func(r *estate.Resource) *estate.Resource {
		out := *r
		out.Address, out.Name = w(r.Address), w(r.Name)
		return &out
	})
}
