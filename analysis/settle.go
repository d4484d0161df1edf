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
		if len(c.tells) == 0 {
			r.gradeAlone(c.finding)
		} else {
			r.gradeBy(c)
		}
	}
	for _, t := range r.told {
		if first := t.first(); first != nil {
			t.finding.Origin, t.finding.Fix = first.Origin, first.Fix
		}
	}
}

func (r *runner) gradeAlone(f *Finding) {
	users := r.failures.usersOf(f.Address)
	f.Severity = alone(f, users)
	if len(f.Services) > 0 {
		return
	}
	for _, s := range users {
		f.Services = append(f.Services, s.Name)
	}
	f.Services = sortedDistinct(f.Services)
}

// gradeBy grades a finding by the worst of the failures that it explains.
func (r *runner) gradeBy(c *telling) {
	f := c.finding
	f.Services = nil
	for i, t := range c.tells {
		f.Services = append(f.Services, t.finding.Services...)
		if severity, outcome := r.partOf(c, t); i == 0 || severity > f.Severity {
			f.Severity, f.Outcome, f.InPart, f.Proof = severity, outcome, t.finding.InPart, t.finding.Proof
		}
	}
	f.Services = sortedDistinct(f.Services)
}

// first returns the cause at which a failure is mended: the one at the resource
// that the failure is told of, else any.
func (t *telling) first() *Finding {
	for _, c := range t.causes {
		if c.finding.Address == t.finding.Address {
			return c.finding
		}
	}
	if len(t.causes) > 0 {
		return t.causes[0].finding
	}
	return nil
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
