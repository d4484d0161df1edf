package analysis_test

import (
	"fmt"
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

// A maker makes random estates of n resources. Needs lead to later resources;
// with circles, to any, and then without checks.
type maker struct {
	*rand.Rand
	n       int
	circles bool
}

// random builds an estate whose first resource is the only entry point.
func random(r *rand.Rand) *estate.Estate {
	m := maker{Rand: r, n: 3 + r.IntN(7), circles: r.IntN(3) == 0}
	var all []*estate.Resource
	for i := range m.n {
		res := &estate.Resource{Address: m.address(i), Kind: estate.Plumbing, Origin: line(i + 1), Starts: m.IntN(2) == 0}
		if i == 0 {
			entry(res)
		}
		switch m.IntN(4) {
		case 0:
			in(zones[m.IntN(3)])(res)
			unit(res)
		case 1:
			in(zones[m.IntN(2):]...)(res)
			unit(res)
		case 2:
			regional(res)
			deletable(res)
		}
		for range m.IntN(3) {
			if need := m.need(i); need.Quorum > 0 {
				res.Needs = append(res.Needs, need)
			}
		}
		all = append(all, res)
	}
	return estate.New("random", all, nil, nil)
}

func (m maker) address(i int) string { return fmt.Sprintf("r%d", i) }

// need makes a need of the resource with a number; its quorum is 0 where it has
// no running member.
func (m maker) need(i int) estate.Need {
	need := estate.Need{
		Strength: estate.Strength(max(0, m.IntN(5)-2)), Split: m.IntN(4) == 0, Open: m.IntN(6) == 0,
	}
	running := 0
	for range 1 + m.IntN(3) {
		to := i + 1 + m.IntN(m.n)
		if m.circles {
			to = m.IntN(m.n)
		}
		if to >= m.n {
			continue
		}
		member := estate.Member{Address: m.address(to), Takeover: estate.Takeover(max(0, m.IntN(6)-3))}
		if member.Takeover == estate.Running {
			running++
		}
		need.Members = append(need.Members, member)
	}
	if running > 0 {
		need.Quorum = 1 + m.IntN(running)
	}
	if u := i + 1 + m.IntN(m.n); !m.circles && u < m.n && m.IntN(3) == 0 {
		need.Unless = m.address(u)
	}
	return need
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
