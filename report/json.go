package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"spof/analysis"
	"spof/estate"
)

// JSON writes everything that was found as one document, which docs/json.md
// describes and [Read] reads back.
func JSON(w io.Writer, r Report) error { return writeJSON(w, newDocument(r)) }

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

func newDocument(r Report) document {
	d := document{
		Schema: SchemaVersion, Spof: r.Version,
		Inputs: []inputJSON{}, Services: []serviceJSON{}, Findings: []findingJSON{}, Removed: []findingJSON{},
		Gaps: []gapJSON{}, Notes: []noteJSON{}, Rules: []ruleJSON{},
	}
	rules := make(map[string]*analysis.Rule)
	for _, a := range r.Audits {
		in := a.Input.Path
		if len(r.Audits) == 1 {
			in = ""
		}
		d.add(in, a)
		for _, f := range slices.Concat(a.Findings, removedOf(a)) {
			rules[f.Rule.ID] = f.Rule
		}
	}
	for _, rule := range rules {
		d.Rules = append(d.Rules, newRule(rule))
	}
	slices.SortFunc(d.Rules, func(a, b ruleJSON) int { return cmp.Compare(a.ID, b.ID) })
	return d
}

// add adds one audit, whose parts say of which input they are.
func (d *document) add(in string, a *analysis.Audit) {
	d.Inputs = append(d.Inputs, newInput(a))
	for _, s := range a.Services {
		d.Services = append(d.Services, newService(in, s))
	}
	for _, f := range a.Findings {
		d.Findings = append(d.Findings, newFinding(in, f))
	}
	for _, f := range removedOf(a) {
		d.Removed = append(d.Removed, newFinding(in, f))
	}
	for _, g := range a.Gaps {
		d.Gaps = append(d.Gaps, newGap(in, g))
	}
	for _, n := range a.Notes {
		d.Notes = append(d.Notes, noteJSON{in, n})
	}
}

func newService(in string, s *analysis.Service) serviceJSON {
	return serviceJSON{
		Input: in, Name: s.Name, Tier: s.Tier.String(), Entry: some(s.Entry), Kind: string(s.Kind), Unread: s.Unread, Needs: s.Needs,
		Outcomes: each(s.Outcomes, func(o analysis.EventOutcome) outcomeJSON {
			return outcomeJSON{newEvent(o.Event), o.Outcome.String(), o.InPart, some(o.Parts), o.Verdict.String(), some(o.Because)}
		}),
		Only: each(s.Only, func(o analysis.OnlyOne) onlyJSON {
			return onlyJSON{o.Address, o.Name, string(o.Kind), some(o.Guards), newOrigin(o.Origin)}
		}),
	}
}

func newFinding(in string, f *analysis.Finding) findingJSON {
	j := findingJSON{
		Input: in, Identity: f.Identity(), Change: f.Change.String(), Rule: f.Rule.ID,
		Verdict: f.Verdict.String(), Severity: f.Severity.String(), Outcome: f.Outcome.String(), InPart: f.InPart,
		Address: f.Address, ARN: f.ARN, Origin: newOrigin(f.Origin), Message: f.Message,
		Evidence: each(f.Evidence, func(e analysis.Evidence) evidenceJSON {
			return evidenceJSON{e.Fact, e.Value, e.Assumed, newOrigin(e.Origin)}
		}),
		Services: some(f.Services),
		Proof:    each(f.Proof, newStep),
		Fix:      fixJSON{f.Fix.Text, f.Fix.Edit},
		Settles:  some(f.Settles), Explains: some(f.Explains), ExplainedBy: some(f.ExplainedBy),
		Ignored: f.Ignored,
	}
	if f.Event != nil {
		e := newEvent(*f.Event)
		j.Event = &e
	}
	if f.Was != nil {
		j.Was = &wasJSON{f.Was.Severity.String(), some(f.Was.Services)}
	}
	j.Cost = newCost(f.Cost)
	return j
}

func newStep(s analysis.Step) stepJSON {
	return stepJSON{s.Address, s.Name, string(s.Kind), s.Why, s.Assumed, newOrigin(s.Origin)}
}

func newGap(in string, g estate.Gap) gapJSON {
	j := gapJSON{Input: in, What: g.What, Why: g.Why, Advice: g.Advice, Origin: newOrigin(g.Origin), Unsettles: some(g.Unsettles)}
	if g.Asked != (estate.Asked{}) {
		asked := askedJSON(g.Asked)
		j.Asked = &asked
	}
	return j
}

func newEvent(e analysis.Event) eventJSON {
	return eventJSON{string(e.Kind), e.Name, e.Address, e.Worst}
}

func newRule(r *analysis.Rule) ruleJSON {
	return ruleJSON{r.ID, r.Severity.String(), r.Scope.String(), r.Doc.Title, r.Doc.Why, r.Doc.Fix, some(r.Doc.Sources)}
}

// newOrigin returns nil for what nobody wrote down.
func newOrigin(o estate.Origin) *originJSON {
	if o.IsZero() {
		return nil
	}
	j := &originJSON{
		File: o.File, API: o.API,
		Line: o.Start.Line, Column: o.Start.Column, EndLine: o.End.Line, EndColumn: o.End.Column,
	}
	for _, c := range o.Callers {
		j.Callers = append(j.Callers, newOrigin(c))
	}
	return j
}

// some returns a list that JSON shows as [] rather than null when it is empty.
func some(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// each maps a list, and never returns nil.
func each[A, B any](list []A, f func(A) B) []B {
	out := make([]B, len(list))
	for i, a := range list {
		out[i] = f(a)
	}
	return out
}
