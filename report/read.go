package report

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"spof/analysis"
	"spof/estate"
)

// Read reads back what [JSON] wrote, so that a saved audit can be shown again
// in any format. The rules of what it returns explain themselves but cannot be
// run.
func Read(r io.Reader) (Report, error) {
	var d document
	in := counted{Reader: r}
	if err := json.NewDecoder(&in).Decode(&d); err != nil {
		return Report{}, fmt.Errorf("read report: %w", placed(err, in.n))
	}
	if d.Inputs == nil {
		return Report{}, errors.New("read report: it is no audit, for it names no inputs")
	}
	if d.Schema != SchemaVersion {
		return Report{}, fmt.Errorf("read report: its schema is %d, and this spof reads %d", d.Schema, SchemaVersion)
	}
	return d.report()
}

// A counted reader counts what was read of it.
type counted struct {
	io.Reader

	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err //nolint:wrapcheck // it is a reader
}

// placed says at which byte a document is not as it should be; end is where it
// ends.
func placed(err error, end int64) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("byte %d: the document ends before it is complete", end)
	}
	if wrong, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("byte %d: %w", wrong.Offset, err)
	}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("byte %d: %s cannot be %s", wrong.Offset, cmp.Or(wrong.Field, "the document"), wrong.Value)
	}
	return err
}

func (d document) report() (Report, error) {
	out := Report{Version: d.Spof}
	audits := make(map[string]*analysis.Audit)
	for _, in := range d.Inputs {
		a := in.audit()
		out.Audits = append(out.Audits, a)
		audits[in.Path] = a
	}
	of := func(in string) (*analysis.Audit, error) {
		if in == "" && len(out.Audits) == 1 {
			return out.Audits[0], nil
		}
		if a := audits[in]; a != nil {
			return a, nil
		}
		return nil, fmt.Errorf("read report: %q is not among its inputs", in)
	}
	rules := make(map[string]*analysis.Rule)
	for _, r := range d.Rules {
		rules[r.ID] = r.rule()
	}
	if err := d.judged(of, rules); err != nil {
		return out, err
	}
	return out, d.rest(of)
}

// judged reads what was judged of each input.
func (d document) judged(of func(string) (*analysis.Audit, error), rules map[string]*analysis.Rule) error {
	for _, s := range d.Services {
		a, err := of(s.Input)
		if err != nil {
			return err
		}
		a.Services = append(a.Services, s.service())
	}
	for _, f := range d.Findings {
		a, err := of(f.Input)
		if err != nil {
			return err
		}
		a.Findings = append(a.Findings, f.finding(rules))
	}
	for _, f := range d.Removed {
		a, err := of(f.Input)
		if err != nil {
			return err
		}
		if a.Compared == nil {
			return fmt.Errorf("read report: %s is removed from %q, which was compared with nothing", f.Identity, a.Input.Path)
		}
		a.Compared.Removed = append(a.Compared.Removed, f.finding(rules))
	}
	return nil
}

// rest reads what a document says of an input besides what was judged.
func (d document) rest(of func(string) (*analysis.Audit, error)) error {
	for _, g := range d.Gaps {
		a, err := of(g.Input)
		if err != nil {
			return err
		}
		gap := estate.Gap{What: g.What, Why: g.Why, Advice: g.Advice, Origin: g.Origin.origin(), Unsettles: none(g.Unsettles)}
		if g.Asked != nil {
			gap.Asked = estate.Asked(*g.Asked)
		}
		a.Gaps = append(a.Gaps, gap)
	}
	for _, n := range d.Notes {
		a, err := of(n.Input)
		if err != nil {
			return err
		}
		a.Notes = append(a.Notes, n.Text)
	}
	return nil
}

func (r ruleJSON) rule() *analysis.Rule {
	severity, _ := analysis.ParseSeverity(r.Severity)
	return &analysis.Rule{
		ID: r.ID, Severity: severity, Scope: byName(r.Scope, estate.Unit, estate.Zone, estate.Region, estate.Global),
		Doc: analysis.Doc{Title: r.Title, Why: r.Why, Fix: r.Fix, Sources: none(r.Sources)},
	}
}

func (s serviceJSON) service() *analysis.Service {
	out := &analysis.Service{
		Name: s.Name, Tier: byName(s.Tier, analysis.Standard, analysis.Hobby, analysis.CriticalTier),
		Entry: none(s.Entry), Kind: estate.Kind(s.Kind), Unread: s.Unread, Needs: s.Needs,
	}
	for _, o := range s.Outcomes {
		out.Outcomes = append(out.Outcomes, analysis.EventOutcome{
			Event: o.Event.event(), Outcome: parseOutcome(o.Outcome), InPart: o.InPart, Parts: none(o.Parts),
			Verdict: parseVerdict(o.Verdict), Because: none(o.Because),
		})
	}
	for _, o := range s.Only {
		out.Only = append(out.Only, analysis.OnlyOne{
			Address: o.Address, Name: o.Name, Kind: estate.Kind(o.Kind), Guards: none(o.Guards), Origin: o.Origin.origin(),
		})
	}
	return out
}

func (f findingJSON) finding(rules map[string]*analysis.Rule) *analysis.Finding {
	rule := rules[f.Rule]
	if rule == nil {
		rule = &analysis.Rule{ID: f.Rule}
	}
	severity, _ := analysis.ParseSeverity(f.Severity)
	out := &analysis.Finding{
		Rule: rule, Verdict: parseVerdict(f.Verdict), Severity: severity, Outcome: parseOutcome(f.Outcome), InPart: f.InPart,
		Address: f.Address, ARN: f.ARN, Origin: f.Origin.origin(), Message: f.Message, Services: none(f.Services),
		Fix:     analysis.Fix{Text: f.Fix.Text, Edit: f.Fix.Edit},
		Settles: none(f.Settles), Explains: none(f.Explains), ExplainedBy: none(f.ExplainedBy), Ignored: f.Ignored,
		Change: parseChange(f.Change),
	}
	if f.Was != nil {
		severity, _ := analysis.ParseSeverity(f.Was.Severity)
		out.Was = &analysis.Earlier{Severity: severity, Services: none(f.Was.Services)}
	}
	if f.Event != nil {
		e := f.Event.event()
		out.Event = &e
	}
	out.Cost = f.Cost.cost()
	for _, e := range f.Evidence {
		out.Evidence = append(out.Evidence, analysis.Evidence{Fact: e.Fact, Value: e.Value, Assumed: e.Assumed, Origin: e.Origin.origin()})
	}
	for _, s := range f.Proof {
		out.Proof = append(out.Proof, analysis.Step{
			Address: s.Address, Name: s.Name, Kind: estate.Kind(s.Kind), Why: s.Why, Assumed: s.Assumed, Origin: s.Origin.origin(),
		})
	}
	return out
}

func (e eventJSON) event() analysis.Event {
	return analysis.Event{Kind: analysis.EventKind(e.Kind), Name: e.Name, Address: e.Address, Worst: e.Worst}
}

func (o *originJSON) origin() estate.Origin {
	if o == nil {
		return estate.Origin{}
	}
	out := estate.Origin{
		File: o.File, API: o.API,
		Start: estate.Position{Line: o.Line, Column: o.Column},
		End:   estate.Position{Line: o.EndLine, Column: o.EndColumn},
	}
	for _, c := range o.Callers {
		out.Callers = append(out.Callers, c.origin())
	}
	return out
}

func parseOutcome(name string) analysis.Outcome {
	return byName(name, analysis.Survives, analysis.Degrades, analysis.Heals, analysis.Recovers, analysis.Down)
}

func parseVerdict(name string) analysis.Verdict {
	return byName(name, analysis.Proven, analysis.Undecided)
}

// byName returns the value whose String is name, or the zero value.
func byName[T interface{ String() string }](name string, values ...T) T {
	for _, v := range values {
		if v.String() == name {
			return v
		}
	}
	var zero T
	return zero
}

// none is the inverse of some.
func none(list []string) []string {
	if len(list) == 0 {
		return nil
	}
	return list
}
