package estatetest_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"spof/analysis"
	"spof/inventory"
)

// TestWhatIsUnread takes each type of resource away from each recorded state, as
// if it could not be listed in any region. Nothing may look healthier for that,
// and nothing may be proven that was not.
func TestWhatIsUnread(t *testing.T) {
	t.Parallel()
	everyRecording(t, isApplied, func(t *testing.T, _, to string) {
		t.Helper()
		whole := stateEstate(t, filepath.Join(to, "state.json.gz"))
		for _, typ := range typesIn(whole.inventory) {
			part := judged(t, without(whole.inventory, typ), "account")
			for _, wrong := range healthier(whole.audit, part.audit) {
				t.Errorf("without %s: %s", typ, wrong)
			}
		}
	})
}

func typesIn(inv *inventory.Inventory) []string {
	var out []string
	for _, r := range inv.Resources {
		if r.Mode == inventory.Managed && strings.HasPrefix(r.Type, "aws_") {
			out = append(out, r.Type)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// without is an inventory of which a type could not be read.
func without(inv *inventory.Inventory, typ string) *inventory.Inventory {
	out := *inv
	out.Resources, out.Unread = nil, nil
	told := map[string]bool{}
	for _, r := range inv.Resources {
		if r.Type != typ || r.Mode != inventory.Managed {
			out.Resources = append(out.Resources, r)
			continue
		}
		if region := r.Region.Or(""); !told[region] {
			told[region] = true
			out.Unread = append(out.Unread, inventory.Unread{Type: typ, Region: region, Why: "asking for " + typ})
		}
	}
	return &out
}

// healthier lists what is better, or more certain, of a part of an estate than
// of the whole.
func healthier(whole, part *analysis.Audit) []string {
	var out []string
	was, is := tell(whole, nil), tell(part, nil)
	for key, f := range is {
		if old := was[key]; f.Verdict == analysis.Proven && (old == nil || old.Verdict != analysis.Proven) {
			out = append(out, "proven only now: "+key)
		}
	}
	for _, s := range part.Services {
		for _, o := range s.Outcomes {
			old := outcomeOf(whole, s.Name, o.Event)
			if old == nil || old.Verdict != analysis.Proven || o.Verdict != analysis.Proven || o.Outcome >= old.Outcome || inSomeZone(s, old.Outcome) {
				continue
			}
			out = append(out, s.Name+" "+o.Outcome.String()+", and not "+old.Outcome.String()+", when it loses "+o.Event.String())
		}
	}
	slices.Sort(out)
	return out
}

// outcomeOf returns what an event does to a service, nil where neither is told.
func outcomeOf(audit *analysis.Audit, service string, event analysis.Event) *analysis.EventOutcome {
	for _, s := range audit.Services {
		for i, o := range s.Outcomes {
			if s.Name == service && o.Event.String() == event.String() {
				return &s.Outcomes[i]
			}
		}
	}
	return nil
}

// inSomeZone reports whether a service is said to fare so badly when it loses
// the zone of something, whichever zone that is.
func inSomeZone(s *analysis.Service, outcome analysis.Outcome) bool {
	return slices.ContainsFunc(s.Outcomes, func(o analysis.EventOutcome) bool {
		return o.Event.Kind == analysis.ZoneOfEvent && o.Outcome >= outcome
	})
}
