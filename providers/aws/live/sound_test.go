package live_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spof/analysis"
	"spof/inventory"
	"spof/providers/aws"
	"spof/rules"
)

// requireSound requires that who reads only a part of an account proves nothing
// that who reads the whole does not prove, and that nothing looks healthier to
// them: it is undecided, or what it is about was not read.
func requireSound(t *testing.T, what string, whole, part *inventory.Inventory) {
	t.Helper()
	truth, seen := audited(t, whole), audited(t, part)
	requireSoundOutcomes(t, what, truth, seen)
	was, is := configured(truth), configured(seen)
	for id := range is {
		if was[id] == nil {
			t.Errorf("%s: %s is proven only now", what, id)
		}
	}
	undecided := undecidedOf(seen)
	for id, f := range was {
		if is[id] == nil && !undecided[id] && !unreadOf(whole, part, f.Address) {
			t.Errorf("%s: %s is found no more, and nothing is said", what, id)
		}
	}
}

func requireSoundOutcomes(t *testing.T, what string, truth, seen *analysis.Audit) {
	t.Helper()
	for _, s := range seen.Services {
		for _, o := range s.Outcomes {
			old := outcomeOf(truth, s.Name, o.Event)
			switch {
			case o.Verdict != analysis.Proven || guessed(o):
			case old == nil || old.Verdict != analysis.Proven:
				t.Errorf("%s: it is proven only now what %s does to %s", what, o.Event, s.Name)
			case old.Outcome != o.Outcome:
				t.Errorf("%s: %s does %s to %s, instead of %s", what, o.Event, o.Outcome, s.Name, old.Outcome)
			}
		}
	}
}

// guessed reports whether an outcome is that of a zone of which it is told that
// something may be in it: what that means is told of the zone of that thing.
func guessed(o analysis.EventOutcome) bool {
	return o.Outcome == analysis.Survives && slices.ContainsFunc(o.Because, func(s string) bool { return strings.HasSuffix(s, " may be in it") })
}

func audited(t *testing.T, inv *inventory.Inventory) *analysis.Audit {
	t.Helper()
	a, err := analysis.Run(aws.Mean(inv), rules.All(), analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// configured are the proven findings about how something is configured, and not
// about what one event does.
func configured(a *analysis.Audit) map[string]*analysis.Finding {
	out := map[string]*analysis.Finding{}
	for _, f := range a.Findings {
		if f.Event == nil && f.Verdict == analysis.Proven {
			out[f.Identity()] = f
		}
	}
	return out
}

func undecidedOf(a *analysis.Audit) map[string]bool {
	out := map[string]bool{}
	for _, f := range a.Findings {
		out[f.Identity()] = out[f.Identity()] || f.Verdict == analysis.Undecided
	}
	return out
}

func outcomeOf(a *analysis.Audit, service string, event analysis.Event) *analysis.EventOutcome {
	for _, s := range a.Services {
		for i, o := range s.Outcomes {
			if s.Name == service && o.Event.String() == event.String() {
				return &s.Outcomes[i]
			}
		}
	}
	return nil
}

// unreadOf reports whether a resource of the whole account is one of a type that
// was not read.
func unreadOf(whole, part *inventory.Inventory, address string) bool {
	i := slices.IndexFunc(whole.Resources, func(r *inventory.Resource) bool { return r.Address == address })
	return i >= 0 && slices.ContainsFunc(part.Unread, func(u inventory.Unread) bool { return u.Type == whole.Resources[i].Type || u.Of == address })
}

// requireRule requires what a rule finds: "proven" or "undecided", and of what.
func requireRule(t *testing.T, inv *inventory.Inventory, rule string, want ...string) {
	t.Helper()
	var got []string
	for _, f := range audited(t, inv).Findings {
		if f.Rule.ID == rule {
			got = append(got, f.Verdict.String()+" "+f.Address)
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got)\n%s", rule, diff)
	}
}
