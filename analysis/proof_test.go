package analysis_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"spof/analysis"
	"spof/estate"
)

// TestProofsHold replays each proof on random estates: from its last resource
// to its first, each goes down by a need that the chain so far, and what else
// the event takes down, does not meet.
func TestProofsHold(t *testing.T) {
	t.Parallel()
	replayed := 0
	for seed := range uint64(2000) {
		e := random(rand.New(rand.NewPCG(seed, 2)))
		f := analysis.FailuresOf(e, analysis.Options{})
		s := f.Services()[0]
		for _, o := range s.Outcomes {
			if o.Outcome != analysis.Down || o.Verdict != analysis.Proven {
				continue
			}
			proof := f.Proof(s, o.Event)
			if len(proof) == 0 || proof[0].Address != s.Entry[0] {
				t.Fatalf("seed %d: the proof of %s does not begin at the service: %v", seed, o.Event, proof)
			}
			replay(t, e, o, proof)
			replayed++
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if replayed < 1000 {
		t.Errorf("only %d proofs", replayed)
	}
}

func replay(t *testing.T, e *estate.Estate, o analysis.EventOutcome, proof []analysis.Step) {
	t.Helper()
	struck := strikes(o.Event)
	w := world{estate: e, mode: estate.ByHand, failed: struck}
	down := w.down()
	chain := map[string]bool{}
	for _, step := range slices.Backward(proof) {
		r := e.Find(step.Address)
		switch {
		case r == nil && strings.Contains(step.Address, ":"):
			continue
		case r == nil:
			t.Fatalf("%s: the proof names %s", o.Event, step.Address)
		case len(chain) == 0 && !struck(r):
			t.Errorf("%s: the proof ends at %s, which is not struck", o.Event, r.Address)
		case len(chain) > 0 && !w.unmet(r, down):
			t.Errorf("%s: the proof holds %s down, whose needs are met", o.Event, r.Address)
		case len(chain) > 0 && !needsAny(r, chain):
			t.Errorf("%s: %s does not need what the proof says", o.Event, r.Address)
		}
		chain = map[string]bool{r.Address: true}
	}
}

func needsAny(r *estate.Resource, of map[string]bool) bool {
	return slices.ContainsFunc(r.Needs, func(n estate.Need) bool {
		return slices.ContainsFunc(n.Members, func(m estate.Member) bool { return of[m.Address] })
	})
}

// strikes says what an event strikes.
func strikes(e analysis.Event) func(*estate.Resource) bool {
	return func(r *estate.Resource) bool {
		z, known := r.Placement.Zone()
		switch e.Kind {
		case analysis.UnitEvent, analysis.LogicalEvent:
			return r.Address == e.Address
		case analysis.ZoneOfEvent:
			return r.Address == e.Address || known && z.Name == e.Worst
		case analysis.ZoneEvent:
			return known && z.Name == e.Name
		case analysis.RegionEvent:
			return r.Placement.Scope == estate.Region || r.Placement.Scope == estate.Zone
		}
		return false
	}
}
