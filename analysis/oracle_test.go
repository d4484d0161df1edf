package analysis_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"spof/analysis"
	"spof/estate"
)

// A world is one way in which things may be, and what has failed in it. Its
// down is the definition, evaluated again and again until nothing changes.
type world struct {
	estate  *estate.Estate
	failed  func(*estate.Resource) bool
	mode    estate.Takeover
	anyPart bool
	ill     bool
	soft    bool
}

func (w world) down() map[string]bool {
	down := map[string]bool{}
	for changed := true; changed; {
		changed = false
		// From the last on, so that a check is settled before what it excuses.
		for _, r := range slices.Backward(w.estate.Resources) {
			if !down[r.Address] && (w.failed(r) || w.unmet(r, down)) {
				down[r.Address], changed = true, true
			}
		}
	}
	return down
}

func (w world) unmet(r *estate.Resource, down map[string]bool) bool {
	return slices.ContainsFunc(r.Needs, func(n estate.Need) bool {
		if n.Open && !w.ill || n.Strength == estate.Soft && !w.soft || n.Strength == estate.Startup && !r.Starts {
			return false
		}
		return w.short(n, down) && (n.Unless == "" || !down[n.Unless])
	})
}

// short says whether too few members of a need are up.
func (w world) short(n estate.Need, down map[string]bool) bool {
	admitted, up := 0, 0
	for _, m := range n.Members {
		if m.Takeover <= w.mode {
			admitted++
			if !down[m.Address] {
				up++
			}
		}
	}
	switch {
	case !n.Split:
		return up < n.Quorum
	case w.anyPart:
		return up == 0
	}
	return up < max(1, admitted)
}

// judged is the oracle's outcome, with "in part" and what only ill unknowns do.
func judged(e *estate.Estate, service string, well, ill func(*estate.Resource) bool) string {
	grade := func(failed func(*estate.Resource) bool, ill bool) (analysis.Outcome, bool) {
		falls := func(mode estate.Takeover, anyPart, soft bool) bool {
			return world{estate: e, failed: failed, mode: mode, anyPart: anyPart, ill: ill, soft: soft}.down()[service]
		}
		outcomes := []analysis.Outcome{analysis.Heals, analysis.Recovers, analysis.Down}
		outcome, inPart := analysis.Survives, false
		for mode := estate.Running; mode <= estate.ByHand && falls(mode, false, false); mode++ {
			outcome, inPart = outcomes[mode], !falls(mode, true, false)
		}
		if outcome == analysis.Survives && falls(estate.Running, false, true) {
			outcome = analysis.Degrades
		}
		return outcome, inPart
	}
	outcome, inPart := grade(well, false)
	sure := ""
	if worse, part := grade(ill, true); outcome <= analysis.Degrades && worse > outcome {
		outcome, inPart, sure = worse, part, "?"
	}
	return verdictString(outcome, inPart) + sure
}

func verdictString(o analysis.Outcome, inPart bool) string {
	if inPart {
		return o.String() + " in part"
	}
	return o.String()
}

func reported(o analysis.EventOutcome) string {
	s := verdictString(o.Outcome, o.InPart)
	if o.Verdict == analysis.Undecided {
		s += "?"
	}
	return s
}

var zones = []estate.Domain{zoneA, zoneB, zoneC}

func TestOutcomesEqualBruteForce(t *testing.T) {
	t.Parallel()
	compared := map[string]int{}
	for seed := range uint64(4000) {
		e := random(rand.New(rand.NewPCG(seed, 1)))
		a, err := analysis.Run(e, nil, analysis.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s := a.Services[0]
		outcomes := map[string]analysis.EventOutcome{}
		for _, o := range s.Outcomes {
			outcomes[o.Event.String()] = o
		}
		inRegion := func(r *estate.Resource) bool {
			return r.Placement.Scope == estate.Region || r.Placement.Scope == estate.Zone
		}
		check := func(event string, well, ill func(*estate.Resource) bool) {
			want := judged(e, s.Name, well, ill)
			got := reported(outcomes[event])
			compared[want]++
			if got != want {
				t.Errorf("seed %d: %s: %s, brute force says %s", seed, event, got, want)
			}
		}
		check(east, inRegion, inRegion)
		for _, r := range e.Resources {
			if r.Fails == estate.FailsAlone {
				strike := func(o *estate.Resource) bool { return o == r }
				check(r.Address, strike, strike)
			}
		}
		compareZones(t, compared, e, s)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	for _, want := range []string{
		"survives", "degrades", "heals", "recovers", "down", "down in part", "down?", "recovers?", "zone down", "zone down?", "zone survives", "zone-of down?",
	} {
		if compared[want] < 10 {
			t.Errorf("only %d comparisons of %s", compared[want], want)
		}
	}
}

// compareZones compares zones with brute force. A named zone that units may be
// in is graded as if they were not where the zone of one of them is proven to
// be as bad: then only what is proven is compared.
func compareZones(t *testing.T, compared map[string]int, e *estate.Estate, s *analysis.Service) {
	t.Helper()
	zoneOf := slices.ContainsFunc(s.Outcomes, func(o analysis.EventOutcome) bool { return o.Event.Kind == analysis.ZoneOfEvent })
	for _, o := range s.Outcomes {
		if o.Event.Kind == analysis.ZoneOfEvent && o.Verdict == analysis.Undecided {
			compared["zone-of "+reported(o)]++
		}
		if o.Event.Kind != analysis.ZoneEvent {
			continue
		}
		certain := func(r *estate.Resource) bool {
			z, known := r.Placement.Zone()
			return known && z.Name == o.Event.Name
		}
		maybe := func(r *estate.Resource) bool {
			return r.Placement.Scope == estate.Zone &&
				slices.ContainsFunc(r.Placement.Zones, func(d estate.Domain) bool { return d.Name == o.Event.Name })
		}
		want := judged(e, s.Name, certain, maybe)
		if zoneOf {
			want = judged(e, s.Name, certain, certain)
		}
		if zoneOf && (o.Verdict == analysis.Undecided || strings.HasSuffix(want, "?")) {
			continue
		}
		compared["zone "+want]++
		if got := reported(o); got != want {
			t.Errorf("%s: %s, brute force says %s", o.Event, got, want)
		}
	}
}
