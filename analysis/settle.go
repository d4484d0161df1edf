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

// gradeBy grades a finding by the worst of the failures that it explains, of
// services that stand on what it is about.
func (r *runner) gradeBy(c *telling) {
	f := c.finding
	users := map[string]bool{}
	for _, address := range c.about {
		for _, s := range r.failures.usersOf(address) {
			users[s.Name] = true
		}
	}
	f.Severity, f.Services = Note, nil
	for _, t := range c.tells {
		var p part
		if t.hit != nil {
			p = r.partOf(c, t.hit, users)
		} else {
			p = part{t.doubt.Severity, t.doubt.Outcome, t.doubt.InPart, t.doubt.Proof}
		}
		if p.severity > f.Severity || f.Proof == nil {
			f.Severity, f.Outcome, f.InPart, f.Proof = p.severity, p.outcome, p.inPart, p.proof
		}
		for _, name := range t.finding.Services {
			if users[name] {
				f.Services = append(f.Services, name)
			}
		}
	}
	f.Services = sortedDistinct(f.Services)
}

// A part is what of a failure a configuration finding is to blame for.
type part struct {
	severity Severity
	outcome  Outcome
	inPart   bool
	proof    []Step
}

// partOf grades what of an event a finding is to blame for, by the service that
// is hit worst of those that stand on what it is about.
func (r *runner) partOf(c *telling, h *Hit, users map[string]bool) part {
	var blame Outcome
	for _, address := range c.about {
		blame = max(blame, h.share[address])
	}
	var worst part
	var by *serviceHit
	for i, sh := range h.hits {
		if !users[sh.service.Name] {
			continue
		}
		outcome := min(blame, sh.Outcome)
		if severity := r.failures.severityOf(sh.service, sh.hit, outcome); by == nil || severity > worst.severity {
			worst = part{severity: severity, outcome: outcome, inPart: sh.InPart}
			by = &h.hits[i]
		}
	}
	if by != nil {
		worst.proof = r.failures.proof(by.service, by.hit)
	}
	return worst
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
