package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
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
		for _, r := range w.estate.Resources {
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
		admitted, up := 0, 0
		for _, m := range n.Members {
			if m.Takeover <= w.mode {
				admitted++
				if !down[m.Address] {
					up++
				}
			}
		}
		quorum := n.Quorum
		if n.Split {
			quorum = max(1, admitted)
			if w.anyPart {
				quorum = 1
			}
		}
		return up < quorum && !(n.Unless != "" && down[n.Unless])
	})
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

// random builds an estate whose first resource is the only entry point. Needs
// lead to later resources; with circles, to any.
func random(r *rand.Rand) *estate.Estate {
	n, circles := 3+r.IntN(7), r.IntN(3) == 0
	address := func(i int) string { return fmt.Sprintf("r%d", i) }
	var all []*estate.Resource
	for i := range n {
		res := &estate.Resource{Address: address(i), Kind: estate.Plumbing, Origin: line(i + 1), Starts: r.IntN(2) == 0}
		if i == 0 {
			entry(res)
		}
		switch r.IntN(4) {
		case 0:
			in(zones[r.IntN(3)])(res)
			unit(res)
		case 1:
			from := r.IntN(2)
			in(zones[from:]...)(res)
			unit(res)
		case 2:
			inRegion(region)(res)
			deletable(res)
		}
		for range r.IntN(3) {
			need := estate.Need{
				Strength: estate.Strength(max(0, r.IntN(5)-2)), Split: r.IntN(4) == 0, Open: r.IntN(6) == 0,
			}
			for range 1 + r.IntN(3) {
				to := i + 1 + r.IntN(n)
				if circles {
					to = r.IntN(n)
				}
				if to < n {
					need.Members = append(need.Members, estate.Member{Address: address(to), Takeover: estate.Takeover(max(0, r.IntN(6)-3))})
				}
			}
			running := 0
			for _, m := range need.Members {
				if m.Takeover == estate.Running {
					running++
				}
			}
			if running == 0 {
				continue
			}
			need.Quorum = 1 + r.IntN(running)
			if u := i + 1 + r.IntN(n); !circles && u < n && r.IntN(3) == 0 {
				need.Unless = address(u)
			}
			res.Needs = append(res.Needs, need)
		}
		all = append(all, res)
	}
	return estate.New("random", all, nil, nil)
}

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
		inRegion := func(r *estate.Resource) bool { return r.Placement.Scope == estate.Region || r.Placement.Scope == estate.Zone }
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
		compareZones(t, seed, e, s)
		if t.Failed() {
			return
		}
	}
	for _, want := range []string{"survives", "degrades", "heals", "recovers", "down", "down in part", "down?", "heals in part"} {
		if compared[want] < 10 {
			t.Errorf("only %d comparisons of %s", compared[want], want)
		}
	}
}

// compareZones compares zones with brute force. A named zone that units may be
// in is graded as if they were not where the zone of one of them is proven to
// be as bad, so there the oracle leaves those out.
func compareZones(t *testing.T, seed uint64, e *estate.Estate, s *analysis.Service) {
	t.Helper()
	proven := map[string]analysis.Outcome{}
	for _, o := range s.Outcomes {
		if o.Event.Kind == analysis.ZoneOfEvent {
			proven[o.Event.Address] = o.Outcome
			if o.Verdict != analysis.Proven {
				t.Errorf("seed %d: %s is %s", seed, o.Event, o.Verdict)
			}
		}
	}
	for _, o := range s.Outcomes {
		if o.Event.Kind != analysis.ZoneEvent {
			continue
		}
		certain := func(r *estate.Resource) bool {
			z, known := r.Placement.Zone()
			return known && z.Name == o.Event.Name
		}
		maybe := func(r *estate.Resource) bool {
			return certain(r) || r.Placement.Scope == estate.Zone && proven[r.Address] == analysis.Survives &&
				slices.ContainsFunc(r.Placement.Zones, func(d estate.Domain) bool { return d.Name == o.Event.Name })
		}
		if want := judged(e, s.Name, certain, maybe); len(proven) == 0 && reported(o) != want {
			t.Errorf("seed %d: %s: %s, brute force says %s", seed, o.Event, reported(o), want)
		}
		if o.Verdict == analysis.Proven && reported(o) != judged(e, s.Name, certain, certain) && judged(e, s.Name, certain, certain)[len(judged(e, s.Name, certain, certain))-1] != '?' {
			t.Errorf("seed %d: %s: %s, brute force says %s", seed, o.Event, reported(o), judged(e, s.Name, certain, certain))
		}
	}
}
