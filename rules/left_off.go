package rules

import (
	"spof/analysis"
	"spof/estate"
)

// A guard is what the idea "a safeguard left off" asks of a resource: that a
// switch is on.
type guard struct {
	on      estate.Value[bool]
	name    string // of the attribute, as users write it
	without string // what is missing and what that means, after the address
	// finish, where set, completes a proven finding.
	finish func(*analysis.Finding)
}

// leftOff makes the Run of a rule that reports safeguards that are switched
// off.
func leftOff[T estate.Traits](look func(*analysis.Pass, *estate.Resource, T) (guard, bool)) func(*analysis.Pass) {
	return func(p *analysis.Pass) {
		for r, t := range estate.Each[T](p.Estate) {
			if g, applies := look(p, r, t); applies {
				g.judge(p, r)
			}
		}
	}
}

func (g guard) judge(p *analysis.Pass, r *estate.Resource) {
	switch on, known := g.on.Get(); {
	case !known:
		f := p.Doubtf(r, at(g.on.Origin(), r), g.on.SettledBy(), "%s sets %s to a value that is not known: it may be off", r.Address, g.name)
		f.Evidence = append(f.Evidence, fact(r, g.name, g.on))
	case !on:
		f := p.Failf(r, at(g.on.Origin(), r), "%s %s", r.Address, g.without)
		f.Evidence = append(f.Evidence, fact(r, g.name, g.on))
		f.Fix.Edit = g.name + " = true"
		if g.finish != nil {
			g.finish(f)
		}
	}
}
