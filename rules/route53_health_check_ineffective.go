package rules

import (
	"fmt"

	"spof/analysis"
	"spof/estate"
)

var route53HealthCheckIneffective = &analysis.Rule{
	ID:       "route53-health-check-ineffective",
	Severity: analysis.High,
	Scope:    estate.Global,
	Kinds:    []estate.Kind{estate.HealthCheck},
	Doc: analysis.Doc{
		Title: "Health check does not report what it should",
		Why:   "A health check that is disabled, that needs none of its children, that takes missing data for health, or that is inverted, leaves the record that trusts it in service after its target has died.",
		Fix:   "Enable the check, let it need at least one of several children, take missing data for unhealthy or for the last known state, and do not invert it.",
		Sources: []string{
			"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html",
			"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html",
		},
		Since: "0.1.0",
	},
	Run: func(p *analysis.Pass) {
		for r, check := range estate.Each[*estate.HealthCheckTraits](p.Estate) {
			judgeCheck(p, r, check)
		}
	},
}

// A flaw is a way for a health check to say nothing.
type flaw struct {
	verdict answer
	where   estate.Origin
	settles []string
	says    string
	proof   analysis.Evidence
	edit    string
}

// judgeCheck reports the first flaw that is certain, else the first that may
// be there.
func judgeCheck(p *analysis.Pass, r *estate.Resource, check *estate.HealthCheckTraits) {
	flaws := []flaw{
		disabledFlaw(r, check), thresholdFlaw(r, check), childrenFlaw(r, check), silenceFlaw(r, check), inversionFlaw(r, check),
	}
	for _, f := range flaws {
		if f.verdict == yes {
			found := p.Failf(r, at(f.where, r), "%s %s", r.Address, f.says)
			found.Evidence = append(found.Evidence, f.proof)
			found.Fix.Edit = f.edit
			return
		}
	}
	for _, f := range flaws {
		if f.verdict == maybe {
			found := p.Doubtf(r, at(f.where, r), f.settles, "%s may say nothing of its target: %s is not known", r.Address, f.proof.Fact)
			found.Evidence = append(found.Evidence, f.proof)
			return
		}
	}
}

// An answer is what is known of a question.
type answer uint8

const (
	no answer = iota
	maybe
	yes
)

// ask puts a question to a value.
func ask[T any](v estate.Value[T], question func(T) bool) answer {
	switch value, known := v.Get(); {
	case !known:
		return maybe
	case question(value):
		return yes
	}
	return no
}

// flawIn makes the flaw that a value shows.
func flawIn[T any](r *estate.Resource, name string, v estate.Value[T], bad func(T) bool, says string) flaw {
	return flaw{verdict: ask(v, bad), where: v.Origin(), settles: v.SettledBy(), says: says, proof: fact(r, name, v)}
}

func disabledFlaw(r *estate.Resource, check *estate.HealthCheckTraits) flaw {
	f := flawIn(r, "disabled", check.Disabled, func(off bool) bool { return off },
		"is disabled: Route 53 takes its target for healthy without asking")
	f.edit = "disabled = false"
	return f
}

func thresholdFlaw(r *estate.Resource, check *estate.HealthCheckTraits) flaw {
	if check.Type.Or("") != "CALCULATED" {
		return flaw{}
	}
	f := flawIn(r, "child_health_threshold", check.ChildThreshold, func(n int) bool { return n == 0 },
		"needs none of its children to be healthy: it is always healthy itself")
	f.edit = "child_health_threshold = 1"
	return f
}

func childrenFlaw(r *estate.Resource, check *estate.HealthCheckTraits) flaw {
	if check.Type.Or("") != "CALCULATED" {
		return flaw{}
	}
	n := check.Children.Or(0)
	return flawIn(r, "child_healthchecks", check.Children, func(n int) bool { return n < 2 },
		fmt.Sprintf("is calculated from %s: it adds nothing to that one's judgement", counted(n, "child check")))
}

func silenceFlaw(r *estate.Resource, check *estate.HealthCheckTraits) flaw {
	if check.Type.Or("") != "CLOUDWATCH_METRIC" {
		return flaw{}
	}
	f := flawIn(r, "insufficient_data_health_status", check.InsufficientData, func(s string) bool { return s == "Healthy" },
		"takes missing data for health: when its target dies and sends no metrics, it stays healthy")
	f.edit = `insufficient_data_health_status = "Unhealthy"`
	return f
}

// inversionFlaw leaves out calculated checks, which are inverted to say "not",
// and checks that are healthy or not by hand.
func inversionFlaw(r *estate.Resource, check *estate.HealthCheckTraits) flaw {
	if t := check.Type.Or(""); t == "CALCULATED" || t == "RECOVERY_CONTROL" {
		return flaw{}
	}
	f := flawIn(r, "invert_healthcheck", check.Inverted, func(on bool) bool { return on },
		"is inverted: it is healthy while its target is dead")
	f.edit = "invert_healthcheck = false"
	return f
}
