package report

import (
	"spof/analysis"
	"spof/estate"
)

func (in inputJSON) audit() *analysis.Audit {
	a := &analysis.Audit{
		Input:    analysis.Input{Path: in.Path, Kind: in.Kind, Resources: in.Resources, Declared: in.Declared},
		Compared: in.Change.comparison(),
	}
	for _, m := range in.Moves {
		a.Moves = append(a.Moves, estate.Move{From: m.From, To: m.To})
	}
	if len(in.Names) > 0 {
		a.Names = map[string]string{}
	}
	for _, n := range in.Names {
		a.Names[n.ARN] = n.Name
	}
	return a
}

// comparison reads back all but what was removed. The counts are made anew of
// the findings.
func (j *changeJSON) comparison() *analysis.Comparison {
	if j == nil {
		return nil
	}
	c := &analysis.Comparison{
		With: j.With, Baseline: j.Baseline, NewOnly: j.NewOnly,
		Appeared: none(j.Appeared), Vanished: none(j.Vanished), Unread: j.Unread,
	}
	for _, s := range j.Shifts {
		c.Shifts = append(c.Shifts, analysis.Shift{Service: s.Service, Event: s.Event.event(), Was: s.Was.effect(), Is: s.Is.effect()})
	}
	return c
}

func (j effectJSON) effect() analysis.Effect {
	return analysis.Effect{Outcome: parseOutcome(j.Outcome), InPart: j.InPart, Verdict: parseVerdict(j.Verdict)}
}

func parseChange(name string) analysis.Change {
	return byName(name, analysis.Uncompared, analysis.Added, analysis.Worse, analysis.Unchanged, analysis.Better, analysis.Removed)
}
