package rules

import (
	"spof/analysis"
	"spof/estate"
)

// A census is what the idea "one member only" asks of a resource: that it has
// two at least.
type census struct {
	count estate.Value[int]
	name  string // of the attribute that decides, "" where several do
	noun  string // what is counted: "task"
	lost  string // what happens when the only one fails
	edits bool   // whether changing the attribute mends it
	// finish, where set, completes a proven finding.
	finish func(*analysis.Finding)
}

// tooFew makes the Run of a rule that reports what has fewer than two members.
func tooFew[T estate.Traits](look func(*analysis.Pass, *estate.Resource, T) (census, bool)) func(*analysis.Pass) {
	return func(p *analysis.Pass) {
		for r, t := range estate.Each[T](p.Estate) {
			if c, applies := look(p, r, t); applies {
				c.judge(p, r)
			}
		}
	}
}

func (c census) judge(p *analysis.Pass, r *estate.Resource) {
	switch n, known := c.count.Get(); {
	case !known:
		f := p.Doubtf(r, at(c.count.Origin(), r), c.count.SettledBy(), "%s has a number of %ss that is not known: there may be only one", r.Address, c.noun)
		f.Evidence = append(f.Evidence, fact(r, c.factName(), c.count))
	case n < 2:
		f := p.Failf(r, at(c.count.Origin(), r), "%s keeps %s; %s", r.Address, few(n, c.noun), c.lost)
		f.Evidence = append(f.Evidence, fact(r, c.factName(), c.count))
		if c.edits && c.name != "" {
			f.Fix.Edit = c.name + " = 2"
		}
		if c.finish != nil {
			c.finish(f)
		}
	}
}

func (c census) factName() string {
	if c.name == "" {
		return "number of " + c.noun + "s"
	}
	return c.name
}

func few(n int, noun string) string {
	if n == 1 {
		return "only 1 " + noun
	}
	return "no " + noun
}
