package analysis

import (
	"cmp"
	"slices"
	"strings"
)

// grade gives the configuration findings their severity, outcome, services and
// proof by the failures that they explain, and the failures the line to mend.
func (r *runner) grade() {
	for _, c := range r.config {
		f := c.finding
		users := r.failures.usersOf(f.Address)
		f.Severity = alone(f, users)
		if len(f.Services) == 0 {
			for _, s := range users {
				f.Services = append(f.Services, s.Name)
			}
		}
		worst := -1
		for i, t := range c.tells {
			if severity, outcome := r.partOf(c, t); worst < 0 || severity > f.Severity {
				f.Severity, f.Outcome, f.InPart = severity, outcome, t.finding.InPart
				worst = i
			}
		}
		if worst >= 0 {
			f.Proof = c.tells[worst].finding.Proof
			f.Services = nil
			for _, t := range c.tells {
				f.Services = append(f.Services, t.finding.Services...)
			}
		}
		f.Services = sortedDistinct(f.Services)
	}
	for _, t := range r.told {
		if len(t.causes) > 0 {
			first := t.causes[0].finding
			for _, c := range t.causes {
				if c.finding.Address == t.finding.Address {
					first = c.finding
					break
				}
			}
			t.finding.Origin, t.finding.Fix = first.Origin, first.Fix
		}
	}
}

// partOf grades what of a failure a configuration finding is to blame for.
func (r *runner) partOf(c, t *telling) (Severity, Outcome) {
	if t.hit == nil {
		return t.doubt.Severity, t.doubt.Outcome
	}
	var outcome Outcome
	for _, address := range r.about(c, nil) {
		outcome = max(outcome, t.hit.share[address])
	}
	if outcome == Survives {
		outcome = t.hit.Outcome
	}
	var worst Severity
	for _, sh := range t.hit.hits {
		worst = max(worst, r.failures.severityOf(sh.service, sh.hit, min(outcome, sh.Outcome)))
	}
	return worst, min(outcome, t.hit.Outcome)
}

// findings returns all findings of the run.
func (r *runner) findings() []*Finding {
	var all []*Finding
	for _, t := range r.told {
		all = append(all, t.finding)
	}
	for _, t := range r.config {
		all = append(all, t.finding)
	}
	return all
}

// sorted returns the findings, worst first and those accepted last.
func (r *runner) sorted() []*Finding {
	all := r.findings()
	slices.SortStableFunc(all, func(a, b *Finding) int {
		return cmp.Or(
			cmp.Compare(strings.Compare(a.Ignored, ""), strings.Compare(b.Ignored, "")),
			cmp.Compare(b.Severity, a.Severity),
			cmp.Compare(a.Verdict, b.Verdict),
			cmp.Compare(r.failures.net.index[a.Address], r.failures.net.index[b.Address]),
			cmp.Compare(r.order[a.Rule], r.order[b.Rule]),
			cmp.Compare(a.Identity(), b.Identity()),
			cmp.Compare(a.Message, b.Message),
		)
	})
	return all
}

// A Settling is what would settle some undecided findings.
type Settling struct {
	By       []string // variables, data sources and attributes; empty where nothing is known to
	Findings []*Finding
}

// GroupBySettles groups the undecided findings by what would settle them, the
// largest group first. Accepted findings are left out.
func GroupBySettles(findings []*Finding) []Settling {
	var groups []Settling
	at := map[string]int{}
	for _, f := range findings {
		if f.Verdict != Undecided || f.Ignored != "" {
			continue
		}
		by := sortedDistinct(slices.Clone(f.Settles))
		key := strings.Join(by, "\n")
		i, known := at[key]
		if !known {
			i = len(groups)
			at[key] = i
			groups = append(groups, Settling{By: by})
		}
		groups[i].Findings = append(groups[i].Findings, f)
	}
	slices.SortStableFunc(groups, func(a, b Settling) int { return cmp.Compare(len(b.Findings), len(a.Findings)) })
	return groups
}
