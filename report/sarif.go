package report

import (
	"cmp"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"spof/analysis"
)

// What GitHub accepts of one file; it drops or refuses the rest. Source: "SARIF
// results exceed one or more limits" in its documentation of code scanning.
const (
	sarifRuns    = 20
	sarifResults = 5000
)

// SARIF writes the findings as SARIF 2.1.0, a run for each root. A result is
// what can be mended, at its line; a failure that nothing explains is a result
// of its own. Ignored findings, and those that are gone, are left out, as GitHub
// would show them as open; what could not be read or decided is a notification
// of the tool.
func SARIF(w io.Writer, r Report) error {
	log := sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{},
	}
	for _, group := range sarifGroups(r.Audits) {
		log.Runs = append(log.Runs, newSarifRun(r, group))
	}
	return writeJSON(w, log)
}

// sarifGroups gives each root its run, and all of them one together when there
// are more roots than a file may have runs.
func sarifGroups(audits []*analysis.Audit) [][]*analysis.Audit {
	if len(audits) > sarifRuns {
		return [][]*analysis.Audit{audits}
	}
	return each(audits, func(a *analysis.Audit) []*analysis.Audit { return []*analysis.Audit{a} })
}

// A sarifBuilder makes one run.
type sarifBuilder struct {
	place place
	rules map[string]int
	run   sarifRun
}

func newSarifRun(r Report, audits []*analysis.Audit) sarifRun {
	b := &sarifBuilder{place: place{base: r.Base}, rules: make(map[string]int)}
	b.run = sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "spof", Version: r.Version, Rules: []sarifRule{}}},
		Automation: sarifAutomation{"spof/"},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	alone := len(audits) == 1
	if root := path.Join(r.Base, audits[0].Input.Path); alone && root != "." {
		b.run.Automation.ID = "spof/" + strings.TrimPrefix(root, "/") + "/"
	}
	notes := []sarifNotification{}
	var candidates []candidate
	for _, a := range audits {
		v := newView(a)
		prefix := ""
		if !alone {
			prefix = a.Input.Path + " "
		}
		candidates = append(candidates, v.candidates(prefix)...)
		notes = append(notes, b.notifications(v)...)
	}
	slices.SortStableFunc(candidates, func(x, y candidate) int { return -cmp.Compare(x.severity, y.severity) })
	if over := len(candidates) - sarifResults; over > 0 {
		candidates = candidates[:sarifResults]
		notes = append(notes, sarifNotification{Level: "warning", Message: sarifMessage{Text: strconv.Itoa(over) +
			" results, no worse than those kept, are left out: code scanning keeps 5,000."}})
	}
	b.addRules(candidates)
	compared := !slices.ContainsFunc(audits, func(a *analysis.Audit) bool { return a.Compared == nil })
	for _, c := range candidates {
		if compared {
			c.state = c.baselineState()
		}
		b.run.Results = append(b.run.Results, b.result(c))
	}
	b.run.Invocations = []sarifInvocation{{Successful: true, Notifications: notes}}
	return b.run
}

// A candidate is a finding that becomes a result, with the failures that it
// explains and the worst severity among them.
type candidate struct {
	finding  *analysis.Finding
	failures []*analysis.Finding
	severity analysis.Severity
	prefix   string // of its fingerprint, where several roots share a run
	root     string // where its root stands, for a finding without a place
	state    string // what became of it, where all of its run was compared
}

// isNew says whether the finding, or a failure that it explains, is.
func (c candidate) isNew() bool { return isNew(c.finding) || slices.ContainsFunc(c.failures, isNew) }

// baselineState says what became of a result in the words of the standard,
// section 3.27.24, where all results of a run have one or none.
func (c candidate) baselineState() string {
	switch {
	case c.finding.Change == analysis.Added:
		return "new"
	case c.finding.Change == analysis.Unchanged && !c.isNew():
		return "unchanged"
	}
	return "updated"
}

// candidates returns the proven findings that are mended somewhere: those that
// explain, and those that nothing explains.
func (v view) candidates(prefix string) []candidate {
	var out []candidate
	for _, f := range v.audit.Findings {
		if f.Ignored != "" || f.Verdict != analysis.Proven || len(v.causes(f)) > 0 {
			continue
		}
		c := candidate{finding: f, severity: f.Severity, prefix: prefix, root: v.audit.Input.Path}
		for _, id := range f.Explains {
			if failure := v.byID[id]; failure != nil && failure.Ignored == "" && failure.Verdict == analysis.Proven {
				c.failures = append(c.failures, failure)
				c.severity = max(c.severity, failure.Severity)
			}
		}
		if c.isNew() || !v.newOnly() {
			out = append(out, c)
		}
	}
	return out
}

// addRules lists the rules of the results, by id, once each.
func (b *sarifBuilder) addRules(candidates []candidate) {
	rules := make(map[string]*analysis.Rule)
	var ids []string
	for _, c := range candidates {
		rule := c.finding.Rule
		if rules[rule.ID] == nil {
			rules[rule.ID] = rule
			ids = append(ids, rule.ID)
		}
	}
	slices.Sort(ids)
	for i, id := range ids {
		b.rules[id] = i
		b.run.Tool.Driver.Rules = append(b.run.Tool.Driver.Rules, newSarifRule(rules[id]))
	}
}
